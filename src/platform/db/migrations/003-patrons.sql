-- Patrons, their cards, their parents and guardians, and what they sign in with at their own pages. Everything that
-- identifies a person is sealed (bytea). `source_key`, `fingerprint` and the indexes are keyed tokens, so that a copy of
-- the data cannot be matched to the library system that it was imported from.

create table patron (
  id               uuid    primary key default gen_random_uuid(),
  source_key       bytea   unique,                 -- whose row an import writes to; null for those who joined here
  fingerprint      bytea,
  name             bytea   not null,               -- {surname, firstName, otherNames?}
  born             bytea,                          -- 'YYYY-MM-DD'; null where not known
  contact          bytea,                          -- {addresses: string[][], phones: string[], emails: string[]}
  standing         bytea,                          -- {category?, enrolledOn?, expiresOn?, renewed?, unblocked?}
  choices          bytea,                          -- how they want to be reached, and whether their history is kept
  reach            bytea,                          -- {only?: string[], mailTo?: string[]}: what of the contact may be used
  wrong_numbers    bytea,                          -- phone numbers that turned out to be someone else's
  of_age           bytea,                          -- of age before their birthday: {by: 'marriage' | 'emancipation', on}
  -- What the patron says is wrong in their record, and what became of it; never why.
  -- {asked: {part: what it should say}, came: {part: {as: 'right' | 'left', on: 'YYYY-MM-DD'}}}
  correction       bytea,
  correction_on    date,                           -- the day of the last request or answer
  correction_waits boolean not null default false, -- something waits for staff
  -- What was corrected here, each part with a keyed token of what the other system said: an import leaves it as it is
  -- for as long as that system says the same.
  corrected        bytea,
  -- Addresses and numbers that are still to be told something, such as a former e-mail address that it was replaced:
  -- {step: address}. The notice that tells one is a row of `notice` with that step.
  former_emails    bytea,
  -- Covers `id` and `source_key`. Without it someone could exchange two keys and have the next import write one person's
  -- cards and guardians, with good marks, to the other.
  mark             bytea,
  -- No sealed value is shorter than 32 bytes with its version, nonce and tag.
  constraint sealed_whole check (octet_length(name) >= 61
    and octet_length(born) >= 61 and octet_length(contact) >= 61 and octet_length(standing) >= 61)
);
-- Corrections that wait, the longest first; and those that were answered, which are forgotten after a while.
create index correction_of on patron (correction_waits, correction_on, id) where correction_on is not null;
-- For the list of wrong numbers, which reads no other row.
create index patron_of_wrong_numbers on patron (id) where wrong_numbers is not null;

alter table patron enable row level security;
create policy in_context on patron using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on patron for select to :backup using (true);
grant select, insert, update, delete on patron to :app;
-- Notices are planned at night, with no more of a patron than that takes.
grant select (id, contact, choices, reach, standing) on patron to :worker;

-- The index of names in each program's memory follows these. It is told that some name changed, not whose.
create function names_changed() returns trigger language plpgsql
  as $$ begin perform pg_notify('carrel_names', ''); return null; end $$;
create trigger names_changed after insert or update of name or delete on patron
  for each statement execute function names_changed();

create table card (
  id            uuid    primary key default gen_random_uuid(),
  patron_id     uuid    not null references patron on delete cascade,
  barcode       bytea   not null,               -- the card's number
  barcode_index bytea   not null unique,        -- its keyed token
  -- 'blocked': on the public page, by someone who knew its owner's birth date and phone number; staff undo it with ID.
  state         text    not null check (state in ('active', 'lost', 'blocked')),
  told_there    boolean not null default false, -- staff blocked it in the other system that lends
  kept          boolean not null default false, -- reported lost, blocked or given out here: an import leaves it as it is
  -- Who on staff gave it out to someone they know, until the Director has reviewed that.
  known_by      uuid,
  known_on      date,
  mark          bytea,                          -- without it the card is no one's (docs/decisions/0045)
  constraint sealed_whole check (octet_length(barcode) >= 61)
);
create index card_of_patron on card (patron_id);
-- Of start pages: to be blocked in the other system too, and to be reviewed by the Director.
create index card_blocked_here on card (patron_id) where state = 'blocked' and not told_there;
create index card_to_review on card (known_on, id) where known_on is not null;

alter table card enable row level security;
create policy in_context on card using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on card for select to :backup using (true);
grant select, insert, update, delete on card to :app;

-- A parent or guardian on file who has no card: not a patron, so in no list of names, and found by no search.
create table guardian (
  id      uuid  primary key default gen_random_uuid(),
  name    bytea not null,                       -- {surname, firstName, otherNames?}
  contact bytea                                 -- {addresses: string[][], phones: string[], emails: string[]}
);

alter table guardian enable row level security;
create policy in_context on guardian using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on guardian for select to :backup using (true);
grant select, insert, update, delete on guardian to :app;

