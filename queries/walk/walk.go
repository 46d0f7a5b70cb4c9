// Package walk goes through a graph from thing to thing: what lies around some
// of them, what ties the most mentioned ones, and how two are tied. Ids and a
// filter come in, nodes and edges go out. A walk reads only the claims of the
// things it comes to, never all, and stops at its limits, saying so.
package walk

import (
	"context"
	"iter"

	"trigraph/graph"
)

// Source is what a walk asks of a graph.
type Source interface {
	Entity(id string) (graph.Entity, bool)
	// Claims yields what is said of a thing, as subject or object, where its other
	// end fits. Whole is one of them with its sentence.
	Claims(entity string, other func(id string) bool) iter.Seq[graph.Brief]
	Whole(b graph.Brief) graph.Claim
	// Degree is the number of things that one is tied to.
	Degree(entity string) int
	// Articles is the number of articles that mention a thing.
	Articles(entity string) int
	// Mentioned returns the things named in most articles, these first.
	Mentioned(limit int) []string
}

// Walker walks through a graph. It is safe for concurrent use if its Source is.
type Walker struct {
	Source   Source
	Ontology *graph.Ontology
	Filter   Filter
	Limits   Limits
}

// Limits are the most that one walk may give and take.
type Limits struct {
	Nodes  int // given
	Edges  int // given
	Claims int // read
}

// Graph is the part of a graph that a walk came to.
type Graph struct {
	Nodes []Node
	Edges []*Edge
	// LeftOut counts what passed the filter and was seen, but is not among Nodes
	// and Edges.
	LeftOut struct{ Nodes, Edges int }
	// Cut says that the walk ended before it had read all.
	Cut bool
}

// Node is a thing in a Graph.
type Node struct {
	graph.Entity
	Articles int // that mention it
	Degree   int // in the whole graph
}

// Edge is all claims that say the same and pass the filter.
type Edge struct {
	Source      string
	Predicate   graph.Predicate
	Target      string
	Best        graph.Claim  // the surest; without its sentence while the walk is under way
	Published   string       // the day of its article, "" where it is not known
	Status      graph.Status // the strongest
	First, Last string       // of the times said of, else days of publication; "" where none is known
	Languages   []string     // of the articles, sorted
	Articles    []string     // ids, sorted
	// Months counts the sentences by the month they speak of, "2021-05", or by the
	// year where they name no month; those of a span by its beginning.
	Months    map[string]int
	sentences int
	best      graph.Brief
}

// ID names the edge: its ends and its predicate.
func (e *Edge) ID() string { return e.Source + " " + string(e.Predicate) + " " + e.Target }

// walk is one walk under way.
type walk struct {
	*Walker
	ctx   context.Context
	left  int // claims that may still be read
	cut   bool
	edges map[edgeKey]*Edge
	done  map[string]bool // things whose claims have all been read
	fits  map[string]bool // by thing: does its class pass
	asked map[string]bool // passes whatever its class
	among map[string]bool // where there are such, edges lead only to them
}

type edgeKey struct {
	source    string
	predicate graph.Predicate
	target    string
}

func (w *Walker) begin(ctx context.Context, asked []string) *walk {
	k := &walk{Walker: w, ctx: ctx, left: w.Limits.Claims,
		edges: map[edgeKey]*Edge{}, done: map[string]bool{}, fits: map[string]bool{}, asked: map[string]bool{}}
	for _, id := range asked {
		k.asked[id] = true
	}
	return k
}

// read takes in what is said of a thing, and calls found with the edge and the
// other end of each claim that passes. A claim whose other end has been read
// before has been taken in then, and is passed over.
func (k *walk) read(id string, found func(e *Edge, other string)) error {
	if k.done[id] {
		return nil
	}
	for c := range k.Source.Claims(id, k.wanted(id)) {
		if k.left < 0 {
			k.cut = true
			break
		}
		if k.ctx.Err() != nil {
			break
		}
		other := c.Object
		if other == id {
			other = c.Subject
		}
		if k.Filter.Keeps(c) && k.fit(other) {
			found(k.take(c), other)
		}
	}
	k.done[id] = true
	return k.ctx.Err()
}

// wanted tells by its other end whether a claim of a thing is to be read. It
// counts those it is asked about; when they are too many, or nobody waits any
// more, it lets one pass so that read can stop.
func (k *walk) wanted(id string) func(other string) bool {
	return func(other string) bool {
		if k.left--; k.left < 0 || k.left%256 == 0 && k.ctx.Err() != nil {
			return true
		}
		return other != id && !k.done[other] && (k.among == nil || k.among[other])
	}
}

// fit reports whether a thing's class passes.
func (k *walk) fit(id string) bool {
	if len(k.Filter.Classes) == 0 || k.asked[id] {
		return true
	}
	fits, known := k.fits[id]
	if !known {
		e, _ := k.Source.Entity(id)
		fits = k.Filter.class(k.Ontology, e.Class)
		k.fits[id] = fits
	}
	return fits
}

// take adds a claim to its edge.
func (k *walk) take(c graph.Brief) *Edge {
	key := edgeKey{c.Subject, c.Predicate, c.Object}
	if p, ok := k.Ontology.Predicate(c.Predicate); ok && p.Symmetric && key.target < key.source {
		key.source, key.target = key.target, key.source
	}
	e := k.edges[key]
	if e == nil {
		e = &Edge{Source: key.source, Predicate: key.predicate, Target: key.target}
		k.edges[key] = e
	}
	e.add(c)
	return e
}
