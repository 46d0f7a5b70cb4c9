// Package zh reads Chinese. A document comes in; for its Chinese blocks go out
// sentences with tokens, candidates for what has a form (laws, companies,
// authorities, persons, products, events) and aliases written in brackets.
// Known names are not its business: the lexicon finds those in the raw text.
// Blocks in another language and boilerplate it leaves alone.
package zh

import (
	"context"
	"fmt"

	"trigraph/corpus"
	"trigraph/extract"
)

// Analyzer is an extract.Analyzer for Chinese. It is safe for concurrent use.
type Analyzer struct {
	segmenter segmenter
	tables    *tables
}

// New returns an analyzer. It is cheap: the dictionary loads with the first
// Chinese text.
func New() (*Analyzer, error) {
	t, err := loadTables()
	if err != nil {
		return nil, fmt.Errorf("zh: %w", err)
	}
	return &Analyzer{tables: t}, nil
}

// Analyze adds sentences, candidates and aliases for the Chinese blocks of d.
// An error names the article.
func (a *Analyzer) Analyze(ctx context.Context, d *extract.Document) error {
	for _, b := range d.Article.Blocks {
		if b.Lang != corpus.Chinese || b.Kind == corpus.Boilerplate {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := a.block(d, b); err != nil {
			return fmt.Errorf("zh: article %s: %w", d.Article.ID, err)
		}
	}
	return nil
}

func (a *Analyzer) block(d *extract.Document, b corpus.Block) error {
	for _, span := range sentences(d.Article.Text, b) {
		text := simplify(d.Text(span))
		tokens, err := a.segmenter.tokens(text, span.Start)
		if err != nil {
			return err
		}
		s := extract.Sentence{Span: span, Lang: corpus.Chinese, Kind: b.Kind, Tokens: tokens}
		d.Sentences = append(d.Sentences, s)
		a.tables.view(d, span, text, tokens).mine()
	}
	return nil
}

// mine runs the rules over one sentence. Aliases come last: they look for the
// names that the others proposed.
func (v *view) mine() {
	v.titlesAndQuotes()
	v.headed()
	v.acts()
	v.persons()
	v.listed()
	v.latin()
	v.places()
	v.aliases()
}
