package tagger

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/graph"
)

//go:embed borders.tsv
var borderWords string

// borders are what is known of the first and last words of names in a language:
// what cannot end one, what ends one by law, and what is the end of no person's.
type borders struct{ end, form, body []string }

// readBorders gives the borders of names in a language as borders.tsv has them.
func readBorders(lang corpus.Lang) (b borders) {
	kinds := map[string]*[]string{"end": &b.end, "form": &b.form, "body": &b.body}
	for line := range strings.Lines(borderWords) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if words := kinds[f[min(1, len(f)-1)]]; words != nil && f[0] == string(lang) {
			*words = append(*words, f[2])
		}
	}
	return b
}

// cut gives how many units of a name are its own: none behind a legal form
// ("International Corp. ASML"), unless that goes on ("Bosch GmbH & Co.").
func (b borders) cut(text string, units []unit) []unit {
	for i := 1; i+1 < len(units); i++ {
		next := units[i+1].In(text)
		r, _ := utf8.DecodeRuneInString(next)
		if slices.Contains(b.form, units[i].In(text)) && unicode.IsUpper(r) &&
			!slices.Contains(b.form, next) && !slices.Contains(b.body, next) {
			return units[:i+1]
		}
	}
	return units
}

// trim cuts a word from the end of a name that none ends with.
func (b borders) trim(text string, s corpus.Span) corpus.Span {
	for _, w := range b.end {
		if rest, ok := strings.CutSuffix(s.In(text), w); ok && rest != "" {
			s.End = s.Start + len(rest)
		}
	}
	return s
}

// class gives the class of a name that a tagger takes for one of class c: what
// ends as a body does is no person.
func (b borders) class(name string, c graph.Class) graph.Class {
	if i := strings.LastIndexByte(name, ' '); c == graph.Person && i > 0 && slices.Contains(b.body, name[i+1:]) {
		return graph.Organization
	}
	return c
}
