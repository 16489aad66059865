-- Sealed copies of records in a case, each under a key of its own outside the database, which is destroyed when the copy
-- ends (decision 0031). `preserved` ends by itself on a day; `collected` is what is to be handed over; `package` is that,
-- encrypted to whoever gets it, until it was fetched.
create table case_copy (
  id      uuid  primary key,
  case_id uuid  not null references case_file on delete cascade,
  kind    text  not null check (kind in ('preserved', 'collected', 'package')),
  until   date  check ((until is not null) = (kind = 'preserved')),
  sealed  bytea not null
);
create index case_copy_of_case on case_copy (case_id);
alter table case_copy enable row level security;
create policy in_context on case_copy using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on case_copy for select to :backup using (true);
grant select, insert, delete on case_copy to :app;
