-- The register, which screens call the audit log: what was viewed, said and decided, and the Merkle tree over it
-- (FORMAT.md of the register). Every leaf is sealed; nothing here says who, what, or when within a month.

-- A restore begins a new log, under a new key; the logs before it stay as they were.
create table register_log (
  log     smallint primary key check (log > 0),   -- 1, 2, ...: the greatest is the one that grows
  origin  text     not null unique,
  key     text     not null,                      -- its public key, one line
  since   date     not null,
  follows text                                    -- the last known checkpoint of the log before, where there was one
);
grant select on register_log to :app;
grant select, insert on register_log to :worker;

-- Whether a row can go into the register as it is: a sealed leaf under its own id, of a month `YYYY-MM` and a zero byte, and
-- what belongs to it. Why a function, and not a check for each: the server prepares every check again for every INSERT, which
-- took a tenth of what an entry costs; of a function it keeps the plan for as long as the connection lasts. Why by bytes: a
-- regular expression took a third of the rest.
create function carrel_is_leaf(id uuid, leaf bytea, overflow bytea, about bytea) returns boolean language plpgsql immutable
  as $$ begin return
    octet_length(leaf) = 1100 and substring(leaf from 1 for 8) = '\x63617272656c0101'
    and uuid_send(id) = substring(leaf from 9 for 16)
    and get_byte(leaf, 24) between 48 and 57 and get_byte(leaf, 25) between 48 and 57
    and get_byte(leaf, 26) between 48 and 57 and get_byte(leaf, 27) between 48 and 57 and get_byte(leaf, 31) = 0
    and (substring(leaf from 29 for 3) between '\x2d3031' and '\x2d3039'
      or substring(leaf from 29 for 3) between '\x2d3130' and '\x2d3132')
    -- An entry has 64 KiB at most.
    and (overflow is null or octet_length(overflow) <= 131072)
    and (about is null or octet_length(about) % 16 = 0 and octet_length(about) between 16 and 65536);
  end $$;

-- Entries that wait for the next run of the sequencer, written in the transaction that they record. What is once in the
-- tree is there forever, and every check of the register would stop at a row that is no leaf.
create table register_pending (
  id       uuid  primary key,
  leaf     bytea not null,
  overflow bytea,
  about    bytea,  -- the tokens by which patrons find it, which the sequencer moves to register_about
  constraint is_leaf check (carrel_is_leaf(id, leaf, overflow, about))
);
grant insert on register_pending to :app;
grant select, insert, delete on register_pending to :worker;

-- A pending row that is not a leaf, or that is in the register already, is moved here: the sequencer goes on, and nothing
-- is lost.
create table register_set_aside (
  key      uuid  primary key default gen_random_uuid(),
  since    date  not null,
  reason   text  not null check (reason in ('no-leaf', 'other-id', 'there-already')),
  id       uuid  not null,
  leaf     bytea not null,
  overflow bytea
);
grant select on register_set_aside to :app;
grant select, insert on register_set_aside to :worker;

create table register_leaf (
  index    bigint   check (index >= 0),
  id       uuid     not null unique,
  leaf     bytea    not null,
  overflow bytea,
  log      smallint not null,
  primary key (log, index),
  -- A leaf of commitments, which each run of the sequencer adds, has 280 bytes; an entry's has 1,100.
  constraint leaf_has_a_size check (octet_length(leaf) in (280, 1100))
);
-- Of the 1,440 leaves of a day few are entries. This finds those, by their length, without reading the leaves.
create index register_leaf_entry on register_leaf (log, index) where octet_length(leaf) > 280;
grant select on register_leaf to :app;
grant select, insert on register_leaf to :worker;

-- INVARIANT: leaves and logs are only ever added. Privileges say so to the app and the worker; this says so to mistakes
-- in migrations too.
create function register_only_grows() returns trigger language plpgsql
  as $$ begin raise exception 'the register only grows: % of % refused', tg_op, tg_table_name; end $$;
create trigger only_grows before update or delete or truncate on register_leaf
  for each statement execute function register_only_grows();
create trigger only_grows before update or delete or truncate on register_log
  for each statement execute function register_only_grows();

-- The tiles of the tree, the widest known form of each (c2sp.org/tlog-tiles).
create table register_tile (
  level  smallint not null check (level between 0 and 7),
  index  bigint   not null check (index >= 0),
  width  smallint not null check (width between 1 and 256),
  hashes bytea    not null check (octet_length(hashes) = 32 * width),
  log    smallint not null,
  primary key (log, level, index)
);
grant select on register_tile to :app;
grant select, insert, update on register_tile to :worker;

