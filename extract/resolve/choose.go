package resolve

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"trigraph/extract"
	"trigraph/graph"
)

// enough is the confidence below which a proposal is not taken. Names that are
// right two times in five raise F1, in held-out sentences as in articles.
const enough = 0.4

// choose picks from all proposals the set without overlap that has the greatest
// weight, by dynamic programming over proposals sorted by end (weighted
// interval scheduling; Kleinberg and Tardos, Algorithm Design, 6.1). The weight
// is squared confidence times length in code points: a long name beats the
// names inside it unless it is much less sure.
func choose(ms []extract.Mention, text string) []extract.Mention {
	ms = strongest(ms, text)
	slices.SortFunc(ms, func(a, b extract.Mention) int {
		return cmp.Or(cmp.Compare(a.End, b.End), cmp.Compare(a.Start, b.Start))
	})
	best := make([]float64, len(ms)+1)
	for i, m := range ms {
		best[i+1] = max(best[i], best[before(ms[:i], m.Start)]+weight(m, text))
	}
	var out []extract.Mention
	for i := len(ms); i > 0; {
		m := ms[i-1]
		if prev := before(ms[:i-1], m.Start); best[i] > best[i-1] {
			out = append(out, m)
			i = prev
		} else {
			i--
		}
	}
	slices.Reverse(out)
	return out
}

// before returns how many of the sorted proposals end at or before start.
func before(ms []extract.Mention, start int) int {
	n, _ := slices.BinarySearchFunc(ms, start+1, func(m extract.Mention, t int) int {
		return cmp.Compare(m.End, t)
	})
	return n
}

func weight(m extract.Mention, text string) float64 {
	return m.Confidence * m.Confidence * float64(utf8.RuneCountInString(m.In(text)))
}

// strongest keeps one proposal per span: the surest, a known thing before an
// unknown one that is hardly surer. Two steps that agree on span and
// family make each other surer, and the known one says which thing it is.
func strongest(ms []extract.Mention, text string) []extract.Mention {
	slices.SortStableFunc(ms, func(a, b extract.Mention) int {
		return cmp.Or(
			cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End),
			-cmp.Compare(rank(a, text), rank(b, text)), cmp.Compare(a.Step, b.Step))
	})
	var out []extract.Mention
	for _, m := range ms {
		n := len(out)
		if n == 0 || out[n-1].Span != m.Span {
			out = append(out, m)
			continue
		}
		agree(&out[n-1], m)
	}
	return slices.DeleteFunc(out, func(m extract.Mention) bool { return m.Confidence < enough })
}

// How much surer an unknown name must be to take a known one's place; of several
// words that mean one thing only ("White House"), more than a model can be.
const (
	knownFirst = 0.1
	wholeFirst = 0.6
)

func rank(m extract.Mention, text string) float64 {
	switch {
	case len(m.Readings) == 0 || m.Confidence < enough:
		return m.Confidence
	case len(m.Readings) == 1 && !m.Readings[0].Weak && strings.Contains(m.In(text), " "):
		return m.Confidence + wholeFirst
	}
	return m.Confidence + knownFirst
}

func agree(first *extract.Mention, other extract.Mention) {
	if madeOrMaker(first.Class, other.Class) && len(first.Readings) == 0 && len(other.Readings) > 0 {
		other.Confidence = max(first.Confidence, other.Confidence)
		*first = other
		return
	}
	if family(first.Class) != family(other.Class) || first.Step == other.Step {
		return
	}
	if first.Opinion == (extract.Opinion{}) || other.Opinion == (extract.Opinion{}) { // else they were joined
		first.Confidence = 1 - (1-first.Confidence)*(1-other.Confidence)
	}
	if len(first.Readings) == 0 && len(first.Candidates) == 0 {
		first.Readings, first.Candidates, first.Adjective = other.Readings, other.Candidates, other.Adjective
	}
}

// madeOrMaker reports whether one class is that of a product and the other that
// of who may make it. WhatsApp is both in the news: which of them a sentence
// means is no reason to take it for an unknown thing.
func madeOrMaker(a, b graph.Class) bool {
	x, y := family(a), family(b)
	return x == "product" && y == "org" || x == "org" && y == "product"
}
