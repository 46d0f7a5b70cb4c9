package tagger

import (
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

func pathSum(l *lattice[int32], path []uint8) int32 {
	sum, from := int32(0), 0
	for i, s := range path {
		sum += l.emit[i*l.states+int(s)] + l.trans[from*l.states+int(s)]
		from = int(s)
	}
	return sum
}

func randomLattice(r *rand.Rand, classes, n int) *lattice[int32] {
	states := 1 + 4*classes
	trans := make([]int32, states*states)
	for i := range trans {
		trans[i] = r.Int32N(41) - 20
	}
	l := newLattice(states, trans)
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
		score := l.best(nil)
		best := int32(impossible)
		each(l.states, len(l.path), func(p []uint8) { best = max(best, pathSum(l, p)) })
		if score != best || pathSum(l, l.path) != best {
			t.Fatalf("score %d, path %v scores %d, best of all is %d", score, l.path, pathSum(l, l.path), best)
		}
	}
}

func TestBestKeepsToTheMask(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		l := randomLattice(r, 2, 1+r.IntN(4))
		allowed := make([]mask, len(l.path))
		for i := range allowed {
			allowed[i] = mask(r.Uint32()) | 1<<outside
		}
		l.best(allowed)
		best := int32(impossible)
		each(l.states, len(l.path), func(p []uint8) {
			if agrees(p, allowed) {
				best = max(best, pathSum(l, p))
			}
		})
		if !agrees(l.path, allowed) || pathSum(l, l.path) != best {
			t.Fatalf("path %v scores %d, best allowed is %d", l.path, pathSum(l, l.path), best)
		}
	}
}

func TestMarginIsTheDistanceToTheBestPathWithoutTheName(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	seen := 0
	for range 300 {
		l := randomLattice(r, 2, 1+r.IntN(4))
		score := l.best(nil)
		l.outward()
		for _, name := range runs(nil, l.path) {
			seen++
			other := int32(impossible)
			each(l.states, len(l.path), func(p []uint8) {
				for _, n := range runs(nil, p) {
					if n == name {
						return
					}
				}
				other = max(other, pathSum(l, p))
			})
			if got := l.margin(name, score); got != score-other {
				t.Fatalf("margin %d, want %d", got, score-other)
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d names looked at", seen)
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
