-- Requests for what the library keeps to itself, and what became of them. In the clear stands what a list and a report need:
-- of nobody. Who asks, about whom, and every word of a paper is in the events, sealed (decision 0028).
create table case_file (
  id             uuid    primary key default gen_random_uuid(),
  reference      text    not null unique,  -- of chance, so that it tells neither order nor number
  kind           text    not null,         -- src/casework/case.ts
  instrument     text,                     -- as somebody read it whose work that is
  stage          text    not null,
  outcome        text,
  owed_by        text,                     -- who owes the next step
  due_on         date,                     -- the next clock that runs out
  opened_on      date    not null,
  closed_on      date,
  about_director boolean not null default false,
  drill          boolean not null default false,
  events         integer not null
);
-- What no clock runs for comes last.
create index case_open on case_file ((coalesce(due_on, date '9999-12-31')), id) where closed_on is null;
create index case_closed on case_file (closed_on desc, id) where closed_on is not null;
create index case_by_year on case_file (opened_on, kind, outcome) where not drill;

create table case_event (
  case_id uuid    not null references case_file on delete cascade,
  nth     integer not null,                -- from 1
  event   bytea   not null,                -- src/casework/event.ts
  id      uuid    primary key default gen_random_uuid(),
  unique (case_id, nth)
);

-- Why not `carrel_in_context`: paper comes to somebody's home, and counsel works elsewhere. Of a patron's record nothing shows
-- there still: this is for the rows of cases alone.
create function carrel_somebody_acts() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('carrel.actor', true), '') <> '' $$;

do $$
declare confidential text;
begin
  foreach confidential in array array['case_file', 'case_event'] loop
    execute format('alter table %I enable row level security', confidential);
    execute format('create policy in_context on %I using (carrel_somebody_acts()) with check (carrel_somebody_acts())', confidential);
    execute format('create policy for_backup on %I for select to :backup using (true)', confidential);
  end loop;
end $$;
grant select, insert, update on case_file to :app;
-- `update` is for the rotation of its key alone.
grant select, insert, update on case_event to :app;
