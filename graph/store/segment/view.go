package segment

import (
	"context"
	"errors"
	"iter"
	"slices"
	"sort"
	"sync"
	"sync/atomic"
	"unsafe"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/edsrzf/mmap-go"
)

// errReadOnly is the answer to whoever would write a view.
var errReadOnly = errors.New("the graph is read-only")

// View is a stack of segments, each on top of those before, without what is gone
// from them. It never changes and is safe for concurrent use; it implements
// Cayley's graph.QuadStore, and its values are copies.
type View struct {
	segments []*Segment
	dead     []bitset // by position, for each segment: what the view does not show
	owned    []bitset // likewise: what is not its label's
	starts   []uint64 // the number of the first quad of each segment
	quads    int      // that it shows
	slab     []byte   // see reference.go
	base     uintptr
	nodes    func() int
	values   []atomic.Pointer[memory]
}

// Version says which of two versions of what an owner says a view shows.
type Version int

// The versions. Everything is for who copies a view.
const (
	Judged Version = iota
	Said
	Everything
)

// NewView returns the view of segments, the lowest first. gone holds for each
// the owners, by ID or JudgedID, whose quads in it do not count. A segment that
// was written on top of others than these is refused.
func NewView(segments []*Segment, gone [][]uint32, version Version) (*View, error) {
	v := &View{segments: segments, dead: make([]bitset, len(segments)), owned: make([]bitset, len(segments))}
	total := uint64(0)
	for k, s := range segments {
		if s.first != nextOf(segments[:k]) {
			return nil, errors.New(s.name + ": does not belong on top of the segments before it")
		}
		v.starts = append(v.starts, total)
		total += uint64(s.quads)
		v.owned[k] = s.ownedBits()
		for _, id := range gone[k] {
			v.hide(k, id)
		}
	}
	v.choose(version)
	v.quads = int(total)
	for k := range segments {
		v.quads -= v.dead[k].count()
	}
	if err := v.reserve(uint64(v.next()) + total); err != nil {
		return nil, err
	}
	v.nodes = sync.OnceValue(v.countNodes)
	v.values = make([]atomic.Pointer[memory], remembered)
	return v, nil
}

// reserve gets a piece of the address space, which takes no memory since
// nothing is ever read from it or written to it, and is never given back.
func (v *View) reserve(bytes uint64) (err error) {
	v.slab, err = mmap.MapRegion(nil, int(bytes), mmap.RDONLY, mmap.ANON, 0)
	if err == nil {
		v.base = uintptr(unsafe.Pointer(&v.slab[0]))
	}
	return err
}

func (v *View) next() uint32 { return nextOf(v.segments) }

func nextOf(segments []*Segment) uint32 {
	if len(segments) == 0 {
		return 1
	}
	return segments[len(segments)-1].next()
}

// term returns the term of an id, using buf; nothing where there is none.
func (v *View) term(id uint32, buf []byte) []byte {
	for _, s := range slices.Backward(v.segments) {
		if id >= s.first {
			if id-s.first >= s.terms {
				return nil
			}
			return s.words.term(id-s.first, buf)
		}
	}
	return nil
}

// find returns the id of a term.
func (v *View) find(term []byte) (uint32, bool) {
	for _, s := range v.segments {
		if rank, ok := s.words.find(term); ok {
			return s.first + rank, true
		}
	}
	return 0, false
}

// ID returns the number of a value; false where the store does not know it.
func (v *View) ID(value quad.Value) (uint32, bool) {
	if value == nil {
		return 0, false
	}
	var room [256]byte
	term, err := appendTerm(room[:0], value)
	if err != nil {
		return 0, false
	}
	return v.find(term)
}

// A view remembers short values that were asked for: questions come back to the
// same ones, and each would be decoded and allocated again.
const (
	remembered = 1 << 14 // values
	shortTerm  = 256     // bytes
)

type memory struct {
	id    uint32
	value quad.Value
}

func (v *View) value(id uint32) quad.Value {
	slot := &v.values[id%remembered]
	if m := slot.Load(); m != nil && m.id == id {
		return m.value
	}
	var room [shortTerm]byte
	term := v.term(id, room[:0])
	value := parseTerm(term)
	if len(term) <= shortTerm {
		slot.Store(&memory{id, value})
	}
	return value
}

