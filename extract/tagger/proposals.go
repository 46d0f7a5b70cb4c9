package tagger

import (
	"cmp"
	"slices"
	"sort"

	"trigraph/corpus"
	"trigraph/extract"
)

// proposals are the candidates of a document by start.
type proposals []extract.Mention

func sortProposals(ms []extract.Mention) proposals {
	out := slices.Clone(ms)
	slices.SortStableFunc(out, func(a, b extract.Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return out
}

// within returns the proposals that start within a span.
func (ps proposals) within(s corpus.Span) proposals {
	from := sort.Search(len(ps), func(i int) bool { return ps[i].Start >= s.Start })
	to := sort.Search(len(ps), func(i int) bool { return ps[i].Start >= s.End })
	return ps[from:to]
}

// mark notes on each unit the surest proposal of the lexicon that covers it,
// and the surest of the rules.
func (ps proposals) mark(us []unit, scratch []float64) []float64 {
	scratch = slices.Grow(scratch[:0], 2*len(us))[:2*len(us)]
	clear(scratch)
	for _, m := range ps {
		from := sort.Search(len(us), func(i int) bool { return us[i].End > m.Start })
		to := sort.Search(len(us), func(i int) bool { return us[i].Start >= m.End })
		lexical := len(m.Readings) > 0
		for i := from; i < to; i++ {
			best := &scratch[2*i]
			if !lexical {
				best = &scratch[2*i+1]
			}
			sure := m.Confidence + float64(to-from)/100
			if sure <= *best {
				continue
			}
			*best = sure
			note(&us[i], m, partAt(i-from, to-from), lexical)
		}
	}
	return scratch
}

func note(u *unit, m extract.Mention, part int, lexical bool) {
	h := step(hashString(string(m.Class)), uint32(part))
	if !lexical {
		u.rule = step(h, hashString(m.Step))
		return
	}
	u.known = step(h, uint32(m.Confidence*4))
	if m.Adjective {
		u.known = step(u.known, 1)
	}
}
