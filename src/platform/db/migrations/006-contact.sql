-- Contact: the notices and calls by which the library reaches patrons (docs/decisions/0019, 0020).

-- A row says that someone is contacted, by which channel and on which day. Whom, what about and at which step is sealed
-- under the link key of a night, as a link is, and sealed again each night under another id. No due day, item, title or
-- amount is in it at all.
create table notice (
  id           uuid     primary key,
  night        date     not null,        -- whose link key the sealed part and the tokens are under
  patron_index bytea    not null,        -- the patron's keyed token
  once_index   bytea    not null unique, -- that of patron, kind and step: each is planned once
  channel      text     not null check (channel in ('e-mail', 'text', 'letter', 'phone')),
  -- tried twice at most
  state        text     not null default 'ready'
    check (state in ('ready', 'trying', 'trying-again', 'done', 'unknown', 'failed')),
  planned_on   date     not null,        -- a day on which the library contacts patrons, never one of a loan
  try_on       date     not null,
  tries        smallint not null default 0,
  message_id   text     not null unique, -- of its e-mail, before the @: random, and kept before anything is sent
  sealed       bytea    not null check (octet_length(sealed) = 157)
);
create index notice_of_patron on notice (patron_index);
create index notice_to_do on notice (channel, id) where state in ('ready', 'trying', 'trying-again');
create index notice_failed on notice (id) where state = 'failed';

alter table notice enable row level security;
create policy in_context on notice using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on notice for select to :backup using (true);
grant select, insert, update, delete on notice to :app, :worker;

-- An e-mail address that a mail server refused because there is no such mailbox or domain, by its keyed token alone. It
-- is bad once two messages of different days were refused.
create table bad_address (
  address_index bytea    primary key,
  since         date     not null,
  occasions     smallint not null default 1 check (occasions between 1 and 2)
);

alter table bad_address enable row level security;
create policy in_context on bad_address using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on bad_address for select to :backup using (true);
grant select, insert, update, delete on bad_address to :app, :worker;

-- What became of all the notices of a month.
create table notice_count (
  month   text    not null check (month ~ '^\d{4}-\d\d$'),
  channel text    not null check (channel in ('e-mail', 'text', 'letter', 'phone')),
  outcome text    not null check (outcome in ('done', 'unknown', 'failed')),
  times   integer not null,
  primary key (month, channel, outcome)
);
grant select, insert, update on notice_count to :app, :worker;

-- Why a channel sends nothing now. It names no address, and is deleted once something is sent again.
create table sending_fault (
  channel text        primary key check (channel in ('e-mail', 'text')),
  since   timestamptz not null,
  why     text        not null check (length(why) <= 300)
);
grant select on sending_fault to :app;
grant select, insert, update, delete on sending_fault to :worker;

-- Whom a member of staff is calling at this moment, so that no two dial the same number: by the patron's token of the
-- night, as in `notice`. A row is of no use after its minutes, and is deleted when the next call is taken.
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
