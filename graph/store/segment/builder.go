package segment

import (
	"bytes"
	"errors"
	"iter"
	"math"
	"slices"

	"github.com/cayleygraph/quad"
)

// Builder collects quads and writes them to a segment. Equal quads count once.
type Builder struct {
	below  *View // what the segment stands on
	terms  interner
	quads  []entry
	buf    []byte
	before [directions]quad.Value // the values of the last quad, and their numbers
	last   entry
}

// row is a quad as four numbers.
type Row [directions]uint32

// entry is a quad in a builder: numbers of the interner while quads come, then
// ranks. The owner is 0 where it is the label, and has the highest bit set for
// what is said as judged.
type entry struct {
	Row
	owner uint32
}

const judged = 1 << 31

// NewBuilder returns a builder without quads.
func NewBuilder() *Builder { return &Builder{terms: newInterner()} }

// Begin says whose the quads are that are added from now on. With nil they are
// their labels'. As judged they take the place of what the owner said, for those
// who look at the judged version.
func (b *Builder) Begin(owner quad.Value, asJudged bool) error {
	b.last.owner = 0
	if owner == nil {
		return nil
	}
	var err error
	if b.buf, err = appendTerm(b.buf[:0], owner); err != nil {
		return err
	}
	b.last.owner = b.terms.add(b.buf)
	if asJudged {
		b.last.owner |= judged
	}
	return nil
}

// Len returns how many quads were added.
func (b *Builder) Len() int { return len(b.quads) }

// Add adds a quad. The error says which part cannot be stored.
func (b *Builder) Add(q quad.Quad) error {
	if len(b.quads) == math.MaxInt32 {
		return errors.New("too many quads for one segment")
	}
	for d, v := range [directions]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if same(v, b.before[d]) {
			continue
		}
		id := uint32(0)
		if v != nil {
			var err error
			if b.buf, err = appendTerm(b.buf[:0], v); err != nil {
				return err
			}
			id = b.terms.add(b.buf)
		}
		b.before[d], b.last.Row[d] = v, id
	}
	if b.last.Row[subject] == 0 || b.last.Row[predicate] == 0 || b.last.Row[object] == 0 {
		return errors.New("a quad lacks its subject, predicate or object")
	}
	b.quads = append(b.quads, b.last)
	return nil
}

// same compares the values that follow each other most: names.
func same(a, b quad.Value) bool {
	x, ok := a.(quad.IRI)
	y, also := b.(quad.IRI)
	return ok && also && x == y
}

// Drop takes back the quads from one place to another, counted as Len does.
func (b *Builder) Drop(from, to int) { clear(b.quads[from:to]) }

// Quads yields what was added from one place to another, counted as Len does.
func (b *Builder) Quads(from, to int) iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) {
		for _, e := range b.quads[from:to] {
			var v [directions]quad.Value
			for d, n := range e.Row {
				if n != 0 {
					v[d] = parseTerm(b.terms.term(n))
				}
			}
			if e != (entry{}) && !yield(quad.Quad{Subject: v[subject], Predicate: v[predicate], Object: v[object], Label: v[label]}) {
				return
			}
		}
	}
}

// Copy adds what the segments of a view from the nth on hold, with the owners.
// The view shows everything.
func (b *Builder) Copy(v *View, n int) {
	ids := newTranslation(v, &b.terms)
	for k := n; k < len(v.segments); k++ {
		s := v.segments[k]
		owners := s.owners()
		for i := range s.quads {
			if v.dead[k].has(i) {
				continue
			}
			var e entry
			for d := range directions {
				e.Row[d] = ids.of(s.columns[d].at(i))
			}
			if owners != nil && owners[i] != 0 {
				e.owner = ids.of(owners[i]&^judged) | owners[i]&judged
			}
			b.quads = append(b.quads, e)
		}
	}
}

// owners returns the owner of each quad, 0 where it is the label; nil where all
// are.
func (s *Segment) owners() []uint32 {
	x := s.indexes[owner]
	if x.order.len() == 0 {
		return nil
	}
	list := make([]uint32, s.quads)
	for i := range uint32(x.keys.len()) {
		for at := x.offsets.at(i); at < x.offsets.at(i+1); at++ {
			list[x.order.at(at)] = x.keys.at(i)
		}
	}
	return list
}

// translation maps the ids of a view to the numbers of an interner.
type translation struct {
	view  *View
	terms *interner
	known []uint32 // 0 where it is not known yet
	buf   []byte
}

func newTranslation(v *View, t *interner) *translation {
	return &translation{view: v, terms: t, known: make([]uint32, v.next())}
}

func (t *translation) of(id uint32) uint32 {
	if id == 0 || t.known[id] != 0 {
		return t.known[id]
	}
	t.buf = t.view.term(id, t.buf[:0])
	t.known[id] = t.terms.add(t.buf)
	return t.known[id]
}

// Write writes the segment to a file that is not there yet, and to disk, to
// stand on a view, whose terms it shares, or on nothing where the view is nil.
// The builder is of no use after it.
func (b *Builder) Write(path string, below *View) error {
	b.below = below
	b.quads = slices.DeleteFunc(b.quads, func(e entry) bool { return e == entry{} })
	ids, words := b.number()
	if len(ids) >= judged {
		return errors.New("too many terms for one store")
	}
	rows := sortRows(b.quads, len(ids))
	b.quads = nil
	var all [sections]body
	all[blockSection].bytes, all[textSection].bytes = encodeDictionary(len(words), func(i int) []byte { return b.terms.term(words[i]) })
	c := counts{first: b.first(), terms: uint32(len(words)), quads: uint32(len(rows))}
	b.terms = interner{}
	arrange(rows, ids, &all)
	return writeFile(path, magic, c, all[:])
}

func (b *Builder) first() uint32 {
	if b.below == nil {
		return 1
	}
	return b.below.next()
}

// number replaces the numbers in the quads by ranks, which sort as the ids do,
// and returns the id of each rank, 0 for 0, and the terms that are new, sorted.
func (b *Builder) number() (ids []uint32, words []uint32) {
	used := make([]bool, b.terms.len()+1)
	for _, e := range b.quads {
		for _, n := range e.Row {
			used[n] = true
		}
		used[e.owner&^judged] = true
	}
	type old struct{ id, number uint32 }
	var known []old
	for n := uint32(1); int(n) <= b.terms.len(); n++ {
		if !used[n] {
			continue
		}
		if b.below != nil {
			if id, ok := b.below.find(b.terms.term(n)); ok {
				known = append(known, old{id, n})
				continue
			}
		}
		words = append(words, n)
	}
	slices.SortFunc(known, func(x, y old) int { return int(x.id) - int(y.id) })
	b.sortWords(words)
	ranks := make([]uint32, b.terms.len()+1)
	ids = append(ids, 0)
	for _, k := range known {
		ranks[k.number] = uint32(len(ids))
		ids = append(ids, k.id)
	}
	for i, n := range words {
		ranks[n] = uint32(len(ids))
		ids = append(ids, b.first()+uint32(i))
	}
	for i := range b.quads {
		e := &b.quads[i]
		for d, n := range e.Row {
			e.Row[d] = ranks[n]
		}
		e.owner = ranks[e.owner&^judged] | e.owner&judged
	}
	return ids, words
}

func (b *Builder) sortWords(words []uint32) {
	slices.SortFunc(words, func(x, y uint32) int { return bytes.Compare(b.terms.term(x), b.terms.term(y)) })
}
