package store

import (
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// EachRecord implements Graph.
func (s *Store) EachRecord(yield func(graph.Record) bool) {
	for _, id := range articles(s.view) {
		if !yield(s.record(articleOwner(id))) {
			return
		}
	}
}

// EachEntity implements Graph.
func (s *Store) EachEntity(yield func(graph.Entity) bool) { slices.Values(s.entities())(yield) }

// Record implements Graph.
func (s *Store) Record(id string) (graph.Record, bool) {
	article := articleOwner(id)
	if !s.view.Has(quad.Quad{Subject: article, Predicate: graph.IsA, Object: graph.ArticleType, Label: article}) {
		return graph.Record{}, false
	}
	return s.record(article), true
}

// Resolve implements Graph. What holds in all articles goes before what holds in
// one, of these what most say.
func (s *Store) Resolve(id string) (now string, ok bool) {
	if _, ok := s.Entity(id); ok {
		return id, true
	}
	to := votes{}
	for _, j := range s.Joins() {
		if j.From == id && j.Reason != graph.Candidate {
			if j.In == "" {
				to.add(j.To, math.MaxInt32)
			}
			to.add(j.To, 1)
		}
	}
	now = to.best()
	_, ok = s.Entity(now)
	return now, ok
}

// ClaimsOf implements Graph.
func (s *Store) ClaimsOf(entity string) iter.Seq[graph.Claim] {
	return func(yield func(graph.Claim) bool) {
		node := graph.Entity{ID: entity}.IRI()
		for _, end := range []quad.IRI{graph.ClaimSubject, graph.ClaimObject} {
			for q := range s.view.Match(quad.Quad{Predicate: end, Object: node}) {
				for _, c := range s.claims(q.Subject) {
					if end == graph.ClaimObject && c.Subject == c.Object {
						continue // it came as a subject's
					}
					if !yield(c) {
						return
					}
				}
			}
		}
	}
}

// claims reads a claim's node with its details.
func (s *Store) claims(node quad.Value) []graph.Claim {
	said := slices.Collect(s.view.Match(quad.Quad{Subject: node}))
	for _, q := range said {
		if q.Predicate == graph.HasDetail {
			said = slices.AppendSeq(said, s.view.Match(quad.Quad{Subject: q.Object}))
		}
	}
	var r graph.Record
	s.failed(r.UnmarshalQuads(said))
	return r.Claims
}

// ArticlesOf implements Graph.
func (s *Store) ArticlesOf(entity string) iter.Seq[ArticleCount] {
	node := graph.Entity{ID: entity}.IRI()
	var list []ArticleCount
	for q := range s.view.Match(quad.Quad{Predicate: graph.OfEntity, Object: node}) {
		_, id, _ := graph.ParseIRI(s.one(q.Subject, graph.InArticle))
		a, _ := s.Article(id)
		count := ArticleCount{Article: id, Lang: a.Lang, Published: a.Published}
		for range s.view.Match(quad.Quad{Subject: q.Subject, Predicate: graph.HasSpan}) {
			count.Mentions++
		}
		list = append(list, count)
	}
	slices.SortFunc(list, func(a, b ArticleCount) int { return strings.Compare(a.Article, b.Article) })
	return slices.Values(list)
}

// one returns the node to which a predicate leads.
func (s *Store) one(node quad.Value, predicate quad.IRI) quad.IRI {
	for q := range s.view.Match(quad.Quad{Subject: node, Predicate: predicate}) {
		if iri, ok := q.Object.(quad.IRI); ok {
			return iri
		}
	}
	return ""
}

// Degree implements Graph.
func (s *Store) Degree(entity string) int {
	others := map[string]bool{}
	for c := range s.ClaimsOf(entity) {
		if c.Status == graph.Stated {
			others[c.Subject], others[c.Object] = true, true
		}
	}
	delete(others, entity)
	return len(others)
}
