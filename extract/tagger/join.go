package tagger

import (
	"strings"
	"unicode"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// What a list or rule proposes with at least this confidence decides where
// names of its kind begin and end, unless the model is very sure of a longer
// one. Set on the development sets: names of places are longer there than the
// graph wants them (the south of Japan), companies and persons are not.
const (
	settled  = 0.5
	verySure = 0.9
)

// contradicts reports whether a name of so many units is at odds with what a
// list or rule knows: it crosses a known name, lies within one, or draws the
// borders of one of the same kind otherwise (the chipmaker's headquarters for
// the chipmaker). A longer name of another kind may hold a known one, as a bank
// a country, but not a part of one word.
func contradicts(m extract.Mention, units int, known proposals) bool {
	for _, k := range known {
		if k.Start >= m.End {
			break
		}
		if !k.Overlaps(m.Span) || k.Span == m.Span || k.Confidence < settled {
			continue
		}
		if !m.Contains(k.Span) || units == 1 {
			return true
		}
		if kind(k.Class) == kind(m.Class) && (kind(m.Class) == graph.Place || m.Confidence < verySure) {
			return true
		}
	}
	return false
}

// isPhrase reports whether a Chinese name is but one common word of the
// segmenter's dictionary, or two and the model is not very sure: 监管|平台. One
// word of four characters is no person but an idiom, whatever its tag:
// 包罗万象.
func isPhrase(units []unit, class graph.Class, confidence float64) bool {
	if units[0].edge != first && units[0].edge != single {
		return false
	}
	if n := len(units); n == 4 && class == graph.Person && units[1].edge == inner && units[2].edge == inner && units[3].edge == last {
		return true
	}
	tokens := 0
	for _, u := range units {
		if !u.common {
			return false
		}
		if u.edge == first || u.edge == single {
			tokens++
		}
	}
	end := units[len(units)-1].edge
	return (end == last || end == single) && (tokens == 1 || tokens == 2 && confidence < verySure)
}

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
// road's number is no place. What products are, the sets do not agree on.
func looksNamed(name string, class graph.Class, lang corpus.Lang, units int) bool {
	if len(name) < 2 || class == graph.Product || strings.ContainsAny(name, "—–:;|<>{}=\t\n\r/@#*_") || strings.Contains(name, "  ") {
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
	return n > 1 && capital && (units > 1 || !digit || class != graph.Place)
}

// isDoubtful reports whether the form of an organization's name says little:
// one word in capitals (of what kind the thing is, it does not say), one word
// for an authority, or one word in German, where every noun has a capital.
func isDoubtful(name string, class graph.Class, lang corpus.Lang, units int) bool {
	if units > 1 || kind(class) != graph.Organization {
		return false
	}
	acronym := len(name) <= 8 && strings.ToUpper(name) == name && strings.ToLower(name) != name
	return acronym || class == graph.GovernmentAgency || lang == corpus.German
}
