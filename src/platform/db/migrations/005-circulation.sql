-- Circulation: what ties a patron to an item or a title, and what is counted once a link is anonymized.
--
-- A row says that there is a link, and nothing else. All of it is sealed in one field of one length, and its tokens are
-- made, as the field is sealed, under the link key of a night, which is destroyed 14 nights later. No patron, item, day,
-- state or amount is in the clear, because each could be joined with something public (docs/decisions/0008, 0013).
--
-- There are no foreign keys: to insert a row that refers to another, PostgreSQL locks the other and writes the number of
-- the transaction into it and into the log. That would name the patron and the item.

create table loan (
  id           uuid  primary key,
  night        date  not null,         -- whose link key the rest is under
  patron_index bytea not null,         -- the patron's keyed token
  other_index  bytea not null unique,  -- the item's: an item is checked out once
  source_index bytea not null unique,  -- that of its id in the source; random where it has none
  link         bytea not null check (octet_length(link) = 221)
);
create index loan_of_patron on loan (patron_index);

alter table loan enable row level security;
create policy in_context on loan using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on loan for select to :backup using (true);
grant select, insert, update, delete on loan to :app, :worker;

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

alter table hold enable row level security;
create policy in_context on hold using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on hold for select to :backup using (true);
grant select, insert, update, delete on hold to :app, :worker;

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

alter table charge enable row level security;
create policy in_context on charge using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on charge for select to :backup using (true);
grant select, insert, update, delete on charge to :app, :worker;

-- The history of a patron who asked that it be kept. A row is sealed under a random key of theirs alone, and found by a
-- token under it: once that key is destroyed, nothing says whose row it was, nor what was in it.
create table history (
  id           uuid     primary key,     -- of the return that it was written with, so that undoing one removes it too
  patron_index bytea    not null,
  version      smallint not null,        -- of the patron's key
  nth          integer  not null,        -- their order, which is all that a page needs
  kept         bytea    not null check (octet_length(kept) = 157),
  unique (patron_index, nth)
);

alter table history enable row level security;
create policy in_context on history using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on history for select to :backup using (true);
grant select, insert, delete on history to :app;

-- A return that is not counted yet, sealed once under the link key of its night.
create table tally_waiting (
  id     uuid  primary key,
  night  date  not null,
  sealed bytea not null
);

alter table tally_waiting enable row level security;
create policy in_context on tally_waiting using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on tally_waiting for select to :backup using (true);
-- A return that is undone at the desk is not counted. The app can delete it by the id that it has just written, and reads
-- nothing else of it.
grant select (id), insert, delete on tally_waiting to :app;
grant select, delete on tally_waiting to :worker;

-- The count of a month that is not over.
create table tally_open (
  month text  primary key check (month ~ '^\d{4}-\d\d$'),
  night date  not null,
  count bytea not null
);

alter table tally_open enable row level security;
create policy in_context on tally_open using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on tally_open for select to :backup using (true);
grant select, insert, update, delete on tally_open to :worker;

-- Circulation statistics: what is known of a month once it is over. Nothing here says who.
create table tally_month (
  month   text    primary key check (month ~ '^\d{4}-\d\d$'),
  returns integer not null,
  untold  integer not null             -- returns that are in neither of the finer counts: too few people
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

-- How many holds and charges were anonymized, for the records disposition report; for loans that is the returns.
create table tally_cut (
  month  text    not null references tally_month,
  series text    not null check (series in ('hold', 'charge')),
  links  integer not null,
  primary key (month, series)
);

grant select on tally_month, tally_item, tally_band, tally_cut to :app;
grant select, insert, update on tally_month, tally_item, tally_band, tally_cut to :worker;
