package segment

import (
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

// OptimizeShape implements Cayley's shape.Optimizer. It replaces a step along
// quads of fixed values by a range of an index, and one from other nodes by
// such a range for each of them.
func (v *View) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.QuadsAction:
		t := target{view: v, result: column4(s.Result)}
		for d, r := range s.Filter {
			id := v.id(r)
			if id == 0 {
				return shape.Null{}, true
			}
			t.pattern[column4(d)] = id
		}
		for d, tags := range s.Save {
			t.save[column4(d)] = tags
		}
		return planned{target: t}, true
	case shape.Union: // Cayley leaves the empty parts in, and falls over them
		parts := slices.DeleteFunc(slices.Clone(s), shape.IsNull)
		return parts, len(parts) < len(s)
	case shape.NodesFrom:
		if quads, ok := s.Quads.(shape.Quads); ok {
			return v.step(s, quads)
		}
	}
	return s, false
}

// step plans nodes that come from quads with at most one condition that is not
// a fixed value.
func (v *View) step(s shape.NodesFrom, quads shape.Quads) (shape.Shape, bool) {
	p := planned{target: target{view: v, result: column4(s.Dir)}}
	for _, f := range quads {
		d := column4(f.Dir)
		if r, ok := shape.One(f.Values); ok && p.pattern[d] == 0 && v.id(r) != 0 {
			p.pattern[d] = v.id(r)
			continue
		}
		if save, ok := f.Values.(shape.Save); ok {
			if _, ok := save.From.(shape.AllNodes); ok {
				p.save[d] = append(p.save[d], save.Tags...)
				continue
			}
		}
		if p.from != nil {
			return s, false
		}
		p.from, p.on = f.Values, d
	}
	if p.from != nil && p.pattern[p.on] != 0 {
		return s, false
	}
	return p, true
}

// planned is a shape that this store runs itself.
type planned struct {
	target
	from shape.Shape // nil for a hop
	on   int
}

// BuildIterator implements Cayley's shape.Shape.
func (p planned) BuildIterator(qs cayley.QuadStore) cayley.Iterator {
	if p.from == nil {
		return cayley.NewLegacy(&hop{target: p.target}, nil)
	}
	from := cayley.AsShape(p.from.BuildIterator(qs))
	if iterator.IsNull2(from) {
		return iterator.NewNull()
	}
	return cayley.NewLegacy(&expand{p.target, from, p.on}, nil)
}

// Optimize implements Cayley's shape.Shape.
func (p planned) Optimize(shape.Optimizer) (shape.Shape, bool) { return p, false }
