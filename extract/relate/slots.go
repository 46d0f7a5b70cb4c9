package relate

import (
	"strings"

	"trigraph/graph"
)

// In a masked sentence every mention, or list of mentions, is one rune of the
// Unicode private use area that tells its class, so that a regular expression
// can ask for "a company" with a character class. Dates, amounts and shares
// have a rune each, and a share of half or more one of its own.
const (
	firstRune  = '\uE000'
	dateRune   = '\uE100'
	amountRune = '\uE101'
	shareRune  = '\uE102'
	majorRune  = '\uE103'
)

// classes gives each class its place among the mask runes; a class that is not
// here can stand in a text, but in no claim.
var classes = [...]graph.Class{
	graph.Person, graph.Organization, graph.Company, graph.GovernmentAgency,
	graph.Place, graph.Country, graph.Region, graph.City,
	graph.Law, graph.DocumentClass, graph.Product, graph.Event, graph.Concept,
}

const (
	mixedRune = firstRune + 2*rune(len(classes)) // a list of several classes
	otherRune = mixedRune + 1
	lastRune  = otherRune
)

func slotRune(c graph.Class, adjective bool) rune {
	for i, k := range classes {
		if k == c && adjective {
			return firstRune + 2*rune(i) + 1
		}
		if k == c {
			return firstRune + 2*rune(i)
		}
	}
	return otherRune
}

// placeRunes lists the mask runes of the names of places.
func placeRunes() string {
	var b strings.Builder
	for _, c := range []graph.Class{graph.Place, graph.Country, graph.Region, graph.City} {
		b.WriteRune(slotRune(c, false))
	}
	return b.String()
}

func isValue(r rune) bool { return r >= dateRune && r <= majorRune }

// classSet is a set of classes, or of the adjectives made from them.
type classSet struct {
	in        [len(classes)]bool
	runes     slotRunes // the same as the mask runes of slots
	adjective bool
	mixed     bool // may be a list of several classes
	single    bool // may be no list
	first     bool // of a list only the first member is meant
	near      bool // of a list only the members before a word that may say "with"
}

func (s *classSet) has(c graph.Class) bool {
	for i, k := range classes {
		if k == c {
			return s.in[i]
		}
	}
	return false
}

// matches reports whether a slot's rune is one of the set's.
func (s *classSet) matches(slot slot) bool { return s.runes.has(slot.mask) }

// slotRunes is a set of the mask runes of slots, a bit each from firstRune on.
type slotRunes uint32

func (s slotRunes) has(r rune) bool { return s>>(r-firstRune)&1 != 0 }

// String lists the runes for use inside a character class.
func (s slotRunes) String() string {
	var b strings.Builder
	for r := firstRune; r < otherRune; r++ {
		if s.has(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// collect sets the runes of the set.
func (s *classSet) collect() {
	for i, c := range classes {
		if s.in[i] {
			s.runes |= 1 << (slotRune(c, s.adjective) - firstRune)
		}
	}
	if s.mixed {
		s.runes |= 1 << (mixedRune - firstRune)
	}
}

// slotClasses reads a slot's class list, such as "Company,=Organization": each
// class stands for itself and those below it, with "=" for itself alone, with
// "-" for all below it taken out; "adj" asks for adjectives, "one" for no list,
// "first" for the first member of one ("the Alphabet unit Google and Meta"),
// "near" for those before a word that may say "with" (创始人王兴与李想会面). An
// empty list gives what fits by itself.
func slotClasses(spec string, rules *graph.Ontology, fits func(graph.Class) bool) (set classSet, unknown string) {
	set.mixed = true
	var add, exact, drop []graph.Class
	for _, w := range strings.FieldsFunc(spec, func(r rune) bool { return r == ',' }) {
		name := graph.Class(strings.TrimLeft(w, "=-"))
		switch {
		case w == "adj":
			set.adjective, set.mixed = true, false
			continue
		case w == "first":
			set.first = true
			continue
		case w == "near":
			set.near = true
			continue
		case w == "one":
			set.single, set.mixed = true, false
			continue
		case slotRune(name, false) == otherRune:
			return set, w
		case w[0] == '=':
			exact = append(exact, name)
		case w[0] == '-':
			drop = append(drop, name)
		default:
			add = append(add, name)
		}
	}
	for i, c := range classes {
		in := len(add)+len(exact) == 0 || below(rules, c, add)
		for _, e := range exact {
			in = in || c == e
		}
		set.in[i] = in && !below(rules, c, drop) && fits(c)
	}
	set.collect()
	return set, ""
}

func below(rules *graph.Ontology, c graph.Class, ancestors []graph.Class) bool {
	for _, a := range ancestors {
		if rules.Is(c, a) {
			return true
		}
	}
	return false
}
