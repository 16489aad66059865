-- The policy packs under which this library has run, each whole, by the hash of its files: what an entry of the register
-- names as `pack` can be read here, and in every backup. Nothing of a patron is in it.
create table pack (
  hash  text  primary key check (hash ~ '^[0-9a-f]{64}$'),
  files jsonb not null
);
-- Since when each was in force, in order: of two programs that start at once, one writes the next row.
create table pack_in_force (
  nth   integer     primary key check (nth > 0),
  hash  text        not null references pack (hash),
  since timestamptz not null
);
grant select, insert on pack, pack_in_force to :app;
grant select on pack, pack_in_force to :worker, :backup;
