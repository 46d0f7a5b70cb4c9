// Package postgres keeps a graph in a PostgreSQL database, for those whose graph
// outgrows a folder or has readers on other machines. The quads stand in the
// tables of Cayley's own backend, so that Cayley's tools read them too; what
// Cayley has no place for is in the schema "trigraph". The truth stays the log in
// its folder: Sync makes the database equal to it, and can always do so again.
//
// Cayley's other SQL backends are not for this: the unique index of its MySQL
// and SQLite tables leaves out the label, so that of two articles that say the
// same only one is kept.
package postgres

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"strconv"
	"strings"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	graphlog "github.com/cayleygraph/cayley/graph/log"
	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/jackc/pgx/v5/pgconn"
)

// format is raised when a database written before can no longer be read.
const format = 2

// backend is the name under which Cayley knows its tables read through pgx.
const backend = "postgres through pgx"

//go:embed schema.sql
var schema string

// Describe names the database of a connection string without its secrets.
func Describe(dsn string) string {
	c, err := parse(dsn)
	if err != nil {
		return "PostgreSQL"
	}
	return "postgres://" + net.JoinHostPort(c.Host, strconv.Itoa(int(c.Port))) + "/" + c.Database
}

// parse reads a connection string. Its error repeats nothing of it, since any
// part may be the password.
func parse(dsn string) (*pgconn.Config, error) {
	c, err := pgconn.ParseConfig(dsn)
	if err != nil {
		return nil, errors.New("store.dsn: not a connection string; write postgres://USER@HOST:PORT/DATABASE or host=… dbname=… user=…")
	}
	return c, nil
}

// at says where an error was met.
func at(dsn string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", Describe(dsn), err)
}

// register makes Cayley's SQL backend work through pgx, for reading only, and
// returns its driver. A registration is for the whole process.
var register = sync.OnceValue(func() *pgDriver {
	d := &pgDriver{configs: map[string]*pgconn.Config{}}
	sql.Register(backend, d)
	csql.Register(backend, csql.Registration{
		Driver: backend, HashType: "BYTEA", BytesType: "BYTEA", HorizonType: "BIGSERIAL", TimeType: "timestamp with time zone",
		QueryDialect: csql.QueryDialect{
			RegexpOp:    "~",
			FieldQuote:  func(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` },
			Placeholder: func(n int) string { return "$" + strconv.Itoa(n) },
		},
		ConditionalIndexes: true, FillFactor: true,
		Error: alreadyThere,
		Estimated: func(table string) string {
			return "select reltuples::bigint from pg_class where oid = '" + table + "'::regclass"
		},
		RunTx: func(*sql.Tx, []graphlog.NodeUpdate, []graphlog.QuadUpdate, cayley.IgnoreOpts) error {
			return errors.New("the graph is read-only")
		},
	})
	return d
})

// alreadyThere is what Cayley asks for where a table exists.
func alreadyThere(err error) error {
	var p *pgconn.PgError
	if errors.As(err, &p) && p.Code == "42P07" {
		return cayley.ErrDatabaseExists
	}
	return err
}

// prepare makes the tables where there are none: Cayley its own, then ours.
func prepare(ctx context.Context, conn *sql.Conn, c *pgconn.Config) error {
	var theirs, ours bool
	err := conn.QueryRowContext(ctx, "select to_regclass('quads') is not null, to_regclass('trigraph.state') is not null").Scan(&theirs, &ours)
	if err != nil {
		return err
	}
	if !theirs {
		name, forget := register().add(c)
		defer forget()
		if err := csql.Init(backend, name, nil); err != nil && !errors.Is(err, cayley.ErrDatabaseExists) {
			return err
		}
	}
	if !ours {
		if _, err := conn.ExecContext(ctx, schema); err != nil { // one transaction
			return err
		}
	}
	return nil
}

// state is the row of trigraph.state.
type state struct{ format, generation, source, articles, quads int }

// readState gives fs.ErrNotExist where no graph has been copied to.
func readState(ctx context.Context, q interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}) (state, error) {
	var s state
	var there bool
	if err := q.QueryRowContext(ctx, "select to_regclass('trigraph.state') is not null").Scan(&there); err != nil {
		return s, err
	}
	if !there {
		return s, fs.ErrNotExist
	}
	err := q.QueryRowContext(ctx, "select format, generation, source, articles, quads from trigraph.state").
		Scan(&s.format, &s.generation, &s.source, &s.articles, &s.quads)
	if errors.Is(err, sql.ErrNoRows) {
		return s, fs.ErrNotExist
	}
	if err == nil && s.format != format {
		err = fmt.Errorf("the tables have format %d; this program reads format %d: drop schema trigraph and build again", s.format, format)
	}
	return s, err
}
