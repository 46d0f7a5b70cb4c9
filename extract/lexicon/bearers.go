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

// read looks bearers up in the layers: likeliest first.
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
	slices.SortStableFunc(found, likelier)
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

// likelier orders names by how likely the entity is that bears them.
func likelier(a, b match) int {
	return cmp.Or(cmp.Compare(b.of.Prior, a.of.Prior), cmp.Compare(b.of.Popularity, a.of.Popularity), cmp.Compare(a.of.Entity, b.of.Entity))
}

// mostReadings is the number of readings a mention has at most. A name that more
// things bear, such as that of a hundred people, tells none of the others.
const mostReadings = 32

// readings lists each entity of names in their order once, likeliest first.
func readings(names []match) []extract.Reading {
	var out []extract.Reading
	var last *extract.Reading
	for _, n := range names {
		weak := n.is&marked != 0
		switch {
		case n.of == last:
			out[len(out)-1].Weak = out[len(out)-1].Weak && weak
		case len(out) == mostReadings:
			return out
		default:
			out = append(out, *n.of)
			out[len(out)-1].Weak, last = weak, n.of
		}
	}
	return out
}
