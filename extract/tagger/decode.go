package tagger

// number is a weight: float32 while training, int32 in a model.
type number interface{ int32 | float32 }

// impossible is far below every score of a sentence, and far enough from the
// smallest int32 that one addition cannot overflow.
const impossible = -1 << 29

// lattice finds the best path of states through a sentence. Its slices are kept
// from one sentence to the next, so that decoding allocates only for a sentence
// longer than all before it.
type lattice[T number] struct {
	states int
	trans  []T // from*states + to
	emit   []T // unit*states + state
	alpha  []T // best score of a path that ends in the state
	beta   []T // best score of a path that goes on from the state
	back   []uint8
	path   []uint8
	closed []uint8 // states after which no name is open
	open   []uint8 // states that may follow those
}

func newLattice[T number](states int, trans []T) *lattice[T] {
	l := &lattice[T]{states: states, trans: trans}
	for s := range states {
		if s == outside || partOf(s) == last || partOf(s) == single {
			l.closed = append(l.closed, uint8(s))
		}
		if s == outside || opens(partOf(s)) {
			l.open = append(l.open, uint8(s))
		}
	}
	return l
}

// reset makes room for n units and clears their emissions.
func (l *lattice[T]) reset(n int) {
	size := n * l.states
	if cap(l.emit) < size {
		l.emit, l.alpha, l.beta = make([]T, size), make([]T, size), make([]T, size)
		l.back, l.path = make([]uint8, size), make([]uint8, n)
	}
	if cap(l.path) < n {
		l.path = make([]uint8, n)
	}
	l.emit, l.alpha, l.beta = l.emit[:size], l.alpha[:size], l.beta[:size]
	l.back, l.path = l.back[:size], l.path[:n]
	clear(l.emit)
}

// best fills path with the best sequence of states (Viterbi 1967) among those
// that allowed permits for each unit; nil permits all. It returns its score.
func (l *lattice[T]) best(allowed []mask) T {
	n := len(l.path)
	if n == 0 {
		return 0
	}
	for i := range n {
		l.step(i)
		if allowed != nil {
			for s := range l.states {
				if !allowed[i].has(s) {
					l.alpha[i*l.states+s] = impossible
				}
			}
		}
	}
	end := l.alpha[(n-1)*l.states:]
	at := l.closed[0]
	for _, s := range l.closed {
		if end[s] > end[at] {
			at = s
		}
	}
	score := end[at]
	for i := n - 1; i >= 0; i-- {
		l.path[i] = at
		at = l.back[i*l.states+int(at)]
	}
	return score
}

// step fills column i of alpha and back. A sentence starts as if after a unit
// outside every name.
func (l *lattice[T]) step(i int) {
	s := l.states
	emit, cur, back := l.emit[i*s:(i+1)*s], l.alpha[i*s:(i+1)*s], l.back[i*s:(i+1)*s]
	if i == 0 {
		for to := range cur {
			cur[to], back[to] = impossible, outside
		}
		for _, to := range l.open {
			cur[to] = emit[to] + l.trans[to]
		}
		return
	}
	prev := l.alpha[(i-1)*s : i*s]
	for _, to := range l.open {
		score, from := prev[0]+l.trans[to], uint8(0)
		for _, f := range l.closed[1:] {
			if v := prev[f] + l.trans[int(f)*s+int(to)]; v > score {
				score, from = v, f
			}
		}
		cur[to], back[to] = max(score+emit[to], impossible), from
	}
	for b := first; b < s; b += 4 {
		for to := b + 1; to <= b+2; to++ {
			score, from := prev[b]+l.trans[b*s+to], b
			if v := prev[b+1] + l.trans[(b+1)*s+to]; v > score {
				score, from = v, b+1
			}
			cur[to], back[to] = max(score+emit[to], impossible), uint8(from)
		}
	}
}

// pathScore is the score of the path that best found.
func (l *lattice[T]) pathScore() T {
	n := len(l.path)
	if n == 0 {
		return 0
	}
	return l.alpha[(n-1)*l.states+int(l.path[n-1])]
}

// outward fills beta, so that alpha plus beta of a state is the score of the
// best path through it (max-marginals). It follows a call of best.
func (l *lattice[T]) outward() {
	s, n := l.states, len(l.path)
	for i := n - 1; i >= 0; i-- {
		cur := l.beta[i*s : (i+1)*s]
		for from := range cur {
			cur[from] = impossible
		}
		if i == n-1 {
			for _, f := range l.closed {
				cur[f] = 0
			}
			continue
		}
		next, emit := l.beta[(i+1)*s:(i+2)*s], l.emit[(i+1)*s:(i+2)*s]
		for _, f := range l.closed {
			for _, to := range l.open {
				cur[f] = max(cur[f], next[to]+emit[to]+l.trans[int(f)*s+int(to)])
			}
		}
		for b := first; b < s; b += 4 {
			for f := b; f <= b+1; f++ {
				for to := b + 1; to <= b+2; to++ {
					cur[f] = max(cur[f], next[to]+emit[to]+l.trans[f*s+to])
				}
			}
		}
	}
}

// margin is how much better the best path is than the best path without the
// name r: every such path differs from it in some unit of r. It follows calls
// of best and outward.
func (l *lattice[T]) margin(r run, score T) T {
	other := T(impossible)
	for i := r.from; i < r.to; i++ {
		for s := range l.states {
			if at := i*l.states + s; uint8(s) != l.path[i] && l.alpha[at] > impossible/2 {
				other = max(other, l.alpha[at]+l.beta[at])
			}
		}
	}
	return score - other
}
