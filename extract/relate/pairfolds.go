package relate

import (
	"context"

	"trigraph/graph"
)

// heldPair is what a model says of a pair of our own that it did not learn from.
type heldPair struct {
	label       int
	probability float64
	right, seen bool
	stated      bool
}

// folds is into how many parts our own sentences are cut to hold them out.
const folds = 4

// holdOut learns several times, each time without a part of our own sentences,
// and reports what they say of thresholds.
func holdOut(ctx context.Context, all []pairExample, keys []uint32, labels *pairLabels, o PairOptions) error {
	var held []heldPair
	for fold := range folds {
		if err := ctx.Err(); err != nil {
			return err
		}
		var learn, test []pairExample
		for _, e := range all {
			if e.set == "" && int(hashText(e.article)>>8)%folds == fold {
				test = append(test, e)
			} else {
				learn = append(learn, e)
			}
		}
		t := newPairTrainer(keys, len(labels.all), o)
		t.run(learn, o.Passes, o.Decay)
		for _, e := range test {
			p := t.probabilities(e.features, e.allowed, 1)
			k := 0
			for i := range p {
				if p[i] > p[k] {
					k = i
				}
			}
			held = append(held, heldPair{k, p[k], e.right.has(k), e.seen, !e.right.has(nothing)})
		}
	}
	reportHeld(held, labels, o)
	return nil
}

// reportHeld tells how many claims are right at some thresholds, of all pairs and
// of those of which no cue claims anything, and the threshold that each predicate
// should have.
func reportHeld(held []heldPair, labels *pairLabels, o PairOptions) {
	for _, least := range []float64{.5, .6, .7, .8, .9} {
		var claimed, right, stated [2]int // of all, of those without a cue
		for _, h := range held {
			for i := range claimed {
				if i == 1 && h.seen {
					continue
				}
				if h.stated {
					stated[i]++
				}
				if h.label != nothing && h.probability >= least {
					claimed[i]++
					if h.right {
						right[i]++
					}
				}
			}
		}
		o.Report("from %.1f on: %d of %d claims right, %d stated; without a cue %d of %d, %d stated",
			least, right[0], claimed[0], stated[0], right[1], claimed[1], stated[1])
	}
	for i, k := range labels.all {
		if i != nothing && !k.turned {
			o.Report("%-14s from %.2f on", k.predicate, leastFor(held, labels, k.predicate))
		}
	}
}

// The steps at which a threshold may lie, the one of a predicate that too few
// held-out pairs speak of, and how many of its claims are to be right.
const (
	lowestLeast  = 0.5
	stepOfLeast  = 0.05
	unknownLeast = 0.9
	askedRight   = 0.85
)

// Where a cue claims something too, the cue's claim is taken; such pairs are
// easier than those that are left to the model, and count less.
const seenWeight = 0.3

// leastFor gives the lowest probability from which on as many claims of a
// predicate are right as asked, with two pairs added of which four fifths are.
func leastFor(held []heldPair, labels *pairLabels, p graph.Predicate) float64 {
	for t := lowestLeast; t < unknownLeast; t += stepOfLeast {
		right, all := 1.6, 2.0
		for _, h := range held {
			if labels.all[h.label].predicate != p || h.probability < t {
				continue
			}
			w := 1.0
			if h.seen {
				w = seenWeight
			}
			all += w
			if h.right {
				right += w
			}
		}
		if all > 3 && right/all >= askedRight {
			return t
		}
	}
	return unknownLeast
}