-- The last checkpoint of each day, in UTC; the one with the greatest size is the newest. No finer time is kept: a row for
-- each run of the sequencer would tell a copy of the database in which minute every entry was made.
create table register_checkpoint (
  signed_on   date     not null,
  size        bigint   not null check (size >= 0),
  note        text     not null,
  log         smallint not null,
  -- How many of its leaves are commitments; the others are what people mean by entries. For screens alone: nothing is
  -- checked by it.
  commitments bigint   not null default 0 check (commitments between 0 and size),
  primary key (log, signed_on)
);
grant select on register_checkpoint to :app;
grant select, insert, update on register_checkpoint to :worker;

-- The last checkpoint of each day in the library's own time zone, for the public export, which ends with a whole day
-- (docs/decisions/0046). In Nebraska the days of `register_checkpoint` end in the evening.
create table register_day (
  log         smallint not null,
  day         date     not null,
  time_zone   text     not null,
  size        bigint   not null check (size >= 0),
  note        text     not null,
  -- As in `register_checkpoint`, for the chart of entries by day: what a day added is two rows apart.
  commitments bigint   not null default 0 check (commitments between 0 and size),
  primary key (log, day)
);
grant select, insert, update on register_day to :worker;

-- Which entries tell of something that was shown of a patron, so that the patron can be told of it: by a token of the
-- patron under the key of the month. Once that key is destroyed, the token says nothing to anyone.
create table register_about (
  about bytea not null,
  entry uuid  not null,
  month text  not null,
  primary key (about, entry)
);
create index register_about_of_month on register_about (month);
grant select on register_about to :app;
grant select, insert, delete on register_about to :worker;

-- What the checks of the whole register found: whatever was wrong, until a check of the same kind is good, and the last
-- check that found nothing wrong.
create table register_check (
  pin      text        not null,           -- the fingerprint it was checked against, in one word; '' for none
  whole    boolean     not null,
  found    text        not null check (whole = (found in ('good', 'lost', 'absent'))),
  ended_at timestamptz not null,
  size     bigint      check (size >= 0),      -- the register's entries, where it is whole
  pin_size bigint      check (pin_size >= 0),  -- the entries that the fingerprint counts, where there is one
  entry    bigint      check (entry >= 0),     -- the index of the entry that is wrong, where it is one
  primary key (pin, whole)
);
grant select, insert, delete on register_check to :app;

-- The outside log keepers: two addresses, named by the Director, to which the newest checkpoint goes every day. Someone
-- who keeps those mails can show later that nothing was rewritten. No patron is in here.
create table pin_address (
  place   smallint primary key check (place in (1, 2)),
  address text     not null
);
grant select, insert, update, delete on pin_address to :app;
grant select on pin_address to :worker;

-- The last mail to each, kept before it is sent. One row for each place is written over, so that a year of mails takes no
-- room.
create table pin_mail (
  place      smallint primary key check (place in (1, 2)),
  day        date     not null,
  message_id text     not null,
  address    text     not null,
  message    text     not null,
  state      text     not null check (state in ('ready', 'trying', 'trying-again', 'sent', 'unknown')),
  failure    text                                  -- why it could not be sent, in a few words
);
grant select on pin_mail to :app;
grant select, insert, update on pin_mail to :worker;

-- How often each clause of the policy decided an answer, by month: counts of the register's entries.
create table clause_spoken (
  month  text   not null check (month ~ '^\d{4}-\d{2}$'),
  clause text   not null,
  times  bigint not null check (times > 0),
  primary key (month, clause)
);
grant select on clause_spoken to :app;
grant select, insert, update on clause_spoken to :worker;

-- On what basis staff opened records, by month and by no person: counts of the register's entries.
create table view_basis (
  month text   not null check (month ~ '^\d{4}-\d{2}$'),
  basis text   not null,
  times bigint not null check (times > 0),
  primary key (month, basis)
);
grant select on view_basis to :app;
grant select, insert, update on view_basis to :worker;

-- Up to which entry of each log both are counted.
create table clause_counted (
  log   smallint primary key,
  up_to bigint   not null check (up_to >= 0)
);
grant select, insert, update on clause_counted to :worker;
