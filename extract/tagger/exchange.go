package tagger

import (
	"cmp"
	"math"
	"slices"
)

// vocabulary is a text as numbers of its words.
type vocabulary struct {
	number map[uint32]int32 // by the word's hash
	words  []seen
	text   []int32 // a sentence's end is -1
}

type seen struct {
	hash, kind uint32
	times      int
}

func newVocabulary() *vocabulary { return &vocabulary{number: map[uint32]int32{}} }

func (v *vocabulary) see(hash, kind uint32) {
	n, ok := v.number[hash]
	if !ok {
		n = int32(len(v.words))
		v.number[hash] = n
		v.words = append(v.words, seen{hash: hash, kind: kind})
	}
	v.words[n].times++
	v.text = append(v.text, n)
}

func (v *vocabulary) end() { v.text = append(v.text, -1) }

// divide returns the classes of the words seen often enough.
func (v *vocabulary) divide() []clustered {
	frequent, numbers := v.frequent()
	if len(frequent) == 0 {
		return nil
	}
	// rare words stand as one by the kind of their first letter
	rare := map[uint32]int32{}
	text := make([]int32, len(v.text))
	for i, n := range v.text {
		switch {
		case n < 0:
			text[i] = fixed(rare, 0, len(frequent))
		case numbers[n] < 0:
			text[i] = fixed(rare, v.words[n].kind, len(frequent))
		default:
			text[i] = numbers[n]
		}
	}
	fine := newExchange(text, len(frequent), len(rare), fineClasses).run()
	coarse := newExchange(text, len(frequent), len(rare), coarseClasses).run()
	out := make([]clustered, len(frequent))
	for i, w := range frequent {
		out[i] = clustered{v.words[w].hash, uint8(fine[i] + 1), uint8(coarse[i] + 1)}
	}
	return out
}

// frequent returns the words to divide, the most frequent first, and the place
// of each word in that order, -1 for the others.
func (v *vocabulary) frequent() (order []int, place []int32) {
	place = make([]int32, len(v.words))
	for i, w := range v.words {
		place[i] = -1
		if w.times >= leastSeen {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(v.words[b].times-v.words[a].times, cmp.Compare(v.words[a].hash, v.words[b].hash))
	})
	order = order[:min(len(order), maxClustered)]
	for i, w := range order {
		place[w] = int32(i)
	}
	return order, place
}

// maxKinds is how many kinds of rare words stand for themselves.
const maxKinds = 8

// fixed numbers the kinds of rare words behind the others, as they come.
func fixed(kinds map[uint32]int32, kind uint32, from int) int32 {
	n, ok := kinds[kind]
	if !ok {
		n = int32(from + min(len(kinds), maxKinds-1))
		kinds[kind] = n
	}
	return n
}

// exchange finds the classes that make a text likeliest under a bigram model
// of classes, by moving one word at a time to the class that is best for it
// (Martin, Liermann and Ney 1998). It starts from classes dealt out by
// frequency, draws no lots, and so gives the same classes for the same text.
type exchange struct {
	words, k   int     // words to divide; classes, with those of rare words
	free       int     // classes to divide into
	class      []int32 // of each word, rare kinds at the end
	times      []int32 // how often each word occurs
	next, prev neighbours
	pairs      []int32 // from*k + to: how often the classes stand together
	turned     []int32 // the same as to*k + from
	of         []int32 // how often each class occurs
	right      []int32 // of the word at hand: neighbours by class
	left       []int32
	gain       []float64
	logs       []float64
}

// neighbours are the words beside each word: those of word w are
// at[from[w]:from[w+1]].
type neighbours struct {
	from []int32
	at   []neighbour
}

type neighbour struct{ word, times int32 }

func newExchange(text []int32, words, kinds, classes int) *exchange {
	kinds = min(kinds, maxKinds)
	e := &exchange{words: words, k: classes + kinds, free: classes}
	e.class, e.times = make([]int32, words+kinds), make([]int32, words+kinds)
	for w := range e.class {
		e.class[w] = int32(w % classes)
		if w >= words {
			e.class[w] = int32(classes + w - words)
		}
	}
	e.pairs, e.turned = make([]int32, e.k*e.k), make([]int32, e.k*e.k)
	e.of, e.right, e.left = make([]int32, e.k), make([]int32, e.k), make([]int32, e.k)
	e.gain = make([]float64, e.k)
	e.logs = make([]float64, 1<<14)
	for i := range e.logs {
		e.logs[i] = xlogx(int32(i))
	}
	pairs := make([]uint64, 0, len(text))
	for i, w := range text {
		e.times[w]++
		e.of[e.class[w]]++
		if i > 0 {
			pairs = append(pairs, uint64(text[i-1])<<32|uint64(w))
			e.count(e.class[text[i-1]], e.class[w], 1)
		}
	}
	e.next = collect(pairs, len(e.class))
	for i, p := range pairs {
		pairs[i] = p<<32 | p>>32
	}
	e.prev = collect(pairs, len(e.class))
	return e
}

