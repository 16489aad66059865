-- The register: what was looked at, said and decided, and the Merkle tree over it (src/register/FORMAT.md).
-- Every leaf is sealed; nothing here says who, what, or when within a month.

-- Entries that wait for the next tick, written in the transaction that they record.
create table register_pending (
  id       uuid  primary key,
  leaf     bytea not null check (octet_length(leaf) = 1100),
  overflow bytea
);

create table register_leaf (
  index    bigint primary key check (index >= 0),
  id       uuid   not null unique,
  leaf     bytea  not null check (octet_length(leaf) = 1100),
  overflow bytea
);

-- The tiles of the tree, the widest known form of each (c2sp.org/tlog-tiles).
create table register_tile (
  level  smallint not null check (level between 0 and 7),
  index  bigint   not null check (index >= 0),
  width  smallint not null check (width between 1 and 256),
  hashes bytea    not null check (octet_length(hashes) = 32 * width),
  primary key (level, index)
);

-- The last checkpoint of each day; the one with the greatest size is the newest. No finer time is kept: a row
-- for each tick would tell a copy of the database in which minute every entry was made.
create table register_checkpoint (
  signed_on date   primary key,
  size      bigint not null check (size >= 0),
  note      text   not null
);

-- INVARIANT: leaves are only ever added. Privileges say so to the app and the worker; this says so to bugs
-- in migrations too.
create function register_only_grows() returns trigger language plpgsql
  as $$ begin raise exception 'the register only grows: % of % refused', tg_op, tg_table_name; end $$;
create trigger only_grows before update or delete or truncate on register_leaf
  for each statement execute function register_only_grows();

grant insert on register_pending to :app, :worker;
grant select, delete on register_pending to :worker;
grant select on register_leaf, register_tile, register_checkpoint to :app, :worker;
grant insert on register_leaf to :worker;
grant insert, update on register_tile, register_checkpoint to :worker;
