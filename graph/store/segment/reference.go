package segment

import (
	"context"
	"sort"
	"unsafe"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
)

// Cayley passes references to nodes and quads around as interface values. A
// number would be boxed each time, which costs more than the rest of a step. So
// a reference is a pointer into a reserved piece of the address space, the
// slab: its distance from the beginning is the number. Nothing is ever stored
// there.
type (
	node byte // at the node's id
	link byte // at the number of nodes and the quad's number in the view
)

// Key implements Cayley's Ref.
func (n *node) Key() interface{} { return n }

// Key implements Cayley's Ref.
func (l *link) Key() interface{} { return l }

func (v *View) node(id uint32) cayley.Ref {
	if id == 0 {
		return nil
	}
	return (*node)(&v.slab[id])
}

func (v *View) link(k int, at uint32) cayley.Ref {
	return (*link)(&v.slab[uint64(v.next())+v.starts[k]+uint64(at)])
}

// id returns 0 for what is no node of the view.
func (v *View) id(r cayley.Ref) uint32 {
	n, ok := r.(*node)
	if !ok {
		return 0
	}
	if id := uintptr(unsafe.Pointer(n)) - v.base; id < uintptr(v.next()) {
		return uint32(id)
	}
	return 0
}

// place returns the segment of a quad and its place in the columns.
func (v *View) place(r cayley.Ref) (k int, at uint32, ok bool) {
	l, ok := r.(*link)
	if !ok {
		return 0, 0, false
	}
	n := uintptr(unsafe.Pointer(l)) - v.base
	if n < uintptr(v.next()) || n >= uintptr(len(v.slab)) {
		return 0, 0, false
	}
	number := uint64(n) - uint64(v.next())
	if len(v.starts) > 1 {
		k = sort.Search(len(v.starts), func(i int) bool { return v.starts[i] > number }) - 1
	}
	return k, uint32(number - v.starts[k]), true
}

// ValueOf implements Cayley's QuadStore.
func (v *View) ValueOf(value quad.Value) cayley.Ref {
	id, ok := v.ID(value)
	if !ok || !v.lives(id) {
		return nil
	}
	return v.node(id)
}

// NameOf implements Cayley's QuadStore.
func (v *View) NameOf(r cayley.Ref) quad.Value {
	if fetched, ok := r.(cayley.PreFetchedValue); ok {
		return fetched.NameOf()
	}
	if id := v.id(r); id != 0 {
		return v.value(id)
	}
	return nil
}

// Quad implements Cayley's QuadStore.
func (v *View) Quad(r cayley.Ref) quad.Quad {
	k, at, ok := v.place(r)
	if !ok {
		return quad.Quad{}
	}
	return newNames(v).quad(v.segments[k], at)
}

// QuadDirection implements Cayley's QuadStore.
func (v *View) QuadDirection(r cayley.Ref, d quad.Direction) cayley.Ref {
	k, at, ok := v.place(r)
	if !ok {
		return nil
	}
	return v.node(v.segments[k].columns[column4(d)].at(at))
}

// column4 is the column of a direction; those of Cayley count from 1.
func column4(d quad.Direction) int { return int(d - quad.Subject) }

// QuadIterator implements Cayley's QuadStore.
func (v *View) QuadIterator(d quad.Direction, r cayley.Ref) cayley.Iterator {
	id := v.id(r)
	if id == 0 {
		return iterator.NewNull()
	}
	var p Row
	p[column4(d)] = id
	return cayley.NewLegacy(&links{view: v, pattern: p}, nil)
}

// QuadIteratorSize implements Cayley's QuadStore.
func (v *View) QuadIteratorSize(_ context.Context, d quad.Direction, r cayley.Ref) (cayley.Size, error) {
	id := v.id(r)
	if id == 0 {
		return cayley.Size{Exact: true}, nil
	}
	var p Row
	p[column4(d)] = id
	return cayley.Size{Size: v.size(p)}, nil
}

// NodesAllIterator implements Cayley's QuadStore.
func (v *View) NodesAllIterator() cayley.Iterator { return cayley.NewLegacy(&all{v}, nil) }

// QuadsAllIterator implements Cayley's QuadStore.
func (v *View) QuadsAllIterator() cayley.Iterator {
	return cayley.NewLegacy(&links{view: v}, nil)
}