-- Who is on file as the parent or guardian of whom: either a patron or a row of `guardian`.
create table guarantor (
  id           uuid    primary key default gen_random_uuid(),
  guarantor_id uuid    references patron on delete cascade,
  guarantee_id uuid    not null references patron on delete cascade,
  liable       boolean not null default false,
  guardian_id  uuid    references guardian on delete cascade,
  noted        bytea,                           -- {checked: string[], by: account id, on}; null where an import made it
  kept         boolean not null default false,  -- made, changed or ended at the counter: an import leaves it as it is
  ended        boolean not null default false,  -- taken off the file here, while the other system goes on naming it
  mark         bytea,                           -- without it the row says nothing (docs/decisions/0045)
  unique (guarantee_id, guarantor_id),
  check (guarantor_id <> guarantee_id),
  check (num_nonnulls(guarantor_id, guardian_id) = 1),
  unique (guarantee_id, guardian_id)
);
create index guarantor_of on guarantor (guarantor_id);
create index guardian_of on guarantor (guardian_id) where guardian_id is not null;

alter table guarantor enable row level security;
create policy in_context on guarantor using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on guarantor for select to :backup using (true);
grant select, insert, update, delete on guarantor to :app;
-- A letter may go where someone signed for a patron (docs/decisions/0022). That takes random ids, flags and the mark:
-- not who signed.
grant select (id, guarantee_id, guarantor_id, guardian_id, liable, ended, kept, mark) on guarantor to :worker;

-- The first 16 bytes of each mark of a card or guardian, which are random and written once. Otherwise a card that was
-- reported lost, or a guardian who was taken off, could be put back with the row that it had. Neither the app nor the
-- worker can read or change this table.
create table row_mark (chance bytea primary key);

create function row_mark_once() returns trigger language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  -- A restore puts the rows of this table back itself.
  if not pg_has_role(session_user, current_user, 'usage') then
    insert into public.row_mark values (substring(new.mark for 16));
  end if;
  return null;
end $$;
revoke execute on function row_mark_once() from public;

create trigger mark_once after insert on card
  for each row when (new.mark is not null) execute function row_mark_once();
create trigger mark_once_changed after update on card
  for each row when (new.mark is distinct from old.mark and new.mark is not null) execute function row_mark_once();
create trigger mark_once after insert on guarantor
  for each row when (new.mark is not null) execute function row_mark_once();
create trigger mark_once_changed after update on guarantor
  for each row when (new.mark is distinct from old.mark and new.mark is not null) execute function row_mark_once();

-- How many guardians were added, changed and taken off on a day.
create table guardian_change (
  day     date    primary key,
  added   integer not null default 0,
  changed integer not null default 0,
  removed integer not null default 0
);
grant select, insert, update, delete on guardian_change to :app;

-- What a patron signs in with at their own pages, beside their card.
create table pin (
  id                 uuid    primary key references patron on delete cascade,  -- the patron's
  hash               bytea   not null check (octet_length(hash) >= 61),        -- its argon2id hash, sealed
  failures           integer not null default 0,                               -- wrong tries since the last right one
  locked_until       timestamptz,
  second_factor      bytea   check (octet_length(second_factor) >= 61),        -- the secret of a code app, sealed
  second_factor_step bigint  not null default 0,
  history_shut_on    date    -- the day staff took part in this sign-in: for a while their history does not show
);

alter table pin enable row level security;
create policy in_context on pin using (carrel_in_context()) with check (carrel_in_context());
create policy for_backup on pin for select to :backup using (true);
grant select, insert, update, delete on pin to :app;

-- A browser in which someone has signed in with a PIN. Its wrong tries are counted separately, so that a stranger's do
-- not lock the patron out. The source is a token of both, so that two patrons of one browser cannot be joined.
create table pin_source (
  patron_id    uuid    not null references patron on delete cascade,
  source       bytea   not null,
  failures     integer not null default 0,
  locked_until timestamptz,
  seen_on      date    not null,
  primary key (patron_id, source)
);

alter table pin_source enable row level security;
create policy in_context on pin_source using (carrel_in_context()) with check (carrel_in_context());
grant select, insert, update, delete on pin_source to :app;

create table own_session (
  token_hash   bytea       primary key,
  patron_id    uuid        not null references patron on delete cascade,
  card_id      uuid        not null references card on delete cascade,  -- once it is lost, the session is over
  signed_in_at timestamptz not null,
  seen_at      timestamptz not null,
  open         boolean     not null,                                    -- false: the code is still to be given
  mark         bytea       not null
);
create index own_session_of on own_session (patron_id);

alter table own_session enable row level security;
create policy in_context on own_session using (carrel_in_context()) with check (carrel_in_context());
grant select, insert, update, delete on own_session to :app;

-- A code that works once, to choose a PIN with, to be read out on the phone, or for a new card: a keyed token of it.
create table own_code (
  patron_id uuid        not null references patron on delete cascade,
  use       text        not null check (use in ('pin', 'phone', 'card')),
  code      bytea       not null,
  until     timestamptz not null,
  failures  integer     not null default 0,
  primary key (patron_id, use)
);

alter table own_code enable row level security;
create policy in_context on own_code using (carrel_in_context()) with check (carrel_in_context());
grant select, insert, update, delete on own_code to :app;
