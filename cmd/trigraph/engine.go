package main

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/de"
	"trigraph/extract/en"
	"trigraph/extract/relate"
	"trigraph/extract/resolve"
	"trigraph/extract/tagger"
	"trigraph/extract/zh"
	"trigraph/graph"
)

// engine turns articles into finished documents: it holds the analyzers of all
// languages and runs them in two passes, since names are joined across articles
// before relations are drawn.
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
	ontology, err := graph.LoadOntology()
	if err != nil {
		return nil, err
	}
	words, err := loadLexicon(c.Lexicon)
	if err != nil {
		return nil, err
	}
	resolver, err := resolve.New(words)
	if err != nil {
		return nil, err
	}
	claims, err := relate.New(ontology)
	if err != nil {
		return nil, err
	}
	names, err := languages()
	if err != nil {
		return nil, err
	}
	unseen, err := tagger.New()
	if err != nil {
		return nil, err
	}
	names = append(names, extract.InOrder{}, words, unseen)
	if c.Model != "" {
		stronger, err := startModel(c.Model)
		if err != nil {
			return nil, err
		}
		names = append(names, stronger)
	}
	names = append(names, resolver)
	return &engine{ontology, words, names, resolver, claims, claims, func(docs []*extract.Document) { resolver.Link(docs, nil) }, c}, nil
}

// languages are the analyzers that read one language each.
func languages() (extract.Pipeline, error) {
	chinese, err := zh.New()
	if err != nil {
		return nil, err
	}
	english, err := en.New()
	if err != nil {
		return nil, err
	}
	german, err := de.New()
	if err != nil {
		return nil, err
	}
	return extract.Pipeline{chinese, english, german}, nil
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
			docs, more := e.each(ctx, docs, extract.Pipeline{e.claims, finished{e.config.MinConfidence}})
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
			errs[i] = analyze(ctx, a, d)
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

// analyze runs a on d. A fault of the program concerns one article, not the
// others: a panic becomes its error.
func analyze(ctx context.Context, a extract.Analyzer, d *extract.Document) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("fault of the program, please report it: %v", fault)
		}
	}()
	return a.Analyze(ctx, d)
}

func (e *engine) workers() int {
	if e.config.Workers > 0 {
		return e.config.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// finished leaves out what is less sure than the configuration asks for, and
// lets go of the layers that only lead to others, which take more memory than
// the text.
type finished struct{ least float64 }

// Analyze never fails.
func (f finished) Analyze(_ context.Context, d *extract.Document) error {
	d.Mentions = slices.DeleteFunc(d.Mentions, func(m extract.Mention) bool { return m.Confidence < f.least })
	d.Claims = slices.DeleteFunc(d.Claims, func(c graph.Claim) bool { return c.Confidence < f.least })
	d.Sentences, d.Candidates, d.Aliases, d.References = nil, nil, nil, nil
	return nil
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
