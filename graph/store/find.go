package store

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"trigraph/graph"
)

// Match is an entity that a name may mean.
type Match struct {
	Entity   graph.Entity
	Name     string // the entity's name that fits
	How      string // "id", "exact", "folded", "prefix" or "similar"
	Articles int    // that mention the entity
}

// bearer is an entity's name, folded.
type bearer struct {
	folded, name string
	entity       int // in Entities
	articles     int
}

// ranks orders the ways a name can fit, best first.
const ranks = "id exact folded prefix similar"

// Find returns the entities that a name means, best first: by id, by the exact
// name, by the name without regard to case, width, accents and punctuation, and
// where none of these fits, by the beginning of a name or by a similar one. Of
// equal fits the one named in more articles comes first. It returns at most
// limit matches, one for each entity.
func (s *Store) Find(name string, limit int) []Match {
	names := s.names()
	if name == "" {
		return nil
	}
	f := finder{entities: s.entities(), best: map[int]Match{}}
	return f.rank(names, SearchQuery{Name: name, Limit: limit})
}

// Search implements Graph. Without Prefix it finds what Find does. With it,
// names that begin so are found beside those that are so, and similar ones only
// where there are none.
func (s *Store) Search(q SearchQuery) []Match {
	f := finder{entities: s.entities(), classes: q.Classes, best: map[int]Match{}}
	return f.rank(s.names(), q)
}

// Overview implements Graph.
func (s *Store) Overview(limit int) []Match { return s.Search(SearchQuery{Limit: limit}) }

// rank looks a name up among the bearers, sorted by folded name.
func (f *finder) rank(names []bearer, q SearchQuery) []Match {
	if q.Name == "" {
		for _, b := range names {
			if b.articles > 0 && b.name == f.entities[b.entity].ID {
				f.add(b, "")
			}
		}
		return f.sorted(q.Limit)
	}
	folded := Fold(q.Name)
	f.same(names, q.Name)
	if q.Prefix || len(f.best) == 0 {
		f.beginning(names, folded)
	}
	if len(f.best) == 0 || !q.Prefix && f.all("prefix") {
		f.similar(names, folded)
	}
	return f.sorted(q.Limit)
}

func (s *Store) indexNames() []bearer {
	articles := map[string]int{}
	for _, r := range s.records() {
		seen := map[string]bool{}
		for _, m := range r.Mentions {
			if !seen[m.Entity] {
				seen[m.Entity] = true
				articles[m.Entity]++
			}
		}
	}
	var list []bearer
	for i, e := range s.entities() {
		for _, name := range append([]string{e.ID}, e.Names...) {
			list = append(list, bearer{Fold(name), name, i, articles[e.ID]})
		}
	}
	for _, j := range s.Joins() { // an id that a thing had before still finds it
		if i, ok := s.entityIndex(j.To); ok && j.From != j.To {
			list = append(list, bearer{Fold(j.From), j.From, i, articles[j.To]})
		}
	}
	sortBearers(list)
	return list
}

func sortBearers(list []bearer) {
	slices.SortStableFunc(list, func(a, b bearer) int { return strings.Compare(a.folded, b.folded) })
}

// finder keeps the best match of each entity.
type finder struct {
	entities []graph.Entity
	classes  []graph.Class
	best     map[int]Match
}

func (f *finder) add(b bearer, how string) {
	if len(f.classes) > 0 && !slices.Contains(f.classes, f.entities[b.entity].Class) {
		return
	}
	old, ok := f.best[b.entity]
	if !ok || strings.Index(ranks, how) < strings.Index(ranks, old.How) {
		f.best[b.entity] = Match{f.entities[b.entity], b.name, how, b.articles}
	}
}

func (f *finder) same(names []bearer, name string) {
	folded := Fold(name)
	for _, b := range names[firstFrom(names, folded):] {
		switch {
		case b.folded != folded:
			return
		case name == f.entities[b.entity].ID:
			f.add(b, "id")
		case b.name == name:
			f.add(b, "exact")
		default:
			f.add(b, "folded")
		}
	}
}

// all reports whether the matches fit in one way only.
func (f *finder) all(how string) bool {
	for _, m := range f.best {
		if m.How != how {
			return false
		}
	}
	return true
}

// beginning looks for names that begin with the folded one.
func (f *finder) beginning(names []bearer, folded string) {
	for _, b := range names[firstFrom(names, folded):] {
		if !strings.HasPrefix(b.folded, folded) {
			break
		}
		f.add(b, "prefix")
	}
}

// similar looks for names that differ from the folded one in few letters: one
// in a name of three to five, one more for every four letters beyond.
func (f *finder) similar(names []bearer, folded string) {
	length := len([]rune(folded))
	for _, b := range names {
		allowed := (length + 3) / 4
		if length < 3 || abs(len(b.folded)-len(folded)) > 4*allowed {
			continue
		}
		if levenshtein.ComputeDistance(b.folded, folded) <= allowed {
			f.add(b, "similar")
		}
	}
}

func (f *finder) sorted(limit int) []Match {
	list := make([]Match, 0, len(f.best))
	for _, m := range f.best {
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b Match) int {
		return cmp.Or(strings.Index(ranks, a.How)-strings.Index(ranks, b.How),
			b.Articles-a.Articles, strings.Compare(a.Entity.ID, b.Entity.ID))
	})
	return list[:min(max(limit, 0), len(list))]
}

func firstFrom(names []bearer, folded string) int {
	i, _ := slices.BinarySearchFunc(names, folded, func(b bearer, s string) int { return strings.Compare(b.folded, s) })
	return i
}

func abs(n int) int { return max(n, -n) }

// Rank returns those of the candidates, each an entity with one of its names and
// the number of its articles, that a query may mean, as Store.Search does.
func Rank(q SearchQuery, candidates []Match) []Match {
	f := finder{classes: q.Classes, best: map[int]Match{}}
	var names []bearer
	known := map[string]int{}
	for _, c := range candidates {
		i, ok := known[c.Entity.ID]
		if !ok {
			i, known[c.Entity.ID] = len(f.entities), len(f.entities)
			f.entities = append(f.entities, c.Entity)
			names = append(names, bearer{Fold(c.Entity.ID), c.Entity.ID, i, c.Articles})
		}
		names = append(names, bearer{Fold(c.Name), c.Name, i, c.Articles})
	}
	sortBearers(names)
	return f.rank(names, q)
}

// Fold takes case, width, accents, spaces and punctuation off a name. A name of
// nothing else only loses its case.
func Fold(name string) string {
	lower := cases.Fold().String(norm.NFKD.String(name))
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, lower)
	if letters == "" {
		return lower
	}
	return letters
}
