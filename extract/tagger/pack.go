package tagger

import (
	"cmp"
	"math"
	"slices"

	"trigraph/corpus"
)

// full is the weight that becomes 127: heavier ones, which a few features of
// very common words have, are cut to it.
const fullQuantile = 0.9995

// model averages the weights, keeps the rows with the greatest, and rounds them
// to 8 bits.
func (t *trainer) model(lang corpus.Lang, o Options) *Model {
	states := t.tags.states()
	rows := t.heaviest(o.Rows)
	scale := 127 / t.quantile(rows)
	m := &Model{
		head:  header{Lang: lang, Classes: t.tags.classes, Bits: o.Bits, Rows: len(rows), Seed: o.Seed},
		tags:  t.tags,
		trans: make([]int32, states*states),
		index: make([]uint32, 1<<o.Bits),
		rows:  make([]int8, len(rows)*states),
	}
	m.head.Confidence = make([]confidenceFit, len(t.tags.classes))
	for i := range m.trans {
		w := float64(t.lattice.trans[i]) - t.trans[i]/(t.time+1)
		m.trans[i] = int32(math.Round(w * scale))
	}
	for n, bucket := range rows {
		m.index[bucket] = uint32(n + 1)
		for s := range states {
			w := math.Round(t.average(bucket*states+s) * scale)
			m.rows[n*states+s] = int8(min(max(w, -127), 127))
		}
	}
	return m
}

// average is the mean of a weight over all sentences seen.
func (t *trainer) average(i int) float64 {
	return float64(t.weights[i]) - t.total[i]/(t.time+1)
}

// heaviest returns, in order, the at most n buckets with the greatest weights.
func (t *trainer) heaviest(n int) []int {
	states := t.tags.states()
	type heavy struct {
		bucket int
		weight float64
	}
	var all []heavy
	for b := range len(t.weights) / states {
		most := 0.0
		for s := range states {
			most = max(most, math.Abs(t.average(b*states+s)))
		}
		if most > 0 {
			all = append(all, heavy{b, most})
		}
	}
	slices.SortFunc(all, func(a, b heavy) int {
		return cmp.Or(-cmp.Compare(a.weight, b.weight), cmp.Compare(a.bucket, b.bucket))
	})
	var out []int
	for _, h := range all[:min(n, len(all))] {
		out = append(out, h.bucket)
	}
	slices.Sort(out)
	return out
}

func (t *trainer) quantile(rows []int) float64 {
	states := t.tags.states()
	var all []float64
	for _, b := range rows {
		for s := range states {
			if w := math.Abs(t.average(b*states + s)); w > 0 {
				all = append(all, w)
			}
		}
	}
	if len(all) == 0 {
		return 1
	}
	slices.Sort(all)
	return all[int(float64(len(all)-1)*fullQuantile)]
}
