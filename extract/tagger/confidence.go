package tagger

import (
	"math"
	"slices"

	"trigraph/extract"
)

// confidenceFit turns a margin into the probability that the name is right
// (Platt 1999): logistic(Slope*margin/100 + Base).
type confidenceFit struct {
	Slope float64 `json:"slope"`
	Base  float64 `json:"base"`
	Names int     `json:"names"` // how many it was fitted on
	Right int     `json:"right"`
}

func (f confidenceFit) at(margin float64) float64 {
	return 1 / (1 + math.Exp(-f.Slope*margin/100-f.Base))
}

// outcome is one name found in held-out text.
type outcome struct {
	margin float64
	right  bool
}

// calibrate fits the confidences on documents that the model has not seen.
func (m *Model) calibrate(held []Example) {
	outcomes := make([][]outcome, len(m.tags.classes))
	w := newWorker(m)
	for _, e := range held {
		known := sortProposals(e.Document.Candidates)
		for _, s := range e.Document.Sentences {
			if s.Lang == m.Lang() {
				w.judge(outcomes, e, s, known)
			}
		}
	}
	for k, os := range outcomes {
		m.head.Confidence[k] = fit(os)
	}
}

func (w *worker) judge(outcomes [][]outcome, e Example, s extract.Sentence, known proposals) {
	units := w.decode(e.Document.Article.Text, s, known.within(s.Span))
	if len(w.runs) == 0 {
		return
	}
	right := rightStates(w.model.tags, units, e)
	for i, margin := range w.margins() {
		r := w.runs[i]
		if !slices.Contains(e.Knows, w.model.tags.classes[r.class]) {
			continue
		}
		ok := true
		for u := r.from; u < r.to; u++ {
			ok = ok && right[u].has(state(r.class, partAt(u-r.from, r.to-r.from)))
		}
		outcomes[r.class] = append(outcomes[r.class], outcome{float64(margin), ok})
	}
}

// fit finds the logistic curve of greatest likelihood by Newton's method, with
// a weak prior so that few or all-right outcomes give no certainty.
func fit(os []outcome) confidenceFit {
	f := confidenceFit{Slope: 1, Base: -1, Names: len(os)}
	for _, o := range os {
		if o.right {
			f.Right++
		}
	}
	for range 50 {
		// gradient and Hessian of the log likelihood, prior N(0,1) around the start
		ga, gb := 1-f.Slope, -1-f.Base
		haa, hab, hbb := 1.0, 0.0, 1.0
		for _, o := range os {
			x := o.margin / 100
			p := f.at(o.margin)
			d := -p
			if o.right {
				d = 1 - p
			}
			v := p * (1 - p)
			ga, gb = ga+d*x, gb+d
			haa, hab, hbb = haa+v*x*x, hab+v*x, hbb+v
		}
		det := haa*hbb - hab*hab
		da, db := (hbb*ga-hab*gb)/det, (haa*gb-hab*ga)/det
		f.Slope, f.Base = f.Slope+da, f.Base+db
		if math.Abs(da)+math.Abs(db) < 1e-9 {
			break
		}
	}
	f.Slope = max(f.Slope, 0)
	return f
}
