// Package en analyzes English blocks of an article. It adds their sentences
// with tagged tokens, and candidates and aliases found by the form of names.
// Blocks of other languages and boilerplate are left alone.
package en

import (
	"context"
	"embed"
	"strings"
	"unicode"
	"unicode/utf8"

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

// New reads the embedded data; the tagger's model is read when the first
// English sentence needs it. An error names file and line.
func New() (*Analyzer, error) {
	splitter, err := latin.NewSplitter(data, "breaks.tsv")
	if err != nil {
		return nil, err
	}
	lists, err := latin.ReadLists(data, "lists.tsv")
	if err != nil {
		return nil, err
	}
	finder, err := latin.NewFinder(data, "rules.tsv", corpus.English, lists, splitter)
	if err != nil {
		return nil, err
	}
	return &Analyzer{splitter: splitter, tagger: &tagger{}, finder: finder}, nil
}

// Analyze appends the English sentences of d, in the order of its blocks, and
// the candidates in them. Tokens carry Penn Treebank tags at the openings that
// may be a name or not, since tagging takes most of the time and elsewhere a
// capital tells as much. An error means that the tagger's model cannot be read,
// or that the context was cancelled.
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
			words := a.splitter.Words(text, span)
			tokens, err := a.tagger.tokens(text, words, a.openings(text, words))
			if err != nil {
				return err
			}
			s := extract.Sentence{Span: span, Lang: corpus.English, Kind: block.Kind, Tokens: tokens}
			d.Sentences = append(d.Sentences, s)
			a.finder.Mark(d, s)
		}
	}
	return nil
}

// openings returns which words have their capital either as a name or because
// they are first: in the sentence, in a quotation, behind a colon. There are
// none where the sentence's first word is in no doubt.
func (a *Analyzer) openings(text string, words []corpus.Span) []int {
	var found []int
	first := true
	for i, word := range words {
		w := word.In(text)
		r, _ := utf8.DecodeRuneInString(w)
		lettered := unicode.IsLetter(r) || unicode.IsDigit(r)
		if first && lettered {
			switch {
			case unicode.IsUpper(r) && !a.splitter.IsStarter(w):
				found = append(found, i)
			case len(found) == 0:
				return nil
			}
		}
		first = first && !lettered || strings.ContainsAny(w, latin.Opens)
	}
	return found
}
