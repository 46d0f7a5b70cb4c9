package postgres

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store"
)

// EachRecord implements store.Graph. One article is in memory at a time.
func (g *Graph) EachRecord(yield func(graph.Record) bool) {
	g.ids("select article from trigraph.labels where article is not null order by article collate \"C\"", func(id string) bool {
		r, ok := g.Record(id)
		return !ok || yield(r)
	})
}

// EachEntity implements store.Graph.
func (g *Graph) EachEntity(yield func(graph.Entity) bool) {
	g.ids("select distinct entity collate \"C\" from trigraph.names order by 1", func(id string) bool {
		e, ok := g.Entity(id)
		return !ok || yield(e)
	})
}

// ids calls f with the texts of a query until it returns false.
func (g *Graph) ids(query string, f func(string) bool) {
	rows, err := g.db.QueryContext(context.Background(), query)
	if err != nil {
		g.failed(err)
		return
	}
	defer rows.Close()
	var id string
	for rows.Next() {
		if err := rows.Scan(&id); err != nil {
			g.failed(err)
			return
		}
		if !f(id) {
			return
		}
	}
	g.failed(rows.Err())
}

// Record implements store.Graph.
func (g *Graph) Record(id string) (graph.Record, bool) {
	h := hashOf(graph.Article{ID: id}.IRI())
	for r := range g.said("where label_hash = $1", h[:]) {
		if r.Article.ID == id {
			return r, true
		}
	}
	return graph.Record{}, false
}

// Resolve implements store.Graph. The database does not tell joins within an
// article from those between articles; what most say holds.
func (g *Graph) Resolve(id string) (now string, ok bool) {
	if _, ok := g.Entity(id); ok {
		return id, true
	}
	from, name := hashOf(graph.JoinFrom), hashOf(quad.String(id))
	to := map[string]int{}
	for r := range g.said(`where subject_hash in (select subject_hash from quads where predicate_hash = $1 and object_hash = $2)
		order by label_hash`, from[:], name[:]) {
		for _, j := range r.Joins {
			if j.Reason != graph.Candidate && j.To != id {
				to[j.To]++
			}
		}
	}
	for _, other := range slices.Sorted(maps.Keys(to)) {
		if to[other] > to[now] {
			now = other
		}
	}
	_, ok = g.Entity(now)
	return now, ok
}

// ArticlesOf implements store.Graph.
func (g *Graph) ArticlesOf(entity string) iter.Seq[store.ArticleCount] {
	if entity == "" {
		return g.allArticles
	}
	of, in := hashOf(graph.OfEntity), hashOf(graph.InArticle)
	span, lang, date := hashOf(graph.HasSpan), hashOf(graph.InLanguage), hashOf(graph.Published)
	node := hashOf(graph.Entity{ID: entity}.IRI())
	list := map[string]*store.ArticleCount{}
	rows, err := g.db.QueryContext(context.Background(), `select a.value_string,
		(select count(*)::integer from quads as s where s.subject_hash = m.subject_hash and s.predicate_hash = $4),
		coalesce((select min(value_string) from quads as l join nodes on hash = l.object_hash where l.subject_hash = a.hash and l.predicate_hash = $5), ''),
		coalesce((select min(value_string) from quads as d join nodes on hash = d.object_hash where d.subject_hash = a.hash and d.predicate_hash = $6), '')
		from quads as m join quads as i on i.subject_hash = m.subject_hash and i.predicate_hash = $3 join nodes as a on a.hash = i.object_hash
		where m.object_hash = $1 and m.predicate_hash = $2`, node[:], of[:], in[:], span[:], lang[:], date[:])
	if err == nil {
		var iri, language, published string
		var n int
		err = forEach(rows, func() error {
			_, id, _ := graph.ParseIRI(quad.IRI(iri))
			day, _ := time.Parse(time.DateOnly, published)
			list[id] = &store.ArticleCount{Article: id, Lang: language, Published: day, Mentions: n}
			return nil
		}, &iri, &n, &language, &published)
	}
	g.failed(err)
	return func(yield func(store.ArticleCount) bool) {
		for _, id := range slices.SortedFunc(maps.Keys(list), strings.Compare) {
			if !yield(*list[id]) {
				return
			}
		}
	}
}

func (g *Graph) allArticles(yield func(store.ArticleCount) bool) {
	for a, mentions := range g.EachArticle {
		if !yield(store.ArticleCount{Article: a.ID, Lang: a.Lang, Published: a.Published, Mentions: mentions}) {
			return
		}
	}
}

// Degree implements store.Graph.
func (g *Graph) Degree(entity string) int {
	others := map[string]bool{}
	for c := range g.ClaimsOf(entity) {
		if c.Status == graph.Stated {
			others[c.Subject], others[c.Object] = true, true
		}
	}
	delete(others, entity)
	return len(others)
}
