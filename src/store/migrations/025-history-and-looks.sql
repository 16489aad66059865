-- What a patron had, where they asked that it is kept for them. A row is sealed under a random key of theirs alone, and
-- found by a token under it: once that file is destroyed, nothing says whose row it was, nor what stood in it.
create table history (
  id           uuid     primary key,     -- of the return that it was written with, so that an undone one takes it along
  patron_index bytea    not null,
  version      smallint not null,        -- of the patron's key
  nth          integer  not null,        -- their order, which is all that a page needs to know
  kept         bytea    not null check (octet_length(kept) = 157),
  unique (patron_index, nth)
);
alter table history enable row level security;
create policy in_context on history using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on history for select to :backup using (true);
grant select, insert, delete on history to :app;

-- Which entries of the register tell of something that was shown of a patron, so that they can be told of it. A token of
-- the patron under the key of the month, which goes when that is forgotten; with the key gone it says nothing to anybody.
create table register_about (
  about bytea not null,
  entry uuid  not null,
  month text  not null,
  primary key (about, entry)
);
create index register_about_of_month on register_about (month);
grant select, insert on register_about to :app;
grant select, insert, delete on register_about to :worker;
