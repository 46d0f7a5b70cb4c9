package tagger

import (
	"strings"
	"unicode"

	"trigraph/corpus"
	"trigraph/graph"
)

// settled is the confidence from which what list or rule says of a name's kind
// is taken in training.
const settled = 0.5

// kind joins classes whose names have one form.
func kind(c graph.Class) graph.Class {
	switch c {
	case graph.Company, graph.GovernmentAgency:
		return graph.Organization
	case graph.Country, graph.Region, graph.City:
		return graph.Place
	}
	return c
}

// trimmed cuts marks and, in English, the article from the ends of a name.
func trimmed(text string, s corpus.Span, lang corpus.Lang) corpus.Span {
	isMark := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '.' || unicode.IsSymbol(r) }
	s.Start = s.End - len(strings.TrimLeftFunc(s.In(text), isMark))
	s.End = s.Start + len(strings.TrimRightFunc(s.In(text), isMark))
	if lang == corpus.English && s.Len() > 4 && strings.EqualFold(text[s.Start:s.Start+4], "the ") {
		s.Start += 4
	}
	return s
}

// looksNamed reports whether a name of some units has the form of one. Outside
// Chinese it begins with a capital, or a particle that a person's name may begin
// with; it holds no marks that names do not, and more than one code point. A
// road's number is no place. A person in an English message may be written small.
func looksNamed(name string, class graph.Class, lang corpus.Lang, units int) bool {
	if len(name) < 2 || strings.ContainsAny(name, "—–:;|<>{}=\t\n\r/@#*_") || strings.Contains(name, "  ") {
		return false
	}
	n, capital, digit := 0, false, false
	for i, r := range name {
		n++
		capital = capital || unicode.IsUpper(r) || lang == corpus.Chinese && unicode.Is(unicode.Han, r)
		digit = digit || unicode.IsDigit(r)
		if i == 0 && lang != corpus.Chinese && class != graph.Person && !capital && !digit {
			return false
		}
	}
	small := lang == corpus.English && class == graph.Person && n > 2 // as in messages
	return n > 1 && (capital || small) && (units > 1 || !digit || class != graph.Place)
}
