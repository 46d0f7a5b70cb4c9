package resolve

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"

	"trigraph/extract"
)

// Judged is a document with sentences and candidates, and what people say of
// these.
type Judged struct {
	Document *extract.Document
	// Right reports whether a name stands there, as people marked it, and
	// whether they would have marked one of its class.
	Right func(extract.Mention) (right, known bool)
	// Marked reports whether people marked any name there. Sets leave out names:
	// what lexicon or rule vouches for is judged only where one is marked.
	Marked func(extract.Mention) bool
	Weight float64 // how much it counts beside the other documents
}

// lesson is one proposal that people judged.
type lesson struct {
	signs  []sign
	right  bool
	weight float64
}

// Learn fits the weights that join lexicon, rules and tagger on documents that
// none of them was made from, and writes them as join.tsv has them: logistic
// regression with a weak Gaussian prior, for each language and source.
func (r *Resolver) Learn(w io.Writer, docs []Judged) error {
	lessons := map[jointKey][]lesson{}
	for _, j := range docs {
		ms := r.weighAlone(j.Document)
		around := surroundings(ms)
		for i, m := range ms {
			right, known := j.Right(m)
			source := sourceOf(m)
			if !known || source == "" || m.Confidence <= 0 || m.Opinion == (extract.Opinion{}) || vouched(m) && !j.Marked(m) {
				continue
			}
			k := jointKey{langOf(j.Document, m.Span), source}
			lessons[k] = append(lessons[k], lesson{signsOf(nil, j.Document, m, around[i]), right, j.Weight})
		}
	}
	keys := slices.SortedFunc(maps.Keys(lessons), func(a, b jointKey) int {
		return cmp.Or(cmp.Compare(a.lang, b.lang), cmp.Compare(a.source, b.source))
	})
	for _, k := range keys {
		weights := fit(lessons[k])
		for _, name := range slices.Sorted(maps.Keys(weights)) {
			if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%.3f\n", k.lang, k.source, name, weights[name]); err != nil {
				return err
			}
		}
	}
	return nil
}

// fit finds the weights of greatest likelihood by Newton's method.
func fit(ls []lesson) map[string]float64 {
	number := map[string]int{}
	for _, l := range ls {
		for _, s := range l.signs {
			if _, ok := number[s.name]; !ok {
				number[s.name] = len(number)
			}
		}
	}
	n := len(number)
	w := make([]float64, n)
	for range 30 {
		slope, curve := make([]float64, n), make([][]float64, n)
		for i := range curve {
			curve[i] = make([]float64, n)
			curve[i][i], slope[i] = prior, -prior*w[i]
		}
		for _, l := range ls {
			l.add(number, w, slope, curve)
		}
		step := solve(curve, slope)
		most := 0.0
		for i, d := range step {
			d = min(max(d, -2), 2) // a full step may overshoot
			w[i] += d
			most = max(most, math.Abs(d))
		}
		if most < 1e-6 {
			break
		}
	}
	out := map[string]float64{}
	for name, i := range number {
		out[name] = w[i]
	}
	return out
}

// prior is the precision of the weights' prior, N(0, 1).
const prior = 1.0

// add adds a lesson's part to slope and curvature of the log likelihood.
func (l lesson) add(number map[string]int, w, slope []float64, curve [][]float64) {
	odds := 0.0
	for _, s := range l.signs {
		odds += w[number[s.name]] * s.value
	}
	p := logistic(odds)
	miss := -p
	if l.right {
		miss = 1 - p
	}
	for _, s := range l.signs {
		i := number[s.name]
		slope[i] += l.weight * miss * s.value
		for _, t := range l.signs {
			curve[i][number[t.name]] += l.weight * p * (1 - p) * s.value * t.value
		}
	}
}

// solve solves a system with a positive definite matrix by elimination; it
// overwrites both.
func solve(a [][]float64, b []float64) []float64 {
	for i := range a {
		for k := i + 1; k < len(a); k++ {
			f := a[k][i] / a[i][i]
			for j := i; j < len(a); j++ {
				a[k][j] -= f * a[i][j]
			}
			b[k] -= f * b[i]
		}
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := i + 1; j < len(a); j++ {
			b[i] -= a[i][j] * b[j]
		}
		b[i] /= a[i][i]
	}
	return b
}
