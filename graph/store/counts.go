package store

import (
	"iter"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store/segment"
)

// Counts says how much a graph holds.
type Counts struct {
	Entities, Claims, Mentions int
	Classes                    map[graph.Class]int
	Predicates                 map[graph.Predicate]int // of claims, of every status
	Statuses                   map[graph.Status]int    // of claims
	Languages                  map[string]int          // of articles
	First, Last                string                  // days of publication; "" where no article has one
}

// Counts implements Graph.
func (s *Store) Counts() Counts {
	c := Counts{Classes: map[graph.Class]int{}, Predicates: map[graph.Predicate]int{},
		Statuses: map[graph.Status]int{}, Languages: map[string]int{}}
	for _, span := range s.terms.entities {
		for node := span.From; node < span.To; node++ {
			if s.isEntity(node) {
				c.Entities++
				c.Classes[s.class(node)]++
			}
		}
	}
	c.Mentions = s.view.Count(segment.Row{0, s.terms.span})
	for p, n := range s.said(graph.ClaimPredicate) {
		c.Predicates[graph.Predicate(nodeID(p))] += n
		c.Claims += n
	}
	for status, n := range s.said(graph.HasStatus) {
		text, _ := status.(quad.String)
		c.Statuses[graph.Status(text)] += n
	}
	c.dated(s.said(graph.Published))
	without := s.Stats().Articles
	for lang, n := range s.said(graph.InLanguage) {
		text, _ := lang.(quad.String)
		c.Languages[string(text)] += n
		without -= n
	}
	if without > 0 {
		c.Languages[""] = without
	}
	return c
}

func (c *Counts) dated(days func(func(quad.Value, int) bool)) {
	for day := range days {
		text, _ := day.(quad.String)
		if c.First == "" || string(text) < c.First {
			c.First = string(text)
		}
		c.Last = max(c.Last, string(text))
	}
}

// said yields to what a predicate leads anywhere, and how many quads say so.
func (s *Store) said(predicate quad.IRI) func(func(quad.Value, int) bool) {
	return func(yield func(quad.Value, int) bool) {
		p, ok := s.view.ID(predicate)
		if !ok {
			return
		}
		for o, n := range s.view.Groups(segment.Row{0, p}, quad.Object, segment.Span{}) {
			if !yield(s.view.Value(o), n) {
				return
			}
		}
	}
}

// CountOf implements Graph.
func (s *Store) CountOf(entity string) (articles, claims int) {
	node, t := s.of(entity), s.terms
	claims = s.view.Count(segment.Row{0, t.subject, node})
	for claim := range s.subjects(t.object, node) {
		if !s.has(segment.Row{claim, t.subject, node}) {
			claims++
		}
	}
	return s.articlesNaming(node), claims
}

// EachArticle implements Graph.
func (s *Store) EachArticle(yield func(graph.Article, int) bool) {
	for node := range s.articleNodes {
		var said []quad.Quad
		for r := range s.view.Rows(segment.Row{node, 0, 0, node}) {
			if r[1] != s.terms.text && r[1] != s.terms.mentions {
				said = append(said, quad.Quad{Subject: s.view.Value(node), Predicate: s.view.Value(r[1]), Object: s.view.Value(r[2])})
			}
		}
		var r graph.Record
		s.failed(r.UnmarshalQuads(said))
		if !yield(r.Article, s.view.Count(segment.Row{0, s.terms.span, 0, node})) {
			return
		}
	}
}

// MentionCounts implements Graph.
func (s *Store) MentionCounts(with, lang string) map[string]int {
	counts := map[uint32]int{}
	if with == "" && lang == "" {
		for node, n := range s.view.Groups(segment.Row{0, s.terms.mentions}, quad.Object, segment.Span{}) {
			counts[node] = n
		}
	} else {
		for article := range s.articlesWith(with, lang) {
			for r := range s.view.Rows(segment.Row{article, s.terms.mentions}) {
				counts[r[2]]++
			}
		}
	}
	ids := make(map[string]int, len(counts))
	for node, n := range counts {
		ids[s.id(node)] = n
	}
	return ids
}

// articlesWith yields the articles that mention an entity and are in a language.
func (s *Store) articlesWith(entity, lang string) iter.Seq[uint32] {
	language, given := s.numberOf(quad.String(lang)), lang != ""
	return func(yield func(uint32) bool) {
		articles := s.subjects(s.terms.lang, language)
		if entity != "" {
			articles = s.subjects(s.terms.mentions, s.of(entity))
		}
		for article := range articles {
			if (!given || s.has(segment.Row{article, s.terms.lang, language})) && !yield(article) {
				return
			}
		}
	}
}
