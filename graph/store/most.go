package store

import (
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store/segment"
)

// most returns the entities that are mentioned most. Where few are of the
// classes asked for, all of those are counted.
func (w *search) most() []Match {
	steps := 0
	for _, c := range w.Classes {
		if id, ok := w.view.ID(c.IRI()); ok {
			steps += w.view.Count(segment.Row{0, w.terms.class, id})
		}
	}
	if len(w.Classes) == 0 {
		steps = math.MaxInt
	}
	for node := range w.byArticles(steps) {
		if w.add(node, fit{name: w.id(node)}); len(w.hits) == w.Limit {
			return w.named(w.matches())
		}
	}
	for _, c := range w.Classes {
		w.ofClass(c)
	}
	return w.named(w.matches())
}

func (w *search) ofClass(c graph.Class) {
	id, ok := w.view.ID(c.IRI())
	if !ok {
		return
	}
	for node := range w.subjects(w.terms.class, id) {
		if w.articlesNaming(node) > 0 {
			w.add(node, fit{name: w.id(node)})
		}
	}
}

// named takes away how names fit, where none was asked for.
func (w *search) named(list []Match) []Match {
	for i := range list {
		list[i].How = ""
	}
	return list
}

// byArticles yields the entities that articles mention, those that most mention
// first, then by id. It ends after so many steps.
//
// Each segment lists what it mentions by how often. The lists are read side by
// side; what was met is counted in all of them, and what was not is mentioned at
// most as often as the next of the lists together (Fagin, Lotem and Naor 2001,
// threshold algorithm).
func (s *Store) byArticles(steps int) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		t := tops{Store: s, next: make([]int, len(s.names())), met: map[uint32]bool{}, waiting: map[int][]uint32{}}
		for ok := true; ok && steps > 0; steps-- {
			var bound int
			bound, ok = t.step()
			for n := range t.waitingAbove(bound) {
				if !t.hand(n, yield) {
					return
				}
			}
		}
	}
}

// tops reads the lists of all segments side by side.
type tops struct {
	*Store
	next    []int // in each list
	met     map[uint32]bool
	waiting map[int][]uint32 // what was met, by its number of articles
	counts  []int            // those that wait, rising
}

// step reads on in the list that goes on highest, and returns what those that
// were not met can have at most; false at the end of all.
func (t *tops) step() (bound int, ok bool) {
	highest, most := -1, 0
	var node uint32
	for k, names := range t.names() {
		if id, n, there := names.Top(t.next[k]); there {
			if bound += n; n > most {
				highest, most, node = k, n, id
			}
		}
	}
	if highest < 0 {
		return -1, false
	}
	t.next[highest]++
	if !t.met[node] {
		t.met[node] = true
		if n := t.articlesNaming(node); n > 0 && t.entityNode(node) {
			t.wait(n, node)
		}
	}
	return bound, true
}

func (t *tops) wait(n int, node uint32) {
	if t.waiting[n] == nil {
		i, _ := slices.BinarySearch(t.counts, n)
		t.counts = slices.Insert(t.counts, i, n)
	}
	t.waiting[n] = append(t.waiting[n], node)
}

// waitingAbove yields the counts that wait above a bound, falling.
func (t *tops) waitingAbove(bound int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for len(t.counts) > 0 && t.counts[len(t.counts)-1] > bound {
			n := t.counts[len(t.counts)-1]
			t.counts = t.counts[:len(t.counts)-1]
			if !yield(n) {
				return
			}
		}
	}
}

// hand yields the nodes of a count by their ids.
func (t *tops) hand(n int, yield func(uint32) bool) bool {
	nodes := t.waiting[n]
	delete(t.waiting, n)
	ids := map[uint32]string{}
	for _, node := range nodes {
		ids[node] = t.id(node)
	}
	slices.SortFunc(nodes, func(a, b uint32) int { return strings.Compare(ids[a], ids[b]) })
	for _, node := range nodes {
		if !yield(node) {
			return false
		}
	}
	return true
}

// entityNode reports whether a node is an entity's by its IRI.
func (s *Store) entityNode(node uint32) bool {
	iri, _ := s.view.Value(node).(quad.IRI)
	return entityID(iri) != ""
}
