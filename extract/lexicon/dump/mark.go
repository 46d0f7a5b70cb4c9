package dump

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/extract/lexicon"
	"trigraph/graph"
)

// marker sees which names are common words, too. Its signs: what the lexicon
// marks; what the dump itself writes in lower case, in any of the languages,
// since the labels of one entity mean the same; a single word that is a family or
// given name; another name of what is mostly a place; no letters; one or two letters.
type marker struct {
	known  *lexicon.Lexicon // nil: none
	common []uint64         // hashes of common words, sorted
	people map[uint64]bool  // hashes of family and given names
	places map[uint64]int   // hashes of labels of well-known places -> most sitelinks
}

// mostly is how many times better known a place is than a thing for which its
// name, as an alias, is no more than a part or a figure of speech.
const mostly = 2

// label is mark for what a thing is called first: whoever is known by a single word
// that is no family or given name is meant by it (Aristotle).
func (m *marker) label(name string, class graph.Class, popularity int) string {
	if sign := m.mark(name, class, popularity); sign != "?" || class != graph.Person || !oneWord(name) || m.people[hash(name)] {
		return sign
	}
	return m.mark(name, undecided, popularity)
}

// alias is mark for a name that is not the thing's label: "Washington" is first
// of all the city, whoever else is called so.
func (m *marker) alias(name string, class graph.Class, popularity int) string {
	if sign := m.mark(name, class, popularity); sign != "" || strings.HasPrefix(name, "?") {
		return sign
	}
	if popularity >= 0 && m.places[hash(name)] > mostly*popularity {
		return "?"
	}
	return ""
}

// famous is the number of sitelinks from which a thing is meant by a name that it
// shares with families, and a place by one that it shares with a word.
const famous = 30

// mark is "?" for a name that is a common word, too, "=" for one that only its
// capital tells from it, "" for others.
func (m *marker) mark(name string, class graph.Class, popularity int) string {
	switch {
	case strings.HasPrefix(name, "?"):
		return ""
	case !strings.ContainsFunc(name, unicode.IsLetter), small(name), allLower(name):
		return "?"
	case m.known != nil && m.known.Common(name):
		return "?"
	case class == graph.Person && oneWord(name) && !han(name):
		return "?"
	}
	h := hash(name)
	if m.people[h] && (class == graph.Person || popularity < famous) {
		return "?"
	}
	if _, common := slices.BinarySearch(m.common, h); common {
		if isPlace(class) && popularity >= famous {
			return unlessHan(name)
		}
		return "?"
	}
	return ""
}

// unlessHan is "=" for a name that has a capital to go by.
func unlessHan(name string) string {
	if han(name) {
		return ""
	}
	return "="
}

func isPlace(c graph.Class) bool {
	return c == graph.Country || c == graph.Region || c == graph.City || c == graph.Place
}

// small reports whether a name is an abbreviation of at most two letters.
func small(name string) bool { return !han(name) && utf8.RuneCountInString(name) <= 2 }

// allLower reports whether a name in letters that have case has no capital.
func allLower(name string) bool {
	cased := false
	for _, r := range name {
		if unicode.IsUpper(r) || unicode.Is(unicode.Han, r) {
			return false
		}
		cased = cased || unicode.IsLower(r)
	}
	return cased
}

func han(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
