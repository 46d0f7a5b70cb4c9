package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5/pgconn"

	"trigraph/graph"
	"trigraph/graph/store"
)

// Graph is a graph in a database. Unlike a folder's it is asked for each answer:
// a question that is asked while a Sync ends may see both states.
type Graph struct {
	db     *sql.DB
	cayley cayley.QuadStore
	forget func()
	state  state

	records  func() []graph.Record
	entities func() []graph.Entity

	mu  sync.Mutex
	err error // the first
}

var _ store.Graph = (*Graph)(nil)

// Open opens the graph of a database. The error is fs.ErrNotExist where none has
// been copied there.
func Open(ctx context.Context, dsn string) (*Graph, error) {
	config, err := parse(dsn)
	if err != nil {
		return nil, err
	}
	g := &Graph{forget: func() {}}
	if err := g.open(ctx, config); err != nil {
		g.Close()
		return nil, at(dsn, err)
	}
	g.records = sync.OnceValue(g.readRecords)
	g.entities = sync.OnceValue(g.readEntities)
	return g, nil
}

func (g *Graph) open(ctx context.Context, config *pgconn.Config) (err error) {
	g.db = sql.OpenDB(connector{config})
	if g.state, err = readState(ctx, g.db); err != nil {
		return err
	}
	name, forget := register().add(config)
	g.forget = forget
	g.cayley, err = csql.New(backend, name, nil)
	return err
}

// Cayley implements store.Graph with Cayley's own backend.
func (g *Graph) Cayley() cayley.QuadStore { return g.cayley }

// Generation implements store.Graph: it counts the changes of the database.
func (g *Graph) Generation() int { return g.state.generation }

// Stats implements store.Graph; the bytes are not counted.
func (g *Graph) Stats() store.Stats {
	return store.Stats{Generation: g.state.generation, Articles: g.state.articles, Quads: g.state.quads}
}

// Stale implements store.Graph.
func (g *Graph) Stale() (bool, error) {
	now, err := readState(context.Background(), g.db)
	g.failed(err)
	return now.generation != g.state.generation, err
}

// Err implements store.Graph.
func (g *Graph) Err() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.err
}

// failed notes an error that a method cannot return.
func (g *Graph) failed(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.err == nil && err != nil {
		g.err = fmt.Errorf("postgres: %w", err)
	}
}

// Close implements store.Graph.
func (g *Graph) Close() error {
	var err error
	if g.cayley != nil {
		err = g.cayley.Close()
	}
	if g.db != nil {
		err = errors.Join(err, g.db.Close())
	}
	g.forget()
	return err
}

// batch is how many quads are read before their nodes are.
const batch = 20_000

// each calls f with the quads of a query for their four hashes. It reads one
// state of the database and takes one connection.
func (g *Graph) each(f func(quad.Quad) error, where string, args ...any) error {
	ctx := context.Background()
	return within(ctx, g.db, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "set transaction isolation level repeatable read, read only")
		if err == nil {
			_, err = tx.ExecContext(ctx, "declare q cursor for select subject_hash, predicate_hash, object_hash, label_hash from quads "+where, args...)
		}
		known := map[hash]quad.Value{}
		for err == nil {
			var list [][4]hash
			if list, err = fetch(ctx, tx); err != nil || len(list) == 0 {
				break
			}
			err = pass(ctx, tx, list, known, f)
		}
		return err
	})
}

func fetch(ctx context.Context, tx *sql.Tx) ([][4]hash, error) {
	rows, err := tx.QueryContext(ctx, fmt.Sprintf("fetch %d from q", batch))
	if err != nil {
		return nil, err
	}
	var list [][4]hash
	var s, p, o, l []byte
	err = forEach(rows, func() error {
		var q [4]hash
		for i, h := range [][]byte{s, p, o, l} {
			copy(q[i][:], h)
		}
		list = append(list, q)
		return nil
	}, &s, &p, &o, &l)
	return list, err
}

// pass reads the nodes of some quads and calls f with them.
func pass(ctx context.Context, tx *sql.Tx, list [][4]hash, known map[hash]quad.Value, f func(quad.Quad) error) error {
	if len(known) > 10*batch { // most are met once
		clear(known)
	}
	if err := look(ctx, tx, list, known); err != nil {
		return err
	}
	for _, q := range list {
		if err := f(quad.Quad{Subject: known[q[0]], Predicate: known[q[1]], Object: known[q[2]], Label: known[q[3]]}); err != nil {
			return err
		}
	}
	return nil
}

