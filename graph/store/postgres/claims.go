package postgres

import (
	"iter"
	"slices"
	"time"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// Briefs implements store.Graph. What comes with a record is all read, so that
// nothing is left for Whole.
func (g *Graph) Briefs(q graph.ClaimQuery) iter.Seq[graph.Brief] {
	return func(yield func(graph.Brief) bool) {
		about := map[string]graph.Article{}
		all := g.claims(claimsOf(q))
		if q.Entity == "" && q.Article != "" {
			r, _ := g.Record(q.Article)
			all = slices.Values(r.Claims)
		}
		for c := range all {
			other := c.Object
			if other == q.Entity {
				other = c.Subject
			}
			if q.Article != "" && c.Article != q.Article || len(q.Statuses) > 0 && !slices.Contains(q.Statuses, c.Status) || q.Other != nil && !q.Other(other) {
				continue
			}
			a, known := about[c.Article]
			if !known {
				a, _ = g.Article(c.Article)
				about[c.Article] = a
			}
			b := graph.Brief{Claim: c, Lang: a.Lang}
			if !a.Published.IsZero() {
				b.Published = a.Published.Format(time.DateOnly)
			}
			if !yield(b) {
				return
			}
		}
	}
}

// Whole implements store.Graph.
func (g *Graph) Whole(b graph.Brief) graph.Claim { return b.Claim }

// ClaimsOf implements store.Graph.
func (g *Graph) ClaimsOf(entity string) iter.Seq[graph.Claim] {
	return g.claims(claimsOf(graph.ClaimQuery{Entity: entity}))
}

// claimsOf returns what leads from the claims of a query, or from more than
// these: predicates, and the nodes to one of which one of them leads.
func claimsOf(q graph.ClaimQuery) (predicates, objects [][]byte) {
	lead := func(list *[][]byte, v quad.Value) {
		h := hashOf(v)
		*list = append(*list, h[:])
	}
	switch {
	case q.Entity != "":
		lead(&predicates, graph.ClaimSubject)
		lead(&predicates, graph.ClaimObject)
		lead(&objects, graph.Entity{ID: q.Entity}.IRI())
	case len(q.Statuses) > 0:
		lead(&predicates, graph.HasStatus)
		for _, s := range q.Statuses {
			lead(&objects, quad.String(s))
		}
	default:
		lead(&predicates, graph.IsA)
		lead(&objects, graph.ClaimType)
	}
	return predicates, objects
}

// claims yields the claims from whose nodes one of some predicates leads to one
// of some objects.
func (g *Graph) claims(predicates, objects [][]byte) iter.Seq[graph.Claim] {
	detail := hashOf(graph.HasDetail)
	return func(yield func(graph.Claim) bool) {
		for r := range g.said(`join (
			with claims as (select distinct subject_hash as node from quads where object_hash = any($1::bytea[]) and predicate_hash = any($2::bytea[]))
			select node from claims union
			select object_hash from quads join claims on subject_hash = node where predicate_hash = $3
			) as wanted on subject_hash = node order by label_hash`, array(objects), array(predicates), detail[:]) {
			for _, c := range r.Claims {
				if !yield(c) {
					return
				}
			}
		}
	}
}

// JoinsOf implements store.Graph.
func (g *Graph) JoinsOf(entity string) (list []graph.Join) {
	to, from := hashOf(graph.JoinTo), hashOf(graph.JoinFrom)
	node, id := hashOf(graph.Entity{ID: entity}.IRI()), hashOf(quad.String(entity))
	for r := range g.said(`where subject_hash in (select subject_hash from quads
		where predicate_hash = $1 and object_hash = $2 or predicate_hash = $3 and object_hash = $4) order by label_hash`, to[:], node[:], from[:], id[:]) {
		for _, j := range r.Joins {
			if made := j.Reason != graph.Candidate; made && j.To == entity || !made && j.From == entity {
				list = append(list, j)
			}
		}
	}
	return list
}

// Surfaces implements store.Graph.
func (g *Graph) Surfaces(entity string, articles int) iter.Seq2[string, string] {
	return func(yield func(lang, name string) bool) {
		for in := range g.ArticlesOf(entity) {
			if articles--; articles < 0 {
				return
			}
			r, _ := g.Record(in.Article)
			for _, m := range r.Mentions {
				if m.Entity == entity && !yield(in.Lang, m.Name) {
					return
				}
			}
		}
	}
}
