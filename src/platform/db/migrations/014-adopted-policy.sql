-- What two officers confirmed of a proposed version of the policy, each under a mark: the version, and in place of which
-- one (`after`, the number in pack_in_force). The worker puts a version in force once it has found both marks right.
create table pack_confirmed (
  id           uuid        primary key,
  hash         text        not null check (hash ~ '^[0-9a-f]{64}$'),
  after        integer     not null check (after > 0),
  side         text        not null check (side in ('director', 'board')),
  account_id   uuid        not null references account (id),
  confirmed_at timestamptz not null,
  mark         bytea       not null
);
grant select, insert on pack_confirmed to :app;
grant select on pack_confirmed to :worker;

-- What a program found wrong with a version of the policy, a sentence a line; empty where it passes. Under a mark, so that
-- a start need not check it again.
create table pack_checked (
  hash    text  not null check (hash ~ '^[0-9a-f]{64}$'),
  program text  not null check (program ~ '^[0-9a-f]{64}$'),
  faults  text  not null,
  mark    bytea not null,
  primary key (hash, program)
);
grant select on pack_checked to :app;
grant select, insert, update on pack_checked to :worker;
