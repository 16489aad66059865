-- How a guardian showed the relation to the minor, and what the Director reviews of guardians.

-- Someone on staff recorded it: the sealed note says how, and since when, and names the row's mark. It is in the mark where it is
-- true, so that a note that is put back or taken away widens nothing (docs/decisions/0045).
alter table guarantor add column shown boolean not null default false;
grant select (shown) on guarantor to :worker;

-- What was done with a minor's guardians, until the Director has reviewed it. Who did it is in the log.
create table guardian_review (
  id       uuid primary key default gen_random_uuid(),
  minor_id uuid not null references patron on delete cascade,
  link     uuid references guarantor on delete cascade,      -- the guardian who was added or changed
  what     text not null check (what in ('added', 'changed', 'removed', 'not-told')),
  day      date not null
);
create index guardian_review_of on guardian_review (minor_id);
create index guardian_review_link on guardian_review (link) where link is not null;

alter table guardian_review enable row level security;
create policy in_context on guardian_review using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on guardian_review for select to :backup using (true);
grant select, insert, delete on guardian_review to :app;

-- Counts of the same, which the list replaces.
drop table guardian_change;
