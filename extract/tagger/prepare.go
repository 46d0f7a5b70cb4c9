package tagger

import (
	"slices"
	"sort"

	"trigraph/corpus"
)

// prepare turns the sentences of a language into buckets and right states.
func prepare(lang corpus.Lang, tags scheme, bits uint, examples []Example) []sentence {
	r := reader{lang: lang, bits: bits}
	var out []sentence
	for _, e := range examples {
		known := sortProposals(e.Document.Candidates)
		for _, s := range e.Document.Sentences {
			if s.Lang != lang {
				continue
			}
			units := r.read(e.Document.Article.Text, s, known.within(s.Span))
			if len(units) == 0 {
				continue
			}
			one := sentence{right: rightStates(tags, units, e)}
			for i := range units {
				one.buckets = append(one.buckets, r.features(i)...)
				one.ends = append(one.ends, uint32(len(one.buckets)))
			}
			one.buckets = slices.Clip(one.buckets)
			out = append(out, one)
		}
	}
	return out
}

// rightStates says for each unit which states the gold allows.
func rightStates(tags scheme, units []unit, e Example) []mask {
	right := make([]mask, len(units))
	for i := range right {
		right[i] = 1 << outside
	}
	for _, g := range e.Golds {
		from := sort.Search(len(units), func(i int) bool { return units[i].End > g.Start })
		to := sort.Search(len(units), func(i int) bool { return units[i].Start >= g.End })
		if from == to {
			continue
		}
		exact := units[from].Start == g.Start && units[to-1].End == g.End
		for i := from; i < to; i++ {
			right[i] = rightFor(tags, e, g, exact, partAt(i-from, to-from))
		}
	}
	return right
}

// rightFor is what gold says of one unit of a name: its part and classes where
// the units fit it, anything where they do not, and where it has no class,
// nothing or a class that the set does not know.
func rightFor(tags scheme, e Example, g Gold, exact bool, part int) mask {
	if len(g.Classes) == 0 {
		free := mask(1 << outside)
		for k, c := range tags.classes {
			if !slices.Contains(e.Knows, c) {
				free |= 0b1111 << state(k, first)
			}
		}
		return free
	}
	if !exact {
		return tags.all()
	}
	var m mask
	for _, c := range g.Classes {
		if k := tags.index(c); k >= 0 {
			m |= 1 << state(k, part)
		}
	}
	if m == 0 {
		return 1 << outside
	}
	return m
}
