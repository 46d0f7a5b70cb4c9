package tagger

import "math"

// chain computes the probabilities of a linear-chain conditional random field
// (Lafferty, McCallum and Pereira 2001) over one sentence by the forward-backward
// algorithm, scaled unit by unit (Rabiner 1989). Its memory serves one sentence
// after the other.
type chain struct {
	states int
	links  []float64 // exponentials of the links' weights
	emit   []float64 // exponentials of the scores, over the greatest of the unit
	alpha  []float64 // probability of the state given the units up to it
	beta   []float64 // how much likelier the units behind it are from the state
	scale  []float64
	ahead  []float64 // scratch: one unit's emissions times beta
	unit   []float64 // out: probability of each state of each unit
	link   []float64 // out: how often each link's weight is expected to count
}

func newChain(states int) *chain {
	return &chain{
		states: states, links: make([]float64, linkCount(states)),
		ahead: make([]float64, states), link: make([]float64, linkCount(states)),
	}
}

// setLinks takes the weights of the links.
func (c *chain) setLinks(weights []float32) {
	for i, w := range weights {
		c.links[i] = math.Exp(float64(w))
	}
}

// States that are less likely than others of their unit by so much, in log odds
// or as a probability, are left out of account.
const (
	deepScore  = -200
	negligible = 1e-100
)

// run fills unit and link with the probabilities given the scores
// (unit*states + state) among the paths that allowed permits for each unit; nil
// permits all. It returns the logarithm of the sum over these paths, and false
// where there is none.
func (c *chain) run(scores []float32, allowed []mask) (float64, bool) {
	c.reset(len(scores))
	sum := 0.0
	n := len(scores) / c.states
	for i := range n {
		permits := ^mask(0)
		if allowed != nil {
			permits = allowed[i]
		}
		top := c.exponentiate(scores, i, permits)
		total := c.forward(i, i == n-1)
		if total <= 0 {
			return 0, false
		}
		sum += top + math.Log(total)
	}
	for i := n - 1; i >= 0; i-- {
		c.backward(i, n)
	}
	return sum, true
}

func (c *chain) reset(size int) {
	if cap(c.emit) < size {
		c.emit, c.alpha, c.beta = make([]float64, size), make([]float64, size), make([]float64, size)
		c.unit, c.scale = make([]float64, size), make([]float64, size/c.states)
	}
	c.emit, c.alpha, c.beta, c.unit = c.emit[:size], c.alpha[:size], c.beta[:size], c.unit[:size]
	c.scale = c.scale[:size/c.states]
	clear(c.link)
}

// exponentiate fills the emissions of unit i and returns its greatest score.
func (c *chain) exponentiate(scores []float32, i int, permits mask) float64 {
	row, out := scores[i*c.states:(i+1)*c.states], c.emit[i*c.states:(i+1)*c.states]
	top := float32(math.Inf(-1))
	for s, v := range row {
		if permits.has(s) && v > top {
			top = v
		}
	}
	for s, v := range row {
		out[s] = 0
		if d := v - top; permits.has(s) && d > deepScore {
			out[s] = math.Exp(float64(d))
		}
	}
	return float64(top)
}

// forward fills column i of alpha and returns by what it was scaled.
func (c *chain) forward(i int, ends bool) float64 {
	s, k := c.states, c.links
	cur, emit := c.alpha[i*s:(i+1)*s], c.emit[i*s:(i+1)*s]
	var prev []float64
	out, left, into := 1.0, 0.0, 0.0 // a sentence starts as if after a unit outside every name
	if i > 0 {
		prev = c.alpha[(i-1)*s : i*s]
		out = prev[outside]
		for b := first; b < s; b += 4 {
			l, u := b+last-first, b+single-first
			left += prev[l]*k[leave*s+l] + prev[u]*k[leave*s+u]
			into += prev[l]*k[end*s+l] + prev[u]*k[end*s+u]
		}
	}
	cur[outside] = (out + into) * emit[outside]
	for b := first; b < s; b += 4 {
		u := b + single - first
		cur[b] = (out*k[begin*s+b] + left*k[enter*s+b]) * emit[b]
		cur[u] = (out*k[begin*s+u] + left*k[enter*s+u]) * emit[u]
		for to := b + 1; to <= b+2; to++ {
			cur[to] = 0
			if i > 0 {
				cur[to] = (prev[b]*k[fromFirst*s+to] + prev[b+1]*k[fromInner*s+to]) * emit[to]
			}
		}
		if ends {
			cur[b], cur[b+1] = 0, 0
		}
	}
	total := 0.0
	for _, v := range cur {
		total += v
	}
	if total > 0 {
		for t := range cur {
			if cur[t] /= total; cur[t] < negligible {
				cur[t] = 0
			}
		}
	}
	c.scale[i] = total
	return total
}

// backward fills column i of beta and unit, and counts the links to unit i+1.
func (c *chain) backward(i, n int) {
	s := c.states
	alpha, beta := c.alpha[i*s:(i+1)*s], c.beta[i*s:(i+1)*s]
	if i == n-1 {
		for t := range beta { // no name stays open
			beta[t] = 0
			if t == outside || closes(partOf(t)) {
				beta[t] = 1
			}
		}
	} else {
		c.count(alpha, beta, i)
	}
	unit := c.unit[i*s : (i+1)*s]
	for t, a := range alpha {
		unit[t] = a * beta[t]
	}
	if i == 0 {
		for b := first; b < s; b += 4 {
			c.link[begin*s+b] += unit[b]
			c.link[begin*s+b+3] += unit[b+3]
		}
	}
}

func (c *chain) count(alpha, beta []float64, i int) {
	s, k, link, w := c.states, c.links, c.link, c.ahead
	emit, next, scale := c.emit[(i+1)*s:(i+2)*s], c.beta[(i+1)*s:(i+2)*s], 1/c.scale[i+1]
	left := 0.0
	for b := first; b < s; b += 4 {
		left += alpha[b+2]*k[leave*s+b+2] + alpha[b+3]*k[leave*s+b+3]
	}
	for t := range w {
		w[t] = emit[t] * next[t] * scale
	}
	started, entered := 0.0, 0.0
	for b := first; b < s; b += 4 {
		for to := b; to <= b+3; to += 3 {
			from, by := k[begin*s+to]*w[to], k[enter*s+to]*w[to]
			started, entered = started+from, entered+by
			link[begin*s+to] += alpha[outside] * from
			link[enter*s+to] += left * by
		}
	}
	beta[outside] = w[outside] + started
	for b := first; b < s; b += 4 {
		for from := b + 2; from <= b+3; from++ {
			out, on := k[end*s+from]*w[outside], k[leave*s+from]*entered
			beta[from] = out + on
			link[end*s+from] += alpha[from] * out
			link[leave*s+from] += alpha[from] * on
		}
		inFirst, inInner := 0.0, 0.0
		for to := b + 1; to <= b+2; to++ {
			f, g := k[fromFirst*s+to]*w[to], k[fromInner*s+to]*w[to]
			inFirst, inInner = inFirst+f, inInner+g
			link[fromFirst*s+to] += alpha[b] * f
			link[fromInner*s+to] += alpha[b+1] * g
		}
		beta[b], beta[b+1] = inFirst, inInner
	}
}
