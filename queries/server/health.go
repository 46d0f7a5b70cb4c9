package server

import "net/http"

// health says whether questions can be answered.
func (s *Server) health(w http.ResponseWriter, r *http.Request) error {
	st, err := s.graph.get()
	if err != nil {
		if a, ok := w.(*answer); ok {
			a.err = err
		}
		return writeJSON(w, http.StatusServiceUnavailable, map[string]any{"status": "the graph cannot be read"})
	}
	if r.URL.Path == "/health" { // as Cayley has it
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	stats := st.Stats()
	return writeJSON(w, http.StatusOK, map[string]any{
		"status": "ok", "generation": stats.Generation, "articles": stats.Articles, "quads": stats.Quads,
	})
}
