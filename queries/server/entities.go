package server

import (
	"net/http"
	"sync"

	"trigraph/graph"
	"trigraph/graph/store"
	"trigraph/queries"
)

// current is the newest state of the store.
type current struct {
	open  queries.Opener
	mu    sync.Mutex
	store store.Graph
}

// get returns the state of the last build. Where that cannot be read, the one
// before is still good, and the error says why.
func (c *current) get() (store.Graph, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	stale, err := c.store.Stale()
	if c.store.Err() == nil && (err != nil || !stale) {
		return c.store, err
	}
	s, err := c.open()
	if err == nil {
		c.store = s
	}
	return c.store, err
}

// foundEntity is an entity in an answer.
type foundEntity struct {
	ID       string            `json:"id"`
	Class    graph.Class       `json:"class"`
	Labels   map[string]string `json:"labels"`
	Names    []string          `json:"names"`
	Country  string            `json:"country,omitempty"`
	Within   string            `json:"within,omitempty"`
	SameAs   []string          `json:"same_as,omitempty"`
	Articles int               `json:"articles"`
	Match    string            `json:"match,omitempty"` // how the name fits: exact, folded, prefix or similar
}

func asFound(m store.Match, how string) foundEntity {
	e := m.Entity
	return foundEntity{e.ID, e.Class, e.Labels, e.Names, e.Country, e.PartOf, e.SameAs, m.Articles, how}
}

// findEntities is /api/entities?name=N&limit=L.
func (s *Server) findEntities(w http.ResponseWriter, r *http.Request) error {
	limit, err := limitOf(r.URL.Query().Get("limit"), 20)
	if err != nil {
		return err
	}
	name := r.URL.Query().Get("name")
	if name == "" {
		return refuse(http.StatusBadRequest, "say which: /api/entities?name=…")
	}
	list := []foundEntity{}
	for _, m := range s.store(w).Find(name, min(limit, 1000)) {
		list = append(list, asFound(m, m.How))
	}
	return writeJSON(w, http.StatusOK, list)
}

// entity is /api/entities/{id}.
func (s *Server) entity(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	st := s.store(w)
	for _, m := range st.Find(id, 20) {
		if m.Entity.ID == id {
			return writeJSON(w, http.StatusOK, asFound(m, ""))
		}
	}
	if e, ok := st.Entity(id); ok {
		return writeJSON(w, http.StatusOK, asFound(store.Match{Entity: e}, ""))
	}
	return refuse(http.StatusNotFound, "no entity has the id %q; /api/entities?name=… finds one by name", id)
}

// store returns the newest state that can be read; why a newer one cannot is
// for the log.
func (s *Server) store(w http.ResponseWriter) store.Graph {
	st, err := s.graph.get()
	if a, ok := w.(*answer); ok && err != nil {
		a.err = err
	}
	return st
}

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
