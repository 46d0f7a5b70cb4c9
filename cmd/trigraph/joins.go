package main

import (
	"slices"

	"github.com/cayleygraph/quad"

	"trigraph/extract/resolve"
	"trigraph/graph"
	"trigraph/graph/store"
)

// join puts into the store why things of several articles are one, seen over
// all articles that are in it, so that it does not matter when each was read.
func (b *builder) join() error {
	joins, err := joinsOf(b.writer, b.engine.resolver)
	if err != nil {
		return err
	}
	var quads []quad.Quad
	for _, j := range joins {
		quads = append(quads, j.Quads()...)
	}
	return b.writer.PutFacts("joins", quads)
}

func joinsOf(w *store.Writer, r *resolve.Resolver) ([]graph.Join, error) {
	var failed error
	records := func(yield func(graph.Record) bool) {
		failed = w.Records(func(r graph.Record) error {
			yield(r)
			return nil
		})
	}
	joins := r.Across(records, nil)
	return slices.Clip(joins), failed
}
