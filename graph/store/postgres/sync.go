package postgres

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store"
)

// Source is a state of a graph that a database is made equal to.
type Source interface {
	Parts(yield func(store.Part) bool)
	Generation() int
}

// Change says what Sync did. A label is an article, or one of those under which
// stand the facts that no article says.
type Change struct {
	Changed, Removed int  // labels
	Resumed          int  // of the changed, copied by a load before that was cut off
	Quads            int  // written
	Bulk             bool // indexes were dropped and made anew
}

// Sync makes the database hold what the source says, and no more under its
// labels; quads of others stay. It is one transaction: readers see the state
// before or the new one, and a kill leaves the one before, while what was copied
// in ahead of it is used by the next Sync. tool names the program and its
// version. Where there are no tables it makes them.
func Sync(ctx context.Context, dsn, tool string, from Source) (Change, error) {
	return load(ctx, dsn, tool, from, maxStage)
}

// load stages so many quads at a time.
func load(ctx context.Context, dsn, tool string, from Source, size int) (Change, error) {
	config, err := parse(dsn)
	if err != nil {
		return Change{}, err
	}
	db := sql.OpenDB(connector{config})
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return Change{}, at(dsn, err)
	}
	defer conn.Close()
	s := &syncer{ctx: ctx, conn: conn, tool: tool, source: from.Generation(), stage: newStage(ctx, conn, size)}
	if err = s.lock(); err != nil {
		return s.change, at(dsn, err)
	}
	defer s.unlock()
	err = prepare(ctx, conn, config)
	if err == nil {
		err = s.run(from)
	}
	return s.change, at(dsn, err)
}

type syncer struct {
	ctx    context.Context
	conn   *sql.Conn
	tool   string
	source int // generation
	before state
	have   map[hash]string // sums of the labels in the database
	staged map[hash]string // and of those copied in
	wanted map[hash]bool   // labels of the source
	stage  *stage
	change Change
}

// lock keeps a second Sync out. The key is any number that is ours.
func (s *syncer) lock() error {
	var free bool
	if err := s.conn.QueryRowContext(s.ctx, "select pg_try_advisory_lock(7452013651)").Scan(&free); err != nil {
		return err
	}
	if !free {
		return errors.New("another program is writing to the database")
	}
	return nil
}

// unlock lets others write. A connection that is cut off does so too, a moment
// later.
func (s *syncer) unlock() {
	_, _ = s.conn.ExecContext(context.WithoutCancel(s.ctx), "select pg_advisory_unlock(7452013651)")
}

func (s *syncer) run(from Source) (err error) {
	if s.before, err = readState(s.ctx, s.conn); err != nil && !isNone(err) {
		return err
	}
	if s.source < s.before.source {
		return fmt.Errorf("it holds generation %d of a graph and the folder has generation %d: another folder's. To give it to this one: drop schema trigraph cascade; drop table quads, nodes",
			s.before.source, s.source)
	}
	if s.have, err = s.sums("trigraph.labels"); err != nil {
		return err
	}
	if s.staged, err = s.sums("trigraph.staged"); err != nil {
		return err
	}
	s.wanted = map[hash]bool{}
	if err := errors.Join(s.copyIn(from), s.stage.wait()); err != nil {
		return err
	}
	gone := s.gone()
	s.change.Removed = len(gone)
	if s.change.Changed == 0 && len(gone) == 0 && s.source == s.before.source {
		return nil
	}
	return s.merge(gone)
}

func (s *syncer) sums(table string) (map[hash]string, error) {
	rows, err := s.conn.QueryContext(s.ctx, "select label, sum from "+table)
	if err != nil {
		return nil, err
	}
	sums := map[hash]string{}
	var label []byte
	var sum string
	err = forEach(rows, func() error {
		sums[hash(label)] = sum
		return nil
	}, &label, &sum)
	return sums, err
}

// copyIn stages every label whose quads are not those in the database. Facts
// come first: some stand under the labels of articles.
func (s *syncer) copyIn(from Source) error {
	facts, err := byLabel(from)
	if err != nil {
		return err
	}
	for part := range from.Parts {
		if part.Article == "" {
			continue
		}
		label := graph.Article{ID: part.Article}.IRI()
		more := facts[label]
		delete(facts, label)
		sum := part.Sum
		if len(more) > 0 {
			sum += " " + sumOf(more)
		}
		if err := s.label(unit{label, part.Article, sum, part.Quads, more}); err != nil {
			return fmt.Errorf("article %q: %w", part.Article, err)
		}
	}
	for label, quads := range facts {
		if err := s.label(unit{label: label, sum: sumOf(quads), more: quads}); err != nil {
			return fmt.Errorf("facts of %s: %w", label, err)
		}
	}
	return s.stage.flush()
}

// unit is a label with all that stands under it.
type unit struct {
	label   quad.IRI
	article string
	sum     string
	quads   func() ([]quad.Quad, error)
	more    []quad.Quad
}

func (s *syncer) label(u unit) error {
	label := hashOf(u.label)
	s.wanted[label] = true
	if s.have[label] == u.sum {
		return nil
	}
	s.change.Changed++
	if s.staged[label] == u.sum {
		s.change.Resumed++
		return nil
	}
	if _, ok := s.staged[label]; ok { // an older word of it
		if err := s.stage.forget([][]byte{label[:]}); err != nil {
			return err
		}
	}
	quads := u.more
	if u.quads != nil {
		own, err := u.quads()
		if err != nil {
			return err
		}
		quads = append(own[:len(own):len(own)], quads...)
	}
	return s.stage.add(u, label, quads)
}

// byLabel gathers the facts of all parts that are no articles.
func byLabel(from Source) (map[quad.IRI][]quad.Quad, error) {
	facts := map[quad.IRI][]quad.Quad{}
	for part := range from.Parts {
		if part.Article != "" {
			continue
		}
		quads, err := part.Quads()
		if err != nil {
			return nil, fmt.Errorf("facts %q: %w", part.Facts, err)
		}
		for _, q := range quads {
			label, ok := q.Label.(quad.IRI)
			if !ok {
				return nil, fmt.Errorf("facts %q: %v has no label", part.Facts, q)
			}
			facts[label] = append(facts[label], q)
		}
	}
	return facts, nil
}

func sumOf(quads []quad.Quad) string {
	h := sha256.New()
	for _, q := range quads {
		h.Write([]byte(q.NQuad() + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// gone are the labels that the source has no more.
func (s *syncer) gone() [][]byte {
	var list [][]byte
	for label := range s.have {
		if !s.wanted[label] {
			list = append(list, label[:])
		}
	}
	return list
}

// isNone reports whether an error says that there is no graph yet.
func isNone(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// forEach scans every row and calls f.
func forEach(rows *sql.Rows, f func() error, into ...any) error {
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := f(); err != nil {
			return err
		}
	}
	return rows.Err()
}

// within runs f in a transaction.
func within(ctx context.Context, conn interface {
	BeginTx(context.Context, *sql.TxOptions) (*sql.Tx, error)
}, f func(*sql.Tx) error) error {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// array writes values as PostgreSQL's text of an array.
func array[T []byte | string](list []T) string {
	var b strings.Builder
	for _, v := range list {
		text := string(v)
		if bytes, ok := any(v).([]byte); ok {
			text = `\x` + hex.EncodeToString(bytes)
		}
		b.WriteString(`,"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`)
	}
	return "{" + strings.TrimPrefix(b.String(), ",") + "}"
}
