-- What ties a patron to an item or a title. A row says that there is a link, and nothing else: all of it is sealed in
-- one field of one length, and its tokens hang, like that, from the link key of a night, which is destroyed 14 nights
-- later. No patron, item, day, state or amount stands in the clear, for each could be joined with something public.
--
-- Why no foreign key: to insert a row that refers to another, PostgreSQL locks the other, and writes the number of the
-- transaction into it and into the log. The patron would be named by that, and the item.
--
-- The links that were here are not taken along: they named their patrons. The next import brings them in again.
drop table loan, hold, charge;

create table loan (
  id           uuid  primary key,
  night        date  not null,         -- whose link key the rest is under
  patron_index bytea not null,         -- the patron's keyed token
  other_index  bytea not null unique,  -- the item's: an item is out once
  source_index bytea not null unique,  -- that of its id in the source; random where it has none
  link         bytea not null check (octet_length(link) = 221)  -- src/circulation/link.ts
);
create index loan_of_patron on loan (patron_index);

create table hold (
  id           uuid  primary key,
  night        date  not null,
  patron_index bytea not null,
  other_index  bytea not null,         -- the title's
  source_index bytea not null unique,
  link         bytea not null check (octet_length(link) = 221)
);
create index hold_of_patron on hold (patron_index);
create index hold_of_title on hold (other_index);

create table charge (
  id           uuid  primary key,
  night        date  not null,
  patron_index bytea not null,
  other_index  bytea not null,         -- the item's; random where it is for none
  source_index bytea not null unique,
  link         bytea not null check (octet_length(link) = 221)
);
create index charge_of_patron on charge (patron_index);
create index charge_of_item on charge (other_index);

-- A return that waits to be counted, sealed under the link key of its night and never again.
create table tally_waiting (
  id     uuid  primary key,
  night  date  not null,
  sealed bytea not null
);

-- The count of a month that is not over.
create table tally_open (
  month text  primary key check (month ~ '^\d{4}-\d\d$'),
  night date  not null,
  count bytea not null
);

-- What is known of a month once it is over. Nothing in here says who.
create table tally_month (
  month   text    primary key check (month ~ '^\d{4}-\d\d$'),
  returns integer not null,
  untold  integer not null             -- how many of them stand in neither of the finer counts: too few people
);
create table tally_item (
  month   text    not null references tally_month,
  item_id uuid    not null,
  returns integer not null,
  primary key (month, item_id)
);
create table tally_band (
  month      text    not null references tally_month,
  band       text    not null,         -- of age; 'any' where too few people were in it
  collection text    not null,
  returns    integer not null,
  primary key (month, band, collection)
);

do $$
declare confidential text;
begin
  foreach confidential in array array['loan', 'hold', 'charge', 'tally_waiting', 'tally_open'] loop
    execute format('alter table %I enable row level security', confidential);
    execute format('create policy in_context on %I using (carrel_in_context()) with check (carrel_in_context())', confidential);
  end loop;
end $$;

grant select, insert, update, delete on loan, hold, charge to :app;
grant insert on tally_waiting to :app;
grant select, insert, update, delete on loan, hold, charge to :worker;
grant select, delete on tally_waiting to :worker;
grant select, insert, update, delete on tally_open to :worker;
grant select on tally_month, tally_item, tally_band to :app, :worker;
grant insert, update on tally_month, tally_item, tally_band to :worker;
