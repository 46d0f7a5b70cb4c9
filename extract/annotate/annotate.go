// Package annotate puts the analyzers of all languages together: known things
// go in, an Annotator comes out that turns an article into a document with
// mentions and claims, and says what it adds to the graph. It reads no files
// and keeps nothing between articles.
package annotate

import (
	"context"
	"fmt"
	"slices"

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

// Annotator holds the analyzers and what they share. It is safe for concurrent
// use.
type Annotator struct {
	Ontology *graph.Ontology
	Known    extract.Knowledge
	Names    extract.Pipeline // sentences, candidates, mentions; the last step is Resolver
	Resolver *resolve.Resolver
	Relater  *relate.Relater // claims, after Names
}

// New puts the analyzers together over known things; more are analyzers that
// propose names beside the tagger. An error means that an embedded file is
// damaged and names it.
func New(words *lexicon.Lexicon, more ...extract.Analyzer) (*Annotator, error) {
	ontology, err := graph.LoadOntology()
	if err != nil {
		return nil, err
	}
	resolver, err := resolve.New(words)
	if err != nil {
		return nil, err
	}
	names, err := Languages()
	if err != nil {
		return nil, err
	}
	unseen, err := tagger.New()
	if err != nil {
		return nil, err
	}
	names = append(names, extract.InOrder{}, words, unseen)
	names = append(append(names, more...), resolver)
	return &Annotator{ontology, words, names, resolver, relate.New(ontology)}, nil
}

// Languages are the analyzers that read one language each. An error means that
// an embedded file is damaged.
func Languages() (extract.Pipeline, error) {
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

// All are all steps on an article: names, claims, and leaving out what is less
// sure than least, from 0 to 1.
func (a *Annotator) All(least float64) extract.Analyzer {
	return extract.Pipeline{a.Names, a.Relater, Finished{least}}
}

// Run runs an analyzer on a document. A fault of the program concerns one
// article, not the others: a panic becomes its error.
func Run(ctx context.Context, a extract.Analyzer, d *extract.Document) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("fault of the program, please report it: %v", fault)
		}
	}()
	return a.Analyze(ctx, d)
}

// Finished is the last step: it leaves out mentions and claims that are less
// sure than Least, from 0 to 1, and lets go of the layers that only lead to
// others, which take more memory than the text.
type Finished struct{ Least float64 }

// Analyze never fails.
func (f Finished) Analyze(_ context.Context, d *extract.Document) error {
	d.Mentions = slices.DeleteFunc(d.Mentions, func(m extract.Mention) bool { return m.Confidence < f.Least })
	d.Claims = slices.DeleteFunc(d.Claims, func(c graph.Claim) bool { return c.Confidence < f.Least })
	d.Sentences, d.Candidates, d.Aliases, d.References = nil, nil, nil, nil
	return nil
}

// Facts are what is known of the things with these ids, of their countries and
// of what contains them, and so on up, each once.
func Facts(known extract.Knowledge, ids []string) []graph.Entity {
	var facts []graph.Entity
	seen := map[string]bool{"": true}
	for queue := slices.Clone(ids); len(queue) > 0; queue = queue[1:] {
		e, ok := known.Entity(queue[0])
		if seen[queue[0]] || !ok {
			continue
		}
		seen[e.ID] = true
		facts = append(facts, e)
		queue = append(queue, e.Country, e.PartOf)
	}
	return facts
}
