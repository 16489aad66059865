-- Follow-ups: what an answer leaves to the Director. A row for each answer by which staff promised another one, and for each
-- time someone asked as the parent or guardian of a patron who was found. Most of these ask for nothing, and are deleted at
-- night: they are there so that no row, and no work, tells of a child whose guardians are not told. All rows have one size.
create table follow_up (
  id    uuid  primary key,  -- keyed, so that a button pressed twice leaves one
  task  bytea not null,     -- sealed: the entry, the days, who answered, about whom
  reach bytea not null      -- sealed: how to reach who asked, or nothing
);

alter table follow_up enable row level security;
create policy in_context on follow_up using (carrel_somebody_acts()) with check (carrel_somebody_acts());
create policy for_backup on follow_up for select to :backup using (true);
grant select, insert, update, delete on follow_up to :app;
