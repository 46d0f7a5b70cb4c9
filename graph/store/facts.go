package store

import (
	"cmp"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"

	"trigraph/graph"
)

// Records returns what each article says, sorted by article id.
func (s *Store) Records() []graph.Record { return s.records() }

func (s *Store) readRecords() []graph.Record {
	var list []graph.Record
	for _, id := range articles(s.view) {
		list = append(list, s.record(articleOwner(id)))
	}
	return list
}

// Entities returns every entity that has a fact, a mention or a claim, sorted
// by id. What the lexicon says of class, labels and the rest comes first;
// where only articles speak, what most of them say. The names are those of all.
func (s *Store) Entities() []graph.Entity { return s.entities() }

func (s *Store) mergeEntities() []graph.Entity {
	return Merge(func(yield func(graph.Record, bool) bool) {
		for _, r := range s.records() {
			if !yield(r, false) {
				return
			}
		}
		for _, name := range s.manifest.Facts {
			if !yield(s.record(factsOwner(name)), true) {
				return
			}
		}
	})
}

// Merge returns the entities of records, as Store.Entities does; those that
// come with true are facts, which outweigh all articles together.
func Merge(records iter.Seq2[graph.Record, bool]) []graph.Entity {
	said := map[string]*sayings{}
	of := func(id string) *sayings {
		if said[id] == nil {
			said[id] = &sayings{class: votes{}, country: votes{}, partOf: votes{}, labels: map[string]votes{}}
		}
		return said[id]
	}
	for r, isFact := range records {
		weight := 1
		if isFact {
			weight = math.MaxInt32
		}
		hear(r, weight, of)
	}
	list := make([]graph.Entity, 0, len(said))
	for _, id := range slices.Sorted(maps.Keys(said)) {
		list = append(list, said[id].entity(id))
	}
	return list
}

func hear(r graph.Record, weight int, of func(string) *sayings) {
	for _, e := range r.Entities {
		of(e.ID).hear(e, weight)
	}
	for _, m := range r.Mentions {
		of(m.Entity)
	}
	for _, c := range r.Claims {
		of(c.Subject)
		of(c.Object)
	}
}

// votes counts who says what.
type votes map[string]int

// best returns the value with most votes, the first by the alphabet of equals.
func (v votes) best() string {
	values := slices.SortedFunc(maps.Keys(v), func(a, b string) int {
		return cmp.Or(v[b]-v[a], strings.Compare(a, b))
	})
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

func (v votes) add(value string, weight int) {
	if value != "" {
		v[value] += weight
	}
}

// sayings is what lexicon and articles say of one entity.
type sayings struct {
	class, country, partOf votes
	labels                 map[string]votes
	names, sameAs          []string
}

func (s *sayings) hear(e graph.Entity, weight int) {
	s.class.add(string(e.Class), weight)
	s.country.add(e.Country, weight)
	s.partOf.add(e.PartOf, weight)
	for lang, label := range e.Labels {
		if s.labels[lang] == nil {
			s.labels[lang] = votes{}
		}
		s.labels[lang].add(label, weight)
	}
	s.names = append(s.names, e.Names...)
	s.sameAs = append(s.sameAs, e.SameAs...)
}

func (s *sayings) entity(id string) graph.Entity {
	e := graph.Entity{
		ID: id, Class: graph.Class(s.class.best()), Labels: map[string]string{},
		Country: s.country.best(), PartOf: s.partOf.best(),
		Names: sortedSet(s.names), SameAs: sortedSet(s.sameAs),
	}
	for lang, v := range s.labels {
		e.Labels[lang] = v.best()
	}
	return e
}

func sortedSet(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
