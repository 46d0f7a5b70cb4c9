package server

import (
	"net/http"
	"sync"

	"trigraph/graph"
	"trigraph/graph/store"
	"trigraph/queries"
	"trigraph/queries/walk"
)

// current is the newest state of the store.
type current struct {
	open     queries.Opener
	ontology *graph.Ontology
	mu       sync.Mutex
	state    *state
}

// get returns the state of the last build. Where that cannot be read, the one
// before is still good, and the error says why.
func (c *current) get() (*state, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	stale, err := c.state.Stale()
	if c.state.Err() == nil && (err != nil || !stale) {
		return c.state, err
	}
	s, err := c.open()
	if err == nil {
		c.state = newState(s, c.ontology)
	}
	return c.state, err
}

// state is one state of the graph with what was made of it once for all
// requests. It is a walk.Source.
type state struct {
	store.Graph
	ontology  *graph.Ontology
	sizes     sync.Map // by thing
	mu        sync.Mutex
	overviews map[string]walk.Graph // by filter and limits
	counts    func() store.Counts
	kept      kept

	articlesByDay func() []store.ArticleCount // newest first
}

func newState(g store.Graph, o *graph.Ontology) *state {
	s := &state{Graph: g, ontology: o, overviews: map[string]walk.Graph{}}
	s.counts = sync.OnceValue(g.Counts)
	s.articlesByDay = sync.OnceValue(s.newest)
	return s
}

// label is a thing's name in a language, else in another, else its id.
func (s *state) label(id, language string) string {
	e, _ := s.Entity(id)
	e.ID = id
	return label(e, language)
}

func label(e graph.Entity, language string) string {
	for _, lang := range []string{language, "en", "de", "zh"} {
		if name := e.Labels[lang]; name != "" {
			return name
		}
	}
	return e.ID
}

// store returns the newest state that can be read; why a newer one cannot is
// for the log.
func (s *Server) store(w http.ResponseWriter) *state {
	st, err := s.graph.get()
	if a, ok := w.(*answer); ok && err != nil {
		a.err = err
	}
	return st
}
