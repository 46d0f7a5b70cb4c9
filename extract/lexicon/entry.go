package lexicon

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/graph"
)

// entry is what the tables say of one thing.
type entry struct {
	id, country, partOf string
	class               graph.Class
	prior               float64 // negative where no row says it
	popularity          int     // 0 where unknown
	names               []name
	about               []string
	wikidata, lei       string
	isin, ticker        []string // ticker as EXCHANGE:SYMBOL
	website             string
}

// name is one spelling of an entity.
type name struct {
	is   trait
	form string // as written, without mark
}

// trait says what a name is and how it is to be matched.
type trait uint16

const (
	labelEN     trait = 1 << iota // the first English name
	labelDE                       // the first German one
	labelZH                       // the first Chinese one
	marked                        // "?": also a common word
	exact                         // case as written only
	short                         // one Han character
	adjective                     // stands for the country
	blocker                       // names nothing
	attributive                   // an adjective only before a noun: "Berliner Verlag"
)

const labels = labelEN | labelDE | labelZH

// defaultPrior is the prior of a thing of which no row says one.
const defaultPrior = 0.9

// likely is the prior of the entry.
func (e *entry) likely() float64 {
	if e.prior < 0 {
		return defaultPrior
	}
	return e.prior
}

// blockerClass is the class of rows whose names block others.
const blockerClass = "-"

// parse reads a row of entities. The error names file and line.
func parse(r *row) (entry, error) {
	e := entry{id: r.get("id"), class: graph.Class(r.get("class")), country: r.get("country"), partOf: r.get("part_of"),
		wikidata: r.get("wikidata"), lei: r.get("lei"), isin: list(r.get("isin")), ticker: list(r.get("ticker")),
		website: r.get("website"), about: list(r.get("about")), prior: -1}
	e.addNames(r)
	switch {
	case !slug(e.id):
		return e, r.errorf("id %q is not of a-z, 0-9 and hyphens", e.id)
	case !known(e.class):
		return e, r.errorf("%s: unknown class %q", e.id, e.class)
	case !slices.ContainsFunc(e.names, func(n name) bool { return n.is&adjective == 0 }):
		return e, r.errorf("%s: no name", e.id)
	}
	if p := r.get("prior"); p != "" {
		v, err := strconv.ParseFloat(p, 64)
		if err != nil || !(v >= 0 && v <= 1) {
			return e, r.errorf("%s: prior %q is not a number from 0 to 1", e.id, p)
		}
		e.prior = v
	}
	if p := r.get("popularity"); p != "" {
		v, err := strconv.ParseInt(p, 10, 32)
		if err != nil || v < 0 {
			return e, r.errorf("%s: popularity %q is not a whole number from 0", e.id, p)
		}
		e.popularity = int(v)
	}
	return e, nil
}

// addNames reads the columns of names and adjectives.
func (e *entry) addNames(r *row) {
	for i, column := range []string{"en", "de", "zh"} {
		label := labelEN << i
		for _, text := range list(r.get(column)) {
			n := newName(text)
			n.is |= label
			if e.class == blockerClass {
				n = name{blocker, text}
			}
			e.addName(n)
			label = 0
		}
	}
	for _, word := range list(r.get("adj_en")) {
		n := newName(word)
		n.is |= adjective
		e.addName(n)
	}
	e.addGermanAdjectives(list(r.get("adj_de")))
}

// addName adds a name that the entry does not have. A label that is there
// stands.
func (e *entry) addName(n name) {
	for _, old := range e.names {
		n.is &^= old.is & labels
	}
	for i, old := range e.names {
		if old.form == n.form && (old.is^n.is)&^labels == 0 {
			e.names[i].is |= n.is
			return
		}
	}
	if n.form != "" {
		e.names = append(e.names, n)
	}
}

// merged is the entry with a later row's names added and its statements put in
// place of the older ones.
func (e entry) merged(later entry) entry {
	e.names = slices.Clone(e.names)
	for _, n := range later.names {
		e.addName(n)
	}
	e.class = later.class
	if later.prior >= 0 {
		e.prior = later.prior
	}
	e.country = cmp.Or(later.country, e.country)
	e.partOf = cmp.Or(later.partOf, e.partOf)
	e.wikidata, e.lei = cmp.Or(later.wikidata, e.wikidata), cmp.Or(later.lei, e.lei)
	e.isin, e.ticker = union(e.isin, later.isin), union(e.ticker, later.ticker)
	e.website = cmp.Or(later.website, e.website)
	e.about = union(e.about, later.about)
	e.popularity = cmp.Or(later.popularity, e.popularity)
	return e
}

// union is a list and what another has besides, in order.
func union(a, b []string) []string {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(slices.Clip(a), s)
		}
	}
	return a
}

// newName reads the mark before a name and sees how it must be matched.
func newName(text string) name {
	n := name{form: text}
	switch {
	case strings.HasPrefix(text, "?"):
		n.is, n.form = marked, text[1:]
	case strings.HasPrefix(text, "="):
		n.is, n.form = exact, text[1:]
	}
	if acronym(n.form) {
		n.is |= exact
	}
	if r, size := utf8.DecodeRuneInString(n.form); size == len(n.form) && unicode.Is(unicode.Han, r) {
		n.is |= short
	}
	return n
}

// acronym reports whether a name has one to five letters, all capitals.
func acronym(form string) bool {
	letters := 0
	for _, r := range form {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return 1 <= letters && letters <= 5
}

func slug(id string) bool {
	for i := 0; i < len(id); i++ {
		if c := id[i]; c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return id != ""
}

func known(c graph.Class) bool {
	switch c {
	case graph.Person, graph.Organization, graph.Company, graph.GovernmentAgency, graph.Place,
		graph.Country, graph.Region, graph.City, graph.Law, graph.DocumentClass, graph.Product,
		graph.Event, graph.Concept, blockerClass:
		return true
	}
	return false
}

// list splits a cell at "|" and drops what is empty.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	parts := strings.Split(cell, "|")
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
	}
	return slices.DeleteFunc(parts, func(p string) bool { return p == "" })
}
