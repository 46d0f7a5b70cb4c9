package tagger

import "math"

// oddsTable holds exp(-i*unit): scores are whole numbers, so that no exponential
// is computed while reading.
type oddsTable struct {
	unit  float64 // what a score of 1 is in log odds
	below []float32
}

// deepest is the difference in log odds from which a state counts for nothing.
const deepest = 60

func newOddsTable(unit float64) oddsTable {
	t := oddsTable{unit: unit, below: make([]float32, int(deepest/unit)+1)}
	for i := range t.below {
		t.below[i] = float32(math.Exp(-float64(i) * unit))
	}
	return t
}

func (t oddsTable) exp(w int32) float32 { return float32(math.Exp(float64(w) * t.unit)) }

// posterior runs the forward-backward algorithm over the emissions, so that
// probability can be asked.
func (l *lattice) posterior() {
	n := len(l.path)
	for i := range n {
		l.shares(i)
		l.forward(i, i == n-1)
	}
	for i := n - 1; i >= 0; i-- {
		l.backward(i, n)
	}
}

func (l *lattice) shares(i int) {
	emit, share := l.emit[i*l.states:(i+1)*l.states], l.share[i*l.states:(i+1)*l.states]
	top := emit[0]
	for _, v := range emit {
		top = max(top, v)
	}
	for s, v := range emit {
		share[s] = 0
		if d := int(top - v); d < len(l.odds.below) {
			share[s] = l.odds.below[d]
		}
	}
}

func (l *lattice) forward(i int, ends bool) {
	s, k := l.states, l.chance
	cur, share := l.alpha[i*s:(i+1)*s], l.share[i*s:(i+1)*s]
	out, left, into := float32(1), float32(0), float32(0)
	prev := l.alpha[:s]
	if i > 0 {
		prev = l.alpha[(i-1)*s : i*s]
		out = prev[outside]
		for b := first; b < s; b += 4 {
			left += prev[b+2]*k[leave*s+b+2] + prev[b+3]*k[leave*s+b+3]
			into += prev[b+2]*k[end*s+b+2] + prev[b+3]*k[end*s+b+3]
		}
	}
	cur[outside] = (out + into) * share[outside]
	total := cur[outside]
	for b := first; b < s; b += 4 {
		one := (out*k[begin*s+b+3] + left*k[enter*s+b+3]) * share[b+3]
		open, on, done := float32(0), float32(0), float32(0)
		if !ends {
			open = (out*k[begin*s+b] + left*k[enter*s+b]) * share[b]
		}
		if i > 0 {
			if !ends {
				on = (prev[b]*k[fromFirst*s+b+1] + prev[b+1]*k[fromInner*s+b+1]) * share[b+1]
			}
			done = (prev[b]*k[fromFirst*s+b+2] + prev[b+1]*k[fromInner*s+b+2]) * share[b+2]
		}
		cur[b], cur[b+1], cur[b+2], cur[b+3] = open, on, done, one
		total += open + on + done + one
	}
	l.scale[i] = 1 / max(total, math.SmallestNonzeroFloat32*1e8)
	for t := range cur {
		cur[t] *= l.scale[i]
	}
}

func (l *lattice) backward(i, n int) {
	s, k := l.states, l.chance
	beta := l.beta[i*s : (i+1)*s]
	if i == n-1 {
		for t := range beta { // no name stays open
			beta[t] = 0
			if t == outside || closes(partOf(t)) {
				beta[t] = 1
			}
		}
		return
	}
	w, next, share := l.ahead, l.beta[(i+1)*s:(i+2)*s], l.share[(i+1)*s:(i+2)*s]
	for t := range w {
		w[t] = share[t] * next[t] * l.scale[i+1]
	}
	started, entered := float32(0), float32(0)
	for b := first; b < s; b += 4 {
		started += k[begin*s+b]*w[b] + k[begin*s+b+3]*w[b+3]
		entered += k[enter*s+b]*w[b] + k[enter*s+b+3]*w[b+3]
	}
	beta[outside] = w[outside] + started
	for b := first; b < s; b += 4 {
		beta[b] = k[fromFirst*s+b+1]*w[b+1] + k[fromFirst*s+b+2]*w[b+2]
		beta[b+1] = k[fromInner*s+b+1]*w[b+1] + k[fromInner*s+b+2]*w[b+2]
		beta[b+2] = k[end*s+b+2]*w[outside] + k[leave*s+b+2]*entered
		beta[b+3] = k[end*s+b+3]*w[outside] + k[leave*s+b+3]*entered
	}
}

// probability is that of the name r: of all paths that hold it, with these
// borders and this class. It follows a call of posterior.
func (l *lattice) probability(r run) float64 {
	s := l.states
	if r.to-r.from == 1 {
		at := r.from*s + state(r.class, single)
		return clamp(l.alpha[at] * l.beta[at])
	}
	p := l.alpha[r.from*s+state(r.class, first)]
	from := fromFirst
	for i := r.from + 1; i < r.to; i++ {
		to := state(r.class, partAt(i-r.from, r.to-r.from))
		p *= l.chance[from*s+to] * l.share[i*s+to] * l.scale[i]
		from = fromInner
	}
	return clamp(p * l.beta[(r.to-1)*s+state(r.class, last)])
}

// outside is the probability that no unit of [from, to) belongs to a name.
func (l *lattice) outside(from, to int) float64 {
	s := l.states
	p := l.alpha[from*s+outside]
	for i := from + 1; i < to; i++ {
		p *= l.share[i*s+outside] * l.scale[i]
	}
	return clamp(p * l.beta[(to-1)*s+outside])
}

// clamp undoes what rounding adds.
func clamp(p float32) float64 { return min(max(float64(p), 0), 1) }
