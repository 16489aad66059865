-- Cases: requests for what the library keeps confidential, and what became of them (docs/decisions/0024). What a list and
-- a report need is in the clear, and names no one. Who asks, about whom, and every word of a paper is in the events,
-- sealed.
--
-- A sealed matter has no row at all, here or elsewhere. It lies in a file (decision 32), so
-- that nothing SQL can see tells that there is one.

create table case_file (
  id             uuid    primary key default gen_random_uuid(),
  reference      text    not null unique,  -- random, so that it tells neither order nor number
  kind           text    not null,
  instrument     text,                     -- the legal paper, as the person who must decide read it
  stage          text    not null,
  outcome        text,
  owed_by        text,                     -- who owes the next step
  due_on         date,                     -- the next deadline
  opened_on      date    not null,
  closed_on      date,
  about_director boolean not null default false,
  drill          boolean not null default false,
  events         integer not null,
  -- Whether the person who decides, and counsel, have viewed it: until then it is on their start page.
  decider_saw    boolean not null default false,
  counsel_saw    boolean not null default false,
  -- Whether either of them ever did, it went from one who decides to another, or it was withheld: from then on colleagues of
  -- the person who reported it read nothing more of it, so that nothing that comes or goes tells what became of it.
  desk_done      boolean not null default false,
  owed           text,                     -- the next step
  due_as         text,                     -- which deadline is next
  withheld       boolean not null default false, -- a nondisclosure order: it is in no list and no figure, and no mail goes out
  board_may_know boolean not null default false, -- counsel allowed telling the president although it is withheld
  -- The duties of a legal paper (Reg 6): when it was served and reported, when the person who decides first opened it, and
  -- when counsel was consulted. Null where it has no paper, where that is still to come, or where it is withheld.
  served_at      timestamptz,
  reported_at    timestamptz,
  seen_at        timestamptz,
  consulted_at   timestamptz,
  -- Whether counsel, or the president of the Board, has still to confirm or deny what was recorded as their word. Never of
  -- a case that is withheld.
  asks_counsel   boolean not null default false,
  asks_board     boolean not null default false,
  asks_second    boolean not null default false,
  -- For the start page of one person: who reported it, until it reached both the person who decides and counsel, and who
  -- was asked about views of theirs and has not answered. Keyed tokens of the account in this case, so that no two rows show
  -- the same person. Null in a case that is withheld, but for who reported a search, until officers leave.
  reporter       bytea,
  asked          bytea[],
  -- Of counsel, keyed tokens of the account in this case, for lists: who said that they have a conflict of interest, and
  -- special counsel, who see this case and no other. Null where there is none.
  conflicts      bytea[],
  special        bytea[]
);
-- Searches under way come first and drills last. What must be reported to the person who decides comes next after the
-- searches, because "immediately" is before any day (Reg 6); then the next deadline. `case` and not `coalesce`: under
-- row-level security PostgreSQL narrows by an index only where it knows that the condition cannot tell of hidden rows.
create index case_open on case_file (
  (case when drill then 3 when stage = 'searching' then 0 when due_as is not null and due_as = 'report' then 1 else 2 end),
  (case when due_on is null then date '9999-12-31' else due_on end), id
) where closed_on is null;
-- Cases under a nondisclosure order have a list of their own, for those who may know of them.
create index case_withheld on case_file (
  (case when drill then 3 when stage = 'searching' then 0 when due_as is not null and due_as = 'report' then 1 else 2 end),
  (case when due_on is null then date '9999-12-31' else due_on end), id
) where withheld;
create index case_closed on case_file (closed_on, id) where closed_on is not null;
create index case_by_year on case_file (opened_on, kind, outcome) where not drill;
create index case_about_director on case_file (closed_on desc, id) where about_director;
create index case_unseen_by_decider on case_file (about_director) where not decider_saw and not drill;
create index case_unseen_by_counsel on case_file (opened_on) where not counsel_saw and not drill;
create index case_asks_counsel on case_file (opened_on desc, id) where asks_counsel;
create index case_asks_board on case_file (opened_on desc, id) where asks_board;
create index case_reporter on case_file (opened_on desc, id) where reporter is not null;
create index case_reported on case_file (reported_at desc, id) where closed_on is null;
create index case_asked on case_file (opened_on desc, id) where asked is not null;
create index case_names_counsel on case_file (id) where conflicts is not null or special is not null;
create index case_asks_second on case_file (opened_on desc, id) where asks_second;
-- Cases that the Director does not know of yet, for the start page; and the searches and drills under way.
create index case_untold on case_file (kind) where closed_on is null and owed_by = 'staff' and not drill;
create index case_searching on case_file (drill) where closed_on is null and stage = 'searching';
create index case_drill on case_file (opened_on desc, id) where drill;

alter table case_file enable row level security;
create policy in_context on case_file using (carrel_somebody_acts()) with check (carrel_somebody_acts());
create policy for_backup on case_file for select to :backup using (true);
grant select, insert, update on case_file to :app;

