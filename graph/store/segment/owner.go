package segment

import (
	"iter"
	"math/bits"

	"github.com/cayleygraph/quad"
)

// bitset is a set of positions; nil is the empty one.
type bitset []uint64

func (b bitset) has(i uint32) bool { return int(i/64) < len(b) && b[i/64]&(1<<(i%64)) != 0 }

func (b bitset) count() int {
	n := 0
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

func (s *Segment) set(b *bitset, i uint32) {
	if *b == nil {
		*b = make(bitset, (s.quads+63)/64)
	}
	(*b)[i/64] |= 1 << (i % 64)
}

// JudgedID returns the number of an owner's judged version.
func JudgedID(id uint32) uint32 { return id | judged }

func (s *Segment) ownedBits() (b bitset) {
	order := s.indexes[owner].order
	for i := range uint32(order.len()) {
		s.set(&b, order.at(i))
	}
	return b
}

// hide takes the quads of an owner in a segment out of the view.
func (v *View) hide(k int, id uint32) {
	for at := range v.belonging(k, id) {
		v.segments[k].set(&v.dead[k], at)
	}
}

// belonging yields the positions in a segment that belong to an owner: those
// under its name, and those under it as their label that are nobody else's.
func (v *View) belonging(k int, id uint32) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		s := v.segments[k]
		x := s.indexes[owner]
		for i, to := x.find(id); i < to; i++ {
			if !yield(x.order.at(i)) {
				return
			}
		}
		if id&judged != 0 {
			return
		}
		x = s.indexes[label]
		for i, to := x.find(id); i < to; i++ {
			if at := x.order.at(i); !v.owned[k].has(at) && !yield(at) {
				return
			}
		}
	}
}

// choose hides the version that is not wanted.
func (v *View) choose(version Version) {
	if version == Everything {
		return
	}
	for k, s := range v.segments {
		keys := s.indexes[owner].keys
		for i := range uint32(keys.len()) {
			id := keys.at(i)
			if id&judged == 0 {
				continue
			}
			if version == Said {
				v.hide(k, id)
			} else if v.shows(k, id) {
				for other := range v.segments {
					v.hide(other, id&^judged)
				}
			}
		}
	}
}

// shows reports whether something of an owner's is to be seen in a segment.
func (v *View) shows(k int, id uint32) bool {
	for at := range v.belonging(k, id) {
		if !v.dead[k].has(at) {
			return true
		}
	}
	return false
}

// Live returns how many quads of segment k the view shows.
func (v *View) Live(k int) int { return int(v.segments[k].quads) - v.dead[k].count() }

// Holds reports for each segment whether an owner, by ID or JudgedID, has quads
// there that the view shows.
func (v *View) Holds(id uint32) []bool {
	list := make([]bool, len(v.segments))
	for k := range v.segments {
		list[k] = v.shows(k, id)
	}
	return list
}

// Owned yields the quads of an owner, of the version that the view shows.
func (v *View) Owned(by quad.Value) iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) {
		names := newNames(v)
		for k, at := range v.of(by) {
			if !yield(names.quad(v.segments[k], at)) {
				return
			}
		}
	}
}

// OwnedRows yields what Owned does as ids.
func (v *View) OwnedRows(by quad.Value) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for k, at := range v.of(by) {
			if !yield(v.segments[k].row(at)) {
				return
			}
		}
	}
}

// of yields the segments and positions where an owner's quads are.
func (v *View) of(by quad.Value) iter.Seq2[int, uint32] {
	return func(yield func(int, uint32) bool) {
		id, ok := v.ID(by)
		for k := 0; ok && k < len(v.segments); k++ {
			for _, version := range []uint32{id, id | judged} {
				for at := range v.belonging(k, version) {
					if !v.dead[k].has(at) && !yield(k, at) {
						return
					}
				}
			}
		}
	}
}

// Labels yields the labels under which a value is subject or object, once each,
// of quads that are their labels'.
func (v *View) Labels(of quad.Value) iter.Seq[quad.Value] {
	return func(yield func(quad.Value) bool) {
		id, ok := v.ID(of)
		if !ok {
			return
		}
		seen := map[uint32]bool{0: true}
		for k, s := range v.segments {
			for _, p := range []Row{{subject: id}, {object: id}} {
				for c := v.scan(k, p); c.next(); {
					l := s.columns[label].at(c.at)
					if !seen[l] && !v.owned[k].has(c.at) {
						if seen[l] = true; !yield(v.value(l)) {
							return
						}
					}
				}
			}
		}
	}
}
