// Package extract marks text: what comes in is a corpus.Article, what goes out
// is a Document, the same article with layers of sentences, tokens, mentions
// and claims. Each layer is added by one Analyzer and never edited by another.
// The package holds what all analyzers share; the work is done in the rooms
// below it, which know this package and not each other.
package extract

import (
	"context"

	"trigraph/corpus"
	"trigraph/graph"
)

// Token is a word, number or mark of punctuation. Tag is the part of speech as
// the analyzer's library names it: Penn Treebank for English, ICTCLAS style for
// Chinese, empty for German.
type Token struct {
	corpus.Span
	Tag string
}

// Sentence is a sentence or a heading; Tokens are in order, within the span.
type Sentence struct {
	corpus.Span
	Lang   corpus.Lang
	Kind   corpus.Kind // the kind of the block it stands in
	Tokens []Token
}

// Reading is one entity that a name may stand for.
type Reading struct {
	Entity     string // id of a known entity
	Class      graph.Class
	Prior      float64 // 0 to 1, how likely without looking at the text
	Popularity int     // number of Wikidata's articles on it, or an estimate of that; 0 where unknown
	Weak       bool    // only under a name that is marked: also a common word, or a part of the full name
}

// Mention is a stretch of text that names an entity. Before resolution Entity
// is empty and Readings holds what the lexicon offers, best first; after it
// Entity is set.
type Mention struct {
	corpus.Span
	Class      graph.Class
	Entity     string
	Name       string    // canonical name, set by resolution
	Readings   []Reading // none where no lexicon knows the name
	Adjective  bool      // "chinesisch", "French": stands for the country, is not its name
	Step       string    // who found it: "lexicon", "zh:law", "en:company-suffix"
	Confidence float64   // 0 to 1
	Opinion    Opinion   // what the tagger says of it
	Candidates []Reading // what it may mean, with probabilities, best first, where no reading is sure enough; then Readings is empty
}

// Opinion is what a trained model says of a candidate's stretch of text, as
// probabilities: that it is a name of the candidate's family of classes, that
// it is another name, and that nothing in it belongs to a name. What is missing
// to 1 is names with other borders. It is zero where no model read the stretch.
type Opinion struct{ Same, Other, None float64 }

// OwnerStep is the step of a reference that makes its thing the owner of what
// follows: "its", "seine".
const OwnerStep = "resolve:owner"

// Alias says that within one article two spans name the same thing: a full name
// and the short form given in brackets beside it.
type Alias struct {
	Full, Short corpus.Span
	Reason      string // rule that saw it: "brackets", "hereinafter"
}

// Document is an article with the layers that analyzers add. Candidates is
// every proposal of lexicon and rules; Mentions is the choice among them:
// in text order, not overlapping, resolved. References are nouns that stand for
// a thing named before ("the company"); they name nothing and are no mentions.
type Document struct {
	Article    *corpus.Article
	Sentences  []Sentence
	Candidates []Mention
	Aliases    []Alias
	Mentions   []Mention
	References []Mention
	Claims     []graph.Claim
	Joins      []graph.Join // why names within the article are one thing

	points pointIndex
}

// Analyzer adds one layer to a document. It is safe for concurrent use on
// different documents. An error means the article could not be analyzed; it
// names the step and the place.
type Analyzer interface {
	Analyze(ctx context.Context, d *Document) error
}

// Pipeline runs analyzers in order and is itself an Analyzer.
type Pipeline []Analyzer

// Analyze runs each analyzer on d and stops at the first error.
func (p Pipeline) Analyze(ctx context.Context, d *Document) error {
	for _, a := range p {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := a.Analyze(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// New returns a document without layers.
func New(a *corpus.Article) *Document { return &Document{Article: a} }

// Text returns the text a span covers.
func (d *Document) Text(s corpus.Span) string { return d.Article.Text[s.Start:s.End] }
