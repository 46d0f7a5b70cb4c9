package main

import (
	"context"
	"fmt"

	"trigraph/extract"
	"trigraph/extract/annotate"
	"trigraph/graph"
)

// extractFn finds what an article names and states. Of the things that it names
// it tells each once a bundle.
type extractFn struct {
	Lexicon []string
	Least   float64

	annotator *annotate.Annotator
	all       extract.Analyzer
	named     map[string]bool
}

// Setup opens lexicon and models, once a worker.
func (f *extractFn) Setup(context.Context) (err error) {
	if f.annotator, err = annotator(f.Lexicon); err == nil {
		f.all = f.annotator.All(f.Least)
	}
	return err
}

// StartBundle forgets what was named.
func (f *extractFn) StartBundle(context.Context, func([]byte), func([]byte), func(string, []byte), func(string, int), func([]byte)) {
	f.named = map[string]bool{}
}

// ProcessElement takes an article.
func (f *extractFn) ProcessElement(ctx context.Context, element []byte, record, digest func([]byte), id func(string, []byte), _ func(string, int), dead func([]byte)) error {
	var p placed
	if err := unpack(element, &p); err != nil {
		return err
	}
	r, err := f.extract(ctx, p)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return refuse(ctx, dead, "extract", p.Article.Source, err)
	}
	counter(ctx, "articles", 1)
	counter(ctx, "mentions", len(r.Mentions))
	counter(ctx, "claims", len(r.Claims))
	f.remember(r)
	whole, err := packed(said{p.Order, r})
	if err != nil {
		return err
	}
	small, err := packed(digested{p.Order, f.annotator.Resolver.Digest(r)})
	if err != nil {
		return err
	}
	name, err := packed(renamed{p.Order, r.Article.Source})
	if err != nil {
		return err
	}
	record(whole)
	digest(small)
	id(r.Article.ID, name)
	return nil
}

// extract returns what the article says as a store would give it back, which is
// what identity is decided by.
func (f *extractFn) extract(ctx context.Context, p placed) (r graph.Record, err error) {
	d := extract.New(p.Article)
	if err := annotate.Run(ctx, f.all, d); err != nil {
		return r, err
	}
	err = r.UnmarshalQuads(d.Record(f.annotator.Known).Quads(f.annotator.Ontology))
	if err != nil {
		err = fmt.Errorf("what was extracted cannot be kept: %w", err)
	}
	return r, err
}

func (f *extractFn) remember(r graph.Record) {
	for _, m := range r.Mentions {
		f.named[m.Entity] = true
	}
	for _, c := range r.Claims {
		f.named[c.Subject], f.named[c.Object] = true, true
	}
}

// FinishBundle tells what was named.
func (f *extractFn) FinishBundle(_ context.Context, _, _ func([]byte), _ func(string, []byte), named func(string, int), _ func([]byte)) {
	for id := range f.named {
		named(id, 1)
	}
}
