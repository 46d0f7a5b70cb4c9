package server

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"trigraph/graph"
	"trigraph/graph/store"
)

// indexes are what records say, by thing.
type indexes struct {
	claims   map[string][]graph.Claim
	articles map[string]map[string]int // by article, the places that mention it
	records  map[string]graph.Record
	top      []string
}

func (s *state) index() indexes {
	x := indexes{map[string][]graph.Claim{}, map[string]map[string]int{}, map[string]graph.Record{}, nil}
	for _, r := range s.Records() {
		x.records[r.Article.ID] = r
		for _, c := range r.Claims {
			x.claims[c.Subject] = append(x.claims[c.Subject], c)
			if c.Object != c.Subject {
				x.claims[c.Object] = append(x.claims[c.Object], c)
			}
		}
		for _, m := range r.Mentions {
			if x.articles[m.Entity] == nil {
				x.articles[m.Entity] = map[string]int{}
			}
			x.articles[m.Entity][r.Article.ID]++
		}
	}
	x.top = slices.SortedFunc(maps.Keys(x.articles), func(a, b string) int {
		return cmp.Or(len(x.articles[b])-len(x.articles[a]), strings.Compare(a, b))
	})
	return x
}

// Claims implements walk.Source.
func (s *state) Claims(entity string) iter.Seq[graph.Claim] {
	return slices.Values(s.all().claims[entity])
}

// Degree implements walk.Source.
func (s *state) Degree(entity string) int {
	others := map[string]bool{}
	for c := range s.Claims(entity) {
		others[c.Subject], others[c.Object] = true, true
	}
	delete(others, entity)
	return len(others)
}

// Articles implements walk.Source.
func (s *state) Articles(entity string) int { return len(s.all().articles[entity]) }

// Mentioned implements walk.Source.
func (s *state) Mentioned(limit int) []string {
	top := s.all().top
	return top[:min(limit, len(top))]
}

// naming yields the articles that mention a thing, with how often.
func (s *state) naming(entity string) iter.Seq2[string, int] {
	return maps.All(s.all().articles[entity])
}

// record is what an article says.
func (s *state) record(id string) (graph.Record, bool) {
	r, ok := s.all().records[id]
	return r, ok
}

// resolve is the id that a thing has now.
func (s *state) resolve(id string) (string, bool) {
	if _, ok := s.Entity(id); ok {
		return id, true
	}
	for _, j := range s.Joins() {
		if j.From == id && j.In == "" && j.Reason != graph.Candidate {
			return j.To, true
		}
	}
	return "", false
}

func (s *state) named(name string, classes []graph.Class, prefix bool, limit int) []store.Match {
	var list []store.Match
	if name == "" {
		for _, id := range s.all().top {
			e, _ := s.Entity(id)
			list = append(list, store.Match{Entity: e, Articles: s.Articles(id)})
		}
	} else {
		list = s.Find(name, 1000)
	}
	list = slices.DeleteFunc(list, func(m store.Match) bool {
		return len(classes) > 0 && !slices.ContainsFunc(classes, func(c graph.Class) bool { return s.ontology.Is(m.Entity.Class, c) })
	})
	return list[:min(limit, len(list))]
}

func (s *state) everyEntity() iter.Seq[graph.Entity] { return slices.Values(s.Entities()) }

func (s *state) everyRecord() iter.Seq[graph.Record] { return slices.Values(s.Records()) }
