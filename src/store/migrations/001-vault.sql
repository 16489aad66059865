-- The vault: who is a patron and what they have. Everything that identifies a patron is sealed (bytea);
-- titles and items are public catalogue data. `source_key` and `fingerprint` are keyed tokens, so that a
-- copy of the data cannot be matched to the library system it was imported from.

create function carrel_in_context() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('carrel.actor', true), '') <> ''
           and coalesce(current_setting('carrel.place', true), '') not in ('', 'elsewhere') $$;

create table library (
  only_row    boolean primary key default true check (only_row),
  name        text  not null,
  key_check   bytea not null,          -- a token under the library's own keys: other keys are refused
  made_on     date  not null default current_date
);

create table patron (
  id          uuid  primary key default gen_random_uuid(),
  source_key  bytea unique,
  fingerprint bytea,
  name        bytea not null,          -- {surname, firstName, otherNames?}
  born        bytea,                   -- 'YYYY-MM-DD'; null where not known
  contact     bytea,                   -- {addresses: string[][], phones: string[], emails: string[]}
  standing    bytea                    -- {category?, enrolledOn?, expiresOn?}
);

create table card (
  id            uuid  primary key default gen_random_uuid(),
  patron_id     uuid  not null references patron on delete cascade,
  barcode       bytea not null,        -- the card's number
  barcode_index bytea not null unique, -- its keyed token
  state         text  not null check (state in ('active', 'lost'))
);
create index card_of_patron on card (patron_id);

create table guarantor (
  id           uuid    primary key default gen_random_uuid(),
  guarantor_id uuid    not null references patron on delete cascade,
  guarantee_id uuid    not null references patron on delete cascade,
  liable       boolean not null default false,
  unique (guarantee_id, guarantor_id),
  check (guarantor_id <> guarantee_id)
);
create index guarantor_of on guarantor (guarantor_id);

create table title (
  id          uuid primary key default gen_random_uuid(),
  source_id   text unique,
  title       text not null,
  author      text,
  fingerprint bytea
);

create table item (
  id              uuid primary key default gen_random_uuid(),
  title_id        uuid not null references title,
  source_id       text unique,
  barcode         text unique,
  call_number     text,
  collection      text,
  item_type       text,
  price_cents     integer,
  state           text not null default 'here' check (state in ('here', 'lost', 'damaged', 'withdrawn')),
  fingerprint     bytea
);
create index item_of_title on item (title_id);

create table loan (
  id          uuid  primary key default gen_random_uuid(),
  patron_id   uuid  not null references patron on delete cascade,
  item        bytea not null,          -- the item's id
  item_index  bytea not null unique,   -- its keyed token: an item is out once
  due_on      date  not null,
  state       text  not null default 'out' check (state in ('out', 'lost')),
  source_key  bytea unique,
  fingerprint bytea
);
create index loan_of_patron on loan (patron_id);

create table hold (
  id          uuid  primary key default gen_random_uuid(),
  patron_id   uuid  not null references patron on delete cascade,
  title       bytea not null,          -- the title's id
  state       text  not null default 'placed' check (state in ('placed', 'in-transit', 'waiting', 'suspended')),
  source_key  bytea unique,
  fingerprint bytea
);
create index hold_of_patron on hold (patron_id);

create table charge (
  id           uuid    primary key default gen_random_uuid(),
  patron_id    uuid    not null references patron on delete cascade,
  kind         text    not null check (kind in ('overdue', 'lost', 'damaged', 'other')),
  amount_cents integer not null check (amount_cents > 0),   -- what is still owed
  item         bytea,                  -- the item's id, where the charge is for one
  source_key   bytea   unique,
  fingerprint  bytea
);
create index charge_of_patron on charge (patron_id);

-- The second wall: without a context (who acts, from which place) the app and the worker see no row, and from
-- a computer that is not enrolled they never do.
do $$
declare confidential text;
begin
  foreach confidential in array array['patron', 'card', 'guarantor', 'loan', 'hold', 'charge'] loop
    execute format('alter table %I enable row level security', confidential);
    execute format('create policy in_context on %I using (carrel_in_context()) with check (carrel_in_context())', confidential);
  end loop;
end $$;

-- The index of names in each program's memory follows these. It says that some name changed, not whose.
create function names_changed() returns trigger language plpgsql
  as $$ begin perform pg_notify('carrel_names', ''); return null; end $$;
create trigger names_changed after insert or update of name or delete on patron
  for each statement execute function names_changed();

grant select on library to :app, :worker;
grant insert on library to :app;
grant select, insert, update, delete on patron, card, guarantor, loan, hold, charge, title, item to :app;
grant select on title, item to :worker;
