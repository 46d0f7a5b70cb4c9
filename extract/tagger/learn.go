package tagger

import (
	"math"
	"math/rand/v2"
)

// sentence is one sentence ready for training: its units' features, and the
// states that are right for each.
type sentence struct {
	features []uint32 // all units': buckets, then rows
	ends     []uint32 // where those of each unit end
	right    []mask
	weight   float32
}

// trainer maximizes the log likelihood of the right states by stochastic
// gradient ascent with a step length for each weight (AdaGrad; Duchi, Hazan and
// Singer 2011). Where several states are right the sum over all right paths
// counts (Täckström, Das, Petrov, McDonald and Nivre 2013).
type trainer struct {
	tags    scheme
	rate    float32
	buckets []uint32  // the bucket of each row
	weights []float32 // row*states + state
	squares []float32 // sums of squared gradients, by weight
	links   []float32
	around  []float32 // squares of links
	chain   *chain
	scores  []float32
	change  []float32 // scratch: one unit's gradient
	drop    float32   // part of the features that a step does not see
	random  *rand.Rand
	thin    sentence  // scratch: what a step sees of a sentence
	known   []float64 // scratch: probabilities among right paths
	link    []float64
}

// firstSquare keeps the first steps of a rare feature short.
const firstSquare = 0.1

// small is the change of a probability that is not worth a step.
const small = 1e-3

func newTrainer(tags scheme, o Options, sentences []sentence) *trainer {
	states := tags.states()
	t := &trainer{
		tags: tags, rate: float32(o.Rate), drop: float32(o.Drop), random: rand.New(rand.NewPCG(o.Seed, 2)), chain: newChain(states), change: make([]float32, states),
		links: make([]float32, linkCount(states)), around: make([]float32, linkCount(states)),
	}
	t.number(sentences, o)
	t.weights = make([]float32, len(t.buckets)*states)
	t.squares = make([]float32, len(t.weights))
	for i := range t.squares {
		t.squares[i] = firstSquare
	}
	return t
}

// number gives each bucket that is met often enough a row, and puts rows for
// buckets in the sentences.
func (t *trainer) number(sentences []sentence, o Options) {
	rows := make([]uint32, 1<<o.Bits)
	for _, s := range sentences {
		for _, b := range s.features {
			rows[b]++
		}
	}
	for b, n := range rows {
		rows[b] = 0
		if int(n) >= o.Least {
			t.buckets = append(t.buckets, uint32(b))
			rows[b] = uint32(len(t.buckets))
		}
	}
	for i := range sentences {
		s := &sentences[i]
		kept, from := s.features[:0], uint32(0)
		for u, end := range s.ends {
			for _, b := range s.features[from:end] {
				if rows[b] > 0 {
					kept = append(kept, rows[b]-1)
				}
			}
			from, s.ends[u] = end, uint32(len(kept))
		}
		s.features = kept
	}
}

// learn makes one step for a sentence and returns its loss, the negative log
// likelihood of what is right.
func (t *trainer) learn(s *sentence) float64 {
	c := t.chain
	c.setLinks(t.links)
	s = t.thinned(s)
	t.score(s)
	right, ok := c.run(t.scores, s.right)
	if !ok {
		return 0 // no path is right: a name that crosses another
	}
	t.known, t.link = append(t.known[:0], c.unit...), append(t.link[:0], c.link...)
	all, _ := c.run(t.scores, nil)
	t.step(s)
	return all - right
}

// thinned leaves out features by lot, so that no weight counts on another to
// stand beside it and what is rare in new text (the word itself) leaves room for
// what is not (Wang and Manning 2013).
func (t *trainer) thinned(s *sentence) *sentence {
	if t.drop == 0 {
		return s
	}
	thin := &t.thin
	thin.right, thin.weight = s.right, s.weight
	thin.features, thin.ends = thin.features[:0], thin.ends[:0]
	limit, from := uint32(float64(t.drop)*(1<<16)), uint32(0)
	for _, end := range s.ends {
		var lots uint64
		for i, f := range s.features[from:end] {
			if i%4 == 0 {
				lots = t.random.Uint64()
			}
			if uint32(lots&0xffff) >= limit {
				thin.features = append(thin.features, f)
			}
			lots >>= 16
		}
		from = end
		thin.ends = append(thin.ends, uint32(len(thin.features)))
	}
	return thin
}

func (t *trainer) score(s *sentence) {
	states := t.tags.states()
	t.scores = append(t.scores[:0], make([]float32, len(s.ends)*states)...)
	from := uint32(0)
	for i, end := range s.ends {
		scores := t.scores[i*states : (i+1)*states]
		for _, row := range s.features[from:end] {
			for k, w := range t.weights[int(row)*states:][:states] {
				scores[k] += w
			}
		}
		for k := range scores {
			scores[k] /= 1 - t.drop
		}
		from = end
	}
}

// step moves the weights along the gradient: what is counted on right paths less
// what is expected on all.
func (t *trainer) step(s *sentence) {
	states := t.tags.states()
	from := uint32(0)
	var live [1 + 4*maxClasses]int
	for i, end := range s.ends {
		moved := live[:0]
		for k := range states {
			d := float32(t.known[i*states+k] - t.chain.unit[i*states+k])
			if d > small || d < -small {
				moved, t.change[k] = append(moved, k), d*s.weight
			}
		}
		if len(moved) > 0 {
			for _, row := range s.features[from:end] {
				w, q := t.weights[int(row)*states:][:states], t.squares[int(row)*states:][:states]
				for _, k := range moved {
					d := t.change[k]
					q[k] += d * d
					w[k] += t.rate * d / sqrt(q[k])
				}
			}
		}
		from = end
	}
	for i, known := range t.link {
		if d := float32(known-t.chain.link[i]) * s.weight; d != 0 {
			t.around[i] += d * d
			t.links[i] += t.rate * d / sqrt(t.around[i]+firstSquare)
		}
	}
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// shrink makes all weights of features smaller, which stands for a prior.
func (t *trainer) shrink(by float64) {
	keep := float32(1 - by)
	for i := range t.weights {
		t.weights[i] *= keep
	}
}
