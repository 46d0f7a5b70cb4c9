package judgement

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"trigraph/graph"
)

// The kinds of doubt about nodes that are not joined, with how likely they are
// one. Set by judgement, from what samples of real articles show.
var kinds = map[string]float64{
	"claimed twice":   0.6, // a short form that articles give to different things
	"acronym":         0.5,
	"one name":        0.5, // mostly of two classes
	"several of name": 0.4, // people of one name that were told apart
	"similar name":    0.4, // one letter differs
	"longer name":     0.3, // the same and more: SunGard, SunGard Data
	"may mean":        0.5, // what the lexicon offers for a name and the text does not settle
}

// mostAlike bounds how many nodes of one key are compared: a key that more
// share tells nothing.
const mostAlike = 12

// similar finds the pairs of nodes that may be one thing. One of the two is
// always unknown to the lexicon: what is there twice is for lexicon check.
func (s *scene) similar(records []graph.Record, joins []graph.Join) []Doubt {
	p := pairs{scene: s, seen: map[pair]bool{}}
	p.claimed(records)
	p.candidates(records)
	for _, key := range []struct {
		kind string
		keys func(name string, e graph.Entity) []string
	}{
		{"several of name", func(_ string, e graph.Entity) []string { return marked(e.ID) }},
		{"one name", func(name string, _ graph.Entity) []string { return []string{fold(name)} }},
		{"acronym", func(name string, e graph.Entity) []string { return within(e, acronyms(name)) }},
		{"longer name", func(name string, e graph.Entity) []string { return within(e, beginnings(name, e.Class)) }},
		{"similar name", func(name string, e graph.Entity) []string { return within(e, nearly(name)) }},
	} {
		p.byKey(key.kind, key.keys)
	}
	return p.found
}

type pairs struct {
	*scene
	seen  map[pair]bool
	found []Doubt
}

func (p *pairs) add(kind, a, b string) {
	k := pair{min(a, b), max(a, b)}
	absent := len(p.places[a]) == 0 && kind != "may mean" // what the lexicon offers need not be named anywhere
	if a == b || p.seen[k] || absent || len(p.places[b]) == 0 || !unknown(a) && !unknown(b) {
		return
	}
	p.seen[k] = true
	if unknown(a) && !unknown(b) || len(p.places[b]) > len(p.places[a]) && unknown(a) == unknown(b) {
		a, b = b, a // the thing that would stand comes first
	}
	p.found = append(p.found, Doubt{Kind: kind, A: a, B: b, Doubt: kinds[kind]})
}

func unknown(id string) bool { return strings.Contains(id, "/") }

// byKey pairs the nodes whose names have a key in common.
func (p *pairs) byKey(kind string, keys func(string, graph.Entity) []string) {
	nodes := map[string][]string{}
	for _, id := range sortedKeys(p.places) {
		own := map[string]bool{}
		for _, name := range p.entities[id].Names {
			for _, k := range keys(name, p.entities[id]) {
				if k != "" && !own[k] {
					own[k] = true
					nodes[k] = append(nodes[k], id)
				}
			}
		}
	}
	for _, k := range sortedKeys(nodes) {
		ids := nodes[k]
		if len(ids) > mostAlike {
			continue
		}
		for i, a := range ids {
			for _, b := range ids[i+1:] {
				if kind != "acronym" && kind != "longer name" || p.bears(a, k) != p.bears(b, k) {
					p.add(kind, a, b)
				}
			}
		}
	}
}

// bears reports whether a name of the thing is just the key: of an acronym and
// of a beginning, only one side is a longer name.
func (p *pairs) bears(id, key string) bool {
	_, key, _ = strings.Cut(key, "/")
	return slices.ContainsFunc(p.entities[id].Names, func(name string) bool { return fold(name) == fold(key) })
}

// claimed pairs a short form that is a node of its own with each full name that
// an article gives it.
func (p *pairs) claimed(records []graph.Record) {
	for _, r := range records {
		for _, j := range r.Joins {
			if j.Reason == "alias" {
				p.add("claimed twice", j.To, j.From)
			}
		}
	}
}

// candidates pairs what an article leaves open with what it may mean.
func (p *pairs) candidates(records []graph.Record) {
	for _, r := range records {
		for _, j := range r.Joins {
			if j.Reason == graph.Candidate {
				p.add("may mean", j.To, j.From)
			}
		}
	}
}

// marked is an id's base, for ids with a mark that tells them apart.
func marked(id string) []string {
	if b := base(id); b != id {
		return []string{b}
	}
	return nil
}

// within puts before keys the family of the class: an organisation is no misspelt
// person.
func within(e graph.Entity, keys []string) []string {
	family := string(e.Class)
	switch e.Class {
	case graph.Company, graph.GovernmentAgency:
		family = string(graph.Organization)
	case graph.City, graph.Region, graph.Country:
		family = string(graph.Place)
	}
	for i, k := range keys {
		keys[i] = family + "/" + k
	}
	return keys
}

// fold leaves the letters of a name, small and without accents.
func fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// acronyms are a name of capitals itself, and the capitals of a longer one.
func acronyms(name string) []string {
	words := strings.Fields(name)
	if n := utf8.RuneCountInString(name); len(words) == 1 && n >= 3 && n <= 6 && strings.ToUpper(name) == name && strings.ToLower(name) != name {
		return []string{name}
	}
	var b strings.Builder
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	if len(words) < 3 || b.Len() < 3 {
		return nil
	}
	return []string{b.String()}
}

// beginnings are a name and what it begins with, less one word. Stations and
// quarters are named after their town and are no more in doubt for that.
func beginnings(name string, c graph.Class) []string {
	words := strings.Fields(name)
	switch c {
	case graph.Place, graph.City, graph.Region, graph.Country:
		return nil
	}
	var keys []string
	for i := len(words); i > 0 && i > len(words)-2; i-- {
		if k := fold(strings.Join(words[:i], " ")); utf8.RuneCountInString(k) >= 4 {
			keys = append(keys, k)
		}
	}
	return keys
}

// shortestNearly is the least number of letters of names that may differ in one.
const shortestNearly = 7

// nearly are the name and all that is left of it without one letter: two names
// one letter apart have one of these in common (the symmetric deletion of
// Garbe's SymSpell). Digits tell products and laws apart and must be the same.
func nearly(name string) []string {
	rs := []rune(fold(name))
	if len(rs) < shortestNearly || len(rs) > 40 {
		return nil
	}
	keys := []string{string(rs)}
	for i, r := range rs {
		if !unicode.IsDigit(r) {
			keys = append(keys, string(slices.Concat(rs[:i], rs[i+1:])))
		}
	}
	return keys
}

func notInID(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
