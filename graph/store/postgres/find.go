package postgres

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/agnivade/levenshtein"
	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store"
)

// Find implements store.Graph.
func (g *Graph) Find(name string, limit int) []store.Match {
	if name == "" {
		return nil
	}
	return g.Search(store.SearchQuery{Name: name, Limit: limit})
}

// Search implements store.Graph. Where no name fits, only names that begin alike
// and those of about the same length are looked at.
func (g *Graph) Search(q store.SearchQuery) []store.Match {
	if q.Name == "" {
		return g.most(q)
	}
	folded := key(q.Name)
	matches := g.rank(q, g.named("folded = $1", folded))
	if len(matches) == 0 || q.Prefix {
		found := g.named("folded >= $1 and folded < $2", folded, folded+"\U0010FFFF")
		if matches = g.rank(q, found); len(matches) == 0 || !q.Prefix {
			matches = g.rank(q, append(found, g.alike(folded)...))
		}
	}
	return matches
}

// rank reads the entities of candidates and ranks them.
func (g *Graph) rank(q store.SearchQuery, found []store.Match) []store.Match {
	known := map[string]graph.Entity{}
	for i, m := range found {
		e, ok := known[m.Entity.ID]
		if !ok {
			if e, ok = g.Entity(m.Entity.ID); !ok {
				e = m.Entity
			}
			known[e.ID] = e
		}
		found[i].Entity = e
	}
	return q.Rank(found)
}

// Overview implements store.Graph.
func (g *Graph) Overview(limit int) []store.Match {
	return g.Search(store.SearchQuery{Limit: limit})
}

// most returns what is mentioned most. Of things that are of several classes by
// what articles say, some are read that fall away.
func (g *Graph) most(q store.SearchQuery) []store.Match {
	mentions, isA := hashOf(graph.Mentions), hashOf(graph.IsA)
	where, args := "", []any{mentions[:]}
	if len(q.Classes) > 0 {
		where = "and exists (select from quads as t where t.subject_hash = q.object_hash and t.predicate_hash = $2 and t.object_hash = any($3::bytea[]))"
		args = append(args, isA[:], array(classHashes(q.Classes)))
	}
	rows, err := g.db.QueryContext(context.Background(), `select n.value_string collate "C", count(*)::integer from quads as q
		join nodes as n on n.hash = q.object_hash where q.predicate_hash = $1 `+where+` group by 1 order by 2 desc, 1`, args...)
	if err != nil {
		g.failed(err)
		return nil
	}
	list := []store.Match{}
	var iri string
	var n int
	err = forEach(rows, func() error {
		if len(list) >= q.Limit {
			return fs.SkipAll
		}
		e, ok := g.Entity(entityID(quad.IRI(iri)))
		if ok && (len(q.Classes) == 0 || slices.Contains(q.Classes, e.Class)) {
			list = append(list, store.Match{Entity: e, Name: e.ID, Articles: n})
		}
		return nil
	}, &iri, &n)
	if err != fs.SkipAll {
		g.failed(err)
	}
	return list
}

func classHashes(classes []graph.Class) [][]byte {
	var list [][]byte
	for _, c := range classes {
		h := hashOf(c.IRI())
		list = append(list, h[:])
	}
	return list
}

// candidates is how many names are compared at most.
const candidates = 2000

func (g *Graph) named(where string, args ...any) []store.Match {
	rows, err := g.db.QueryContext(context.Background(),
		fmt.Sprintf("select distinct folded, name, entity from trigraph.names where %s order by folded limit %d", where, candidates), args...)
	if err != nil {
		g.failed(err)
		return nil
	}
	var found []store.Match
	ids := map[string]bool{}
	var f, name, id string
	err = forEach(rows, func() error {
		found = append(found, store.Match{Entity: graph.Entity{ID: id}, Name: name})
		ids[id] = true
		return nil
	}, &f, &name, &id)
	g.failed(err)
	articles := g.articles(slices.Collect(maps.Keys(ids)))
	for i := range found {
		found[i].Articles = articles[found[i].Entity.ID]
	}
	return found
}

// alike returns the names that differ from a folded one in few letters, as
// SearchQuery.Rank allows them. The database knows no such distance without an
// extension, so names of about its length are compared here.
func (g *Graph) alike(folded string) []store.Match {
	length := len([]rune(folded))
	allowed := (length + 3) / 4
	if length < 3 {
		return nil
	}
	rows, err := g.db.QueryContext(context.Background(),
		"select distinct folded from trigraph.names where length(folded) between $1 and $2", length-allowed, length+allowed)
	if err != nil {
		g.failed(err)
		return nil
	}
	var near []string
	var name string
	err = forEach(rows, func() error {
		if len(near) < candidates && levenshtein.ComputeDistance(name, folded) <= allowed {
			near = append(near, name)
		}
		return nil
	}, &name)
	g.failed(err)
	return g.named("folded = any($1::text[])", array(near))
}

// articles counts the articles that mention some entities.
func (g *Graph) articles(ids []string) map[string]int {
	of := map[hash]string{}
	var hashes [][]byte
	for _, id := range ids {
		h := hashOf(graph.Entity{ID: id}.IRI())
		of[h] = id
		hashes = append(hashes, h[:])
	}
	mentions := hashOf(graph.Mentions)
	rows, err := g.db.QueryContext(context.Background(),
		"select object_hash, count(*)::integer from quads where predicate_hash = $1 and object_hash = any($2::bytea[]) group by 1", mentions[:], array(hashes))
	if err != nil {
		g.failed(err)
		return nil
	}
	count := map[string]int{}
	var h []byte
	var n int
	err = forEach(rows, func() error {
		count[of[hash(h)]] = n
		return nil
	}, &h, &n)
	g.failed(err)
	return count
}
