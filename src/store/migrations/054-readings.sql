-- How many whole records each sign-in opened in the last minutes: counts and keyed tokens, no name and no card's number. A row
-- is destroyed an hour after it was written. Why not in memory: several processes serve one library, and a restart must
-- not begin the count again.
create table reading (
  id uuid primary key default gen_random_uuid(),
  account text not null,
  at timestamptz not null,
  weight integer not null check (weight > 0),
  record bytea not null check (octet_length(record) = 16),  -- keyed, of the account and the record: the same one counts once
  number bytea check (octet_length(number) = 16),           -- keyed, of a card's number that was typed or scanned
  stem bytea check (octet_length(stem) = 16)                -- keyed, of a number without its check digit
);
create index reading_account on reading (account, at);
create index reading_at on reading (at);
-- The application can only add to it: a count that it could lower would hold nobody.
grant select, insert on reading to :app;
grant select, delete on reading to :worker;

-- A sign-in opened more than the policy's number: once an hour at most for each.
create table reading_alarm (
  id uuid primary key default gen_random_uuid(),
  account text not null,
  at timestamptz not null,
  mailed_at timestamptz,
  tries integer not null default 0
);
create index reading_alarm_at on reading_alarm (at);
grant select, insert on reading_alarm to :app;
grant select, update on reading_alarm to :worker;
grant select on case_contact to :worker;

-- Adds one reading, and gives what the account had read before it since an instant; null where it had read this record. Why
-- one function: it waits for the account's other readings and then counts, which two statements of one snapshot cannot.
create function carrel_read(
  reader text, read_at timestamptz, since timestamptz, of_record bytea, of_number bytea, of_stem bytea,
  near bytea[], most_near integer, plain integer, heavy integer
) returns integer language plpgsql as $$
declare
  already integer;
  neighbors integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('carrel reading ' || reader, 0));
  if exists (select from reading where account = reader and record = of_record and at > since and at <= read_at) then
    return null;
  end if;
  select coalesce(sum(weight), 0) into already from reading where account = reader and at > since and at <= read_at;
  -- Of every account: two that take turns count up as one does.
  if cardinality(near) > 0 then
    select count(distinct number) into neighbors from reading
      where at > since and at <= read_at and (number = any (near) or stem = any (near));
  end if;
  insert into reading (account, at, weight, record, number, stem)
    values (reader, read_at, case when neighbors >= most_near then heavy else plain end, of_record, of_number, of_stem);
  return already;
end $$;
grant execute on function carrel_read to :app;
