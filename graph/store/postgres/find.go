package postgres

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/agnivade/levenshtein"

	"trigraph/graph"
	"trigraph/graph/store"
)

// Find implements store.Graph. Where no name fits, only names that begin alike
// and those of about the same length are looked at.
func (g *Graph) Find(name string, limit int) []store.Match {
	folded := key(name)
	if folded == "" {
		return []store.Match{}
	}
	found := g.named("folded = $1", folded)
	if len(found) == 0 {
		found = g.named("folded > $1 and folded < $2", folded, folded+"\U0010FFFF")
		found = append(found, g.alike(folded)...)
	}
	matches := store.Rank(name, found, limit)
	for i, m := range matches {
		if e, ok := g.Entity(m.Entity.ID); ok {
			matches[i].Entity = e
		}
	}
	return matches
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
// store.Rank allows them. The database knows no such distance without an
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
