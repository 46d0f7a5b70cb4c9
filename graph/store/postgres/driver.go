package postgres

import (
	"context"
	"database/sql/driver"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"
)

// pgDriver is a driver for database/sql over pgx's own connections, for the
// types in Cayley's tables. That of pgx knows all types of PostgreSQL, and is
// larger by far than what is needed here. It opens by a name that stands for a
// configuration, since Cayley prints the name when it cannot connect.
type pgDriver struct {
	mu      sync.Mutex
	configs map[string]*pgconn.Config
	next    int
}

// add returns a name for a configuration, and what forgets it.
func (d *pgDriver) add(c *pgconn.Config) (name string, forget func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.next++
	name = "database " + strconv.Itoa(d.next)
	d.configs[name] = c
	return name, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.configs, name)
	}
}

// Open implements driver.Driver.
func (d *pgDriver) Open(name string) (driver.Conn, error) {
	d.mu.Lock()
	c := d.configs[name]
	d.mu.Unlock()
	if c == nil {
		return nil, fmt.Errorf("%q is no open database", name)
	}
	return connector{c}.Connect(context.Background())
}

// connector opens connections of one configuration.
type connector struct{ config *pgconn.Config }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	pg, err := pgconn.ConnectConfig(ctx, c.config)
	if err != nil {
		return nil, err
	}
	return &pgConn{pg}, nil
}

func (c connector) Driver() driver.Driver { return &pgDriver{} }

// pgConn is a connection.
type pgConn struct{ pg *pgconn.PgConn }

var (
	_ driver.QueryerContext = (*pgConn)(nil)
	_ driver.ExecerContext  = (*pgConn)(nil)
	_ driver.Validator      = (*pgConn)(nil)
)

func (c *pgConn) Close() error { return c.pg.Close(context.Background()) }

// IsValid implements driver.Validator: a connection whose query was given up is
// closed.
func (c *pgConn) IsValid() bool { return !c.pg.IsClosed() }

// Begin implements driver.Conn.
func (c *pgConn) Begin() (driver.Tx, error) {
	return transaction{c}, c.run(context.Background(), "begin")
}

type transaction struct{ *pgConn }

func (t transaction) Commit() error   { return t.run(context.Background(), "commit") }
func (t transaction) Rollback() error { return t.run(context.Background(), "rollback") }

// run runs statements without parameters, which may be several.
func (c *pgConn) run(ctx context.Context, sql string) error {
	_, err := c.pg.Exec(ctx, sql).ReadAll()
	return err
}

// Prepare implements driver.Conn.
func (c *pgConn) Prepare(sql string) (driver.Stmt, error) { return statement{c, sql}, nil }

type statement struct {
	*pgConn
	sql string
}

func (s statement) Close() error  { return nil }
func (s statement) NumInput() int { return -1 }

func (s statement) Exec(args []driver.Value) (driver.Result, error) {
	return s.ExecContext(context.Background(), s.sql, named(args))
}

func (s statement) Query(args []driver.Value) (driver.Rows, error) {
	return s.QueryContext(context.Background(), s.sql, named(args))
}

func named(args []driver.Value) []driver.NamedValue {
	list := make([]driver.NamedValue, len(args))
	for i, a := range args {
		list[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return list
}

// ExecContext implements driver.ExecerContext.
func (c *pgConn) ExecContext(ctx context.Context, sql string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) == 0 {
		return driver.ResultNoRows, c.run(ctx, sql)
	}
	r := c.start(ctx, sql, args)
	tag, err := r.Close()
	return driver.RowsAffected(tag.RowsAffected()), err
}

// QueryContext implements driver.QueryerContext.
func (c *pgConn) QueryContext(ctx context.Context, sql string, args []driver.NamedValue) (driver.Rows, error) {
	r := c.start(ctx, sql, args)
	if fields := r.FieldDescriptions(); fields != nil {
		return &pgRows{r, fields}, nil
	}
	_, err := r.Close() // it failed, or returns nothing
	return &pgRows{reader: r}, err
}

func (c *pgConn) start(ctx context.Context, sql string, args []driver.NamedValue) *pgconn.ResultReader {
	values, formats := make([][]byte, len(args)), make([]int16, len(args))
	for i, a := range args {
		values[i], formats[i] = parameter(a.Value)
	}
	return c.pg.ExecParams(ctx, sql, values, nil, formats, nil)
}

// parameter writes a value as PostgreSQL's text, bytes as they are.
func parameter(v driver.Value) (data []byte, format int16) {
	switch v := v.(type) {
	case nil:
		return nil, pgproto3.TextFormat
	case []byte:
		return v, pgproto3.BinaryFormat
	case string:
		return []byte(v), pgproto3.TextFormat
	case time.Time:
		return []byte(v.Format(time.RFC3339Nano)), pgproto3.TextFormat
	case float64:
		return strconv.AppendFloat(nil, v, 'g', -1, 64), pgproto3.TextFormat
	}
	return fmt.Append(nil, v), pgproto3.TextFormat
}

// pgRows reads rows as they come.
type pgRows struct {
	reader *pgconn.ResultReader
	fields []pgconn.FieldDescription
}

func (r *pgRows) Columns() []string {
	names := make([]string, len(r.fields))
	for i, f := range r.fields {
		names[i] = f.Name
	}
	return names
}

func (r *pgRows) Close() error {
	_, err := r.reader.Close()
	return err
}

func (r *pgRows) Next(dest []driver.Value) (err error) {
	if !r.reader.NextRow() {
		if err := r.Close(); err != nil {
			return err
		}
		return io.EOF
	}
	for i, data := range r.reader.Values() {
		if dest[i], err = column(r.fields[i].DataTypeOID, data); err != nil {
			return fmt.Errorf("column %s: %w", r.fields[i].Name, err)
		}
	}
	return nil
}

// Types by their numbers in pg_type.
const (
	boolOID        = 16
	byteaOID       = 17
	int8OID        = 20
	int2OID        = 21
	int4OID        = 23
	float8OID      = 701
	timestampOID   = 1114
	timestamptzOID = 1184
)

// column reads PostgreSQL's text of a value.
func column(oid uint32, data []byte) (driver.Value, error) {
	if data == nil {
		return nil, nil
	}
	text := string(data)
	switch oid {
	case byteaOID:
		if len(text) < 2 || text[:2] != `\x` {
			return nil, fmt.Errorf("bytea_output must be hex")
		}
		return hex.DecodeString(text[2:])
	case boolOID:
		return text == "t", nil
	case int2OID, int4OID, int8OID:
		return strconv.ParseInt(text, 10, 64)
	case float8OID:
		return strconv.ParseFloat(text, 64)
	case timestamptzOID:
		for _, form := range []string{"2006-01-02 15:04:05.999999-07", "2006-01-02 15:04:05.999999-07:00", "2006-01-02 15:04:05.999999-07:00:00"} {
			if t, err := time.Parse(form, text); err == nil {
				return t, nil
			}
		}
	case timestampOID:
		return time.Parse("2006-01-02 15:04:05.999999", text)
	}
	return text, nil
}
