package server

import (
	"net/http"
	"time"

	"trigraph/graph"
)

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
	}{st.Stats().Articles, c.Entities, c.Claims, st.Stats().Quads, c.Mentions, c.Classes, c.Predicates, c.Languages, c.First, c.Last, st.Generation(), measure(began, false)})
}
