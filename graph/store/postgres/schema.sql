-- What trigraph keeps beside Cayley's tables nodes and quads.

create schema trigraph;

-- The state that the database holds: one row.
create table trigraph.state (
  one        boolean primary key default true check (one),
  format     integer not null,
  tool       text not null,              -- program and version that wrote it
  generation bigint not null,            -- counts the changes of this database
  source     bigint not null,            -- generation of the folder it was copied from
  articles   bigint not null,
  quads      bigint not null
);

-- Every label with what is under it. A label is changed as a whole.
create table trigraph.labels (
  label   bytea primary key,             -- hash, as in quads.label_hash
  sum     text not null,                 -- differs where the quads differ
  quads   integer not null,
  article text                           -- id; null where it is no article
);

-- Names of entities, as they are looked up.
create table trigraph.names (
  label  bytea not null,
  folded text collate "C" not null,
  name   text not null,
  entity text not null
);
create index names_folded on trigraph.names (folded);
create index names_entity on trigraph.names (entity);
create index names_label on trigraph.names (label);

-- What is copied in before it counts. A load that was cut off goes on from here.
create unlogged table trigraph.staged       (like trigraph.labels);
create unlogged table trigraph.staged_quads (s bytea not null, p bytea not null, o bytea not null, l bytea not null);
create unlogged table trigraph.staged_nodes (like nodes);
create unlogged table trigraph.staged_names (like trigraph.names);

-- Cayley has no index on labels, by which articles are replaced, and which the
-- removal of a node looks through for each of them.
create index if not exists trigraph_label_index on quads (label_hash);