func look(ctx context.Context, tx *sql.Tx, list [][4]hash, known map[hash]quad.Value) error {
	wanted := map[hash]bool{}
	for _, q := range list {
		for _, h := range q {
			if _, ok := known[h]; !ok && h != (hash{}) {
				wanted[h] = true
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	var hashes [][]byte
	for h := range wanted {
		hashes = append(hashes, h[:])
	}
	rows, err := tx.QueryContext(ctx, "select hash, "+valueColumns+" from nodes where hash = any($1::bytea[])", array(hashes))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		h, v, err := scanValue(rows)
		if err != nil {
			return err
		}
		known[h] = v
	}
	return rows.Err()
}

// Quads implements store.Graph: label by label, those of other programs too.
func (g *Graph) Quads(yield func(quad.Quad) bool) {
	err := g.each(func(q quad.Quad) error {
		if !yield(q) {
			return fs.SkipAll
		}
		return nil
	}, "order by label_hash")
	if err != fs.SkipAll {
		g.failed(err)
	}
}

// Records implements store.Graph.
func (g *Graph) Records() []graph.Record { return g.records() }

func (g *Graph) readRecords() []graph.Record {
	var list []graph.Record
	for r, isFact := range g.said("order by label_hash") {
		if !isFact {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b graph.Record) int { return strings.Compare(a.Article.ID, b.Article.ID) })
	return list
}

// Entities implements store.Graph.
func (g *Graph) Entities() []graph.Entity { return g.entities() }

func (g *Graph) readEntities() []graph.Entity { return store.Merge(g.said("order by label_hash")) }

// said yields what some quads say, label by label, and whether these are facts.
// The quads must come in the order of their labels.
func (g *Graph) said(where string, args ...any) func(func(graph.Record, bool) bool) {
	return func(yield func(graph.Record, bool) bool) {
		var quads []quad.Quad
		hand := func() error {
			if len(quads) == 0 {
				return nil
			}
			var r graph.Record
			if err := r.UnmarshalQuads(quads); err != nil {
				return err
			}
			kind, _, _ := graph.ParseIRI(iriOf(quads[0].Label))
			quads = nil
			if !yield(r, kind != "article") {
				return fs.SkipAll
			}
			return nil
		}
		err := g.each(func(q quad.Quad) error {
			if len(quads) > 0 && quads[0].Label != q.Label {
				if err := hand(); err != nil {
					return err
				}
			}
			quads = append(quads, q)
			return nil
		}, where, args...)
		if err == nil {
			err = hand()
		}
		if err != fs.SkipAll {
			g.failed(err)
		}
	}
}

func iriOf(v quad.Value) quad.IRI {
	iri, _ := v.(quad.IRI)
	return iri
}

// about returns what is said with a node as its subject.
func (g *Graph) about(node quad.IRI) func(func(graph.Record, bool) bool) {
	h := hashOf(node)
	return g.said("where subject_hash = $1 order by label_hash", h[:])
}

// Article implements store.Graph.
func (g *Graph) Article(id string) (graph.Article, bool) {
	for r, isFact := range g.about(graph.Article{ID: id}.IRI()) {
		if !isFact && r.Article.ID == id {
			return r.Article, true
		}
	}
	return graph.Article{}, false
}

// Entity implements store.Graph.
func (g *Graph) Entity(id string) (graph.Entity, bool) {
	for _, e := range store.Merge(g.about(graph.Entity{ID: id}.IRI())) {
		if e.ID == id {
			return e, true
		}
	}
	var known bool
	g.failed(g.db.QueryRowContext(context.Background(), "select exists (select from trigraph.names where entity = $1)", id).Scan(&known))
	if !known {
		return graph.Entity{}, false
	}
	return graph.Entity{ID: id, Labels: map[string]string{}}, true
}

// Joins implements store.Graph.
func (g *Graph) Joins() []graph.Join {
	isA, join := hashOf(graph.IsA), hashOf(graph.JoinType)
	var list []graph.Join
	for r := range g.said(`where subject_hash in (select subject_hash from quads where predicate_hash = $1 and object_hash = $2)
		order by label_hash`, isA[:], join[:]) {
		list = append(list, r.Joins...)
	}
	return list
}
