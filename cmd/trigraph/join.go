package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"

	"trigraph/corpus"
	"trigraph/extract/annotate"
	"trigraph/extract/resolve"
	"trigraph/extract/tagger"
)

// joinHead opens the table of weights that trainJoin writes.
const joinHead = `# Weights, in log odds, by which what lexicon, rules and tagger say of a proposed name is joined.
# Learned on the sentences that the taggers were not trained on (docs/models.md): trigraph train --join --data DIR -o join.tsv
lang	source	sign	weight
`

// trainJoin learns on held-out sentences how far lexicon, rules and tagger are
// to be believed, and writes the weights.
func (p *program) trainJoin(ctx context.Context, o trainOptions) error {
	e, err := newEngine(p.config.Extract)
	if err != nil {
		return err
	}
	proposals := e.names[:len(e.names)-1] // all but the resolver
	var judged []resolve.Judged
	for _, lang := range []corpus.Lang{corpus.German, corpus.English, corpus.Chinese} {
		o.lang = string(lang)
		examples, err := readSets(o)
		if err != nil {
			return err
		}
		held := tagger.HeldOut(examples, o.HeldOut)
		size := map[string]int{}
		for _, x := range held {
			size[x.Set]++
		}
		for _, x := range held {
			if err := annotate.Run(ctx, proposals, x.Document); err != nil {
				return fmt.Errorf("%s: %w", x.Document.Article.ID, err)
			}
			judged = append(judged, resolve.Judged{Document: x.Document, Right: x.Judge, Marked: x.Marked, Weight: weightOf(x.Set, size[x.Set])})
		}
		fmt.Fprintf(p.errs, "  %s: %d sentences\n", lang, len(held))
	}
	out := bytes.NewBufferString(joinHead)
	if err := e.resolver.Learn(out, judged); err != nil {
		return err
	}
	return os.WriteFile(o.out, out.Bytes(), 0o644)
}

// A set's sentences weigh as much together as so many, be it large or small;
// those of our own writing, which mark all that a graph needs, more.
const (
	setSentences = 500
	ownSentences = 1000
)

func weightOf(set string, size int) float64 {
	n := setSentences
	if strings.HasPrefix(set, "own-") {
		n = ownSentences
	}
	return float64(n) / float64(size)
}