func collect(pairs []uint64, words int) neighbours {
	slices.Sort(pairs)
	n := neighbours{from: make([]int32, words+1)}
	for i := 0; i < len(pairs); {
		j := i + 1
		for j < len(pairs) && pairs[j] == pairs[i] {
			j++
		}
		n.at = append(n.at, neighbour{int32(uint32(pairs[i])), int32(j - i)})
		n.from[pairs[i]>>32+1]++
		i = j
	}
	for w := range words {
		n.from[w+1] += n.from[w]
	}
	return n
}

func (e *exchange) count(from, to, times int32) {
	e.pairs[int(from)*e.k+int(to)] += times
	e.turned[int(to)*e.k+int(from)] += times
}

func xlogx(n int32) float64 {
	if n <= 0 {
		return 0
	}
	return float64(n) * math.Log(float64(n))
}

func (e *exchange) f(n int32) float64 {
	if int(n) < len(e.logs) {
		return e.logs[n]
	}
	return xlogx(n)
}

// rounds is how often each word may move, fewest the part of the words that
// must move for another round to be worth it.
const (
	rounds = 10
	fewest = 0.01
)

// run moves the words until few gain by it, and returns their classes.
func (e *exchange) run() []int32 {
	for range rounds {
		moved := 0
		for w := range e.words {
			if e.move(w) {
				moved++
			}
		}
		if float64(moved) < fewest*float64(e.words) {
			break
		}
	}
	return e.class[:e.words]
}

// move puts a word into the class that is best for it, and reports whether
// that is another one.
func (e *exchange) move(w int) bool {
	self := e.beside(w)
	old := e.class[w]
	e.put(w, old, -1, self)
	for h := range e.free {
		e.gain[h] = -2 * (e.f(e.of[h]+e.times[w]) - e.f(e.of[h]))
		// what stands in the class's own cell comes from both sides at once
		own := e.pairs[h*e.k+h]
		e.gain[h] += e.f(own+e.right[h]+e.left[h]+self) + e.f(own) - e.f(own+e.right[h]) - e.f(own+e.left[h])
	}
	for c := range e.k {
		e.add(e.turned[c*e.k:], e.right[c])
		e.add(e.pairs[c*e.k:], e.left[c])
	}
	best := old
	for h := range e.free {
		if e.gain[h] > e.gain[best] {
			best = int32(h)
		}
	}
	e.class[w] = best
	e.put(w, best, 1, self)
	return best != old
}

// add adds to the gain of each class what so many more pairs with one
// neighbouring class give.
func (e *exchange) add(cells []int32, times int32) {
	if times == 0 {
		return
	}
	for h, n := range cells[:e.free] {
		e.gain[h] += e.f(n+times) - e.f(n)
	}
}

// beside fills right and left, and returns how often the word follows itself.
func (e *exchange) beside(w int) (self int32) {
	clear(e.right)
	clear(e.left)
	for _, n := range e.next.at[e.next.from[w]:e.next.from[w+1]] {
		if int(n.word) == w {
			self = n.times
			continue
		}
		e.right[e.class[n.word]] += n.times
	}
	for _, n := range e.prev.at[e.prev.from[w]:e.prev.from[w+1]] {
		if int(n.word) != w {
			e.left[e.class[n.word]] += n.times
		}
	}
	return self
}

// put adds a word to a class (sign 1) or takes it out (-1).
func (e *exchange) put(w int, class, sign, self int32) {
	e.of[class] += sign * e.times[w]
	for c := range int32(e.k) {
		if e.right[c] != 0 {
			e.count(class, c, sign*e.right[c])
		}
		if e.left[c] != 0 {
			e.count(c, class, sign*e.left[c])
		}
	}
	if self != 0 {
		e.count(class, class, sign*self)
	}
}
