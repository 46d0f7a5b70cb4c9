package segment

import (
	"bytes"
	"iter"
	"slices"
	"sort"

	"github.com/cayleygraph/quad"
)

// Span is a range of ids, from the first to before the last.
type Span struct{ From, To uint32 }

// everything holds all ids.
var everything = Span{0, ^uint32(0)}

// Value returns the value of an id; nil where there is none.
func (v *View) Value(id uint32) quad.Value { return v.value(id) }

// Rows yields the quads that fit a pattern of ids, where 0 fits all, as Match
// does.
func (v *View) Rows(p Row) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for k, s := range v.segments {
			for c := v.scan(k, p); c.next(); {
				if !yield(s.row(c.at)) {
					return
				}
			}
		}
	}
}

// First returns the first of the quads that fit a pattern of ids, as Rows has them.
func (v *View) First(p Row) (Row, bool) {
	for k, s := range v.segments {
		if c := v.scan(k, p); c.next() {
			return s.row(c.at), true
		}
	}
	return Row{}, false
}

func (s *Segment) row(at uint32) (r Row) {
	for d := range directions {
		r[d] = s.columns[d].at(at)
	}
	return r
}

// Count returns how many quads fit a pattern of ids.
func (v *View) Count(p Row) (n int) {
	for k := range v.segments {
		c := v.scan(k, p)
		if !c.check && c.dead == nil {
			n += int(c.end - c.i)
			continue
		}
		for c.next() {
			n++
		}
	}
	return n
}

// Groups yields the ids that the quads of a pattern have in a direction, in
// rising order, and how many quads have each. Only those of a span are looked
// at; the zero one holds all. It leaps from one id to the next where an index
// sorts by the pattern and then by the direction: by predicate where the subject
// is given, by object where the predicate or both are, by subject where
// predicate and object are.
func (v *View) Groups(p Row, d quad.Direction, among Span) iter.Seq2[uint32, int] {
	if among == (Span{}) {
		among = everything
	}
	return func(yield func(uint32, int) bool) {
		var runs []*group
		for k := range v.segments {
			if r := v.group(k, p, column4(d), among); r.next() {
				runs = append(runs, r)
			}
		}
		for len(runs) > 0 {
			id, n := runs[0].id, 0
			for _, r := range runs[1:] {
				id = min(id, r.id)
			}
			for i := 0; i < len(runs); i++ {
				if r := runs[i]; r.id == id {
					n += r.n
					if !r.next() {
						runs = slices.Delete(runs, i, i+1)
						i--
					}
				}
			}
			if !yield(id, n) {
				return
			}
		}
	}
}

// group goes through the ids of one segment.
type group struct {
	cursor
	d      int
	sorted bool
	counts map[uint32]int // where it is not
	ids    []uint32
	id     uint32
	n      int
}

func (v *View) group(k int, p Row, d int, among Span) *group {
	r := &group{d: d}
	for e := range directions {
		if r.sorted = sortsBy(e, p, d); r.sorted {
			r.cursor = v.scanBy(k, e, p)
			break
		}
	}
	if r.sorted {
		low, high := r.reach(among.From), r.reach(among.To)
		r.i, r.end = low, high
		return r
	}
	r.counts = map[uint32]int{}
	for c := v.scan(k, p); c.next(); {
		if id := c.segment.columns[d].at(c.at); among.From <= id && id < among.To {
			r.counts[id]++
		}
	}
	for id := range r.counts {
		r.ids = append(r.ids, id)
	}
	slices.Sort(r.ids)
	return r
}

// sortsBy reports whether an index sorts by the directions of a pattern and
// then by another.
func sortsBy(index int, p Row, d int) bool {
	bound := 0
	for _, id := range p {
		if id != 0 {
			bound++
		}
	}
	if bound == 0 || bound == directions || p[d] != 0 {
		return false
	}
	for _, e := range by[index][:bound] {
		if p[e] == 0 {
			return false
		}
	}
	return by[index][bound] == d
}

// scanBy is scan over an index that sorts by the pattern.
func (v *View) scanBy(k, index int, p Row) cursor {
	s := v.segments[k]
	x := s.indexes[index]
	c := cursor{segment: s, order: x.order, dead: v.dead[k]}
	c.i, c.end = x.find(p[index])
	for _, next := range by[index][1:] {
		if p[next] == 0 || c.i == c.end {
			break
		}
		c.narrow(next, p[next])
	}
	return c
}

// reach returns the first place from the present one whose id is not below.
func (r *group) reach(id uint32) uint32 {
	col := r.segment.columns[r.d]
	return r.i + uint32(sort.Search(int(r.end-r.i), func(i int) bool { return col.at(r.position(r.i+uint32(i))) >= id }))
}

// leap returns the place behind those that have the present id. Most have few,
// so it looks near before it looks far.
func (r *group) leap(id uint32) uint32 {
	col, step := r.segment.columns[r.d], uint32(1)
	low := r.i
	for low+step < r.end && col.at(r.position(low+step)) == id {
		low, step = low+step, 2*step
	}
	high := min(low+step, r.end)
	return low + uint32(sort.Search(int(high-low), func(i int) bool { return col.at(r.position(low+uint32(i))) > id }))
}

func (r *group) next() bool {
	if !r.sorted {
		if len(r.ids) == 0 {
			return false
		}
		r.id, r.n, r.ids = r.ids[0], r.counts[r.ids[0]], r.ids[1:]
		return true
	}
	for r.i < r.end {
		r.id = r.segment.columns[r.d].at(r.position(r.i))
		end := r.leap(r.id)
		r.n = int(end - r.i)
		if r.dead != nil {
			for i := r.i; i < end; i++ {
				if r.dead.has(r.position(i)) {
					r.n--
				}
			}
		}
		if r.i = end; r.n > 0 {
			return true
		}
	}
	return false
}

// Spans returns for each segment the ids of its own terms that are IRIs with a
// prefix: within each they sort as the IRIs do. A term is in one of them.
func (v *View) Spans(prefix quad.IRI) (list []Span) {
	low := append([]byte{iriTerm}, prefix...)
	for _, s := range v.segments {
		from, to := s.words.from(low), s.words.count
		if high := after(low); high != nil {
			to = s.words.from(high)
		}
		if from < to {
			list = append(list, Span{s.first + from, s.first + to})
		}
	}
	return list
}

// after returns the least term that is greater than all with a prefix; nil
// where there is none.
func after(prefix []byte) []byte {
	high := bytes.Clone(prefix)
	for i := len(high) - 1; i >= 0; i-- {
		if high[i]++; high[i] != 0 {
			return high[:i+1]
		}
	}
	return nil
}

// Ordered yields the ids of some spans by the order of their terms.
func (v *View) Ordered(spans []Span) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		left := slices.Clone(spans)
		terms := make([][]byte, len(left))
		for i, s := range left {
			terms[i] = v.term(s.From, nil)
		}
		for len(left) > 0 {
			least := 0
			for i := range terms {
				if bytes.Compare(terms[i], terms[least]) < 0 {
					least = i
				}
			}
			s := &left[least]
			if !yield(s.From) {
				return
			}
			if s.From++; s.From == s.To {
				left, terms = slices.Delete(left, least, least+1), slices.Delete(terms, least, least+1)
			} else {
				terms[least] = v.term(s.From, terms[least][:0])
			}
		}
	}
}
