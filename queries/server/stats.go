package server

import (
	"net/http"
	"slices"
	"time"

	"trigraph/graph"
)

// counts are those of one state of the graph, with its articles, newest first.
type counts struct {
	entities, claims, mentions int
	classes                    map[graph.Class]int
	predicates                 map[graph.Predicate]int
	languages                  map[string]int
	first, last                string
	articles                   []articleAnswer
}

// count goes once through the graph, an article at a time.
func (st *state) count() counts {
	c := counts{classes: map[graph.Class]int{}, predicates: map[graph.Predicate]int{}, languages: map[string]int{}}
	for e := range st.EachEntity {
		c.entities++
		c.classes[e.Class]++
	}
	for r := range st.EachRecord {
		a := articleOf(r.Article, len(r.Mentions))
		c.articles = append(c.articles, a)
		c.mentions += len(r.Mentions)
		c.claims += len(r.Claims)
		c.languages[a.Lang]++
		for _, x := range r.Claims {
			c.predicates[x.Predicate]++
		}
		if a.Published != "" && (c.first == "" || a.Published < c.first) {
			c.first = a.Published
		}
		c.last = max(c.last, a.Published)
	}
	slices.SortFunc(c.articles, newestFirst)
	return c
}

// stats is /api/stats.
func (s *Server) stats(w http.ResponseWriter, r *http.Request) error {
	began := time.Now()
	if err := readParams(r).done(); err != nil {
		return err
	}
	st := s.store(w)
	c := st.counts()
	return writeJSON(w, http.StatusOK, struct {
		Articles   int                     `json:"articles"`
		Entities   int                     `json:"entities"`
		Claims     int                     `json:"claims"`
		Quads      int                     `json:"quads"`
		Mentions   int                     `json:"mentions"`
		Classes    map[graph.Class]int     `json:"classes"`
		Predicates map[graph.Predicate]int `json:"predicates"`
		Languages  map[string]int          `json:"languages"`
		First      string                  `json:"first"`
		Last       string                  `json:"last"`
		Generation int                     `json:"generation"`
		measured
	}{len(c.articles), c.entities, c.claims, st.Stats().Quads, c.mentions, c.classes, c.predicates, c.languages, c.first, c.last, st.Generation(), measure(began, false)})
}
