package store

import (
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store/segment"
)

// EachRecord implements Graph.
func (s *Store) EachRecord(yield func(graph.Record) bool) {
	for node := range s.view.Ordered(s.view.Spans(graph.ArticlePrefix)) {
		if r, ok := s.Record(s.id(node)); ok && !yield(r) {
			return
		}
	}
}

// Record implements Graph.
func (s *Store) Record(id string) (graph.Record, bool) {
	article := articleOwner(id)
	if !s.view.Has(quad.Quad{Subject: article, Predicate: graph.IsA, Object: graph.ArticleType, Label: article}) {
		return graph.Record{}, false
	}
	return s.record(article), true
}

// ArticlesOf implements Graph.
func (s *Store) ArticlesOf(entity string) iter.Seq[ArticleCount] {
	return func(yield func(ArticleCount) bool) {
		var list []ArticleCount
		for mention := range s.subjects(s.terms.mention, s.of(entity)) {
			article := s.object(mention, s.terms.article)
			day, _ := time.Parse(time.DateOnly, s.text(article, s.terms.published))
			list = append(list, ArticleCount{
				Article: s.id(article), Lang: s.text(article, s.terms.lang), Published: day,
				Mentions: s.view.Count(segment.Row{mention, s.terms.span}),
			})
		}
		slices.SortFunc(list, func(a, b ArticleCount) int { return strings.Compare(a.Article, b.Article) })
		slices.Values(list)(yield)
	}
}

// articlesNaming counts the articles that mention an entity.
func (s *Store) articlesNaming(node uint32) int {
	return s.view.Count(segment.Row{0, s.terms.mentions, node})
}

// ClaimsOf implements Graph.
func (s *Store) ClaimsOf(entity string) iter.Seq[graph.Claim] {
	return func(yield func(graph.Claim) bool) {
		node := s.of(entity)
		for claim := range s.subjects(s.terms.subject, node) {
			if !s.claim(claim, yield) {
				return
			}
		}
		for claim := range s.subjects(s.terms.object, node) {
			if !s.has(segment.Row{claim, s.terms.subject, node}) && !s.claim(claim, yield) {
				return
			}
		}
	}
}

// claim reads a claim's node with its details.
func (s *Store) claim(node uint32, yield func(graph.Claim) bool) bool {
	said := s.about(nil, node)
	for detail := range s.objects(node, s.terms.detail) {
		said = s.about(said, detail)
	}
	var r graph.Record
	s.failed(r.UnmarshalQuads(said))
	for _, c := range r.Claims {
		if !yield(c) {
			return false
		}
	}
	return true
}

// about appends what is said of a node.
func (s *Store) about(said []quad.Quad, node uint32) []quad.Quad {
	for r := range s.view.Rows(segment.Row{node}) {
		said = append(said, quad.Quad{Subject: s.view.Value(r[0]), Predicate: s.view.Value(r[1]), Object: s.view.Value(r[2])})
	}
	return said
}
