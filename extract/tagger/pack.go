package tagger

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"trigraph/corpus"
)

// fullQuantile is the part of the weights that are at most 127: heavier ones,
// which a few features of very common words have, are cut to it.
const fullQuantile = 0.9999

// model keeps the rows with the greatest weights and rounds these to 8 bits.
func (t *trainer) model(lang corpus.Lang, o Options) *Model {
	states := t.tags.states()
	t.center()
	rows := t.heaviest(o.Rows)
	unit := max(t.quantile(rows)/127, 2*minUnit)
	m := &Model{
		head:  header{Lang: lang, Classes: t.tags.classes, Bits: o.Bits, Rows: len(rows), Seed: o.Seed, Unit: unit},
		tags:  t.tags,
		links: make([]int32, linkCount(states)),
		rows:  newWeights(len(rows), states),
	}
	m.head.Confidence = make([]confidenceFit, len(t.tags.classes))
	for i, w := range t.links {
		m.links[i] = int32(math.Round(float64(w) / unit))
	}
	var gaps []byte
	last := uint32(0)
	for n, row := range rows {
		gaps = binary.AppendUvarint(gaps, uint64(t.buckets[row]-last))
		last = t.buckets[row]
		for s, w := range t.weights[row*states:][:states] {
			m.rows.set(n, s, grained(float64(w)/unit))
		}
	}
	m.index, _ = newIndex(o.Bits, len(rows), gaps) // its own buckets are sound
	return m
}

// grain is the step between kept weights, in units; smaller ones are none. One of
// 1 makes a file twice as large and scores no better.
const grain = 6

func grained(w float64) int8 {
	if math.Abs(w) < grain {
		return 0
	}
	return int8(min(max(math.Round(w/grain)*grain, -126), 126))
}

// center takes from each row the median of its weights: what all states of a
// unit share decides nothing, and zeros pack well.
func (t *trainer) center() {
	states := t.tags.states()
	sorted := make([]float32, states)
	for row := range t.buckets {
		weights := t.weights[row*states:][:states]
		copy(sorted, weights)
		slices.Sort(sorted)
		for s := range weights {
			weights[s] -= sorted[states/2]
		}
	}
}

// heaviest returns, in order, the at most n rows with the greatest weights.
func (t *trainer) heaviest(n int) []int {
	states := t.tags.states()
	type heavy struct {
		row    int
		weight float32
	}
	var all []heavy
	for row := range t.buckets {
		most := float32(0)
		for _, w := range t.weights[row*states:][:states] {
			most = max(most, w, -w)
		}
		if most > 0 {
			all = append(all, heavy{row, most})
		}
	}
	slices.SortFunc(all, func(a, b heavy) int {
		return cmp.Or(-cmp.Compare(a.weight, b.weight), cmp.Compare(a.row, b.row))
	})
	var out []int
	for _, h := range all[:min(n, len(all))] {
		out = append(out, h.row)
	}
	slices.Sort(out)
	return out
}

func (t *trainer) quantile(rows []int) float64 {
	states := t.tags.states()
	var all []float32
	for _, row := range rows {
		for _, w := range t.weights[row*states:][:states] {
			if w != 0 {
				all = append(all, max(w, -w))
			}
		}
	}
	if len(all) == 0 {
		return 1
	}
	slices.Sort(all)
	return float64(all[int(float64(len(all)-1)*fullQuantile)])
}
