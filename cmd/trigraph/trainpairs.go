package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/tagger"
	"trigraph/graph"
)

// pairEnds says of which kinds the ends of a set's relations are.
//
//go:embed pairs.tsv
var pairEnds string

// kinds are the classes that a kind of end may have.
var kinds = map[string][]graph.Class{
	"person": {graph.Person},
	"org":    {graph.Company, graph.Organization, graph.GovernmentAgency},
	"place":  {graph.Country, graph.Region, graph.City, graph.Place},
}

// pair is one line of a set of relations: a sentence and the two names that one
// relation holds between.
type pair struct {
	ID       string      `json:"id"`
	Lang     corpus.Lang `json:"lang"`
	Text     string      `json:"text"`
	Relation string      `json:"relation"`
	Subject  pairEnd     `json:"subject"`
	Object   pairEnd     `json:"object"`
}

// pairEnd is a name; Start and End count code points.
type pairEnd struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// readPairs reads a set of relations, named by its file (SET-train.jsonl.gz), as
// sentences of which no more is known than the two names of each relation.
func readPairs(file string) ([]tagger.Example, error) {
	set := strings.TrimSuffix(filepath.Base(file), "-train.jsonl.gz")
	ends := endsOf(set)
	if len(ends) == 0 {
		return nil, fmt.Errorf("%s: pairs.tsv has no relations of set %s", file, set)
	}
	data, err := readPacked(file)
	if err != nil {
		return nil, err
	}
	var out []tagger.Example
	at := map[string]int{} // text -> its example: a sentence may state several relations
	n := 0
	for line := range bytes.Lines(data) {
		n++
		var p pair
		if err := json.Unmarshal(line, &p); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		offsets := byteOffsets(p.Text)
		for i, end := range []pairEnd{p.Subject, p.Object} {
			if end.Start < 0 || end.End >= len(offsets) || end.Start >= end.End {
				return nil, fmt.Errorf("%s:%d: name at %d to %d of %d code points", file, n, end.Start, end.End, len(offsets)-1)
			}
			span := nameIn(p.Text, corpus.Span{Start: offsets[end.Start], End: offsets[end.End]})
			classes := ends[p.Relation][i]
			if len(classes) == 0 || !isName(span.In(p.Text)) {
				continue
			}
			k, ok := at[p.Text]
			if !ok {
				k = len(out)
				at[p.Text], out = k, append(out, pairExample(p, set))
			}
			if !slices.ContainsFunc(out[k].Golds, func(g tagger.Gold) bool { return g.Overlaps(span) }) {
				out[k].Golds = append(out[k].Golds, tagger.Gold{Span: span, Classes: narrow(span.In(p.Text), classes)})
			}
		}
	}
	return out, nil
}

func pairExample(p pair, set string) tagger.Example {
	a := &corpus.Article{ID: p.ID, Source: set, Lang: p.Lang, Text: p.Text}
	a.Blocks = []corpus.Block{{Span: corpus.Span{End: len(p.Text)}, Kind: corpus.Paragraph, Lang: p.Lang}}
	return tagger.Example{Document: extract.New(a), Set: set, OneOrg: true}
}

// endsOf returns the classes of subject and object by relation.
func endsOf(set string) map[string][2][]graph.Class {
	out := map[string][2][]graph.Class{}
	for line := range strings.Lines(pairEnds) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 4 || f[0] != set {
			continue
		}
		var both [2][]graph.Class
		for i, kind := range f[2:] {
			for k := range strings.SplitSeq(kind, "|") {
				both[i] = append(both[i], kinds[k]...)
			}
		}
		out[f[1]] = both
	}
	return out
}
