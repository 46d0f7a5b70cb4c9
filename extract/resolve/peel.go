package resolve

import (
	"slices"
	"strings"

	"trigraph/extract"
)

// peel returns the candidates without a noun in front that only says what the
// thing is to another: "Aral-Mutter BP" names BP. Such nouns are those of the
// kind "relation" behind a hyphen; what a list knows whole stays whole.
func (r *Resolver) peel(d *extract.Document, ms []extract.Mention) []extract.Mention {
	for i, m := range ms {
		first, rest, ok := strings.Cut(d.Text(m.Span), " ")
		if !ok || len(m.Readings) > 0 || !r.names.relates(first) || family(m.Class) != "org" && family(m.Class) != "person" {
			continue
		}
		m.Start = m.End - len(rest)
		if known := r.known.Lookup(rest); len(known) > 0 && family(known[0].Class) == family(m.Class) {
			m.Readings, m.Class = known, known[0].Class
		}
		ms[i] = m
	}
	return ms
}

// relates reports whether a word says after a hyphen what something is to
// another thing.
func (n *nameForms) relates(word string) bool {
	at := strings.LastIndexByte(word, '-')
	return at > 0 && slices.Contains(n.relation, word[at+1:])
}
