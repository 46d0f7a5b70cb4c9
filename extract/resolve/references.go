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
	where string // any, start or role
}

func loadReferences() (map[corpus.Lang][]reference, error) {
	all := map[corpus.Lang][]reference{}
	for n, f := range rows(referencesData) {
		if len(f) != 4 || f[2] != "any" && f[2] != "start" && f[2] != "role" {
			return nil, fmt.Errorf("references.tsv:%d: want language, class, any, start or role, words", n)
		}
		lang := corpus.Lang(f[0])
		all[lang] = append(all[lang], reference{strings.ToLower(f[3]), graph.Class(f[1]), f[2]})
	}
	return all, nil
}

// References finds the references of the document and what they stand for, by
// its sentences and mentions. One that could stand for two things is left out.
func (r *Resolver) References(d *extract.Document) []extract.Mention {
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
				if !standsAlone(text, at, from, ref) || mentionFrom(d, s.End, s.End+1) != (ref.where == "role") {
					continue
				}
				if ref.where == "role" {
					s.End = s.Start
				}
				if m, ok := r.antecedent(d, i, s, ref.class); ok {
					out = append(out, m)
				}
			}
		}
	}
	return out
}

// standsAlone reports whether the words are words of their own, at the place
// where the reference may stand.
func standsAlone(text string, from, to int, ref reference) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	if latin(before) || latin(after) {
		return false
	}
	if ref.where == "any" || from == 0 {
		return true
	}
	head := strings.TrimRight(text[:from], " ")
	for _, article := range []string{"the", "its", "der", "die", "ihr", "sein", "auch", "und", "and"} {
		if rest, ok := cutWord(head, article, strings.CutSuffix); ok && ref.where == "role" {
			head = rest
		}
	}
	if head == "" {
		return true
	}
	before, _ = utf8.DecodeLastRuneInString(head)
	return unicode.IsPunct(before) && !strings.ContainsRune("、“《-–", before)
}

// antecedent is what a reference in sentence i stands for: the one thing of its
// class named before it in the sentence, or else the first of the nearest of
// the two sentences before that names one.
func (r *Resolver) antecedent(d *extract.Document, i int, s corpus.Span, class graph.Class) (extract.Mention, bool) {
	m, n := firstOf(d, corpus.Span{Start: d.Sentences[i].Start, End: s.Start}, class)
	for back := 1; n == 0 && back <= 2 && i >= back && d.Sentences[i-back].Kind == corpus.Paragraph; back++ {
		m, n = firstOf(d, d.Sentences[i-back].Span, class)
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
