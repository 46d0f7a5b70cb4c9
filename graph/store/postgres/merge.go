package postgres

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
)

// bulkShare is how large a change must be, in quads against those already
// there, for dropping the indexes and making them anew to be quicker than
// changing them row by row; smallest is what is never worth it. Measured on
// 1 million quads: docs/bench.md.
const (
	bulkShare = 10
	smallest  = 5_000
)

// merge makes what is staged count, in one transaction. A transaction that met
// a reader in a deadlock is tried again.
func (s *syncer) merge(gone [][]byte) (err error) {
	if err := s.forgetUnwanted(); err != nil {
		return err
	}
	for range 3 {
		err = within(s.ctx, s.conn, func(tx *sql.Tx) error { return s.mergeIn(tx, gone) })
		var p *pgconn.PgError
		if !errors.As(err, &p) || p.Code != "40P01" {
			break
		}
	}
	return err
}

// forgetUnwanted takes back what a load before has staged and this one does not
// want: labels that are no more, and those that are in the database already.
func (s *syncer) forgetUnwanted() error {
	_, err := s.conn.ExecContext(s.ctx, `
		delete from trigraph.staged t using trigraph.labels l where l.label = t.label and l.sum = t.sum`)
	if err != nil {
		return err
	}
	var list [][]byte
	for label := range s.staged {
		if !s.wanted[label] || s.staged[label] == s.have[label] {
			list = append(list, label[:])
		}
	}
	if list == nil {
		return nil
	}
	return s.stage.forget(list)
}

func (s *syncer) mergeIn(tx *sql.Tx, gone [][]byte) error {
	run := func(sql string, args ...any) error {
		_, err := tx.ExecContext(s.ctx, sql, args...)
		return err
	}
	if err := run(beforehand); err != nil {
		return err
	}
	if err := run("insert into old_labels select unnest($1::bytea[]) union select label from trigraph.staged", array(gone)); err != nil {
		return err
	}
	var err error
	if s.change.Bulk, err = s.isBulk(tx); err != nil {
		return err
	}
	if err := run(takeAway); err != nil {
		return err
	}
	var later []definition
	if s.change.Bulk {
		if later, err = dropDefinitions(s.ctx, tx); err != nil {
			return fmt.Errorf("dropping indexes: %w", err)
		}
	}
	if err := run(bringIn); err != nil {
		return err
	}
	for _, d := range later {
		if err := run(d.create); err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
	}
	return s.finish(tx)
}

// isBulk counts what will be written.
func (s *syncer) isBulk(tx *sql.Tx) (bool, error) {
	var removed, there int
	err := tx.QueryRowContext(s.ctx, `select
		(select coalesce(sum(quads), 0) from trigraph.staged),
		(select coalesce(sum(quads), 0) from trigraph.labels join old_labels using (label)),
		(select greatest(reltuples, 0)::bigint from pg_class where oid = 'quads'::regclass)`).Scan(&s.change.Quads, &removed, &there)
	work := s.change.Quads + removed
	return work >= smallest && work*bulkShare >= there, err
}

// beforehand lets a session that may not ask for much memory be quick.
const beforehand = `
set local work_mem = '64MB';
set local maintenance_work_mem = '256MB';
create temp table old_labels (label bytea primary key) on commit drop;`

// takeAway removes the quads under the labels that change or go, and notes what
// that and the new ones mean for the number of times each node is used.
const takeAway = `
create temp table old_quads on commit drop as
	select subject_hash s, predicate_hash p, object_hash o, label_hash l from quads join old_labels on label_hash = label;
delete from quads using old_labels where label_hash = label;
delete from trigraph.labels using old_labels where labels.label = old_labels.label;
delete from trigraph.names using old_labels where names.label = old_labels.label;
create temp table uses on commit drop as
	select hash, sum(n)::integer as n from (
		select s as hash, count(*) n from trigraph.staged_quads group by 1 union all
		select p, count(*) from trigraph.staged_quads group by 1 union all
		select o, count(*) from trigraph.staged_quads group by 1 union all
		select l, count(*) from trigraph.staged_quads group by 1 union all
		select s, -count(*) from old_quads group by 1 union all
		select p, -count(*) from old_quads group by 1 union all
		select o, -count(*) from old_quads group by 1 union all
		select l, -count(*) from old_quads group by 1
	) u group by hash having sum(n) <> 0;
analyze uses;
analyze trigraph.staged_nodes;`

// bringIn adds what is staged.
const bringIn = `
update nodes set refs = refs + n from uses where nodes.hash = uses.hash;
insert into nodes (hash, refs, ` + valueColumns + `)
	select distinct on (hash) hash, n, ` + valueColumns + `
	from trigraph.staged_nodes join uses using (hash)
	where not exists (select from nodes where nodes.hash = uses.hash);
insert into quads (subject_hash, predicate_hash, object_hash, label_hash, ts)
	select s, p, o, l, now() from trigraph.staged_quads;
delete from nodes using uses where nodes.hash = uses.hash and refs <= 0;
insert into trigraph.labels select * from trigraph.staged;
insert into trigraph.names select * from trigraph.staged_names;`

// finish writes what the database holds now and empties the stage.
func (s *syncer) finish(tx *sql.Tx) error {
	_, err := tx.ExecContext(s.ctx, "truncate trigraph.staged, trigraph.staged_quads, trigraph.staged_nodes, trigraph.staged_names")
	if err != nil {
		return err
	}
	if s.change.Bulk {
		if _, err := tx.ExecContext(s.ctx, "analyze nodes; analyze quads; analyze trigraph.labels; analyze trigraph.names"); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(s.ctx, `
		insert into trigraph.state (format, tool, generation, source, articles, quads)
		select $1, $2, $3, $4, count(article), coalesce(sum(quads), 0) from trigraph.labels
		on conflict (one) do update set format = excluded.format, tool = excluded.tool,
			generation = excluded.generation, source = excluded.source, articles = excluded.articles, quads = excluded.quads`,
		format, s.tool, s.before.generation+1, s.source)
	return err
}
