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

// Records calls f with what extraction said of each article in the store, what
// is not committed included, in the order of their ids: no joins or judgements
// are applied.
func (w *Writer) Records(f func(graph.Record) error) error {
	for _, id := range w.Articles() {
		var r graph.Record
		err := r.UnmarshalQuads(slices.Collect(w.quads(id)))
		if err == nil {
			err = f(r)
		}
		if err != nil {
			return fmt.Errorf("store %s: article %q: %w", w.dir, id, err)
		}
	}
	return nil
}
