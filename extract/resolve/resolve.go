// Package resolve decides what is named: which of the proposed names stand,
// which entity each one means, and which other places of the article name the
// same thing in a shorter form. What comes in is a document with sentences and
// candidates; what goes out is its layer of mentions, in text order, without
// overlap, each with an entity id. Link does the same across articles. A name
// with too little support in the text is left out; nothing is guessed from
// outside the articles and the known things.
package resolve

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// Resolver turns candidates into mentions. It is safe for concurrent use.
type Resolver struct {
	known   extract.Knowledge
	support *support
	names   *nameForms
	joint   joint

	readings readingWeights
	homes    map[corpus.Lang]map[string]bool
	ranks    map[corpus.Lang][]string

	references   map[corpus.Lang]referenceIndex
	commonplaces *commonplaces
}

// New returns a resolver over the known things. An error means that an
// embedded data file is damaged and names its line.
func New(known extract.Knowledge) (*Resolver, error) {
	s, err := loadSupport()
	if err != nil {
		return nil, fmt.Errorf("resolve: %w", err)
	}
	n, err := loadNameForms()
	if err != nil {
		return nil, fmt.Errorf("resolve: %w", err)
	}
	refs, err := loadReferences()
	if err != nil {
		return nil, fmt.Errorf("resolve: %w", err)
	}
	j, err := loadJoint(joinData)
	if err != nil {
		return nil, fmt.Errorf("resolve: %w", err)
	}
	w, err := loadReadings(readingsData)
	if err != nil {
		return nil, fmt.Errorf("resolve: %w", err)
	}
	c, err := loadCommonplaces()
	if err != nil {
		return nil, fmt.Errorf("resolve: %w", err)
	}
	return &Resolver{known: known, support: s, names: n, joint: j, readings: w, homes: loadHomes(), ranks: loadRanks(), references: refs, commonplaces: c}, nil
}

// Analyze adds the Mentions and References of d, decided from its Sentences,
// Candidates and Aliases.
func (r *Resolver) Analyze(_ context.Context, d *extract.Document) error {
	weighed := r.weigh(d)
	chosen := choose(weighed, d.Article.Text)
	oneSense(d, chosen)
	a := newArticle(r, d, chosen)
	a.joinAliases()
	a.nameAll()
	a.findAgain()
	d.Mentions = a.finish()
	d.Joins = a.joins.sorted()
	d.References = r.References(d)
	return nil
}

// family is the root under which an unknown entity gets its id, and within
// which two mentions of one name are one thing.
func family(c graph.Class) string {
	switch c {
	case graph.Organization, graph.Company, graph.GovernmentAgency:
		return "org"
	case graph.Place, graph.Country, graph.Region, graph.City:
		return "place"
	case graph.Person:
		return "person"
	case graph.Law:
		return "law"
	case graph.DocumentClass:
		return "document"
	case graph.Product:
		return "product"
	case graph.Event:
		return "event"
	}
	return "concept"
}

// sentenceAt returns the index of the sentence that holds the byte offset, or
// -1. Sentences are in text order.
func sentenceAt(ss []extract.Sentence, offset int) int {
	lo, hi := 0, len(ss)
	for lo < hi {
		mid := (lo + hi) / 2
		if ss[mid].End <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(ss) && ss[lo].Start <= offset {
		return lo
	}
	return -1
}

// startIndex returns the index of the first mention that starts at or behind
// the offset.
func startIndex(ms []extract.Mention, offset int) int {
	i, _ := slices.BinarySearchFunc(ms, offset, func(m extract.Mention, o int) int { return cmp.Compare(m.Start, o) })
	return i
}

func langOf(d *extract.Document, s corpus.Span) corpus.Lang {
	if i := sentenceAt(d.Sentences, s.Start); i >= 0 {
		return d.Sentences[i].Lang
	}
	return d.Article.Lang
}
