package store

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"trigraph/graph"
)

// Match is an entity that a name may mean.
type Match struct {
	Entity   graph.Entity
	Name     string // the entity's name that fits
	How      string // "id", "exact", "folded", "prefix" or "similar"; "" where no name was asked for
	Articles int    // that mention the entity
}

// ranks orders the ways a name can fit, best first.
const ranks = "id exact folded prefix similar"

// Find returns the entities that a name means, best first: by id, also one it
// had before it was joined, by the exact name, by the name without regard to
// case, width, accents and punctuation, and where none of these fits, by the
// beginning of a name or by a similar one. Of equal fits the one named in more
// articles comes first, of similar ones the one that differs least. It returns
// at most limit matches, one for each entity.
func (s *Store) Find(name string, limit int) []Match {
	if name == "" {
		return nil
	}
	return s.Search(SearchQuery{Name: name, Limit: limit})
}

// fit is how well a name fits; the lesser one fits better.
type fit struct {
	rank  int    // in ranks
	edits int    // of a similar one
	key   string // the name folded, of a beginning or a similar one
	own   bool   // it is the node's id and no name
	name  string
}

func (a fit) compare(b fit) int {
	return cmp.Or(a.rank-b.rank, a.edits-b.edits, strings.Compare(a.key, b.key), cmp.Compare(yes(a.own), yes(b.own)), strings.Compare(a.name, b.name))
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (a fit) how() string {
	how, _, _ := strings.Cut(ranks[a.rank:], " ")
	return how
}

func rankOf(how string) int { return strings.Index(ranks, how) }

// same is how a name fits that has the key asked for.
func same(name, asked string, own bool) fit {
	how := "folded"
	if name == asked {
		how = "exact"
		if own {
			how = "id"
		}
	}
	return fit{rank: rankOf(how), own: own, name: name}
}

// maxEdits is in how many letters a name may differ: one in a name of three or
// four, one more for every four letters beyond. A name of fewer must be spelled
// right.
func maxEdits(key string) int {
	length := len([]rune(key))
	if length < 3 {
		return 0
	}
	return (length + 3) / 4
}

// Rank returns those of the candidates, each an entity with one of its names and
// the number of its articles, that the query may mean, as Store.Search does.
func (q SearchQuery) Rank(candidates []Match) []Match {
	var kept []Match
	for _, c := range candidates {
		if len(q.Classes) == 0 || slices.Contains(q.Classes, c.Entity.Class) {
			own := c
			own.Name = c.Entity.ID
			kept = append(kept, c, own)
		}
	}
	key := Fold(q.Name)
	found := best(kept, func(name string, own bool) (fit, bool) { return same(name, q.Name, own), Fold(name) == key })
	if len(found) == 0 || q.Prefix {
		found = more(found, best(kept, func(name string, own bool) (fit, bool) {
			folded := Fold(name)
			return fit{rank: rankOf("prefix"), key: folded, own: own, name: name}, strings.HasPrefix(folded, key)
		}))
	}
	if !slices.ContainsFunc(found, func(m ranked) bool { return m.fit.rank < rankOf("prefix") || q.Prefix }) {
		found = more(found, best(kept, func(name string, own bool) (fit, bool) {
			folded := Fold(name)
			edits := levenshtein.ComputeDistance(folded, key)
			return fit{rankOf("similar"), edits, folded, own, name}, edits <= maxEdits(key)
		}))
	}
	list := []Match{}
	for _, m := range found[:min(max(q.Limit, 0), len(found))] {
		list = append(list, m.Match)
	}
	return list
}

// ranked is a match with what it is ranked by.
type ranked struct {
	Match
	fit fit
}

// best returns the candidates that fit, each entity once, best first.
func best(candidates []Match, fits func(name string, own bool) (fit, bool)) (list []ranked) {
	place := map[string]int{}
	for _, c := range candidates {
		f, ok := fits(c.Name, c.Name == c.Entity.ID)
		if !ok {
			continue
		}
		c.How = f.how()
		i, known := place[c.Entity.ID]
		if !known {
			place[c.Entity.ID] = len(list)
			list = append(list, ranked{c, f})
		} else if f.compare(list[i].fit) < 0 {
			list[i] = ranked{c, f}
		}
	}
	slices.SortFunc(list, func(a, b ranked) int {
		return cmp.Or(a.fit.rank-b.fit.rank, a.fit.edits-b.fit.edits, b.Articles-a.Articles, strings.Compare(a.Entity.ID, b.Entity.ID))
	})
	return list
}

// more appends those that are not there yet.
func more(list, others []ranked) []ranked {
	there := map[string]bool{}
	for _, m := range list {
		there[m.Entity.ID] = true
	}
	for _, m := range others {
		if !there[m.Entity.ID] {
			list = append(list, m)
		}
	}
	return list
}
