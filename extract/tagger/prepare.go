package tagger

import (
	"math/bits"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
)

// prepare turns the sentences of the reader's language into buckets and right states.
func prepare(r reader, tags scheme, examples []Example) []sentence {
	var out []sentence
	for _, e := range examples {
		known := sortProposals(e.Document.Candidates)
		for _, s := range e.Document.Sentences {
			if s.Lang != r.lang {
				continue
			}
			units := r.read(e.Document.Article.Text, s, known.within(s.Span))
			if len(units) == 0 {
				continue
			}
			one := sentence{right: rightStates(tags, units, e)}
			for i := range units {
				one.vague = one.vague || vague(one.right[i])
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
			right[i] = rightFor(tags, g, exact, partAt(i-from, to-from))
		}
	}
	return right
}

// rightFor is what gold says of one unit of a name: its part and classes where
// the units fit it, anything where they do not, and nothing where it has no
// class.
func rightFor(tags scheme, g Gold, exact bool, part int) mask {
	if len(g.Classes) == 0 {
		return 1 << outside
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

// vague reports whether a mask allows names of several classes.
func vague(m mask) bool {
	return !m.has(outside) && bits.OnesCount32(uint32(m)) > 1
}

// smallWords returns whether a word, by the hash of its letters, is mostly
// written small in the examples: it is a common word, whatever list it is in.
// In Chinese none is.
func smallWords(lang corpus.Lang, examples []Example) func(hash uint32) bool {
	more := map[uint32]int{}
	for _, e := range examples {
		text := e.Document.Article.Text
		for _, s := range e.Document.Sentences {
			for i, t := range s.Tokens {
				if i == 0 || s.Lang != lang || lang == corpus.Chinese {
					continue
				}
				h, _ := letters(seed, t.In(text))
				if r, _ := utf8.DecodeRuneInString(t.In(text)); unicode.IsLower(r) {
					more[h]++
				} else {
					more[h]--
				}
			}
		}
	}
	return func(hash uint32) bool { return more[hash] > 2 }
}
