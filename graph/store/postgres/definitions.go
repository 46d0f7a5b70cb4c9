package postgres

import (
	"context"
	"database/sql"
)

// definition is an index or a constraint of a table.
type definition struct{ name, drop, create string }

// dropDefinitions drops, of Cayley's tables and of our large ones, every index and
// every constraint that rests on one or looks through one, also those of whoever
// runs the database, and returns
// them in the order in which they can be made again. Until the transaction ends
// readers wait.
func dropDefinitions(ctx context.Context, tx *sql.Tx) ([]definition, error) {
	// In this order a reader's own lock is met at once and not half way.
	if _, err := tx.ExecContext(ctx, "lock table quads, nodes in access exclusive mode"); err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, definitionsOf)
	if err != nil {
		return nil, err
	}
	var list []definition
	var d definition
	err = forEach(rows, func() error {
		list = append(list, d)
		return nil
	}, &d.name, &d.drop, &d.create)
	if err != nil {
		return nil, err
	}
	for i := len(list) - 1; i >= 0; i-- {
		if _, err := tx.ExecContext(ctx, list[i].drop); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// definitionsOf asks the catalogue: keys first, then other indexes, then foreign
// keys, which need both.
const definitionsOf = `
with tables as (select oid from pg_class where oid in ('nodes'::regclass, 'quads'::regclass, 'trigraph.names'::regclass, 'trigraph.labels'::regclass))
select conname, drop_it, create_it from (
	select case contype when 'f' then 3 else 1 end as step, conname::text,
		format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop_it,
		format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as create_it
	from pg_constraint where conrelid in (select oid from tables) and contype in ('p', 'u', 'x', 'f')
	union all
	select 2, indexrelid::regclass::text,
		format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
	from pg_index where indrelid in (select oid from tables)
		and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
) d order by step, conname`
