package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"runtime"

	"golang.org/x/sync/errgroup"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/de"
	"trigraph/extract/en"
	"trigraph/extract/lexicon"
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
	claims   extract.Analyzer
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
	return &engine{ontology, words, names, resolver, claims, c}, nil
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

func loadLexicon(folders []string) (*lexicon.Lexicon, error) {
	if len(folders) == 0 {
		return lexicon.Builtin()
	}
	files := []fs.FS{lexicon.Data()}
	for _, f := range folders {
		if _, err := os.ReadDir(f); err != nil {
			return nil, usageError("folder of lexicon files: %w", err)
		}
		files = append(files, os.DirFS(f))
	}
	return lexicon.Load(files...)
}

// run reads all articles and hands each finished document to emit, in input
// order. What could not be read or marked is returned and stops nothing. The
// error is about the whole: emit failed, or ctx was cancelled.
func (e *engine) run(ctx context.Context, articles iter.Seq2[*corpus.Article, error], emit func(*extract.Document) error) ([]error, error) {
	var bad []error
	var batch []*extract.Document
	held := size(0)
	flush := func() error {
		errs, err := e.batch(ctx, batch, emit)
		bad = append(bad, errs...)
		batch, held = nil, 0
		return err
	}
	for a, err := range articles {
		if ctx.Err() != nil {
			return bad, ctx.Err()
		}
		if err != nil {
			bad = append(bad, err)
		}
		if a == nil {
			continue
		}
		batch = append(batch, extract.New(a))
		if held += size(len(a.Text)); held >= e.config.Batch {
			if err := flush(); err != nil {
				return bad, err
			}
		}
	}
	return bad, errors.Join(flush(), ctx.Err())
}

// batch marks the documents, joins names across them, draws claims, and emits.
func (e *engine) batch(ctx context.Context, docs []*extract.Document, emit func(*extract.Document) error) ([]error, error) {
	docs, bad := e.each(ctx, docs, e.names)
	e.resolver.Link(docs)
	docs, more := e.each(ctx, docs, e.claims)
	bad = append(bad, more...)
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return bad, err
		}
		e.drop(d)
		if err := emit(d); err != nil {
			return bad, err
		}
	}
	return bad, nil
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

// drop leaves out what is less sure than the configuration asks for.
func (e *engine) drop(d *extract.Document) {
	mentions := d.Mentions[:0]
	for _, m := range d.Mentions {
		if m.Confidence >= e.config.MinConfidence {
			mentions = append(mentions, m)
		}
	}
	d.Mentions = mentions
	claims := d.Claims[:0]
	for _, c := range d.Claims {
		if c.Confidence >= e.config.MinConfidence {
			claims = append(claims, c)
		}
	}
	d.Claims = claims
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