// Len returns the number of quads.
func (v *View) Len() int { return v.quads }

// Match yields the quads that have the values of a pattern; nil fits all. They
// come by segment, in the order of the index that fits best: where a label is
// given, or nothing, by subject, predicate and object.
func (v *View) Match(pattern quad.Quad) iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) {
		p, ok := v.pattern(pattern)
		if !ok {
			return
		}
		names := newNames(v)
		for k := range v.segments {
			for c := v.scan(k, p); c.next(); {
				if !yield(names.quad(v.segments[k], c.at)) {
					return
				}
			}
		}
	}
}

// Has reports whether a quad fits a pattern.
func (v *View) Has(pattern quad.Quad) bool {
	p, ok := v.pattern(pattern)
	for k := 0; ok && k < len(v.segments); k++ {
		if c := v.scan(k, p); c.next() {
			return true
		}
	}
	return false
}

// Objects yields every value that is the object of a predicate, once.
func (v *View) Objects(of quad.Value) iter.Seq[quad.Value] {
	return func(yield func(quad.Value) bool) {
		id, ok := v.ID(of)
		if !ok {
			return
		}
		seen := map[uint32]bool{}
		for k := range v.segments {
			for _, o := range v.objects(k, id) {
				if len(v.segments) > 1 && seen[o] {
					continue
				}
				seen[o] = true
				if !yield(v.value(o)) {
					return
				}
			}
		}
	}
}

// objects returns the objects of a predicate in one segment. It leaps from one
// object to the next.
func (v *View) objects(k int, of uint32) (list []uint32) {
	s := v.segments[k]
	x := s.indexes[predicate]
	from, to := x.find(of)
	for from < to {
		id := s.columns[object].at(x.position(from))
		end := from + uint32(sort.Search(int(to-from), func(i int) bool {
			return s.columns[object].at(x.position(from+uint32(i))) > id
		}))
		for i := from; i < end; i++ {
			if !v.dead[k].has(x.position(i)) {
				list = append(list, id)
				break
			}
		}
		from = end
	}
	return list
}

// names turns ids into values and keeps those of the quad before.
type names struct {
	view  *View
	ids   Row
	parts [directions]quad.Value
}

func newNames(v *View) *names { return &names{view: v} }

func (n *names) quad(s *Segment, at uint32) quad.Quad {
	for d := range directions {
		if id := s.columns[d].at(at); id != n.ids[d] {
			n.ids[d], n.parts[d] = id, n.view.value(id)
		}
	}
	return quad.Quad{Subject: n.parts[subject], Predicate: n.parts[predicate], Object: n.parts[object], Label: n.parts[label]}
}

func (v *View) countNodes() int {
	n := 0
	for id := uint32(1); id < v.next(); id++ {
		if v.lives(id) {
			n++
		}
	}
	return n
}

// lives reports whether a quad that counts has this id.
func (v *View) lives(id uint32) bool {
	for k := range v.segments {
		for d := range directions {
			var p Row
			p[d] = id
			if c := v.scan(k, p); c.next() {
				return true
			}
		}
	}
	return false
}

// Stats implements Cayley's QuadStore. The number of nodes is only counted
// where it is to be exact.
func (v *View) Stats(_ context.Context, exact bool) (cayley.Stats, error) {
	nodes := cayley.Size{Size: int64(v.next() - 1)}
	if exact {
		nodes = cayley.Size{Size: int64(v.nodes()), Exact: true}
	}
	return cayley.Stats{Nodes: nodes, Quads: cayley.Size{Size: int64(v.quads), Exact: true}}, nil
}

// ApplyDeltas refuses: a view never changes.
func (v *View) ApplyDeltas([]cayley.Delta, cayley.IgnoreOpts) error { return errReadOnly }

// NewQuadWriter refuses likewise.
func (v *View) NewQuadWriter() (quad.WriteCloser, error) { return nil, errReadOnly }

// Close does nothing: others may be reading.
func (v *View) Close() error { return nil }
