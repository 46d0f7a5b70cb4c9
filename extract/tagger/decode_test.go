package tagger

import (
	"math"
	"math/rand/v2"
	"testing"

	"trigraph/graph"
)

// follows is the grammar of BILOU, written without the decoder's tables.
func follows(from, to uint8) bool {
	within := from != outside && (partOf(int(from)) == first || partOf(int(from)) == inner)
	if to == outside || opens(partOf(int(to))) {
		return !within
	}
	return within && classOf(int(from)) == classOf(int(to))
}

// each calls f with every sound path of n units.
func each(states, n int, f func([]uint8)) {
	path := make([]uint8, n)
	var grow func(int)
	grow = func(i int) {
		before := uint8(outside)
		if i > 0 {
			before = path[i-1]
		}
		if i == n {
			if follows(before, outside) {
				f(path)
			}
			return
		}
		for s := range states {
			if follows(before, uint8(s)) {
				path[i] = uint8(s)
				grow(i + 1)
			}
		}
	}
	grow(0)
}

// pathScore adds up a path's emissions and links, one by one.
func pathScore[T int32 | float32](states int, emit, links []T, path []uint8) T {
	sum, from := T(0), uint8(outside)
	for i, s := range path {
		sum += emit[i*states+int(s)]
		linkIndexes(states, from, s, func(k int) { sum += links[k] })
		from = s
	}
	return sum
}

func holds(path []uint8, name run) bool {
	for _, n := range runs(nil, path) {
		if n == name {
			return true
		}
	}
	return false
}

func randomLattice(r *rand.Rand, classes, n int) *lattice {
	states := 1 + 4*classes
	links := make([]int32, linkCount(states))
	for i := range links {
		links[i] = r.Int32N(41) - 20
	}
	l := newLattice(states, links, newOddsTable(0.05))
	l.reset(n)
	for i := range l.emit {
		l.emit[i] = r.Int32N(101) - 50
	}
	return l
}

func TestBestIsTheBestOfAllPaths(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		l := randomLattice(r, 1+r.IntN(2), 1+r.IntN(4))
		score := l.best()
		best := int32(impossible)
		each(l.states, len(l.path), func(p []uint8) { best = max(best, pathScore(l.states, l.emit, l.links, p)) })
		if own := pathScore(l.states, l.emit, l.links, l.path); score != best || own != best {
			t.Fatalf("score %d, path %v scores %d, best of all is %d", score, l.path, own, best)
		}
	}
}

func TestProbabilityIsThatOfAllPathsWithTheName(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		l := randomLattice(r, 2, 1+r.IntN(4))
		l.posterior()
		n := len(l.path)
		name := run{from: r.IntN(n), class: r.IntN(2)}
		name.to = name.from + 1 + r.IntN(n-name.from)
		all, with := 0.0, 0.0
		each(l.states, n, func(p []uint8) {
			share := math.Exp(float64(pathScore(l.states, l.emit, l.links, p)) * l.odds.unit)
			all += share
			if holds(p, name) {
				with += share
			}
		})
		if got := l.probability(name); math.Abs(got-with/all) > 1e-4 {
			t.Fatalf("%d units, %v: probability %g, want %g", n, name, got, with/all)
		}
	}
}

// A lattice serves sentences of any length one after the other.
func TestLatticeKeepsNothingOfTheSentenceBefore(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	l := randomLattice(r, 2, 6)
	for _, n := range []int{4, 9, 1, 0, 5} {
		fresh := newLattice(l.states, l.links, l.odds)
		for _, x := range []*lattice{l, fresh} {
			x.reset(n)
			for i := range x.emit {
				x.emit[i] = int32(i*7%90) - 40
			}
		}
		if a, b := l.best(), fresh.best(); a != b {
			t.Errorf("%d units: score %d, alone %d", n, a, b)
		}
		l.posterior()
		fresh.posterior()
		if n > 0 && l.probability(run{0, n, 1}) != fresh.probability(run{0, n, 1}) {
			t.Errorf("%d units: another probability than alone", n)
		}
	}
}

func TestRuns(t *testing.T) {
	path := []uint8{0, uint8(state(0, first)), uint8(state(0, inner)), uint8(state(0, last)), uint8(state(1, single)), 0}
	got := runs(nil, path)
	if len(got) != 2 || got[0] != (run{1, 4, 0}) || got[1] != (run{4, 5, 1}) {
		t.Errorf("runs = %v", got)
	}
}

func TestSchemeBounds(t *testing.T) {
	if _, err := newScheme(nil); err == nil {
		t.Error("no class was taken")
	}
	if _, err := newScheme(make([]graph.Class, maxClasses+1)); err == nil {
		t.Error("too many classes were taken")
	}
}
