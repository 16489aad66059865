-- Whom the library has yet to turn to, and whom it did for a while. A row says that somebody is turned to, in which way
-- and on which day: whom, what for and at which step is sealed under the link key of a night, as a link is, and anew
-- each night under another id. No due day, item, title or amount is in it at all (decision 0021).
create table notice (
  id           uuid     primary key,
  night        date     not null,        -- whose link key the sealed part and the tokens are under
  patron_index bytea    not null,        -- the patron's keyed token
  once_index   bytea    not null unique, -- that of patron, kind and step: each is planned once
  channel      text     not null check (channel in ('e-mail', 'text', 'letter', 'phone')),
  -- src/store/notices.ts
  state        text     not null default 'ready'
    check (state in ('ready', 'trying', 'trying-again', 'done', 'unknown', 'failed')),
  planned_on   date     not null,        -- a day on which the library turns to people, never one of a loan
  try_on       date     not null,
  tries        smallint not null default 0,
  message_id   text     not null unique, -- of its e-mail, before the @: random, and there before anything is sent
  sealed       bytea    not null check (octet_length(sealed) = 157)
);
create index notice_of_patron on notice (patron_index);
create index notice_to_do on notice (channel, id) where state in ('ready', 'trying', 'trying-again');
create index notice_failed on notice (id) where state = 'failed';

-- An e-mail address that a mail server refused for good, by its keyed token alone. Another one on file is not it.
create table bad_address (
  address_index bytea primary key,
  since         date  not null
);

do $$
declare confidential text;
begin
  foreach confidential in array array['notice', 'bad_address'] loop
    execute format('alter table %I enable row level security', confidential);
    execute format('create policy in_context on %I using (carrel_in_context()) with check (carrel_in_context())', confidential);
    execute format('create policy for_backup on %I for select to :backup using (true)', confidential);
  end loop;
end $$;

-- What became of all of them in a month: of nobody.
create table notice_count (
  month   text    not null check (month ~ '^\d{4}-\d\d$'),
  channel text    not null check (channel in ('e-mail', 'text', 'letter', 'phone')),
  outcome text    not null check (outcome in ('done', 'unknown', 'failed')),
  times   integer not null,
  primary key (month, channel, outcome)
);

grant select, update, delete on notice to :app;
grant select, insert, update, delete on notice to :worker;
grant select, insert, delete on bad_address to :app, :worker;
grant select, insert, update on notice_count to :app, :worker;
-- Whom to turn to, and how, is planned at night: of a patron no more than it takes, and all of it sealed.
grant select (id, contact, choices, standing) on patron to :worker;
