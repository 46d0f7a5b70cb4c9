package main

import (
	"context"
	"fmt"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/annotate"
	"trigraph/extract/tagger"
)

// rawWords passes to yield, sentence by sentence, the words of one language in
// the articles of some files, and after them those of the examples. The error
// is the first of reading or marking an article.
func rawWords(ctx context.Context, files []string, lang corpus.Lang, examples []tagger.Example, yield func([]string) bool) error {
	steps, err := annotate.Languages()
	if err != nil {
		return err
	}
	for a, err := range (corpus.Reader{}).Articles(ctx, files...) {
		if err != nil {
			return err
		}
		d := extract.New(a)
		if err := annotate.Run(ctx, steps, d); err != nil {
			return fmt.Errorf("%s: %w", a.Source, err)
		}
		if !sentenceWords(d, lang, yield) {
			return nil
		}
	}
	for _, e := range examples {
		if !sentenceWords(e.Document, lang, yield) {
			return nil
		}
	}
	return nil
}

func sentenceWords(d *extract.Document, lang corpus.Lang, yield func([]string) bool) bool {
	var words []string
	for _, s := range d.Sentences {
		if s.Lang != lang {
			continue
		}
		words = words[:0]
		for _, t := range s.Tokens {
			words = append(words, d.Text(t.Span))
		}
		if !yield(words) {
			return false
		}
	}
	return true
}
