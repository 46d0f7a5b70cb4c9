package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"trigraph/graph/store"
	"trigraph/graph/store/postgres"
	"trigraph/queries"
)

// What store.backend may be.
const (
	embedded = "embedded"
	database = "postgres"
)

// checkBackend refuses what the graph cannot be kept in.
func checkBackend(c storeConfig) error {
	switch c.Backend {
	case embedded, database:
		return nil
	case "mysql", "sqlite":
		return fmt.Errorf("store.backend: %s is refused: in Cayley's tables there the unique index leaves out the label, so of two articles that say the same one is lost; use postgres", c.Backend)
	}
	return fmt.Errorf("store.backend: %q is none of embedded, postgres", c.Backend)
}

// graphName is how the graph is called in messages; it holds no secret.
func (p *program) graphName() string { return nameOf(p.config.Store) }

func nameOf(c storeConfig) string {
	if c.Backend == database {
		return postgres.Describe(c.DSN)
	}
	return c.Path
}

// opener opens the newest state of the graph.
func (p *program) opener() queries.Opener { return openerOf(p.config.Store) }

// openerOf takes care that no interface goes around a nil.
func openerOf(c storeConfig) queries.Opener {
	return func() (store.Graph, error) {
		if c.Backend == database {
			g, err := postgres.Open(context.Background(), c.DSN)
			if err != nil {
				return nil, err
			}
			return g, nil
		}
		s, err := store.Open(c.Path)
		if err != nil {
			return nil, err
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

// publish copies what the folder holds to the database, where there is one.
func (p *program) publish(ctx context.Context) error {
	if p.config.Store.Backend != database {
		return nil
	}
	s, err := store.Open(p.config.Store.Path)
	if err != nil {
		return err
	}
	defer s.Close()
	change, err := postgres.Sync(ctx, p.config.Store.DSN, "trigraph "+version, s)
	if err != nil {
		return fmt.Errorf("the folder %s holds the new state, the database does not; the next build copies it: %w", p.config.Store.Path, err)
	}
	p.log.Info("copied to the database", "labels", change.Changed, "removed", change.Removed,
		"quads", change.Quads, "resumed", change.Resumed, "bulk", change.Bulk)
	return nil
}
