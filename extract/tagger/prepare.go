package tagger

import (
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"

	"trigraph/extract"
	"trigraph/graph"
)

// prepare turns the sentences of the reader's language into buckets and right states.
func prepare(r reader, tags scheme, examples []Example, times map[string]float64) []sentence {
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
			one := sentence{right: rightStates(tags, units, e), weight: 1}
			if n := times[e.Set]; n > 1 {
				one.weight = float32(n)
			}
			for i := range units {
				one.features = append(one.features, r.features(i)...)
				one.ends = append(one.ends, uint32(len(one.features)))
			}
			one.features = slices.Clip(one.features)
			out = append(out, one)
		}
	}
	return out
}

// rightStates says for each unit which states the gold allows. What is not
// marked is no name of a class that the set marks; it may be one of another.
func rightStates(tags scheme, units []unit, e Example) []mask {
	right := make([]mask, len(units))
	free := unmarked(tags, e)
	for i := range right {
		right[i] = free
	}
	for _, g := range e.Golds {
		from := sort.Search(len(units), func(i int) bool { return units[i].End > g.Start })
		to := sort.Search(len(units), func(i int) bool { return units[i].Start >= g.End })
		if from == to {
			continue
		}
		g = narrow(g, e.Document.Candidates)
		exact := units[from].Start == g.Start && units[to-1].End == g.End
		for i := from; i < to; i++ {
			right[i] = rightFor(tags, g, exact, partAt(i-from, to-from), free)
		}
	}
	return right
}

// narrow leaves of several classes the one that list or rule gives the very
// stretch, if they agree on one.
func narrow(g Gold, known []extract.Mention) Gold {
	if len(g.Classes) < 2 {
		return g
	}
	var one graph.Class
	for _, k := range known {
		if k.Span != g.Span || k.Confidence < settled || k.Class == one || !slices.Contains(g.Classes, k.Class) {
			continue
		}
		if one != "" {
			return g
		}
		one = k.Class
	}
	if one != "" {
		g.Classes = []graph.Class{one}
	}
	return g
}

// unmarked is what a unit outside all marked names may be: no name, or a person,
// organization or place where the set does not mark those. Of the rarer classes
// too few sets teach what is none.
func unmarked(tags scheme, e Example) mask {
	m := mask(1 << outside)
	for k, c := range tags.classes {
		common := kind(c) == graph.Person || kind(c) == graph.Organization || kind(c) == graph.Place
		if common && !slices.Contains(e.Knows, c) {
			m |= 0b1111 << state(k, first)
		}
	}
	return m
}

// rightFor is what gold says of one unit of a name: its part and classes where
// the units fit it, anything where they do not, and what the unmarked may be
// where it has no class.
func rightFor(tags scheme, g Gold, exact bool, part int, free mask) mask {
	if len(g.Classes) == 0 {
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
		return free
	}
	return m
}

// spelling counts how the words of a language are written, by their letters.
type spelling struct{ small, capital map[uint32]int }

// minSmall is how often a word must be written small to be listed: an unseen
// word is not, so neither may one be that was seen where it is learned from.
const minSmall = 3

// asWritten counts the words of the examples but for the first of each sentence.
// In Chinese there are none.
func asWritten(lang corpus.Lang, examples []Example) (spelling, []string) {
	w := spelling{map[uint32]int{}, map[uint32]int{}}
	var small []string
	for _, e := range examples {
		for _, s := range e.Document.Sentences {
			if s.Lang != lang || lang == corpus.Chinese {
				continue
			}
			for _, t := range s.Tokens[min(1, len(s.Tokens)):] {
				word := e.Document.Text(t.Span)
				h, _ := letters(seed, word)
				if r, _ := utf8.DecodeRuneInString(word); !unicode.IsLower(r) {
					w.capital[h]++
				} else if w.small[h]++; w.small[h] == minSmall {
					small = append(small, word)
				}
			}
		}
	}
	return w, small
}

// common reports whether a word is mostly written small: it is no name,
// whatever list it is in.
func (w spelling) common(hash uint32) bool { return w.small[hash] > w.capital[hash]+2 }
