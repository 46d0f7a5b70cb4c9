package extract

import (
	"cmp"
	"context"
	"slices"
)

// InOrder is the Analyzer that puts sentences into text order once the
// analyzers of all languages have added theirs.
type InOrder struct{}

// Analyze sorts the sentences of d by start.
func (InOrder) Analyze(_ context.Context, d *Document) error {
	slices.SortStableFunc(d.Sentences, func(a, b Sentence) int { return cmp.Compare(a.Start, b.Start) })
	return nil
}
