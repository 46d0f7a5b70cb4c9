package main

import (
	"context"
	"fmt"
	"iter"
	"runtime"

	"golang.org/x/sync/errgroup"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/annotate"
	"trigraph/extract/relate"
	"trigraph/extract/resolve"
	"trigraph/graph"
)

// engine turns articles into finished documents, several at once, and joins
// names across them where that is not done over all that was ever read.
type engine struct {
	ontology *graph.Ontology
	known    extract.Knowledge
	names    extract.Pipeline // sentences, candidates, mentions
	resolver *resolve.Resolver
	relater  *relate.Relater
	claims   extract.Analyzer
	link     func([]*extract.Document) // joins names across a batch; nil where that is done over all that was ever read
	config   extractConfig
}

func newEngine(c extractConfig) (*engine, error) {
	words, err := loadLexicon(c.Lexicon)
	if err != nil {
		return nil, err
	}
	var more []extract.Analyzer
	if c.Model != "" {
		stronger, err := startModel(c.Model)
		if err != nil {
			return nil, err
		}
		more = append(more, stronger)
	}
	a, err := annotate.New(words, more...)
	if err != nil {
		return nil, err
	}
	link := func(docs []*extract.Document) { a.Resolver.Link(docs, nil) }
	return &engine{a.Ontology, words, a.Names, a.Resolver, a.Relater, a.Relater, link, c}, nil
}

// batch is articles whose names are joined across them, and what could not be
// read or marked among them.
type batch struct {
	docs []*extract.Document
	bad  []error
}

// run reads all articles and hands each finished document to emit, in input
// order. What could not be read or marked is returned and stops nothing. The
// error is about the whole: emit failed, or ctx was cancelled. While one batch
// is marked the next is read and the last emitted, so that no core waits.
func (e *engine) run(ctx context.Context, articles iter.Seq2[*corpus.Article, error], emit func(*extract.Document) error) ([]error, error) {
	inner, stop := context.WithCancel(ctx)
	defer stop() // a reader that waits for input ends with the program
	var bad []error
	for b := range e.mark(inner, e.read(inner, articles)) {
		bad = append(bad, b.bad...)
		for i, d := range b.docs {
			if err := ctx.Err(); err != nil {
				return bad, err
			}
			if err := emit(d); err != nil {
				return bad, err
			}
			b.docs[i] = nil
		}
	}
	return bad, ctx.Err()
}

// read gives the articles in batches.
func (e *engine) read(ctx context.Context, articles iter.Seq2[*corpus.Article, error]) <-chan batch {
	out := make(chan batch)
	go func() {
		defer close(out)
		var b batch
		held := size(0)
		for a, err := range articles {
			if err != nil {
				b.bad = append(b.bad, err)
			}
			if a != nil {
				b.docs = append(b.docs, extract.New(a))
				held += size(len(a.Text))
			}
			if held >= e.config.Batch {
				if !send(ctx, out, b) {
					return
				}
				b, held = batch{}, 0
			}
			if ctx.Err() != nil {
				return
			}
		}
		send(ctx, out, b)
	}()
	return out
}

// send reports whether b was taken before ctx was cancelled.
func send(ctx context.Context, out chan<- batch, b batch) bool {
	select {
	case out <- b:
		return true
	case <-ctx.Done():
		return false
	}
}

// mark marks the documents of each batch, joins names across them and draws
// claims.
func (e *engine) mark(ctx context.Context, read <-chan batch) <-chan batch {
	out := make(chan batch)
	go func() {
		defer close(out)
		for b := range read {
			docs, bad := e.each(ctx, b.docs, e.names)
			docs, more := e.each(ctx, docs, extract.Pipeline{e.claims, annotate.Finished{Least: e.config.MinConfidence}})
			if e.link != nil {
				e.link(docs)
			}
			if !send(ctx, out, batch{docs, append(append(b.bad, bad...), more...)}) {
				return
			}
		}
	}()
	return out
}

// each runs an analyzer on the documents, several at once, and returns those
// that it finished, in order, and the errors of the others.
func (e *engine) each(ctx context.Context, docs []*extract.Document, a extract.Analyzer) ([]*extract.Document, []error) {
	errs := make([]error, len(docs))
	var g errgroup.Group
	g.SetLimit(e.workers())
	for i, d := range docs {
		g.Go(func() error {
			errs[i] = annotate.Run(ctx, a, d)
			return nil
		})
	}
	_ = g.Wait() // the errors are in errs, one for each document
	var done []*extract.Document
	var bad []error
	for i, d := range docs {
		if errs[i] == nil {
			done = append(done, d)
		} else if ctx.Err() == nil {
			bad = append(bad, fmt.Errorf("%s: %w", d.Article.Source, errs[i]))
		}
	}
	return done, bad
}

func (e *engine) workers() int {
	if e.config.Workers > 0 {
		return e.config.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// complain prints what was left out and returns the error that says so; read
// is how many articles were read all the same.
func (p *program) complain(bad []error, read int) error {
	const shown = 20
	for i, err := range bad {
		if i == shown {
			fmt.Fprintf(p.errs, "  … and %d more\n", len(bad)-shown)
			break
		}
		fmt.Fprintf(p.errs, "  %v\n", err)
	}
	if len(bad) == 0 {
		return nil
	}
	problems := counted(len(bad), "problem")
	if read == 0 {
		return fmt.Errorf("nothing was read: %s in the input", problems)
	}
	return &exitError{exitSomeRefused, fmt.Errorf("%s in the input; the rest was read", problems)}
}
