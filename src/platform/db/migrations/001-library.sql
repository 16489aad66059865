-- The library itself: its name, its letterhead, the policy it runs by, and the two rules by which rows show at all.
-- In every file `:owner`, `:app`, `:worker` and `:backup` stand for the names of the roles (../migrate.ts).

-- A backup reads every table, so each table that is made grants that. One with row-level security also needs a policy
-- `for_backup`, or no backup is made.
alter default privileges in schema public grant select on tables to :backup;
grant select on schema_migration to :backup;

-- Without a context (who acts, from which place) the app and the worker see no row about a patron, and from a computer
-- that is not enrolled they never do (docs/decisions/0003).
create function carrel_in_context() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('carrel.actor', true), '') <> ''
           and coalesce(current_setting('carrel.place', true), '') not in ('', 'elsewhere') $$;

-- For the rows of cases alone, which show nothing of a patron's record. No place is asked for, because legal papers are
-- also served at home and counsel works elsewhere.
create function carrel_somebody_acts() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('carrel.actor', true), '') <> '' $$;

create table library (
  only_row        boolean primary key default true check (only_row),
  name            text    not null,
  key_check       bytea   not null,     -- a token under the library's own keys: other keys are refused
  made_on         date    not null default current_date,
  -- 'officers': Director, counsel and trustees need a second factor at each sign-in. 'everyone': all do.
  second_step_for text    not null default 'officers' check (second_step_for in ('officers', 'everyone')),
  pin_digits      smallint not null default 4 check (pin_digits between 4 and 8),  -- the least that a staff PIN has
  -- The links of which another system's export once came in whole. A library that lends with Carrel takes no more of
  -- them, or links that were anonymized since would come back.
  links_taken     text[]  not null default '{}',
  -- Whether another system checks items out, as the Director said at set-up; null until then.
  lends_elsewhere boolean
);
grant select on library to :app, :worker;
grant insert, update (second_step_for, pin_digits, links_taken, lends_elsewhere) on library to :app;

-- How to reach the library, as its letters say; the Director types it at set-up.
create table letterhead (
  only_row boolean primary key default true check (only_row),
  address  text[]  not null check (cardinality(address) between 1 and 3),
  phone    text    not null check (phone <> ''),
  counsel_phone text not null default '',  -- the lawyer's office, for the public page on legal papers
  hours    text[]  not null check (cardinality(hours) <= 3)
);
grant select, insert, update on letterhead to :app;

-- The policy packs under which this library has run, each whole, by the hash of its files: what a register entry names
-- as `pack` can be read here and in every backup.
create table pack (
  hash  text  primary key check (hash ~ '^[0-9a-f]{64}$'),
  files jsonb not null
);

-- Since when each pack was in force. The numbers are consecutive, so that of two programs that start at once only one
-- writes the next row.
create table pack_in_force (
  nth   integer     primary key check (nth > 0),
  hash  text        not null references pack (hash),
  since timestamptz not null
);

-- Only the worker writes these. Otherwise someone with the app's password could make up a change of policy, or keep the
-- program from starting with a row that has the highest number.
grant select on pack, pack_in_force to :app;
grant select, insert on pack, pack_in_force to :worker;
