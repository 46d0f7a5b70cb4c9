// Package de analyzes German blocks of an article. It adds their sentences
// with tokens, and candidates and aliases found by the form of names. German
// writes every noun with a capital, so a capital alone is never evidence here.
// Blocks of other languages and boilerplate are left alone.
package de

import (
	"context"
	"embed"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/latin"
)

//go:embed *.tsv
var data embed.FS

// Analyzer marks German text. It is safe for concurrent use.
type Analyzer struct {
	splitter *latin.Splitter
	finder   *latin.Finder
}

// New reads the embedded data. An error names file and line.
func New() (*Analyzer, error) {
	splitter, err := latin.NewSplitter(data, "breaks.tsv")
	if err != nil {
		return nil, err
	}
	lists, err := latin.ReadLists(data, "lists.tsv", "nouns.tsv")
	if err != nil {
		return nil, err
	}
	finder, err := latin.NewFinder(data, "rules.tsv", corpus.German, lists, splitter)
	if err != nil {
		return nil, err
	}
	return &Analyzer{splitter: splitter, finder: finder}, nil
}

// Analyze appends the German sentences of d, in the order of its blocks, and
// the candidates in them. Tokens carry no tag. The error is that of a cancelled context.
func (a *Analyzer) Analyze(ctx context.Context, d *extract.Document) error {
	text := d.Article.Text
	for _, block := range d.Article.Blocks {
		if block.Lang != corpus.German {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, span := range a.splitter.Sentences(text, block) {
			s := extract.Sentence{Span: span, Lang: corpus.German, Kind: block.Kind, Tokens: a.tokens(text, span)}
			d.Sentences = append(d.Sentences, s)
			a.finder.Mark(d, s)
		}
	}
	return nil
}

func (a *Analyzer) tokens(text string, sentence corpus.Span) []extract.Token {
	words := a.splitter.Words(text, sentence)
	tokens := make([]extract.Token, len(words))
	for i, word := range words {
		tokens[i].Span = word
	}
	return tokens
}
