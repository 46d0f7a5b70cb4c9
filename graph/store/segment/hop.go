package segment

import (
	"context"
	"fmt"
	"maps"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
)

// target says what is taken from quads that fit a pattern: the node in one
// direction, and under tags the nodes in others.
type target struct {
	view    *View
	pattern Row
	result  int
	save    [directions][]string
}

// tag puts the nodes of a quad under their tags. It must be the last that was
// found, not the last that was looked at: Cayley's And asks for the tags of all
// its parts again after one of them had no further path.
func (t *target) tag(found spot, dst map[string]cayley.Ref) {
	for d, names := range t.save {
		for _, name := range names {
			dst[name] = t.view.node(found.get(d))
		}
	}
}

// lacks reports whether the present quad has no label to be saved.
func (t *target) lacks(w *walk) bool { return len(t.save[label]) > 0 && w.get(label) == 0 }

// at returns a walk over those quads of the pattern that have an id in a
// direction too.
func (t *target) at(d int, id uint32) walk {
	p := t.pattern
	if id == 0 || p[d] != 0 && p[d] != id {
		return walk{view: t.view, k: len(t.view.segments)}
	}
	p[d] = id
	return t.view.walk(p)
}

// hop is a target over fixed values: one range of an index instead of Cayley's
// HasA over an And of LinksTo.
type hop struct {
	leaf
	target
}

func (h *hop) String() string                                        { return fmt.Sprintf("hop%v>%d", h.pattern, h.result) }
func (h *hop) Iterate() cayley.Scanner                               { return &hopScan{hop: h, walk: h.view.walk(h.pattern)} }
func (h *hop) Lookup() cayley.Index                                  { return &hopScan{hop: h} }
func (h *hop) Optimize(context.Context) (cayley.IteratorShape, bool) { return h, false }

func (h *hop) Stats(context.Context) (cayley.IteratorCosts, error) {
	return cayley.IteratorCosts{NextCost: 1, ContainsCost: 3, Size: cayley.Size{Size: h.view.size(h.pattern)}}, nil
}

// hopScan is a hop in either mode: of Contains, the quads that lead to the node
// asked for are its paths.
type hopScan struct {
	*hop
	walk
	lookup bool
	found  spot
	result cayley.Ref
}

func (s *hopScan) Err() error                           { return s.err }
func (s *hopScan) Result() cayley.Ref                   { return s.result }
func (s *hopScan) TagResults(dst map[string]cayley.Ref) { s.tag(s.found, dst) }
func (s *hopScan) NextPath(ctx context.Context) bool    { return s.lookup && s.advance(ctx) }
func (s *hopScan) Close() error                         { return nil }

func (s *hopScan) advance(ctx context.Context) bool {
	for s.next(ctx) {
		if !s.lacks(&s.walk) {
			s.found = s.here()
			return true
		}
	}
	return false
}

func (s *hopScan) Next(ctx context.Context) bool {
	if !s.advance(ctx) {
		s.result = nil
		return false
	}
	s.result = s.hop.view.node(s.get(s.hop.result))
	return true
}

func (s *hopScan) Contains(ctx context.Context, r cayley.Ref) bool {
	steps, err := s.steps, s.err
	s.walk, s.lookup, s.result = s.at(s.hop.result, s.hop.view.id(r)), true, nil
	s.steps, s.err = steps, err
	if !s.advance(ctx) {
		return false
	}
	s.result = r
	return true
}

// expand is a target over the nodes of another iterator in one direction.
type expand struct {
	target
	from cayley.IteratorShape
	on   int
}

func (e *expand) String() string                       { return fmt.Sprintf("expand%d>%d", e.on, e.result) }
func (e *expand) SubIterators() []cayley.IteratorShape { return []cayley.IteratorShape{e.from} }
func (e *expand) Lookup() cayley.Index                 { return &expandIndex{expand: e, from: e.from.Lookup()} }

// Iterate goes through all quads of the pattern where the other iterator has
// more nodes than that.
func (e *expand) Iterate() cayley.Scanner {
	costs, err := e.from.Stats(context.Background())
	if err == nil && e.pattern != (Row{}) && costs.Size.Size > 2*e.view.size(e.pattern)*max(1, costs.ContainsCost) {
		return &expandFilter{expandIndex{expand: e, from: e.from.Lookup(), walk: e.view.walk(e.pattern)}}
	}
	return &expandScan{expand: e, from: e.from.Iterate(), walk: walk{view: e.view, k: len(e.view.segments)}}
}

func (e *expand) Optimize(ctx context.Context) (cayley.IteratorShape, bool) {
	from, changed := e.from.Optimize(ctx)
	if changed {
		if e.from = from; iterator.IsNull2(from) {
			return from, true
		}
	}
	return e, false
}

