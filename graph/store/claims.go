package store

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store/segment"
)

// Briefs implements Graph. What does not fit is left by its numbers, before
// anything of it is decoded.
func (s *Store) Briefs(q graph.ClaimQuery) iter.Seq[graph.Brief] {
	return func(yield func(graph.Brief) bool) {
		fit := claimFilter{q, s.of(q.Entity), s.article(q.Article), nil}
		for _, status := range q.Statuses {
			fit.statuses = append(fit.statuses, s.numberOf(quad.String(status)))
		}
		for node := range s.claimNodes(fit) {
			if n := s.claimTerms(node); s.fits(n, fit) && !yield(s.brief(node, n)) {
				return
			}
		}
	}
}

// claimFilter is a graph.ClaimQuery by numbers.
type claimFilter struct {
	graph.ClaimQuery
	entity, article uint32
	statuses        []uint32
}

// claimNodes yields the nodes among which the claims of a query are, each once,
// by the range of an index that is likely the shortest.
func (s *Store) claimNodes(q claimFilter) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		t := s.terms
		ranges := []segment.Row{{0, t.class, s.numberOf(graph.ClaimType)}}
		switch {
		case q.Entity != "":
			ranges = []segment.Row{{0, t.subject, q.entity}, {0, t.object, q.entity}}
		case q.Article != "":
			ranges = []segment.Row{{0, t.article, q.article}}
		case len(q.statuses) > 0:
			ranges = nil
			for _, status := range q.statuses {
				ranges = append(ranges, segment.Row{0, t.status, status})
			}
		}
		for _, r := range ranges {
			for node := range s.subjects(r[1], r[2]) {
				if r[1] == t.object && s.has(segment.Row{node, t.subject, q.entity}) {
					continue // it was among the first
				}
				if !yield(node) {
					return
				}
			}
		}
	}
}

// fits reports whether the terms of a node are those of a claim asked for.
func (s *Store) fits(n claimTerms, q claimFilter) bool {
	if n.subject == 0 && n.object == 0 && q.Entity == "" && q.Article != "" {
		return false // a mention, or a join
	}
	if q.Article != "" && n.article != q.article || len(q.statuses) > 0 && !slices.Contains(q.statuses, n.status) {
		return false
	}
	if q.Other == nil {
		return true
	}
	other := n.object
	if other == q.entity {
		other = n.subject
	}
	return q.Other(s.id(other))
}

// claimTerms are the numbers of what is said of a claim's node, 0 for nothing.
type claimTerms struct {
	subject, predicate, object, status, time, article, confidence, start, end, quote, rule uint32
	particulars                                                                            []segment.Row
}

func (s *Store) claimTerms(node uint32) (n claimTerms) {
	for r := range s.view.Rows(segment.Row{node}) {
		if to := n.place(&s.terms, r[1]); to == nil {
			n.particulars = append(n.particulars, r)
		} else if *to == 0 {
			*to = r[2]
		}
	}
	return n
}

// place is where the object of a predicate belongs; nil where in no place of its
// own.
func (n *claimTerms) place(t *terms, predicate uint32) *uint32 {
	switch predicate {
	case t.subject:
		return &n.subject
	case t.predicate:
		return &n.predicate
	case t.object:
		return &n.object
	case t.status:
		return &n.status
	case t.time:
		return &n.time
	case t.article:
		return &n.article
	case t.confidence:
		return &n.confidence
	case t.start:
		return &n.start
	case t.end:
		return &n.end
	case t.quote:
		return &n.quote
	case t.rule:
		return &n.rule
	}
	return nil
}

func (s *Store) brief(node uint32, n claimTerms) graph.Brief {
	b := graph.Brief{Node: node}
	b.Subject, b.Predicate, b.Object = s.id(n.subject), graph.Predicate(s.id(n.predicate)), s.id(n.object)
	if b.Subject == "" || b.Predicate == "" || b.Object == "" {
		s.failed(fmt.Errorf("%v: a claim needs %s, %s and %s", s.view.Value(node), graph.ClaimSubject, graph.ClaimPredicate, graph.ClaimObject))
	}
	b.Status, b.Time, b.Article = graph.Status(s.string(n.status)), s.string(n.time), s.id(n.article)
	confidence, _ := s.view.Value(n.confidence).(quad.Float)
	b.Confidence, b.Start = float64(confidence), s.int(n.start)
	b.Lang, b.Published = s.text(n.article, s.terms.lang), s.text(n.article, s.terms.published)
	return b
}

// Whole implements Graph.
func (s *Store) Whole(b graph.Brief) graph.Claim {
	n := s.claimTerms(b.Node)
	c := b.Claim
	c.Quote, c.End, c.Rule = s.string(n.quote), s.int(n.end), s.string(n.rule)
	c.Particulars = s.particulars(n.particulars)
	return c
}

// particulars reads what the other quads of a claim's node say, sorted by name,
// value and place.
func (s *Store) particulars(rows []segment.Row) []graph.Particular {
	var all []graph.Particular
	placed := map[[2]string]bool{}
	for _, r := range rows {
		if r[1] == s.terms.detail {
			p := s.detail(r[2])
			all = append(all, p)
			placed[[2]string{p.Name, p.Value}] = true
		}
	}
	for _, r := range rows {
		iri, _ := s.view.Value(r[1]).(quad.IRI)
		value, isText := s.view.Value(r[2]).(quad.String)
		if !isText || !strings.HasPrefix(string(iri), graph.ParticularPrefix) {
			continue
		}
		if _, name, ok := graph.ParseIRI(iri); ok && !placed[[2]string{name, string(value)}] {
			all = append(all, graph.Particular{Name: name, Value: string(value)})
		}
	}
	slices.SortFunc(all, func(a, b graph.Particular) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Value, b.Value), a.Start-b.Start)
	})
	return all
}

func (s *Store) detail(node uint32) (p graph.Particular) {
	t := s.terms
	for r := range s.view.Rows(segment.Row{node}) {
		switch r[1] {
		case t.name:
			p.Name = s.string(r[2])
		case t.quote:
			p.Value = s.string(r[2])
		case t.value:
			p.Normal = s.string(r[2])
		case t.start:
			p.Start = s.int(r[2])
		case t.end:
			p.End = s.int(r[2])
		}
	}
	return p
}

// ClaimsOf implements Graph.
func (s *Store) ClaimsOf(entity string) iter.Seq[graph.Claim] {
	return func(yield func(graph.Claim) bool) {
		for b := range s.Briefs(graph.ClaimQuery{Entity: entity}) {
			if !yield(s.Whole(b)) {
				return
			}
		}
	}
}
