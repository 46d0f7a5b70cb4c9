package main

import (
	"context"
	"fmt"
	"iter"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/score"
)

// scoreRelations prints how well the claims of each set were found, with the
// names given and, where the set marks all that it states, also with the names
// that the program finds.
func (p *program) scoreRelations(ctx context.Context, verbose bool, paths []string) error {
	files, err := setFiles(paths)
	if err != nil {
		return err
	}
	e, err := newEngine(p.config.Extract)
	if err != nil {
		return err
	}
	for _, file := range files {
		set, err := readRelations(file)
		if err != nil {
			return err
		}
		if !set.Judges() {
			continue
		}
		given, err := p.claimsOf(ctx, e, set, true)
		if err != nil {
			return err
		}
		p.printClaims(set.Name+", names given", set.Score(given), set.Whole, verbose)
		if !set.Whole {
			continue
		}
		found, err := p.claimsOf(ctx, e, set, false)
		if err != nil {
			return err
		}
		p.printClaims(set.Name+", whole program", set.Score(found), set.Whole, verbose)
	}
	return nil
}

func readRelations(file string) (*score.Relations, error) {
	sentences, close, err := openSet(file)
	if err != nil {
		return nil, err
	}
	defer close()
	return score.ReadRelations(nameOfSet(file), sentences)
}

// claimsOf extracts from the sentences of a set, each of which is an article of
// its own; names that are given replace those that are found.
func (p *program) claimsOf(ctx context.Context, e *engine, set *score.Relations, given bool) ([]*extract.Document, error) {
	marked := *e
	if given {
		marked.claims = extract.Pipeline{givenNames{e, set}, e.claims}
	}
	var docs []*extract.Document
	bad, err := marked.run(ctx, each(set.Articles()), func(d *extract.Document) error {
		docs = append(docs, d)
		return nil
	})
	for _, b := range bad {
		fmt.Fprintf(p.errs, "  %v\n", b)
	}
	return docs, err
}

// givenNames is the step that puts a set's names in the place of ours.
type givenNames struct {
	*engine
	set *score.Relations
}

// Analyze replaces d.Mentions, and d.References by what they now stand for.
func (g givenNames) Analyze(_ context.Context, d *extract.Document) error {
	g.set.Give(d, g.ontology.Is)
	d.References = g.resolver.References(d)
	return nil
}

func each(articles []*corpus.Article) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func (p *program) printClaims(head string, c *score.Claims, statuses, verbose bool) {
	if verbose {
		for _, f := range c.Faults {
			fmt.Fprintln(p.out, f)
		}
	}
	p.printFigures(head, c.Found, score.Figures{})
	if statuses {
		pr, re, f1 := c.Exact.Micro.F1()
		fmt.Fprintf(p.out, "%-32s %-16s P %.3f R %.3f F1 %.3f\n", head, "all, with status", pr, re, f1)
	}
}
