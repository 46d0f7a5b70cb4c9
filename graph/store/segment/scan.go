package segment

import (
	"sort"

	"github.com/cayleygraph/quad"
)

// by lists for each index the directions in which it sorts.
var by = [directions][directions]int{
	subject:   {subject, predicate, object, label},
	predicate: {predicate, object, subject, label},
	object:    {object, predicate, subject, label},
	label:     {label, subject, predicate, object},
}

// pattern returns the ids of a pattern; false where a value is not known, so
// that nothing fits.
func (v *View) pattern(q quad.Quad) (p Row, ok bool) {
	for d, value := range [directions]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if value == nil {
			continue
		}
		if p[d], ok = v.ID(value); !ok {
			return p, false
		}
	}
	return p, true
}

// cursor walks the quads of one segment that fit a pattern.
type cursor struct {
	segment *Segment
	order   column
	i, end  uint32
	rest    Row // what the order does not see to; 0 fits all
	check   bool
	dead    bitset
	at      uint32 // the quad's place in the columns
}

// scan returns a cursor over the quads of segment k that fit a pattern, where 0
// fits all.
func (v *View) scan(k int, p Row) cursor {
	s := v.segments[k]
	d, from, to := s.best(p)
	x := s.indexes[d]
	c := cursor{segment: s, order: x.order, i: from, end: to, rest: p, dead: v.dead[k]}
	if p[d] == 0 { // the whole, in the order of the columns
		c.order = nil
		return c
	}
	c.rest[d] = 0
	for _, next := range by[d][1:] {
		if p[next] == 0 || c.i == c.end {
			break
		}
		c.narrow(next, p[next])
	}
	c.check = c.rest != Row{}
	return c
}

// best returns the index with the fewest quads for a pattern, and their range.
func (s *Segment) best(p Row) (d int, from, to uint32) {
	d, to = subject, s.quads
	for e := range directions {
		if p[e] == 0 {
			continue
		}
		if f, t := s.indexes[e].find(p[e]); t-f < to-from || p[d] == 0 {
			d, from, to = e, f, t
		}
	}
	return d, from, to
}

// narrow keeps those quads of a range sorted by d that have the id there.
func (c *cursor) narrow(d int, id uint32) {
	col := c.segment.columns[d]
	n := int(c.end - c.i)
	low := sort.Search(n, func(i int) bool { return col.at(c.position(c.i+uint32(i))) >= id })
	high := low + sort.Search(n-low, func(i int) bool { return col.at(c.position(c.i+uint32(low+i))) > id })
	c.i, c.end = c.i+uint32(low), c.i+uint32(high)
	c.rest[d] = 0
}

func (c *cursor) position(i uint32) uint32 {
	if len(c.order) == 0 {
		return i
	}
	return c.order.at(i)
}

func (c *cursor) next() bool {
	for c.i < c.end {
		c.at = c.position(c.i)
		c.i++
		if c.check && !c.fits() || c.dead != nil && c.dead.has(c.at) {
			continue
		}
		return true
	}
	return false
}

func (c *cursor) fits() bool {
	for d, id := range c.rest {
		if id != 0 && c.segment.columns[d].at(c.at) != id {
			return false
		}
	}
	return true
}

// size is the number of quads that fit a pattern; more where quads are not shown or
// the best index does not see to all of the pattern.
func (v *View) size(p Row) int64 {
	n := int64(0)
	for k := range v.segments {
		c := v.scan(k, p)
		n += int64(c.end - c.i)
	}
	return n
}
