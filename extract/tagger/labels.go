package tagger

import (
	"fmt"

	"trigraph/graph"
)

// The scheme is BILOU (Ratinov and Roth 2009): state 0 is outside; class k has
// four states, for the first, inner and last unit of a name and for a name of
// one unit.
const (
	outside = 0
	first   = 1
	inner   = 2
	last    = 3
	single  = 4
)

// maxClasses keeps the states of a model within the bits of a mask.
const maxClasses = 15

// mask is a set of states, one bit each.
type mask uint64

func (m mask) has(state int) bool { return m>>state&1 == 1 }

// scheme is the set of states over some classes.
type scheme struct{ classes []graph.Class }

func newScheme(classes []graph.Class) (scheme, error) {
	if len(classes) == 0 || len(classes) > maxClasses {
		return scheme{}, fmt.Errorf("tagger: %d classes, want 1 to %d", len(classes), maxClasses)
	}
	return scheme{classes}, nil
}

func (s scheme) states() int { return 1 + 4*len(s.classes) }
func (s scheme) all() mask   { return 1<<s.states() - 1 }

// ofPart is the states of these parts of any name.
func (s scheme) ofPart(parts ...int) mask {
	var m mask
	for k := range s.classes {
		for _, p := range parts {
			m |= 1 << state(k, p)
		}
	}
	return m
}

func state(class, part int) int { return 4*class + part }
func classOf(state int) int     { return (state - 1) / 4 }
func partOf(state int) int      { return (state-1)%4 + 1 }
func opens(part int) bool       { return part == first || part == single }
func closes(part int) bool      { return part == last || part == single }
func (s scheme) index(c graph.Class) int {
	for i, have := range s.classes {
		if have == c {
			return i
		}
	}
	return -1
}

// partAt is the part of a name of n units that its unit i is.
func partAt(i, n int) int {
	switch {
	case n == 1:
		return single
	case i == 0:
		return first
	case i == n-1:
		return last
	}
	return inner
}

// run is a name within a sentence: its units [from, to) and its class.
type run struct{ from, to, class int }

// runs appends the names a path of states holds.
func runs(out []run, path []uint8) []run {
	start := 0
	for i, p := range path {
		if p == outside {
			continue
		}
		part := partOf(int(p))
		if opens(part) {
			start = i
		}
		if part == last || part == single {
			out = append(out, run{start, i + 1, classOf(int(p))})
		}
	}
	return out
}
