package resolve

import (
	"cmp"
	"slices"

	"trigraph/corpus"
	"trigraph/extract"
)

// spanSet is a set of spans without overlap, sorted.
type spanSet []corpus.Span

func spans(ms []extract.Mention) spanSet {
	var set spanSet
	for _, m := range ms {
		set.add(m.Span)
	}
	return set
}

// add puts s in the set unless it overlaps one that is there.
func (set *spanSet) add(s corpus.Span) bool {
	i, found := slices.BinarySearchFunc(*set, s, func(t, s corpus.Span) int { return cmp.Compare(t.Start, s.Start) })
	if found || i > 0 && (*set)[i-1].Overlaps(s) || i < len(*set) && (*set)[i].Overlaps(s) {
		return false
	}
	*set = slices.Insert(*set, i, s)
	return true
}
