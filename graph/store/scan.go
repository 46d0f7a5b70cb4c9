package store

import (
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store/segment"
)

// Entities returns the ids of all entities that the articles in the store, what
// is not committed included, mention or claim something of, sorted: those whose
// facts are worth keeping.
func (w *Writer) Entities() ([]string, error) {
	standing, err := w.stack.without(w.replaced())
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", w.dir, err)
	}
	said, err := standing.view(segment.Said)
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", w.dir, err)
	}
	ids := map[string]bool{}
	for _, predicate := range witnesses() {
		for v := range said.Objects(predicate) {
			collectEntity(v, ids)
		}
	}
	for _, s := range w.articles {
		for q := range w.builder.Quads(s.from, s.to) {
			if slices.Contains(witnesses(), q.Predicate) {
				collectEntity(q.Object, ids)
			}
		}
	}
	return slices.Sorted(maps.Keys(ids)), nil
}

// witnesses are the predicates by which an article speaks of an entity.
func witnesses() []quad.Value {
	return []quad.Value{graph.Mentions, graph.ClaimSubject, graph.ClaimObject}
}

func collectEntity(v quad.Value, ids map[string]bool) {
	iri, _ := v.(quad.IRI)
	if kind, id, ok := graph.ParseIRI(iri); ok && kind == "entity" {
		ids[id] = true
	}
}

// Outlines calls f with what extraction said of each article in the store, what
// is not committed included, in the order of their ids: its text, entities,
// mentions and joins, and of its claims what leads to what and how surely, but
// neither words, places nor particulars. No joins or judgements are applied. A
// build looks at all articles so, and has to be fast at it.
func (w *Writer) Outlines(f func(graph.Record) error) error {
	o := newOutliner(w.said)
	for _, id := range w.Articles() {
		quads := o.quads
		if _, pending := w.articles[id]; pending {
			quads = func(quad.Value) []quad.Quad { return slices.Collect(w.quads(id)) }
		}
		var r graph.Record
		err := r.UnmarshalQuads(quads(articleOwner(id)))
		if err == nil {
			err = f(r)
		}
		if err != nil {
			return fmt.Errorf("store %s: article %q: %w", w.dir, id, err)
		}
	}
	return nil
}

// outliner reads outlines. What is left out is told by numbers, before it is
// decoded.
type outliner struct {
	said   *segment.View
	wanted map[uint32]bool // predicates
	joins  []segment.Span  // nodes that are read whole
	buf    []quad.Quad
}

func newOutliner(said *segment.View) *outliner {
	o := &outliner{said: said, wanted: map[uint32]bool{}, joins: said.Spans(graph.JoinPrefix)}
	for _, predicate := range []quad.IRI{
		graph.IsA, graph.HasText, graph.RDFSLabel, graph.HasName, graph.OfEntity, graph.HasSpan,
		graph.ClaimSubject, graph.ClaimPredicate, graph.ClaimObject, graph.HasStatus,
	} {
		if id, ok := said.ID(predicate); ok {
			o.wanted[id] = true
		}
	}
	return o
}

// quads returns the quads of an article's outline, which hold until the next.
func (o *outliner) quads(article quad.Value) []quad.Quad {
	o.buf = o.buf[:0]
	for r := range o.said.OwnedRows(article) {
		if o.wanted[r[1]] || slices.ContainsFunc(o.joins, func(s segment.Span) bool { return s.From <= r[0] && r[0] < s.To }) {
			o.buf = append(o.buf, quad.Quad{Subject: o.said.Value(r[0]), Predicate: o.said.Value(r[1]), Object: o.said.Value(r[2])})
		}
	}
	return o.buf
}
