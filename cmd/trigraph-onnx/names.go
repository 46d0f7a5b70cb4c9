package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/knights-analytics/hugot/pipelines"
)

// name is a stretch of a sentence, in bytes, that the model calls a name.
type name struct {
	Start int     `json:"start"`
	End   int     `json:"end"`
	Label string  `json:"label"`
	Score float32 `json:"score"`
}

// names joins what the model says of each token. A word has the label of its
// first token, since that is what such models are trained on; a name goes on
// over words of the same label that are marked I-, or L- or E- in the schemes
// that have them, and in the scheme without prefixes over all of the same
// label. Its score is that of its least sure word.
func names(text string, tokens []pipelines.Entity) []name {
	var out []name
	open := false
	end := 0
	surfaces := make([]string, len(tokens))
	for i, t := range tokens {
		surfaces[i] = t.Word
	}
	for i, where := range align(text, surfaces) {
		t, start, stop := tokens[i], where.start, where.end
		if stop <= start {
			continue
		}
		if continues(text, end, start) {
			if open {
				out[len(out)-1].End = stop
			}
			end = stop
			continue
		}
		end = stop
		part, kind := parts(t.Entity)
		switch {
		case kind == "":
			open = false
		case open && out[len(out)-1].Label == kind && part != "B" && part != "U" && part != "S":
			last := &out[len(out)-1]
			last.End, last.Score = stop, min(last.Score, t.Score)
		default:
			out = append(out, name{start, stop, kind, t.Score})
			open = true
		}
	}
	return out
}

// continues reports whether a token goes on with the word before it: nothing
// stands between them, and both sides are letters or digits of a script that
// writes spaces.
func continues(text string, end, start int) bool {
	if end == 0 || end != start {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:end])
	behind, _ := utf8.DecodeRuneInString(text[start:])
	return spaced(before) && spaced(behind)
}

func spaced(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// parts cuts a label into its part of a name (B, I, L, U, E, S, or nothing in
// the scheme without) and its kind; O has no kind.
func parts(label string) (part, kind string) {
	if label == "O" || label == "" {
		return "", ""
	}
	if len(label) > 2 && (label[1] == '-' || label[1] == '_') && strings.Contains("BILUES", label[:1]) {
		return label[:1], label[2:]
	}
	return "", label
}
