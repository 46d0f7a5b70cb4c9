package postgres

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store"
)

// maxStage is how many quads are copied in at once: enough that the round trip
// counts for nothing, few enough to hold them twice.
const maxStage = 100_000

// stage copies labels into the tables trigraph.staged…, a transaction for some
// of them at a time.
type stage struct {
	ctx    context.Context
	conn   *sql.Conn
	size   int                 // quads at a time
	hashes map[quad.Value]hash // of the nodes in rows
	labels textCopy
	nodes  textCopy
	names  textCopy
	quads  binaryCopy
	sent   chan error // of the last flush
}

func newStage(ctx context.Context, conn *sql.Conn, size int) *stage {
	return &stage{ctx: ctx, conn: conn, size: size, hashes: map[quad.Value]hash{}}
}

// add stages all that stands under a label, each quad once.
func (t *stage) add(u unit, label hash, quads []quad.Quad) error {
	seen := make(map[[3]hash]bool, len(quads))
	for _, q := range quads {
		if q.Label != u.label {
			return fmt.Errorf("%v stands under another label", q)
		}
		spo, err := t.node3(q)
		if err != nil {
			return err
		}
		if !seen[spo] {
			seen[spo] = true
			t.quads.row(spo[0], spo[1], spo[2], label)
		}
	}
	if _, err := t.node(u.label); err != nil {
		return err
	}
	var article any
	if u.article != "" {
		article = u.article
	}
	t.labels.row(label[:], u.sum, int64(len(seen)), article)
	for _, n := range namesOf(quads) {
		t.names.row(label[:], key(n[0]), n[0], n[1])
	}
	if t.quads.rows >= t.size {
		return t.flush()
	}
	return nil
}

func (t *stage) node3(q quad.Quad) (spo [3]hash, err error) {
	for i, v := range []quad.Value{q.Subject, q.Predicate, q.Object} {
		if spo[i], err = t.node(v); err != nil {
			return spo, err
		}
	}
	return spo, nil
}

func (t *stage) node(v quad.Value) (hash, error) {
	if h, ok := t.hashes[v]; ok {
		return h, nil
	}
	h := hashOf(v)
	row, err := nodeRow(h, v)
	if err != nil {
		return h, fmt.Errorf("%v: %w", v, err)
	}
	t.hashes[v] = h
	t.nodes.row(append(row, int64(0))...)
	return h, nil
}

// flush sends what was added to the database, where it will last through a kill
// of this program, while more is made ready.
func (t *stage) flush() error {
	if err := t.wait(); err != nil || t.labels.rows == 0 {
		return err
	}
	full := *t
	*t = *newStage(t.ctx, t.conn, t.size)
	t.sent = make(chan error, 1)
	sent := t.sent
	go func() { sent <- full.send() }()
	return nil
}

// wait waits for the last flush. Before it the connection is not free.
func (t *stage) wait() error {
	if t.sent == nil {
		return nil
	}
	err := <-t.sent
	t.sent = nil
	return err
}

func (t *stage) send() error {
	return within(t.ctx, t.conn, func(*sql.Tx) error {
		return errors.Join(
			copyInto(t.ctx, t.conn, "trigraph.staged_quads (s, p, o, l) from stdin (format binary)", t.quads.finish()),
			copyInto(t.ctx, t.conn, "trigraph.staged_nodes (hash, "+valueColumns+", refs) from stdin", &t.nodes.data),
			copyInto(t.ctx, t.conn, "trigraph.staged_names (label, folded, name, entity) from stdin", &t.names.data),
			copyInto(t.ctx, t.conn, "trigraph.staged (label, sum, quads, article) from stdin", &t.labels.data),
		)
	})
}

// forget takes back what is staged under labels.
func (t *stage) forget(labels [][]byte) error {
	if err := t.wait(); err != nil {
		return err
	}
	return within(t.ctx, t.conn, func(tx *sql.Tx) error {
		for _, sql := range []string{
			"delete from trigraph.staged where label = any($1::bytea[])",
			"delete from trigraph.staged_quads where l = any($1::bytea[])",
			"delete from trigraph.staged_names where label = any($1::bytea[])",
		} {
			if _, err := tx.ExecContext(t.ctx, sql, array(labels)); err != nil {
				return err
			}
		}
		return nil
	})
}

// namesOf returns the names and ids by which the entities of some quads are
// found, each with the entity's id.
func namesOf(quads []quad.Quad) [][2]string {
	seen := map[[2]string]bool{}
	var list [][2]string
	add := func(name, id string) {
		if n := [2]string{name, id}; !seen[n] && fitsText(name) && fitsText(id) {
			seen[n] = true
			list = append(list, n)
		}
	}
	from, to := map[quad.Value]string{}, map[quad.Value]string{}
	for _, q := range quads {
		for _, v := range []quad.Value{q.Subject, q.Object} {
			if id := entityID(v); id != "" {
				add(id, id)
			}
		}
		name, _ := q.Object.(quad.String)
		switch q.Predicate {
		case graph.HasName:
			if id := entityID(q.Subject); id != "" {
				add(string(name), id)
			}
		case graph.JoinFrom:
			from[q.Subject] = string(name)
		case graph.JoinTo:
			to[q.Subject] = entityID(q.Object)
		}
	}
	for node, name := range from { // an id that a thing had before still finds it
		if id := to[node]; id != "" && name != "" {
			add(name, id)
		}
	}
	return list
}

// entityID returns "" for what is no entity's node.
func entityID(v quad.Value) string {
	iri, _ := v.(quad.IRI)
	if kind, id, ok := graph.ParseIRI(iri); ok && kind == "entity" {
		return id
	}
	return ""
}

// maxKey keeps a folded name within what an index takes, in bytes.
const maxKey = 400

// key is what a name is looked up by.
func key(name string) string {
	folded := store.Fold(name)
	if len(folded) <= maxKey {
		return folded
	}
	return string(bytes.ToValidUTF8([]byte(folded[:maxKey]), nil))
}
