package main

import (
	"errors"
	"fmt"
	"io/fs"

	"trigraph/graph/store"
	"trigraph/queries"
)

// graphName is how the graph is called in messages.
func (p *program) graphName() string { return p.config.Store.Path }

// opener opens the newest state of the graph.
func (p *program) opener() queries.Opener { return openFolder(p.config.Store.Path) }

func openFolder(path string) queries.Opener {
	return func() (store.Graph, error) {
		s, err := store.Open(path)
		if err != nil {
			return nil, err // and no interface around a nil
		}
		return s, nil
	}
}

// openStore reads the graph, and says what to do where there is none.
func (p *program) openStore() (store.Graph, error) {
	s, err := p.opener()()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no graph in %s; make one with: trigraph build", p.graphName())
	}
	return s, err
}
