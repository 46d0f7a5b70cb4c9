package store

import (
	"math"
	"slices"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store/segment"
)

// EachEntity implements Graph.
func (s *Store) EachEntity(yield func(graph.Entity) bool) {
	for node := range s.view.Ordered(s.terms.entities) {
		if s.isEntity(node) && !yield(s.entity(node)) {
			return
		}
	}
}

// Entity implements Graph.
func (s *Store) Entity(id string) (graph.Entity, bool) {
	node := s.of(id)
	if !s.isEntity(node) {
		return graph.Entity{}, false
	}
	return s.entity(node), true
}

// isEntity reports whether a node has a fact, a mention or a claim.
func (s *Store) isEntity(node uint32) bool {
	t := s.terms
	for _, p := range []uint32{t.mention, t.subject, t.object} {
		if s.has(segment.Row{0, p, node}) {
			return true
		}
	}
	for _, p := range []uint32{t.class, t.name, t.country, t.within, t.sameAs} {
		if s.has(segment.Row{node, p}) {
			return true
		}
	}
	return false
}

// entity reads what is said of a node, as Merge does.
func (s *Store) entity(node uint32) graph.Entity {
	t := s.terms
	said := sayings{class: votes{}, country: votes{}, partOf: votes{}, labels: map[string]votes{}}
	s.vote(node, t.class, func(v quad.Value, weight int) { said.class.add(nodeID(v), weight) })
	s.vote(node, t.country, func(v quad.Value, weight int) { said.country.add(nodeID(v), weight) })
	s.vote(node, t.within, func(v quad.Value, weight int) { said.partOf.add(nodeID(v), weight) })
	s.vote(node, t.label, func(v quad.Value, weight int) {
		if label, ok := v.(quad.LangString); ok {
			said.hear(graph.Entity{Labels: map[string]string{label.Lang: string(label.Value)}}, weight)
		}
	})
	for o := range s.objects(node, t.name) {
		if name, ok := s.view.Value(o).(quad.String); ok {
			said.names = append(said.names, string(name))
		}
	}
	for o := range s.objects(node, t.sameAs) {
		if iri, ok := s.view.Value(o).(quad.IRI); ok {
			said.sameAs = append(said.sameAs, string(iri))
		}
	}
	return said.entity(s.id(node))
}

// vote calls f with the objects of a predicate and how much they weigh: an
// article one, a fact more than all articles. What is alone need not be weighed.
func (s *Store) vote(node, predicate uint32, f func(quad.Value, int)) {
	var objects, weights []int
	for o, n := range s.objects(node, predicate) {
		objects, weights = append(objects, int(o)), append(weights, n)
	}
	for i, o := range objects {
		for _, label := range s.terms.facts {
			if len(objects) > 1 {
				weights[i] += (math.MaxInt32 - 1) * s.view.Count(segment.Row{node, predicate, uint32(o), label})
			}
		}
		f(s.view.Value(uint32(o)), weights[i])
	}
}

func nodeID(v quad.Value) string {
	iri, _ := v.(quad.IRI)
	_, id, _ := graph.ParseIRI(iri)
	return id
}

// class returns the class of a node.
func (s *Store) class(node uint32) graph.Class {
	best, most := "", 0
	s.vote(node, s.terms.class, func(v quad.Value, weight int) {
		if id := nodeID(v); weight > most || weight == most && id < best {
			best, most = id, weight
		}
	})
	return graph.Class(best)
}

// Resolve implements Graph. What holds in all articles goes before what holds in
// one, of these what most say.
func (s *Store) Resolve(id string) (now string, ok bool) {
	if s.isEntity(s.of(id)) {
		return id, true
	}
	to := votes{}
	for node := range s.joined(id) {
		to.add(s.id(node), 1)
	}
	now = to.best()
	return now, now != ""
}

// joined yields the entities to which joins lead from an id, for each join.
func (s *Store) joined(id string) func(func(uint32) bool) {
	return func(yield func(uint32) bool) {
		from, ok := s.view.ID(quad.String(id))
		if !ok {
			return
		}
		for join := range s.subjects(s.terms.joinFrom, from) {
			to := s.object(join, s.terms.joinTo)
			if s.object(join, s.terms.reason) != s.terms.candidate && s.isEntity(to) && !yield(to) {
				return
			}
		}
	}
}

// Degree implements Graph.
func (s *Store) Degree(entity string) int {
	node := s.of(entity)
	others := map[uint32]bool{}
	for _, p := range s.relations(node, true) {
		for o := range s.objects(node, p) {
			others[o] = true
		}
	}
	for _, p := range s.relations(node, false) {
		for o := range s.subjects(p, node) {
			others[o] = true
		}
	}
	delete(others, node)
	return len(others)
}

// relations returns the predicates of the claims' own edges from an entity, or to
// it: all but those that every graph is written with.
func (s *Store) relations(node uint32, out bool) (list []uint32) {
	t := s.terms
	others, p := []uint32{t.class, t.label, t.name, t.country, t.within, t.sameAs}, segment.Row{node}
	if !out {
		others, p = []uint32{t.country, t.within, t.mentions, t.mention, t.subject, t.object, t.joinTo}, segment.Row{0, 0, node}
	}
	for id := range s.view.Groups(p, quad.Predicate, segment.Span{}) {
		if !slices.Contains(others, id) {
			list = append(list, id)
		}
	}
	return list
}
