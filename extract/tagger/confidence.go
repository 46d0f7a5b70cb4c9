package tagger

import (
	"math"
	"slices"

	"trigraph/extract"
)

// confidenceFit turns the model's own probability of a name, in log odds, into
// the part of such names that are right (Platt 1999): logistic(Slope*odds + Base).
type confidenceFit struct {
	Slope float64 `json:"slope"`
	Base  float64 `json:"base"`
	Names int     `json:"names"` // how many it was fitted on
	Right int     `json:"right"`
}

func (f confidenceFit) at(odds float64) float64 {
	return 1 / (1 + math.Exp(-f.Slope*odds-f.Base))
}

// outcome is one name found in held-out text.
type outcome struct {
	odds   float64
	right  bool
	weight float64
}

// calibrate fits the confidences on documents that the model has not seen.
func (m *Model) calibrate(held []Example) {
	outcomes := make([][]outcome, len(m.tags.classes))
	m.head.HeldOut = map[string]Tally{}
	weights := setWeights(held)
	w := newWorker(m)
	for _, e := range held {
		known := sortProposals(e.Document.Candidates)
		for _, s := range e.Document.Sentences {
			if s.Lang == m.Lang() {
				w.judge(outcomes, e, s, known, weights[e.Set])
			}
		}
	}
	for k, os := range outcomes {
		m.head.Confidence[k] = fit(os)
	}
}

// setWeights gives all sets the same say, be they large or small, within
// bounds: the large ones are old news and judgments, and what will be read is
// like none of them.
func setWeights(held []Example) map[string]float64 {
	size := map[string]float64{}
	for _, e := range held {
		size[e.Set]++
	}
	out := map[string]float64{}
	for set, n := range size {
		out[set] = min(max(float64(len(held))/float64(len(size))/n, 0.1), 3)
	}
	return out
}

func (w *worker) judge(outcomes [][]outcome, e Example, s extract.Sentence, known proposals, weight float64) {
	known = known.within(s.Span)
	units := w.reader.read(e.Document.Article.Text, s, known)
	w.decode(units)
	right := rightStates(w.model.tags, units, e)
	w.tally(right, e)
	if len(w.runs) == 0 {
		return
	}
	w.lattice.posterior()
	for _, r := range w.runs {
		if !slices.Contains(e.Knows, w.model.tags.classes[r.class]) {
			continue
		}
		ok := true
		for u := r.from; u < r.to; u++ {
			part := partAt(u-r.from, r.to-r.from)
			ok = ok && (right[u].has(state(r.class, part)) || e.OneOrg && w.sameKind(right[u], r.class, part))
		}
		outcomes[r.class] = append(outcomes[r.class], outcome{logit(w.lattice.probability(r)), ok, weight})
	}
}

// Tally counts names in held-out sentences, before lexicon and rules have a say.
type Tally struct {
	Marked int `json:"marked"` // by people
	Found  int `json:"found"`
	Right  int `json:"right"`
}

// tally counts the names of a sentence.
func (w *worker) tally(right []mask, e Example) {
	t := w.model.head.HeldOut[e.Set]
	for _, m := range right {
		if !m.has(outside) && m&w.model.tags.ofPart(first, single) == m {
			t.Marked++
		}
	}
	for _, r := range w.runs {
		if !slices.Contains(e.Knows, w.model.tags.classes[r.class]) {
			continue
		}
		t.Found++
		ok := true
		for u := r.from; u < r.to; u++ {
			ok = ok && right[u].has(state(r.class, partAt(u-r.from, r.to-r.from)))
		}
		if ok {
			t.Right++
		}
	}
	w.model.head.HeldOut[e.Set] = t
}

// fit finds the logistic curve of greatest likelihood by Newton's method, with
// a weak prior so that few or all-right outcomes give no certainty.
func fit(os []outcome) confidenceFit {
	f := confidenceFit{Slope: 1, Names: len(os)}
	for _, o := range os {
		if o.right {
			f.Right++
		}
	}
	for range 100 {
		da, db := f.newton(os)
		next, now := f, f.cost(os)
		for range 20 { // a full step may overshoot
			next.Slope, next.Base = f.Slope+da, f.Base+db
			if next.cost(os) <= now {
				break
			}
			da, db = da/2, db/2
		}
		f = next
		if math.Abs(da)+math.Abs(db) < 1e-6 {
			break
		}
	}
	f.Slope = max(f.Slope, 0)
	return f
}

// cost is the negative log of likelihood and prior, N(1,1) and N(0,1).
func (f confidenceFit) cost(os []outcome) float64 {
	c := ((f.Slope-1)*(f.Slope-1) + f.Base*f.Base) / 2
	for _, o := range os {
		x := f.Slope*o.odds + f.Base
		if o.right {
			x = -x
		}
		c += o.weight * (math.Log1p(math.Exp(-math.Abs(x))) + max(x, 0))
	}
	return c
}

// newton is the step that a quadratic cost would be least after.
func (f confidenceFit) newton(os []outcome) (da, db float64) {
	ga, gb := 1-f.Slope, -f.Base
	haa, hab, hbb := 1.0, 0.0, 1.0
	for _, o := range os {
		x, p := o.odds, f.at(o.odds)
		d, v := -p, p*(1-p)*o.weight
		if o.right {
			d = 1 - p
		}
		d *= o.weight
		ga, gb = ga+d*x, gb+d
		haa, hab, hbb = haa+v*x*x, hab+v*x, hbb+v
	}
	det := haa*hbb - hab*hab
	return (hbb*ga - hab*gb) / det, (haa*gb - hab*ga) / det
}

// logit is the log odds of a probability, within bounds.
func logit(p float64) float64 {
	p = min(max(p, 1e-4), 1-1e-4)
	return math.Log(p / (1 - p))
}

// sameKind reports whether a mask allows the part of a name of the same kind.
func (w *worker) sameKind(m mask, class, part int) bool {
	for k, c := range w.model.tags.classes {
		if kind(c) == kind(w.model.tags.classes[class]) && m.has(state(k, part)) {
			return true
		}
	}
	return false
}
