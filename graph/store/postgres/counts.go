package postgres

import (
	"context"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store"
)

// Counts implements store.Graph. The classes are counted thing by thing.
func (g *Graph) Counts() store.Counts {
	c := store.Counts{Classes: map[graph.Class]int{}, Predicates: map[graph.Predicate]int{},
		Statuses: map[graph.Status]int{}, Languages: map[string]int{}}
	for e := range g.EachEntity {
		c.Entities++
		c.Classes[e.Class]++
	}
	g.led(graph.HasSpan, func(_ string, n int) { c.Mentions += n })
	g.led(graph.ClaimPredicate, func(iri string, n int) {
		_, id, _ := graph.ParseIRI(quad.IRI(iri))
		c.Predicates[graph.Predicate(id)] += n
		c.Claims += n
	})
	g.led(graph.HasStatus, func(status string, n int) { c.Statuses[graph.Status(status)] += n })
	g.led(graph.Published, func(day string, _ int) {
		if c.First == "" || day < c.First {
			c.First = day
		}
		c.Last = max(c.Last, day)
	})
	without := g.state.articles
	g.led(graph.InLanguage, func(lang string, n int) {
		c.Languages[lang] += n
		without -= n
	})
	if without > 0 {
		c.Languages[""] = without
	}
	return c
}

// led calls f with the texts to which a predicate leads, and how many quads say
// so.
func (g *Graph) led(predicate quad.IRI, f func(string, int)) {
	h := hashOf(predicate)
	rows, err := g.db.QueryContext(context.Background(), `select coalesce(value_string, ''), count(*)::integer
		from quads join nodes on hash = object_hash where predicate_hash = $1 group by 1`, h[:])
	if err != nil {
		g.failed(err)
		return
	}
	var text string
	var n int
	g.failed(forEach(rows, func() error { f(text, n); return nil }, &text, &n))
}

// CountOf implements store.Graph.
func (g *Graph) CountOf(entity string) (articles, claims int) {
	node := hashOf(graph.Entity{ID: entity}.IRI())
	mentions, subject, object := hashOf(graph.Mentions), hashOf(graph.ClaimSubject), hashOf(graph.ClaimObject)
	err := g.db.QueryRowContext(context.Background(), `select count(*) filter (where predicate_hash = $2)::integer,
		count(distinct subject_hash) filter (where predicate_hash in ($3, $4))::integer from quads
		where object_hash = $1 and predicate_hash in ($2, $3, $4)`, node[:], mentions[:], subject[:], object[:]).Scan(&articles, &claims)
	g.failed(err)
	return articles, claims
}

// EachArticle implements store.Graph.
func (g *Graph) EachArticle(yield func(graph.Article, int) bool) {
	g.ids("select article from trigraph.labels where article is not null order by article collate \"C\"", func(id string) bool {
		a, ok := g.Article(id)
		a.Text = ""
		return !ok || yield(a, g.mentionsIn(id))
	})
}

func (g *Graph) mentionsIn(article string) (n int) {
	label, span := hashOf(graph.Article{ID: article}.IRI()), hashOf(graph.HasSpan)
	err := g.db.QueryRowContext(context.Background(), "select count(*)::integer from quads where label_hash = $1 and predicate_hash = $2",
		label[:], span[:]).Scan(&n)
	g.failed(err)
	return n
}

// MentionCounts implements store.Graph.
func (g *Graph) MentionCounts(with, lang string) map[string]int {
	mentions, in := hashOf(graph.Mentions), hashOf(graph.InLanguage)
	entity, language := hashOf(graph.Entity{ID: with}.IRI()), hashOf(quad.String(lang))
	rows, err := g.db.QueryContext(context.Background(), `select n.value_string, count(*)::integer from quads as q join nodes as n on n.hash = q.object_hash
		where q.predicate_hash = $1
		and ($2::text = '' or exists (select from quads as w where w.subject_hash = q.subject_hash and w.predicate_hash = $1 and w.object_hash = $3))
		and ($4::text = '' or exists (select from quads as l where l.subject_hash = q.subject_hash and l.predicate_hash = $5 and l.object_hash = $6))
		group by 1`, mentions[:], with, entity[:], lang, in[:], language[:])
	if err != nil {
		g.failed(err)
		return nil
	}
	counts := map[string]int{}
	var iri string
	var n int
	g.failed(forEach(rows, func() error {
		counts[entityID(quad.IRI(iri))] = n
		return nil
	}, &iri, &n))
	return counts
}
