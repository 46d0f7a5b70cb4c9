package segment

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
)

// patience is how many steps a leaf takes before it looks at its context.
const patience = 1024

// walk goes through the quads of all segments that fit a pattern.
type walk struct {
	view    *View
	pattern Row
	k       int // the segment of cursor
	cursor  cursor
	steps   int
	err     error
}

func (v *View) walk(p Row) walk {
	w := walk{view: v, pattern: p}
	if len(v.segments) > 0 {
		w.cursor = v.scan(0, p)
	}
	return w
}

func (w *walk) next(ctx context.Context) bool {
	if w.steps++; w.steps%patience == 0 && w.err == nil {
		w.err = ctx.Err()
	}
	if w.err != nil {
		return false
	}
	for !w.cursor.next() {
		if w.k++; w.k >= len(w.view.segments) {
			w.k = len(w.view.segments)
			return false
		}
		w.cursor = w.view.scan(w.k, w.pattern)
	}
	return true
}

// get returns the id that the present quad has in a direction.
func (w *walk) get(d int) uint32 { return w.cursor.segment.columns[d].at(w.cursor.at) }

// here is the present quad.
func (w *walk) here() spot { return spot{w.cursor.segment, w.cursor.at} }

// spot is the place of a quad.
type spot struct {
	segment *Segment
	at      uint32
}

func (s spot) get(d int) uint32 { return s.segment.columns[d].at(s.at) }

func (w *walk) link() cayley.Ref { return w.view.link(w.k, w.cursor.at) }

// leaf has the methods that all leaves share.
type leaf struct{}

func (leaf) SubIterators() []cayley.IteratorShape { return nil }
func (leaf) TagResults(map[string]cayley.Ref)     {}
func (leaf) NextPath(context.Context) bool        { return false }
func (leaf) Close() error                         { return nil }

// links is the quads that fit a pattern.
type links struct {
	leaf
	view    *View
	pattern Row
}

func (l *links) String() string                                        { return fmt.Sprintf("quads%v", l.pattern) }
func (l *links) Iterate() cayley.Scanner                               { return &linkScan{walk: l.view.walk(l.pattern)} }
func (l *links) Lookup() cayley.Index                                  { return &linkIndex{links: l} }
func (l *links) Optimize(context.Context) (cayley.IteratorShape, bool) { return l, false }

// Stats never claims to be exact: Cayley's And would pass that on as its own.
func (l *links) Stats(context.Context) (cayley.IteratorCosts, error) {
	size := int64(l.view.quads)
	if l.pattern != (Row{}) {
		size = l.view.size(l.pattern)
	}
	return cayley.IteratorCosts{NextCost: 1, ContainsCost: 1, Size: cayley.Size{Size: size}}, nil
}

type linkScan struct {
	leaf
	walk
	result cayley.Ref
}

func (s *linkScan) String() string     { return "quads" }
func (s *linkScan) Err() error         { return s.err }
func (s *linkScan) Result() cayley.Ref { return s.result }

func (s *linkScan) Next(ctx context.Context) bool {
	if !s.next(ctx) {
		s.result = nil
		return false
	}
	s.result = s.link()
	return true
}

type linkIndex struct {
	*links
	result cayley.Ref
}

func (x *linkIndex) Err() error         { return nil }
func (x *linkIndex) Result() cayley.Ref { return x.result }

func (x *linkIndex) Contains(_ context.Context, r cayley.Ref) bool {
	k, at, ok := x.view.place(r)
	x.result = nil
	if !ok {
		return false
	}
	s := x.view.segments[k]
	if x.view.dead[k].has(at) {
		return false
	}
	for d, id := range x.pattern {
		if id != 0 && s.columns[d].at(at) != id {
			return false
		}
	}
	x.result = r
	return true
}

// all is every node that a quad has.
type all struct{ view *View }

func (a *all) String() string                                        { return "nodes" }
func (a *all) Iterate() cayley.Scanner                               { return &allScan{view: a.view} }
func (a *all) Lookup() cayley.Index                                  { return &allScan{view: a.view} }
func (a *all) SubIterators() []cayley.IteratorShape                  { return nil }
func (a *all) Optimize(context.Context) (cayley.IteratorShape, bool) { return a, false }

func (a *all) Stats(context.Context) (cayley.IteratorCosts, error) {
	return cayley.IteratorCosts{NextCost: 1, ContainsCost: 1, Size: cayley.Size{Size: int64(a.view.next() - 1)}}, nil
}

type allScan struct {
	leaf
	view  *View
	id    uint32
	ended bool
	err   error
}

func (s *allScan) String() string     { return "nodes" }
func (s *allScan) Err() error         { return s.err }
func (s *allScan) Result() cayley.Ref { return s.view.node(s.id) }

func (s *allScan) Next(ctx context.Context) bool {
	for s.id++; !s.ended && s.id < s.view.next(); s.id++ {
		if s.id%patience == 0 {
			if s.err = ctx.Err(); s.err != nil {
				break
			}
		}
		if s.view.lives(s.id) {
			return true
		}
	}
	s.id, s.ended = 0, true
	return false
}

func (s *allScan) Contains(_ context.Context, r cayley.Ref) bool {
	s.id = s.view.id(r)
	return s.id != 0
}