create table case_event (
  case_id uuid    not null references case_file on delete cascade,
  nth     integer not null,                -- from 1
  event   bytea   not null,
  id      uuid    primary key default gen_random_uuid(),
  unique (case_id, nth)
);

alter table case_event enable row level security;
create policy in_context on case_event using (carrel_somebody_acts()) with check (carrel_somebody_acts());
create policy for_backup on case_event for select to :backup using (true);
-- `update` is only for the rotation of its key. Not of the other columns: someone who moves the newest events to another case takes back a
-- denial, a conflict of interest, or a paper.
grant select, insert, update (event) on case_event to :app;

-- Scans and photos of legal papers, in sealed pieces of one length.
create table case_paper (
  id       uuid    primary key default gen_random_uuid(),
  case_id  uuid    not null references case_file on delete cascade,
  paper_id uuid    not null,
  nth      integer not null,               -- from 1
  piece    bytea   not null,
  unique (case_id, paper_id, nth)
);

alter table case_paper enable row level security;
create policy in_context on case_paper using (carrel_somebody_acts()) with check (carrel_somebody_acts());
create policy for_backup on case_paper for select to :backup using (true);
-- `update` is only for the rotation of its key.
grant select, insert, update on case_paper to :app;

-- What is drafted and signed in a case. A draft is one row, written over until it is signed; what is signed does not
-- change.
create table case_document (
  id       uuid  primary key default gen_random_uuid(),
  case_id  uuid  not null references case_file on delete cascade,
  sha256   text,                           -- of what was signed, as the event and the register have it; null for a draft
  document bytea not null,
  unique (case_id, sha256)
);
create unique index case_draft on case_document (case_id) where sha256 is null;

alter table case_document enable row level security;
create policy in_context on case_document using (carrel_somebody_acts()) with check (carrel_somebody_acts());
create policy for_backup on case_document for select to :backup using (true);
-- `update` is for the rotation of its key and for a draft; `delete` is for a draft that was signed.
grant select, insert, update, delete on case_document to :app;

-- Sealed copies of records in a case, each under a key of its own outside the database, which is destroyed when the copy
-- ends (docs/decisions/0027). `preserved` ends by itself on a day; `collected` is what is to be produced; `package` is
-- that, encrypted to the person who gets it, until they have fetched it.
create table case_copy (
  id      uuid  primary key,
  case_id uuid  not null references case_file on delete cascade,
  kind    text  not null check (kind in ('preserved', 'collected', 'package')),
  until   date  check ((until is not null) = (kind = 'preserved')),
  sealed  bytea not null
);
create index case_copy_of_case on case_copy (case_id);

-- Unlike the rest of a case these are patrons' records, so they need a place too.
alter table case_copy enable row level security;
create policy in_context on case_copy using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on case_copy for select to :backup using (true);
grant select, insert, delete on case_copy to :app;

-- Emergency contacts: the library's own officers and lawyers, with the numbers to call in their order. The president of
-- the Board is contacted in place of the Director where a case is about the Director (docs/decisions/0025, 0027), and an
-- acting Director, while there is one, where neither the Director nor counsel opens a report.
create table case_contact (
  whom   text     not null,
  nth    smallint not null check (nth between 1 and 3),
  name   text     not null,
  mail   text     not null,                -- empty where they have none
  phones text     not null,
  account_id   uuid references account,    -- the sign-in of counsel, where they have one
  -- Who typed it or changed it last, and who called them since and confirmed it: counsel's word is confirmed by a link
  -- only to a contact that two people stood for a week ago (docs/decisions/0063).
  set_by       uuid references account,
  set_at       timestamptz,
  confirmed_by uuid references account,
  confirmed_at timestamptz,
  mark         bytea,                      -- null where no person typed it
  primary key (whom, nth),
  constraint case_contact_whom_check check (whom in ('director', 'counsel', 'president', 'acting'))
);
grant select, insert, delete on case_contact to :app;
grant select on case_contact to :worker;

-- Contacts of counsel and the president that someone changed or took off: staff call the number too for seven days, or until
-- a second person confirms a new one of the same name. Without it the Director alone moves every call. Whose contact it was
-- says whether the change is right; where they say that it is wrong, staff go on calling the old number.
create table former_contact (
  whom       text        not null check (whom in ('counsel', 'president', 'acting')),
  name       text        not null,
  mail       text        not null,
  phones     text        not null,
  account_id uuid        references account,
  changed_by uuid        not null references account,
  changed_as text        not null check (changed_as in ('director', 'acting-director', 'president')),
  changed_at timestamptz not null,
  wrong_at   timestamptz,
  mark       bytea       not null,
  primary key (whom, name, mail, phones)
);
grant select, insert, delete on former_contact to :app;

