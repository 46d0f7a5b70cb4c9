// Package en analyzes English blocks of an article. It adds their sentences
// with tagged tokens, and candidates and aliases found by the form of names.
// Blocks of other languages and boilerplate are left alone.
package en

import (
	"context"
	"embed"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/latin"
)

//go:embed *.tsv
var data embed.FS

// Analyzer marks English text. It is safe for concurrent use.
type Analyzer struct {
	splitter *latin.Splitter
	tagger   *tagger
	finder   *latin.Finder
}

// New reads the embedded data; the tagger's model is read with the first
// English sentence. An error names file and line.
func New() (*Analyzer, error) {
	splitter, err := latin.NewSplitter(data, "breaks.tsv")
	if err != nil {
		return nil, err
	}
	lists, err := latin.ReadLists(data, "lists.tsv")
	if err != nil {
		return nil, err
	}
	finder, err := latin.NewFinder(data, "rules.tsv", lists, splitter)
	if err != nil {
		return nil, err
	}
	return &Analyzer{splitter: splitter, tagger: &tagger{}, finder: finder}, nil
}

// Analyze appends the English sentences of d, in the order of its blocks.
// Tokens carry Penn Treebank tags. An error means that the tagger's model
// cannot be read, or that the context was cancelled.
func (a *Analyzer) Analyze(ctx context.Context, d *extract.Document) error {
	text := d.Article.Text
	for _, block := range d.Article.Blocks {
		if block.Lang != corpus.English {
			continue
		}
		for _, span := range a.splitter.Sentences(text, block) {
			if err := ctx.Err(); err != nil {
				return err
			}
			tokens, err := a.tagger.tag(text, a.splitter.Words(text, span))
			if err != nil {
				return err
			}
			s := extract.Sentence{Span: span, Lang: corpus.English, Kind: block.Kind, Tokens: tokens}
			d.Sentences = append(d.Sentences, s)
			names := a.finder.Find(text, s)
			aliases, more := a.finder.Aliases(text, s, names, "en:alias")
			d.Candidates = append(append(d.Candidates, names...), more...)
			d.Aliases = append(d.Aliases, aliases...)
		}
	}
	return nil
}
