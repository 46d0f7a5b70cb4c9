package latin

import (
	"strings"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// A hyphen compound such as Goertek-Aktie names what stands before its last
// hyphen, where the list "company-part" has the word behind it and the list
// "part-not" has not the word before it (Chip-Konzern, US-Konzern).
const compoundConfidence = 0.55

// compound returns the company in a hyphen compound.
func (l *line) compound(w *word, step string) (extract.Mention, bool) {
	at := strings.LastIndexByte(w.text, '-')
	tails := l.lists["company-part"]
	if tails == nil || at < 2 || !tails.words[w.text[at+1:]] {
		return extract.Mention{}, false
	}
	head := word{text: w.text[:at], lower: strings.ToLower(w.text[:at])}
	if !isName(head.text) || utf8.RuneCountInString(head.text) < 2 || l.lists.hold("part-not", &head) ||
		l.lists.hold("notname", &head) || l.isNoun(&head) || l.lists.hold("first", &head) {
		return extract.Mention{}, false
	}
	span := corpus.Span{Start: w.Start, End: w.Start + at}
	return extract.Mention{Span: span, Class: graph.Company, Step: step, Confidence: compoundConfidence}, true
}
