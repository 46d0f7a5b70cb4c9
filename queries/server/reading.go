package server

import (
	"iter"

	"trigraph/graph"
)

// Claims implements walk.Source.
func (s *state) Claims(entity string, other func(id string) bool) iter.Seq[graph.Brief] {
	return s.Briefs(graph.ClaimQuery{Entity: entity, Other: other})
}

// Articles implements walk.Source.
func (s *state) Articles(entity string) int { return s.size(entity).articles }

// Degree implements walk.Source.
func (s *state) Degree(entity string) int { return s.size(entity).degree }

// size is how much there is of a thing.
type size struct{ articles, claims, degree int }

// size is counted once for a thing: that of a well-known one takes time.
func (s *state) size(entity string) size {
	if known, ok := s.sizes.Load(entity); ok {
		return known.(size)
	}
	n := size{degree: s.Graph.Degree(entity)}
	n.articles, n.claims = s.CountOf(entity)
	s.sizes.Store(entity, n)
	return n
}

// Mentioned implements walk.Source.
func (s *state) Mentioned(limit int) []string {
	var ids []string
	for _, m := range s.Overview(limit) {
		ids = append(ids, m.Entity.ID)
	}
	return ids
}
