package tagger

// impossible is far below every score of a sentence, and far enough from the
// smallest int32 that one addition cannot overflow.
const impossible = -1 << 29

// lattice finds the best path of states through a sentence and the probability
// of any name in it. Its slices are kept from one sentence to the next, so that
// decoding allocates only for a sentence longer than all before it.
type lattice struct {
	states int
	links  []int32
	emit   []int32 // unit*states + state
	score  []int32 // of the best path that ends in the state
	back   []uint8
	path   []uint8

	odds   oddsTable
	chance []float32 // exponentials of the links
	share  []float32 // exponentials of emit, over the greatest of the unit
	alpha  []float32 // probability of the state given the units up to it
	beta   []float32 // how much likelier the units behind are from the state
	scale  []float32
	ahead  []float32
}

func newLattice(states int, links []int32, odds oddsTable) *lattice {
	l := &lattice{states: states, links: links, odds: odds, ahead: make([]float32, states)}
	for _, w := range links {
		l.chance = append(l.chance, odds.exp(w))
	}
	return l
}

// reset makes room for n units and clears their emissions.
func (l *lattice) reset(n int) {
	size := n * l.states
	if cap(l.emit) < size {
		size += size / 2
		l.emit, l.score, l.back = make([]int32, size), make([]int32, size), make([]uint8, size)
		l.share, l.alpha, l.beta = make([]float32, size), make([]float32, size), make([]float32, size)
		l.path, l.scale = make([]uint8, size/l.states), make([]float32, size/l.states)
		size = n * l.states
	}
	l.emit, l.score, l.back = l.emit[:size], l.score[:size], l.back[:size]
	l.share, l.alpha, l.beta = l.share[:size], l.alpha[:size], l.beta[:size]
	l.path, l.scale = l.path[:n], l.scale[:n]
	clear(l.emit)
}

// best fills path with the best sequence of states (Viterbi 1967) and returns
// its score.
func (l *lattice) best() int32 {
	n := len(l.path)
	if n == 0 {
		return 0
	}
	for i := range n {
		l.step(i)
	}
	tail := l.score[(n-1)*l.states:]
	at := uint8(outside)
	for b := first; b < l.states; b += 4 {
		for t := b + 2; t <= b+3; t++ {
			if tail[t] > tail[at] {
				at = uint8(t)
			}
		}
	}
	score := tail[at]
	for i := n - 1; i >= 0; i-- {
		l.path[i] = at
		at = l.back[i*l.states+int(at)]
	}
	return score
}

// step fills column i of score and back. A sentence starts as if after a unit
// outside every name.
func (l *lattice) step(i int) {
	s, k := l.states, l.links
	emit, cur, back := l.emit[i*s:(i+1)*s], l.score[i*s:(i+1)*s], l.back[i*s:(i+1)*s]
	if i == 0 {
		cur[outside] = emit[outside]
		for b := first; b < s; b += 4 {
			cur[b], cur[b+1], cur[b+2], cur[b+3] = emit[b]+k[begin*s+b], impossible, impossible, emit[b+3]+k[begin*s+b+3]
		}
		clear(back)
		return
	}
	prev := l.score[(i-1)*s : i*s]
	out, from := prev[outside], uint8(outside)
	left, name := int32(impossible), uint8(outside)
	for b := first; b < s; b += 4 {
		for f := b + 2; f <= b+3; f++ {
			if v := prev[f] + k[end*s+f]; v > out {
				out, from = v, uint8(f)
			}
			if v := prev[f] + k[leave*s+f]; v > left {
				left, name = v, uint8(f)
			}
		}
	}
	cur[outside], back[outside] = out+emit[outside], from
	out = prev[outside]
	for b := first; b < s; b += 4 {
		for to := b; to <= b+3; to += 3 {
			v, from := out+k[begin*s+to], uint8(outside)
			if w := left + k[enter*s+to]; w > v {
				v, from = w, name
			}
			cur[to], back[to] = max(v+emit[to], impossible), from
		}
		for to := b + 1; to <= b+2; to++ {
			v, from := prev[b]+k[fromFirst*s+to], b
			if w := prev[b+1] + k[fromInner*s+to]; w > v {
				v, from = w, b+1
			}
			cur[to], back[to] = max(v+emit[to], impossible), uint8(from)
		}
	}
}
