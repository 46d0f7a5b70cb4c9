package dump

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"trigraph/graph"
)

// meeting is a thing of the dump that is a known thing, as far as can be told.
type meeting struct {
	id     string // in the dump
	thing  thing
	same   bool // the known thing has the very Wikidata id
	class  graph.Class
	prior  string
	names  []string // of the known thing
	shared int      // names that both have
}

// meet looks whether a thing is known already. The Wikidata id says so, or its
// absence on our side together with the names, the class and the country; of
// several things that could be it, the one with more names in common is, then the
// one with more sitelinks.
func (f *finisher) meet(t *thing, class graph.Class) {
	if f.Known == nil {
		return
	}
	for id, m := range f.candidates(t) {
		e, ok := f.Known.Entity(id)
		if id == t.id { // from an earlier import of the same
			continue
		}
		if !ok || !f.couldBe(e, t, class, m) {
			continue
		}
		m.id, m.thing, m.names, m.class = t.id, *t, e.Names, e.Class
		if have := f.found[id]; have == nil || m.better(have) {
			f.found[id] = m
		}
	}
}

func (m *meeting) better(than *meeting) bool {
	a, b := 0, 0
	if m.same {
		a = 1
	}
	if than.same {
		b = 1
	}
	return cmp.Or(cmp.Compare(a, b), cmp.Compare(m.shared, than.shared), cmp.Compare(m.thing.popularity, than.thing.popularity)) > 0
}

// candidates are the known things that bear a name of the thing.
func (f *finisher) candidates(t *thing) map[string]*meeting {
	out := map[string]*meeting{}
	seen := map[string]bool{}
	for _, n := range slices.Concat(t.en, t.de, t.zh) {
		if k := key(n); seen[k] {
			continue
		} else {
			seen[k] = true
		}
		for _, r := range f.Known.Lookup(strings.TrimPrefix(n, "?")) {
			if out[r.Entity] == nil {
				out[r.Entity] = &meeting{prior: strconv.FormatFloat(r.Prior, 'f', -1, 64)}
			}
			out[r.Entity].shared++
		}
	}
	return out
}

// couldBe reports whether a known thing and one of the dump can be the same.
func (f *finisher) couldBe(e graph.Entity, t *thing, class graph.Class, m *meeting) bool {
	for _, same := range e.SameAs {
		if id := same[strings.LastIndexByte(same, '/')+1:]; id == t.wikidata || id == t.lei {
			m.same = id != ""
			return m.same
		} else if number([]byte(id), 'Q') > 0 && t.wikidata != "" {
			return false
		}
	}
	if e.Class != class && f.ontology.Parent(e.Class) != class && f.ontology.Parent(class) != e.Class {
		return false
	}
	if e.Country != "" && t.country != "" && e.Country != t.country {
		return false
	}
	return m.shared > 1 || e.Country == t.country && t.country != "" || class == graph.Person && e.Country == "" && m.shared > 0
}

// news are the names that the known thing does not have yet, at least one: a row
// needs a name, and one more time the same with a mark changes nothing.
func (m *meeting) news(t *thing) (en, de, zh []string) {
	has := map[string]bool{}
	for _, n := range m.names {
		has[key(n)] = true
	}
	fresh := func(list []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(n string) bool { return has[key(strings.TrimPrefix(n, "?"))] })
	}
	en, de, zh = fresh(t.en), fresh(t.de), fresh(t.zh)
	if len(en)+len(de)+len(zh) == 0 {
		switch {
		case len(t.en) > 0:
			en = []string{"?" + strings.TrimPrefix(t.en[0], "?")}
		case len(t.de) > 0:
			de = []string{"?" + strings.TrimPrefix(t.de[0], "?")}
		default:
			zh = []string{"?" + strings.TrimPrefix(t.zh[0], "?")}
		}
	}
	return en, de, zh
}

// knownRow is a row of a known thing.
type knownRow struct{ id, row string }

// known are the rows of the known things that were met, sorted by id.
func (f *finisher) known() []knownRow {
	var out []knownRow
	for id, m := range f.found {
		t := m.thing
		if e, ok := f.Known.Entity(id); ok && e.Country != "" {
			t.country = e.Country
		}
		out = append(out, knownRow{id, f.row(&t, m.class, m)})
	}
	slices.SortFunc(out, func(a, b knownRow) int { return strings.Compare(a.id, b.id) })
	return out
}
