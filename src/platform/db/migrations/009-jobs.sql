-- Jobs: what Carrel does by itself, its backups, and the nightly import.

-- The last day on which each step of the nightly jobs was done.
create table night_step (
  name    text primary key,
  done_on date not null
);
grant select on night_step to :app;
grant select, insert, update on night_step to :worker;

-- Locks that only the worker may take. Otherwise someone with the app's password could take a lock whose number everyone
-- knows, and keep the register from being signed, or the jobs, the mails and the files of sealed matters from being done.
create table turn (
  name text   primary key,
  -- The number of the lock that is held for longer than a transaction. It is random, and replaced where a role that is not
  -- the worker has it. The sequencer locks its row, for each transaction, and does not use the number.
  key  bigint not null default ('x' || encode(substring(uuid_send(gen_random_uuid()) for 8), 'hex'))::bit(64)::bigint
);
insert into turn (name) values ('tick'), ('night'), ('rotation'), ('caseMails'), ('cells');
grant select, update (key) on turn to :worker;
revoke select on turn from :backup;

-- The last good backup, and whether one failed since.
create table backup_state (
  only_row  boolean     primary key default true check (only_row),
  made_at   timestamptz,                 -- of the last good one: when its snapshot was taken
  file      text,                        -- its name
  key       text,                        -- the mark of the sheet that opens it
  rows      bigint,
  bytes     bigint,
  failed_at timestamptz,                 -- null: none failed since
  failure   text,                        -- a sentence
  folders   text[]      not null default '{}'  -- where backups were made before: those there are deleted by age too
);
grant select on backup_state to :app;
grant select, insert, update on backup_state to :worker;

-- How far long work is, or how it last ended: one row for each kind. It names no one, and is in no backup.
create table long_work (
  kind     text        primary key check (kind in ('import', 'backup', 'check')),
  begun_at timestamptz not null,
  seen_at  timestamptz not null,  -- of the last report; a long silence means that its program ended
  done     bigint      not null,  -- bytes, or entries
  total    bigint      not null,
  rows     bigint      not null,
  ended    text        check (ended in ('done', 'failed'))
);
grant select, insert, update on long_work to :app, :worker;

-- Where another system puts its exports, and what came of the last one. It is of this machine, so it is in no backup.
create table import_nightly (
  only_row        boolean     primary key default true check (only_row),
  folder          text        not null,
  since           timestamptz not null,  -- when the Director's staff set it up
  mark            text,                  -- of the files that were imported last: their names, sizes and times
  done_at         timestamptz,
  report          jsonb,                 -- counts, and no one's name
  tried           text,                  -- the mark of the files that were not imported
  failed_at       timestamptz,           -- null: none failed since
  failure         text,                  -- a sentence
  lends_elsewhere boolean     not null default false  -- the library lends with the other system, whatever the pack says
);
grant select on import_nightly to :app;
grant select, insert, update, delete on import_nightly to :worker;
