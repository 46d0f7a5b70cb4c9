package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"time"

	"github.com/cayleygraph/quad"
	_ "github.com/mattn/go-sqlite3"

	"trigraph/graph/store"
	"trigraph/queries"
)

// beside asks the named questions of a store of about n quads, as the server
// asks them, in a child process, and the same in SQL of one table of the same
// quads in SQLite, by turns, and prints the median by the clock.
func beside(n int, seed uint64, rounds int, dir string) error {
	dir, done, err := filled(dir, n, seed)
	if err != nil {
		return err
	}
	defer done()
	db, err := table(dir)
	if err != nil {
		return err
	}
	defer db.Close()
	runner, err := queries.NewRunner(queries.Options{Command: []string{os.Args[0], "-work", dir}, Rows: 1_000_000})
	if err != nil {
		return err
	}
	defer runner.Close()
	for _, q := range inSQL() {
		if err := q.turns(runner, db, rounds); err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
	}
	return nil
}

// work is the child process.
func work(dir string) error {
	return queries.Work(dir, func() (store.Graph, error) { return store.Open(dir) }, 4<<30, os.Stdin, os.Stdout)
}

// table copies the quads of a store to SQLite, with the indexes that the
// questions need.
func table(dir string) (*sql.DB, error) {
	path := dir + ".sqlite"
	_, err := os.Stat(path)
	db, openErr := sql.Open("sqlite3", path+"?_journal=off&_sync=off&_cache_size=-500000&_mmap_size=8000000000")
	if err == nil || openErr != nil {
		return db, openErr
	}
	s, err := store.Open(dir)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := copyQuads(db, s); err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	fmt.Printf("sqlite: loaded in %v, %.0f bytes a quad; ours %.0f\n", time.Since(began).Round(time.Millisecond),
		float64(info.Size())/float64(s.Stats().Quads), float64(s.Stats().Bytes)/float64(s.Stats().Quads))
	return db, nil
}

func copyQuads(db *sql.DB, s *store.Store) error {
	if _, err := db.Exec("create table quads (s text, p text, o text, l text)"); err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	insert, err := tx.Prepare("insert into quads values (?, ?, ?, ?)")
	if err != nil {
		return err
	}
	for q := range s.Quads {
		if _, err := insert.Exec(quad.ToString(q.Subject), quad.ToString(q.Predicate), quad.ToString(q.Object), quad.ToString(q.Label)); err != nil {
			return err
		}
	}
	for _, index := range []string{"create index spo on quads (s, p, o)", "create index ops on quads (o, p, s)", "analyze"} {
		if _, err := tx.Exec(index); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// turns asks one question about changing things of both.
func (q inBoth) turns(r *queries.Runner, db *sql.DB, rounds int) error {
	asked, err := db.Prepare(q.sql)
	if err != nil {
		return err
	}
	defer asked.Close()
	var ours, theirs []time.Duration
	rows, others := 0, 0
	for round := range rounds + 1 {
		params := q.params(round)
		began := time.Now()
		res, err := r.Run(context.Background(), queries.Request{Question: q.name, Params: params})
		if err != nil {
			return err
		}
		took := time.Since(began)
		began = time.Now()
		n, err := counted(asked, q.bind(params))
		if err != nil {
			return err
		}
		if round > 0 { // the first makes ready what is made once
			ours, theirs = append(ours, took), append(theirs, time.Since(began))
		}
		if rows, others = rows+len(res.Rows), others+n; q.alike && len(res.Rows) != n {
			return fmt.Errorf("%v: %d rows, in SQL %d", params, len(res.Rows), n)
		}
	}
	mine, its := middle(ours, 0.5), middle(theirs, 0.5)
	fmt.Printf("  %-24s ours p50 %10v p99 %10v   sqlite p50 %10v p99 %10v   %6.2f times as fast, %d and %d rows\n", q.name,
		mine, middle(ours, 0.99), its, middle(theirs, 0.99), its.Seconds()/mine.Seconds(), rows, others)
	return nil
}

// counted reads all rows.
func counted(asked *sql.Stmt, args []any) (n int, err error) {
	rows, err := asked.Query(args...)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return 0, err
	}
	values := make([]any, len(columns))
	for i := range values {
		values[i] = new(sql.RawBytes)
	}
	for rows.Next() {
		if err := rows.Scan(values...); err != nil {
			return n, err
		}
		n++
	}
	return n, rows.Err()
}