-- What someone outside the library reported on the public page: what they chose and, sealed, the name and the number to
-- call back. It is no case: the row goes when a case is opened with it, or when it is ended.
create table public_report (
  id           uuid        primary key,         -- of the form, so that a button pressed twice reports once
  at           timestamptz not null,
  what         text        not null check (what in ('here', 'handed', 'mail')),
  contact      bytea       not null,
  tries        smallint    not null default 0,  -- calls that no one answered
  reached_at   timestamptz,                     -- the call-back
  -- Whether the Director, and counsel, have opened the list with it: until then Carrel mails them again.
  decider_saw  boolean     not null default false,
  counsel_saw  boolean     not null default false
);

alter table public_report enable row level security;
create policy in_context on public_report using (carrel_somebody_acts()) with check (carrel_somebody_acts());
create policy for_backup on public_report for select to :backup using (true);
grant select, insert, update, delete on public_report to :app;

-- One-time links by which someone outside adds the paper that they were called about. Keyed tokens, so that no one who writes
-- SQL can plant a link. The first browser that follows one alone uses it, and not for long.
create table paper_link (
  id      uuid        primary key default gen_random_uuid(),
  case_id uuid        not null references case_file on delete cascade,
  link    bytea,                           -- null once it was followed
  browser bytea,                           -- who followed it
  until   timestamptz not null,
  files   smallint    not null default 0
);

alter table paper_link enable row level security;
create policy in_context on paper_link using (carrel_somebody_acts()) with check (carrel_somebody_acts());
create policy for_backup on paper_link for select to :backup using (true);
grant select, insert, update, delete on paper_link to :app;

-- Links that were mailed to counsel or the president, to confirm or deny what someone recorded as their word. The row
-- tells which word of which case, and the mark of the contact it went to; the link's token covers all three.
create table word_link (
  id      uuid        primary key default gen_random_uuid(),
  case_id uuid        not null references case_file on delete cascade,
  place   smallint    not null,
  contact bytea       not null,
  link    bytea       not null,
  until   timestamptz not null
);

alter table word_link enable row level security;
create policy in_context on word_link using (carrel_somebody_acts()) with check (carrel_somebody_acts());
create policy for_backup on word_link for select to :backup using (true);
grant select, insert, delete on word_link to :app;

-- Other systems that hold records of what patrons did, as the Director describes them; no patron is in here. One that is no
-- longer in use stays, since cases name it.
create table other_system (
  id       uuid primary key default gen_random_uuid(),
  name     text not null,
  holds    text not null,
  kept     text not null,                  -- for how long
  contract text not null,
  searcher text not null,                  -- who can search it
  ended_on date
);
grant select, insert, update (name, holds, kept, contract, searcher, ended_on) on other_system to :app;

-- The mails that say that a matter waits, and nothing of it. Each is kept before it is sent, in the transaction of what
-- it is about: a case, or a report from outside that is none yet. `again`: no one had opened it.
create table case_mail (
  id         uuid        primary key default gen_random_uuid(),
  case_id    uuid        references case_file on delete cascade,
  report_id  uuid        references public_report on delete cascade,
  why        text        not null check (why in ('came', 'again', 'clock')),
  planned_on date        not null,         -- the library's day
  whom       text        not null check (whom in ('director', 'counsel', 'president', 'acting')),
  address    text        not null,
  message_id text        not null unique,  -- before the @: random
  state      text        not null default 'ready'
    check (state in ('ready', 'trying', 'trying-again', 'sent', 'unknown', 'given-up')),
  failure    text,
  tries      smallint    not null default 0,
  try_at     timestamptz not null,
  nth        integer     not null default 0,  -- the event that brought a later paper, also on the same day; the minutes of `again`
  unique (case_id, why, planned_on, address, nth),
  unique (report_id, why, address, nth),
  check ((case_id is null) <> (report_id is null))
);
create index case_mail_to_do on case_mail (try_at) where state in ('ready', 'trying', 'trying-again');

alter table case_mail enable row level security;
create policy in_context on case_mail using (carrel_somebody_acts()) with check (carrel_somebody_acts());
create policy for_backup on case_mail for select to :backup using (true);
grant select, insert, update on case_mail to :app;

-- An officer asked without paper: when and where, for the Director's list. It is not a case and names no one; who answered
-- is in the register.
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

-- The letters that denied a public-records request, for the file that anyone may read: not who asked, what for, or in
-- which case (docs/decisions/0028). `contents`, `reason` and `language` are as it was signed, and `sha256` is of what was
-- signed, so that someone who has the letter can tell that it is the one in the file.
create table denial (
  id         uuid primary key default gen_random_uuid(),
  sent_on    date not null,
  decided_by text not null,                -- an office: director or president
  subsection text not null,                -- as the pack cited them on that day
  review     text not null,
  contents   text,                         -- what is held back
  reason     text,
  language   text,                         -- of the letter, as two letters
  sha256     text
);
create index denial_newest on denial (sent_on desc, id desc);
grant select, insert on denial to :app;

-- The transparency report of a year, numbers alone, kept once so that it never changes: someone who saw a number become
-- smaller would know that something came under a nondisclosure order (docs/decisions/0028).
create table requests_told (
  year text  primary key,                  -- YYYY
  told jsonb not null
);
grant select, insert on requests_told to :app;
