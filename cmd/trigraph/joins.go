package main

import (
	"iter"

	"github.com/cayleygraph/quad"

	"trigraph/extract"
	"trigraph/extract/annotate"
	"trigraph/extract/resolve"
	"trigraph/graph"
	"trigraph/graph/judgement"
	"trigraph/graph/store"
)

// identify puts into the store what is one thing: as the articles show it, seen
// over all that are in the store so that it does not matter when each was read,
// and as people decided; and what the lexicon knows of all that is named.
func (p *program) identify(w *store.Writer, r *resolve.Resolver, known extract.Knowledge) error {
	list, err := judgement.ReadFile(p.judgementsFile())
	if err != nil {
		return err
	}
	for _, problem := range list.Problems() {
		p.log.Info("judgements contradict each other", "file", p.judgementsFile(), "judgement", problem)
	}
	said := reading{writer: w}
	joins := graph.Record{Joins: r.Across(said.records, list.Apart)}
	judged := list.Record(said.under(joins.Identity()))
	if said.err != nil {
		return said.err
	}
	if err := w.PutFacts("joins", identityQuads(joins)); err != nil {
		return err
	}
	if err := w.PutFacts("judgements", identityQuads(judged)); err != nil {
		return err
	}
	ids, err := w.Entities()
	if err != nil {
		return err
	}
	for _, j := range judged.Joins {
		ids = append(ids, j.To) // people may have named a thing that no article does
	}
	var facts []quad.Quad
	for _, e := range annotate.Facts(known, ids) {
		facts = append(facts, e.Quads(graph.LexiconLabel)...)
	}
	return w.PutFacts("lexicon", facts)
}

func identityQuads(r graph.Record) []quad.Quad {
	var quads []quad.Quad
	for _, e := range r.Entities {
		quads = append(quads, e.Quads(graph.JudgementLabel)...)
	}
	for _, j := range r.Joins {
		quads = append(quads, j.Quads()...)
	}
	return quads
}

// reading goes over what a writer's articles say, and keeps the first error.
type reading struct {
	writer *store.Writer
	err    error
}

func (r *reading) records(yield func(graph.Record) bool) {
	err := r.writer.Outlines(func(rec graph.Record) error {
		yield(rec)
		return nil
	})
	if r.err == nil {
		r.err = err
	}
}

// under are the records with an identity applied.
func (r *reading) under(identity *graph.Identity) iter.Seq[graph.Record] {
	return func(yield func(graph.Record) bool) {
		for rec := range r.records {
			rec, _ = identity.Apply(rec)
			if !yield(rec) {
				return
			}
		}
	}
}
