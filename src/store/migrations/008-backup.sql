-- Backups: a role that reads every row and changes none, and what is known of the last backup.

grant select on all tables in schema public to :backup;
-- Tables of later migrations too. One that has row-level security gets its policy there, or no backup is made.
alter default privileges in schema public grant select on tables to :backup;

do $$
declare confidential name;
begin
  for confidential in
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity
  loop
    execute format('create policy for_backup on %I for select to :backup using (true)', confidential);
  end loop;
end $$;

create table backup_state (
  only_row  boolean     primary key default true check (only_row),
  made_at   timestamptz,                 -- of the last good one: when its snapshot was taken
  file      text,                        -- its name
  key       text,                        -- the mark of the sheet that opens it
  rows      bigint,
  bytes     bigint,
  failed_at timestamptz,                 -- null: none failed since
  failure   text                         -- a sentence
);
grant select on backup_state to :app;
grant select, insert, update on backup_state to :worker;
