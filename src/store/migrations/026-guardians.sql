-- A parent or guardian on file who has no card: no patron, so in no list of names, and found by no search.
create table guardian (
  id      uuid  primary key default gen_random_uuid(),
  name    bytea not null,              -- {surname, firstName, otherNames?}
  contact bytea                        -- {addresses: string[][], phones: string[], emails: string[]}
);
alter table guardian enable row level security;
create policy in_context on guardian using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on guardian for select to :backup using (true);
grant select, insert, update, delete on guardian to :app;

-- `kept`: made, changed or ended at the counter, so an import leaves it as it is. `ended`: taken off the file here, while
-- the other system goes on naming it; who guarantees for nobody any more has no row that is not ended.
alter table guarantor
  alter column guarantor_id drop not null,
  add column guardian_id uuid references guardian on delete cascade,
  add column noted bytea,              -- {checked: string[], by: account id, on: 'YYYY-MM-DD'}; null where an import made it
  add column kept  boolean not null default false,
  add column ended boolean not null default false,
  add check (num_nonnulls(guarantor_id, guardian_id) = 1),
  add unique (guarantee_id, guardian_id);
create index guardian_of on guarantor (guardian_id) where guardian_id is not null;

-- Who is of age before their birthday: {by: 'marriage' | 'emancipation', on: 'YYYY-MM-DD'}, sealed as one.
alter table patron add column of_age bytea;

-- How often guardians were added, changed and taken off on a day; of nobody.
create table guardian_change (
  day     date primary key,
  added   integer not null default 0,
  changed integer not null default 0,
  removed integer not null default 0
);
grant select, insert, update, delete on guardian_change to :app;
