package store

import (
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// Graph is one state of a graph as questions see it, wherever it is kept. It
// never changes and is safe for concurrent use; what its methods return is
// shared and must not be changed. *Store is one, over a folder.
type Graph interface {
	Cayley() cayley.QuadStore
	Quads(yield func(quad.Quad) bool)
	Records() []graph.Record
	Article(id string) (graph.Article, bool)
	Entities() []graph.Entity
	Entity(id string) (graph.Entity, bool)
	Find(name string, limit int) []Match
	Joins() []graph.Join
	Stats() Stats
	Generation() int
	// Stale reports whether there is a newer state.
	Stale() (bool, error)
	// Err is the first error that one of the others met and could not return.
	Err() error
	Close() error
}

var _ Graph = (*Store)(nil)

// Part is a record of the store as it is read: what an article says, or facts
// that none says.
type Part struct {
	Article string // id; "" for facts
	Facts   string // what facts: "lexicon"
	Sum     string // differs where the quads differ
	Quads   func() ([]quad.Quad, error)
}

// Parts yields every record in the order of the log.
func (s *Store) Parts(yield func(Part) bool) {
	for _, p := range s.parts {
		quads := func() ([]quad.Quad, error) { return p.quads, nil }
		part := Part{Sum: p.Sum, Quads: quads}
		if p.Kind == articleKind {
			part.Article = p.ID
		} else {
			part.Facts = p.ID
		}
		if !yield(part) {
			return
		}
	}
}

// Article returns what is known of an article beside what it says.
func (s *Store) Article(id string) (graph.Article, bool) {
	list := s.records()
	i, ok := slices.BinarySearchFunc(list, id, func(r graph.Record, id string) int { return strings.Compare(r.Article.ID, id) })
	if !ok {
		return graph.Article{}, false
	}
	return list[i].Article, true
}

// Err returns nil: a folder is read whole when it is opened.
func (s *Store) Err() error { return nil }

// Close frees what the state holds; it must not be used any more.
func (s *Store) Close() error { return nil }
