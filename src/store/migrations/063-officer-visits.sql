-- An officer asked without paper: when and where, for the Director's list. It is no case, and of nobody; who answered is in the register.
create table officer_visit (
  id    uuid        primary key,           -- of the form, so that a button pressed twice notes it once
  at    timestamptz not null,
  place text        not null
);
create index officer_visit_newest on officer_visit (at desc);
alter table officer_visit enable row level security;
create policy in_context on officer_visit using (carrel_somebody_acts()) with check (carrel_somebody_acts());
create policy for_backup on officer_visit for select to :backup using (true);
grant select, insert on officer_visit to :app;
