package queries

import (
	"maps"
	"slices"
	"strings"

	"trigraph/graph"
)

// stretch is one step of a chain of relations.
type stretch struct{ from, to, relation, direction string }

func (s stretch) key() string {
	return strings.Join([]string{s.from, s.to, s.relation, s.direction}, " ")
}

// shortest searches from both ends, always from the one that has come to fewer
// things, until the two meet. Of several ways to a node the first in order of the
// names is taken, as a search from the beginning alone would, so that the answer
// is always the same.
func shortest(a *asking) ([]row, error) {
	relations, err := a.set(a.from("<rdf:Property>").In(graph.IsA))
	if err != nil || a.text("entity") == a.text("to") {
		return nil, err
	}
	hops, _ := a.values["hops"].(int)
	ahead, back := newReach(a.text("entity")), newReach(a.text("to"))
	for range min(max(hops, 1), 8) {
		if len(ahead.ring) <= len(back.ring) {
			ahead.grow(a, relations, true)
		} else {
			back.grow(a, relations, false)
		}
		if meet(ahead.ring, back.ring) {
			return a.chainRows(chain(ahead, back, a.text("to")))
		}
	}
	return nil, nil
}

// reach is what lies around one end, ring by ring.
type reach struct {
	known map[string]bool
	ring  map[string]bool                 // the things farthest away
	steps []map[string]map[string]stretch // for each ring, by the things that were reached: the first step from each that they were reached from
}

func newReach(end string) *reach {
	return &reach{known: map[string]bool{end: true}, ring: map[string]bool{end: true}}
}

// grow reads the claims of a ring and goes on to the next. Steps lead away from
// the beginning, so that those around the end lead to the ring.
func (r *reach) grow(a *asking, relations map[string]bool, ahead bool) {
	next, steps := map[string]bool{}, map[string]map[string]stretch{}
	for at := range r.ring {
		id := idOf(at)
		unknown := func(other string) bool { return !r.known[entityNode(other)] }
		for b := range a.graph.Briefs(graph.ClaimQuery{Entity: id, Other: unknown, Statuses: []graph.Status{graph.Stated}}) {
			s := stretch{at, entityNode(b.Object), node(b.Predicate.IRI()), "→"}
			if b.Object == id {
				s.to, s.direction = entityNode(b.Subject), "←"
			}
			if !relations[s.relation] {
				continue
			}
			next[s.to] = true
			if !ahead {
				s.from, s.to, s.direction = s.to, s.from, map[string]string{"→": "←", "←": "→"}[s.direction]
			}
			if steps[s.to] == nil {
				steps[s.to] = map[string]stretch{}
			}
			if old, ok := steps[s.to][s.from]; !ok || s.key() < old.key() {
				steps[s.to][s.from] = s
			}
		}
	}
	maps.Copy(r.known, next)
	r.ring, r.steps = next, append(r.steps, steps)
}

func meet(a, b map[string]bool) bool {
	if len(b) < len(a) {
		a, b = b, a
	}
	for x := range a {
		if b[x] {
			return true
		}
	}
	return false
}

// chain puts together the way to the end. Each thing on a shortest way is reached
// from the things of such ways one step before it, and from no others.
func chain(ahead, back *reach, end string) (list []stretch) {
	cameBy := map[string]stretch{}
	for _, steps := range ahead.steps {
		for to, from := range steps {
			cameBy[to] = first(from, nil)
		}
	}
	on := map[string]bool{}
	for x := range ahead.ring {
		on[x] = back.ring[x]
	}
	for _, steps := range slices.Backward(back.steps) {
		next := map[string]bool{}
		for to, from := range steps {
			if s := first(from, on); s != (stretch{}) {
				cameBy[to], next[to] = s, true
			}
		}
		on = next
	}
	for s := cameBy[end]; s != (stretch{}); s = cameBy[s.from] {
		list = append(list, s)
	}
	slices.Reverse(list)
	return list
}

// first is the first of some steps by their keys, of those from some things or,
// with nil, from any.
func first(from map[string]stretch, among map[string]bool) (s stretch) {
	for x, step := range from {
		if (among == nil || among[x]) && (s == stretch{} || step.key() < s.key()) {
			s = step
		}
	}
	return s
}
