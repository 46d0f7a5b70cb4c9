package resolve

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

//go:embed references.tsv
var referencesData string

// referenceConfidence is what a reference is worth beside a name.
const referenceConfidence = 0.7

// reference is a noun that stands for a thing named before: "the company".
type reference struct {
	words string // in small letters
	class graph.Class
	start bool // only at the beginning of a clause
}

func loadReferences() (map[corpus.Lang][]reference, error) {
	all := map[corpus.Lang][]reference{}
	for n, f := range rows(referencesData) {
		if len(f) != 4 || f[2] != "any" && f[2] != "start" {
			return nil, fmt.Errorf("references.tsv:%d: want language, class, any or start, words", n)
		}
		lang := corpus.Lang(f[0])
		all[lang] = append(all[lang], reference{strings.ToLower(f[3]), graph.Class(f[1]), f[2] == "start"})
	}
	return all, nil
}

// refer finds the references of the document and what they stand for. One that
// could stand for two things is left out.
func (r *Resolver) refer(d *extract.Document) []extract.Mention {
	var out []extract.Mention
	for i, sent := range d.Sentences {
		if sent.Kind != corpus.Paragraph {
			continue
		}
		text := strings.ToLower(sent.In(d.Article.Text))
		if len(text) != sent.Len() {
			continue // a letter whose small form has another length: offsets would not fit
		}
		for _, ref := range r.references[sent.Lang] {
			for from := 0; ; {
				at := strings.Index(text[from:], ref.words)
				if at < 0 {
					break
				}
				at += from
				from = at + len(ref.words)
				s := corpus.Span{Start: sent.Start + at, End: sent.Start + from}
				if m, ok := r.antecedent(d, i, s, ref); ok && standsAlone(text, at, from, ref) {
					out = append(out, m)
				}
			}
		}
	}
	return out
}

// standsAlone reports whether the words are words of their own, at the place
// where the reference may stand, with no name behind them.
func standsAlone(text string, from, to int, ref reference) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	if latin(before) || latin(after) {
		return false
	}
	return !ref.start || from == 0 || unicode.IsPunct(before) && before != '、' && before != '“' && before != '《'
}

// antecedent is what a reference in sentence i stands for: the one thing of its
// class named before it in the sentence, or else the first of the nearest of
// the two sentences before that names one.
func (r *Resolver) antecedent(d *extract.Document, i int, s corpus.Span, ref reference) (extract.Mention, bool) {
	if behind := mentionFrom(d, s.End, s.End+len(" ")); behind {
		return extract.Mention{}, false
	}
	m, n := firstOf(d, corpus.Span{Start: d.Sentences[i].Start, End: s.Start}, ref.class)
	for back := 1; n == 0 && back <= 2 && i >= back && d.Sentences[i-back].Kind == corpus.Paragraph; back++ {
		m, n = firstOf(d, d.Sentences[i-back].Span, ref.class)
		if n > 1 && m.Start-d.Sentences[i-back].Start > d.Sentences[i-back].Len()/4 {
			return extract.Mention{}, false
		}
	}
	if n == 0 || n > 1 && m.Start >= d.Sentences[i].Start {
		return extract.Mention{}, false
	}
	m.Span, m.Step, m.Confidence, m.Readings, m.Adjective = s, "resolve:reference", referenceConfidence, nil, false
	return m, true
}

// firstOf returns the first mention of the class within the span, and how many
// different things of the class the span names.
func firstOf(d *extract.Document, s corpus.Span, class graph.Class) (first extract.Mention, things int) {
	seen := map[string]bool{}
	for _, m := range d.Mentions[startIndex(d.Mentions, s.Start):] {
		if m.End > s.End {
			break
		}
		if m.Class != class || m.Adjective || seen[m.Entity] {
			continue
		}
		if len(seen) == 0 {
			first = m
		}
		seen[m.Entity] = true
	}
	return first, len(seen)
}

// mentionFrom reports whether a mention starts at one of the offsets from..to.
func mentionFrom(d *extract.Document, from, to int) bool {
	i := startIndex(d.Mentions, from)
	return i < len(d.Mentions) && d.Mentions[i].Start <= to
}
