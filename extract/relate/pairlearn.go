package relate

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"trigraph/corpus"
)

// pairExample is one pair ready for training.
type pairExample struct {
	features []uint32 // hashes, then rows
	right    labelSet // any of which is right
	allowed  labelSet
	weight   float32
	set      string
	article  string
	seen     bool // a cue claims something of it
	far      int  // bytes between the names
}

// pairTrainer maximizes the log likelihood of the right labels by stochastic
// gradient ascent with a step length for each weight (AdaGrad; Duchi, Hazan and
// Singer 2011). Where several labels are right, their sum counts.
type pairTrainer struct {
	labels  int
	keys    []uint32 // the hash of each row
	weights []float32
	squares []float32
	rate    float32
	drop    float64
	random  *rand.Rand
	chosen  []uint32 // scratch
	scores  [64]float32
}

// firstPairSquare keeps the first steps of a rare feature short.
const firstPairSquare = 0.1

// numberPairs gives each feature that is met often enough a row.
func numberPairs(all []pairExample, least int) (keys []uint32) {
	count := map[uint32]int{}
	for _, e := range all {
		for _, f := range e.features {
			count[f]++
		}
	}
	for f, n := range count {
		if n >= least {
			keys = append(keys, f)
		}
	}
	slices.Sort(keys)
	rows := make(map[uint32]uint32, len(keys))
	for i, k := range keys {
		rows[k] = uint32(i)
	}
	for i := range all {
		kept := all[i].features[:0]
		for _, f := range all[i].features {
			if row, ok := rows[f]; ok {
				kept = append(kept, row)
			}
		}
		all[i].features = kept
	}
	return keys
}

func newPairTrainer(keys []uint32, labels int, o PairOptions) *pairTrainer {
	t := &pairTrainer{
		labels: labels, keys: keys, rate: float32(o.Rate), drop: o.Drop,
		random:  rand.New(rand.NewPCG(o.Seed, 5)),
		weights: make([]float32, len(keys)*labels), squares: make([]float32, len(keys)*labels),
	}
	for i := range t.squares {
		t.squares[i] = firstPairSquare
	}
	return t
}

// run makes passes over the examples, in an order by lot.
func (t *pairTrainer) run(all []pairExample, passes int, decay float64) {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	for range passes {
		t.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			t.learn(&all[i])
		}
		for i := range t.weights {
			t.weights[i] *= 1 - float32(decay)
		}
	}
}

// learn makes one step, on a part of the example's features chosen by lot.
func (t *pairTrainer) learn(e *pairExample) {
	t.chosen = t.chosen[:0]
	for _, f := range e.features {
		if t.drop == 0 || t.random.Float64() >= t.drop {
			t.chosen = append(t.chosen, f)
		}
	}
	p := t.probabilities(t.chosen, e.allowed, 1/(1-t.drop))
	known := 0.0
	for k := range t.labels {
		if e.right.has(k) {
			known += p[k]
		}
	}
	for k := range t.labels {
		if !e.allowed.has(k) {
			continue
		}
		d := -p[k]
		if e.right.has(k) && known > 0 {
			d += p[k] / known
		}
		if math.Abs(d) < 1e-3 {
			continue
		}
		g := float32(d) * e.weight
		for _, f := range t.chosen {
			at := int(f)*t.labels + k
			t.squares[at] += g * g
			t.weights[at] += t.rate * g / float32(math.Sqrt(float64(t.squares[at])))
		}
	}
}

func (t *pairTrainer) probabilities(features []uint32, allowed labelSet, times float64) (p [64]float64) {
	clear(t.scores[:])
	for _, f := range features {
		for k, w := range t.weights[int(f)*t.labels:][:t.labels] {
			t.scores[k] += w
		}
	}
	most := math.Inf(-1)
	for k := range t.labels {
		if allowed.has(k) {
			most = max(most, float64(t.scores[k]))
		}
	}
	sum := 0.0
	for k := range t.labels {
		if allowed.has(k) {
			p[k] = math.Exp((float64(t.scores[k]) - most) * times)
			sum += p[k]
		}
	}
	for k := range t.labels {
		p[k] /= sum
	}
	return p
}

// model keeps the rows with the greatest weights and rounds these to 8 bits.
func (t *pairTrainer) model(lang corpus.Lang, labels *pairLabels, rows int) *pairModel {
	m := &pairModel{head: pairHeader{Lang: lang}}
	for i, k := range labels.all {
		m.head.Labels = append(m.head.Labels, k.name())
		m.labels = append(m.labels, i)
	}
	most := float32(0)
	for _, w := range t.weights {
		most = max(most, w, -w)
	}
	m.head.Unit = max(float64(most)/127, 1e-3)
	for _, row := range t.heaviest(rows, m.head.Unit) {
		m.keys, m.rows = append(m.keys, t.keys[row]), append(m.rows, uint32(len(m.weights)))
		for k, w := range t.weights[row*t.labels:][:t.labels] {
			if v := math.Round(float64(w) / m.head.Unit); v != 0 {
				m.weights = append(m.weights, pairWeight{uint8(k), int8(v)})
			}
		}
	}
	m.rows = append(m.rows, uint32(len(m.weights)))
	m.head.Rows, m.head.Weights = len(m.keys), len(m.weights)
	m.place()
	return m
}

// heaviest returns, in order, the at most n rows with the greatest weights, of
// those with one that is not rounded to none.
func (t *pairTrainer) heaviest(n int, unit float64) []int {
	type heavy struct {
		row    int
		weight float32
	}
	var all []heavy
	for row := range t.keys {
		most := float32(0)
		for _, w := range t.weights[row*t.labels:][:t.labels] {
			most = max(most, w, -w)
		}
		if float64(most) >= unit/2 {
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
