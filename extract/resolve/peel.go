package resolve

import (
	"slices"
	"strings"

	"trigraph/corpus"
	"trigraph/extract"
)

// peel returns the candidates without a noun in front that only says what the
// thing is to another, or what a known thing is: "Aral-Mutter BP" names BP,
// "Finanzmarktaufsicht Finma" names Finma. Such nouns are those of the kind
// "relation" behind a hyphen, or end with one of the kind "kind"; what a list
// knows whole stays whole. "Mainzer Unternehmen" is no name at all.
func (r *Resolver) peel(d *extract.Document, ms []extract.Mention) []extract.Mention {
	adjectives := map[corpus.Span]bool{}
	for _, m := range ms {
		if m.Adjective {
			adjectives[m.Span] = true
		}
	}
	if len(adjectives) > 0 {
		ms = slices.DeleteFunc(slices.Clone(ms), func(m extract.Mention) bool { return r.describes(d, adjectives, m) })
	}
	for i, m := range ms {
		first, rest, ok := strings.Cut(d.Text(m.Span), " ")
		relates, kind := r.names.relates(first), r.names.kindOf(first)
		if !ok || len(m.Readings) > 0 || !relates && !kind || family(m.Class) != "org" && family(m.Class) != "person" {
			continue
		}
		known := r.known.Lookup(rest)
		same := len(known) > 0 && family(known[0].Class) == family(m.Class)
		if !relates && !same {
			continue
		}
		m.Start = m.End - len(rest)
		if same {
			m.Readings, m.Class = known, known[0].Class
		}
		ms[i] = m
	}
	return ms
}

// describes reports whether a candidate is no name but the adjective of a place
// and a noun that stands for what was named before: "Mainzer Unternehmen".
func (r *Resolver) describes(d *extract.Document, adjectives map[corpus.Span]bool, m extract.Mention) bool {
	if len(m.Readings) > 0 || family(m.Class) != "org" {
		return false
	}
	first, rest, ok := strings.Cut(d.Text(m.Span), " ")
	return ok && adjectives[corpus.Span{Start: m.Start, End: m.Start + len(first)}] &&
		r.references[langOf(d, m.Span)].isNoun(strings.ToLower(rest))
}

// relates reports whether a word says after a hyphen what something is to
// another thing.
func (n *nameForms) relates(word string) bool {
	at := strings.LastIndexByte(word, '-')
	return at > 0 && slices.Contains(n.relation, word[at+1:])
}

// kindOf reports whether a word is a noun that says what a thing is.
func (n *nameForms) kindOf(word string) bool {
	word = strings.ToLower(word)
	return slices.ContainsFunc(n.kind, func(end string) bool { return strings.HasSuffix(word, end) })
}