// The number of quads that a node has in a direction, roughly.
const (
	fewQuads  = 4
	manyQuads = 20
)

func (e *expand) Stats(ctx context.Context) (cayley.IteratorCosts, error) {
	from, err := e.from.Stats(ctx)
	out, back := int64(fewQuads), int64(manyQuads)
	if e.on != subject {
		out, back = back, out
	}
	return cayley.IteratorCosts{
		NextCost: 2 + from.NextCost/out, ContainsCost: 2 + back*(1+from.ContainsCost),
		Size: cayley.Size{Size: min(from.Size.Size*out, max(1, e.view.size(e.pattern)))},
	}, err
}

// expandScan goes from node to node of the other iterator. That may lead to a
// node by several paths, each with its tags: they are gathered, since every quad
// of the node has all of them.
type expandScan struct {
	*expand
	walk
	from   cayley.Scanner
	found  spot
	result cayley.Ref
	err    error
	paths  []map[string]cayley.Ref // to the present node
	path   int
}

func (s *expandScan) Err() error         { return s.err }
func (s *expandScan) Result() cayley.Ref { return s.result }
func (s *expandScan) Close() error       { return s.from.Close() }

func (s *expandScan) TagResults(dst map[string]cayley.Ref) {
	if s.path < len(s.paths) {
		maps.Copy(dst, s.paths[s.path])
	}
	s.tag(s.found, dst)
}

func (s *expandScan) NextPath(context.Context) bool {
	if s.path+1 >= len(s.paths) {
		return false
	}
	s.path++
	return true
}

// gather takes all paths to the other iterator's present node.
func (s *expandScan) gather(ctx context.Context) {
	if len(s.paths) == 0 {
		s.paths = append(s.paths, map[string]cayley.Ref{})
	}
	s.paths = s.paths[:1]
	clear(s.paths[0])
	s.from.TagResults(s.paths[0])
	for s.from.NextPath(ctx) {
		tags := map[string]cayley.Ref{}
		s.from.TagResults(tags)
		s.paths = append(s.paths, tags)
	}
}

func (s *expandScan) Next(ctx context.Context) bool {
	for {
		for s.walk.next(ctx) {
			if !s.lacks(&s.walk) {
				s.found, s.path = s.here(), 0
				s.result = s.expand.view.node(s.get(s.expand.result))
				return true
			}
		}
		if s.err = s.walk.err; s.err != nil {
			return false
		}
		if !s.from.Next(ctx) {
			s.result, s.err = nil, s.from.Err()
			return false
		}
		steps := s.steps
		s.walk = s.at(s.on, s.expand.view.id(s.from.Result()))
		s.steps = steps
		s.gather(ctx)
	}
}

type expandIndex struct {
	*expand
	walk
	from   cayley.Index
	found  spot
	result cayley.Ref
	err    error
}

func (x *expandIndex) Err() error         { return x.err }
func (x *expandIndex) Result() cayley.Ref { return x.result }
func (x *expandIndex) Close() error       { return x.from.Close() }

func (x *expandIndex) TagResults(dst map[string]cayley.Ref) {
	x.from.TagResults(dst)
	x.tag(x.found, dst)
}

func (x *expandIndex) Contains(ctx context.Context, r cayley.Ref) bool {
	steps := x.steps
	x.walk, x.result = x.at(x.expand.result, x.expand.view.id(r)), nil
	x.steps = steps
	if !x.advance(ctx) {
		return false
	}
	x.result = r
	return true
}

// advance goes to the next quad whose other end the other iterator has.
func (x *expandIndex) advance(ctx context.Context) bool {
	for x.walk.next(ctx) {
		if !x.lacks(&x.walk) && x.from.Contains(ctx, x.expand.view.node(x.get(x.on))) {
			x.found = x.here()
			return true
		}
		if x.err = x.from.Err(); x.err != nil {
			return false
		}
	}
	x.err = x.walk.err
	return false
}

func (x *expandIndex) NextPath(ctx context.Context) bool {
	if x.from.NextPath(ctx) {
		return true
	}
	if x.err = x.from.Err(); x.err != nil {
		return false
	}
	return x.advance(ctx)
}

// expandFilter is an expandIndex over all quads of the pattern.
type expandFilter struct{ expandIndex }

func (f *expandFilter) NextPath(ctx context.Context) bool { return f.from.NextPath(ctx) }

func (f *expandFilter) Next(ctx context.Context) bool {
	if !f.advance(ctx) {
		f.result = nil
		return false
	}
	f.result = f.expand.view.node(f.get(f.expand.result))
	return true
}
