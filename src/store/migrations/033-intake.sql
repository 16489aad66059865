-- How the Director and the lawyer are told that somebody brought a paper or asks for records (decision 0029).

-- Whether whoever decides in it, and counsel, have had it before them: until then it waits on their start page.
alter table case_file
  add column decider_saw boolean not null default false,
  add column counsel_saw boolean not null default false;
create index case_unseen_by_decider on case_file (about_director) where not decider_saw and not drill;
create index case_unseen_by_counsel on case_file (opened_on) where not counsel_saw and not drill;

-- Scans and photos of paper, in sealed pieces of one length.
create table case_paper (
  id       uuid    primary key default gen_random_uuid(),
  case_id  uuid    not null references case_file on delete cascade,
  paper_id uuid    not null,
  nth      integer not null, -- from 1
  piece    bytea   not null,
  unique (case_id, paper_id, nth)
);

-- Whom to tell, and the numbers to call in their order: of the library's own staff and its lawyers.
create table case_contact (
  whom   text     not null check (whom in ('director', 'counsel')),
  nth    smallint not null check (nth between 1 and 3),
  name   text     not null,
  mail   text     not null, -- empty where they have none
  phones text     not null,
  primary key (whom, nth)
);

-- The mails that say that a matter waits, and nothing of it. Each is here before it is sent, in the transaction of what it
-- is about.
create table case_mail (
  id         uuid        primary key default gen_random_uuid(),
  case_id    uuid        not null references case_file on delete cascade,
  why        text        not null check (why in ('came', 'clock')),
  planned_on date        not null, -- the library's day
  whom       text        not null check (whom in ('director', 'counsel')),
  address    text        not null,
  message_id text        not null unique, -- before the @: random
  state      text        not null default 'ready' -- src/mail/at-most-twice.ts
    check (state in ('ready', 'trying', 'trying-again', 'sent', 'unknown', 'given-up')),
  failure    text,
  tries      smallint    not null default 0,
  try_at     timestamptz not null,
  unique (case_id, why, planned_on, address)
);
create index case_mail_to_do on case_mail (try_at) where state in ('ready', 'trying', 'trying-again');

do $$
declare confidential text;
begin
  foreach confidential in array array['case_paper', 'case_mail'] loop
    execute format('alter table %I enable row level security', confidential);
    execute format('create policy in_context on %I using (carrel_somebody_acts()) with check (carrel_somebody_acts())', confidential);
    execute format('create policy for_backup on %I for select to :backup using (true)', confidential);
  end loop;
end $$;
-- `update` is for the rotation of its key alone.
grant select, insert, update on case_paper to :app;
grant select, insert, delete on case_contact to :app;
grant select, insert, update on case_mail to :app;
