package lexicon

import (
	"cmp"
	"slices"

	"trigraph/extract"
)

// match is a name that stands at a place, and the entity that bears it.
type match struct {
	name
	of *extract.Reading
}

// bearers remembers what was read of the layers for one text, in which the same
// names come again and again.
type bearers struct {
	byKey map[uint64][]match
	byID  map[string]*extract.Reading
}

// bearers returns the names of all layers that have a hash and the same
// spelling but for case, width and script as a text.
func (m *matcher) bearers(key uint64, surface string) []match {
	found, ok := m.known.byKey[key]
	if ok && (len(found) == 0 || sameName(found[0].form, surface)) {
		return found
	}
	if m.known.byKey == nil {
		m.known.byKey = map[uint64][]match{}
	}
	found = m.read(key, surface)
	m.known.byKey[key] = found
	return found
}

// read looks bearers up in the layers.
func (m *matcher) read(key uint64, surface string) (found []match) {
	for _, x := range m.layers {
		earlier := len(found)
		common := slices.ContainsFunc(found, func(n match) bool { return n.is&marked != 0 })
		for offset := range x.find(key) {
			found = m.borne(found, x, offset, surface)
		}
		if common { // what is a common word is one whoever else is called so
			for i, n := range found[earlier:] {
				if n.is&blocker == 0 {
					found[earlier+i].is |= marked
				}
			}
		}
	}
	return found
}

// borne adds the names of one record that are spelled like a text.
func (m *matcher) borne(found []match, x *index, offset uint32, surface string) []match {
	r := x.record(offset)
	e, _ := r.head(x.dictionary)
	var of *extract.Reading
	for n := r.number(); n > 0 && !r.bad; n-- {
		n := r.name()
		if r.bad || !sameName(n.form, surface) {
			continue
		}
		if of == nil {
			of = m.reading(&e)
		}
		found = append(found, match{n, of})
	}
	return found
}

// reading is what all layers say of an entity of which one layer says e.
func (m *matcher) reading(e *entry) *extract.Reading {
	if r, ok := m.known.byID[e.id]; ok {
		return r
	}
	if len(m.layers) > 1 && e.class != blockerClass {
		if all, ok := m.entry(e.id); ok {
			e = &all
		}
	}
	if m.known.byID == nil {
		m.known.byID = map[string]*extract.Reading{}
	}
	r := &extract.Reading{Entity: e.id, Class: e.class, Prior: e.likely(), Popularity: e.popularity}
	m.known.byID[e.id] = r
	return r
}

// readings lists each entity that bears a name once, likeliest first.
func readings(names []match) []extract.Reading {
	var out []extract.Reading
	for _, n := range names {
		weak := n.is&marked != 0
		if i := slices.IndexFunc(out, func(r extract.Reading) bool { return r.Entity == n.of.Entity }); i >= 0 {
			out[i].Weak = out[i].Weak && weak
			continue
		}
		out = append(out, *n.of)
		out[len(out)-1].Weak = weak
	}
	slices.SortFunc(out, func(a, b extract.Reading) int {
		return cmp.Or(cmp.Compare(b.Prior, a.Prior), cmp.Compare(b.Popularity, a.Popularity), cmp.Compare(a.Entity, b.Entity))
	})
	return out
}
