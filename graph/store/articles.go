package store

import (
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store/segment"
)

// EachRecord implements Graph.
func (s *Store) EachRecord(yield func(graph.Record) bool) {
	for node := range s.articleNodes {
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
		if entity == "" {
			s.allArticles(yield)
			return
		}
		var list []ArticleCount
		for mention := range s.subjects(s.terms.mention, s.of(entity)) {
			a := s.articleCount(s.object(mention, s.terms.article))
			a.Mentions = s.view.Count(segment.Row{mention, s.terms.span})
			list = append(list, a)
		}
		slices.SortFunc(list, func(a, b ArticleCount) int { return strings.Compare(a.Article, b.Article) })
		slices.Values(list)(yield)
	}
}

func (s *Store) articleCount(node uint32) ArticleCount {
	a := ArticleCount{Article: s.id(node), Lang: s.text(node, s.terms.lang)}
	if day := s.text(node, s.terms.published); day != "" {
		a.Published, _ = time.Parse(time.DateOnly, day)
	}
	return a
}

func (s *Store) allArticles(yield func(ArticleCount) bool) {
	for node := range s.articleNodes {
		a := s.articleCount(node)
		a.Mentions = s.view.Count(segment.Row{0, s.terms.span, 0, node})
		if !yield(a) {
			return
		}
	}
}

// articleNodes yields the nodes of the articles that are there, in the order of
// their IRIs.
func (s *Store) articleNodes(yield func(uint32) bool) {
	for node := range s.view.Ordered(s.view.Spans(graph.ArticlePrefix)) {
		if s.has(segment.Row{node, s.terms.class, s.terms.isArticle, node}) && !yield(node) {
			return
		}
	}
}

// articlesNaming counts the articles that mention an entity.
func (s *Store) articlesNaming(node uint32) int {
	return s.view.Count(segment.Row{0, s.terms.mentions, node})
}

// Surfaces implements Graph.
func (s *Store) Surfaces(entity string, articles int) iter.Seq2[string, string] {
	return func(yield func(lang, name string) bool) {
		for mention := range s.subjects(s.terms.mention, s.of(entity)) {
			if articles--; articles < 0 {
				return
			}
			article := s.object(mention, s.terms.article)
			lang, text := s.text(article, s.terms.lang), s.text(article, s.terms.text)
			for span := range s.objects(mention, s.terms.span) {
				if name, ok := cut(text, s.string(span)); ok && !yield(lang, name) {
					return
				}
			}
		}
	}
}

// cut returns what stands in a text at a span of code points, "12-15".
func cut(text, span string) (string, bool) {
	first, last, _ := strings.Cut(span, "-")
	from, err1 := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	if err1 != nil || err2 != nil || from > to {
		return "", false
	}
	start, at := -1, 0
	for i := range text {
		if at == from {
			start = i
		}
		if at == to && start >= 0 {
			return text[start:i], true
		}
		at++
	}
	return text[max(start, 0):], start >= 0 && at == to
}
