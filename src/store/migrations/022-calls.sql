-- Numbers on file that turned out to be somebody else's, so that they are not dialed again. Sealed as one.
alter table patron add column wrong_numbers bytea;

-- Whom somebody is calling at this moment, so that no two dial the same number: by the patron's token of the night, as
-- in notice. A row is of no use after its minutes, and goes when the next call is taken.
create table call_taken (
  patron_index bytea       primary key,
  account_id   uuid        not null references account on delete cascade,
  until        timestamptz not null
);
create index call_taken_of_account on call_taken (account_id);
create index call_taken_until on call_taken (until);
alter table call_taken enable row level security;
create policy in_context on call_taken using (carrel_in_context()) with check (carrel_in_context());
grant select, insert, update, delete on call_taken to :app;
