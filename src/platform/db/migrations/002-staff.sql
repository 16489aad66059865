-- Staff: who may sign in, with what and from which computers, and what they have done about the policy. No patron is
-- named in these tables.
--
-- Many rows here carry a `mark` that only the library's keys can make. A row without a good
-- mark counts for nothing, so writing SQL as the app is not enough to gain access.

create table account (
  id                 uuid    primary key default gen_random_uuid(),
  sign_in            text    not null unique check (sign_in = lower(sign_in)),
  name               text    not null,
  role               text    not null check (role in ('volunteer', 'desk', 'director', 'counsel', 'trustee', 'special-counsel')),
  passphrase         text    not null,                -- argon2id; empty once the account has ended: the register names its id
  failures           integer not null default 0,
  locked_until       timestamptz,
  president          boolean not null default false,  -- of the Board: names an acting Director
  given              boolean not null default false,  -- someone else made its passphrase
  second_factor      bytea,                           -- the sealed secret of a code app
  second_factor_step bigint  not null default 0,      -- the last step whose code was used, so that no code works twice
  codes_failed       integer not null default 0,      -- wrong codes since the last sign-in
  given_by           uuid    references account,      -- who made the passphrase; null: the command line, or its owner
  mark               bytea,
  given_at           timestamptz,                     -- a passphrase that someone else made is good for some days
  constraint president_is_trustee check (not president or role = 'trustee'),
  -- No sealed value is shorter than 32 bytes with its version, nonce and tag.
  constraint sealed_whole check (octet_length(second_factor) >= 61)
);
-- Column by column: the program never changes who someone is (`id`, `sign_in`, `name`), and it deletes no account.
grant select,
  insert (sign_in, name, role, passphrase, president, given, given_by, given_at, mark),
  update (passphrase, failures, locked_until, role, president, given, second_factor, second_factor_step, codes_failed,
    given_by, given_at, mark)
  on account to :app;

-- The key pairs of each account. The public halves stay, with their days, because what they signed must still verify.
-- The private halves of a retired pair are deleted, so it opens nothing.
create table account_key (
  account_id     uuid    not null references account,
  generation     integer not null check (generation > 0),
  sealing_public bytea   not null check (octet_length(sealing_public) = 32),  -- X25519
  signing_public bytea   not null check (octet_length(signing_public) = 32),  -- Ed25519
  made_on        date    not null,
  retired_on     date,
  salt           bytea,
  -- By the passphrase and by a file of the keys folder: a passphrase alone would go on opening old copies of the data.
  wrapped        bytea,
  mark           bytea,
  primary key (account_id, generation),
  check ((wrapped is null) = (retired_on is not null)),
  check ((wrapped is null) = (salt is null)),
  constraint wrapped_whole check (octet_length(wrapped) = 141 and octet_length(salt) = 16)
);
create unique index one_live_key on account_key (account_id) where retired_on is null;
grant select, insert, update (retired_on, salt, wrapped, mark) on account_key to :app;

create table passkey (
  credential_id bytea  primary key,
  account_id    uuid   not null references account,
  public_key    bytea  not null,                     -- COSE, as the authenticator gave it
  counter       bigint not null check (counter >= 0),
  transports    text[] not null,
  host          text   not null,                     -- the address that it was made for (RP ID)
  name          text   not null,
  added_on      date   not null
);
create index passkey_of_account on passkey (account_id);
grant select, insert, update (counter), delete on passkey to :app;

-- A session is not `open` until every step of the sign-in is passed; then another token replaces its token.
create table session (
  token_hash   bytea       primary key,              -- SHA-256 of the cookie's random token
  account_id   uuid        not null references account on delete cascade,
  signed_in_at timestamptz not null,
  seen_at      timestamptz not null,
  open         boolean     not null,
  second_step  boolean     not null default false,   -- passed in this sign-in
  again        boolean     not null default false,   -- signs in to prove who they are, before a change
  proved_at    timestamptz,                          -- when that was done; a change uses it up
  challenge    bytea,                                -- for a passkey, used once
  place        text        not null default 'elsewhere',
  mark         bytea,
  hands_to     uuid,   -- the patron who was handed the screen to type a PIN: until that is done it does nothing else
  by_pin       boolean     not null default false    -- begun with a staff PIN: nothing of an officer's opens in it
);
create index session_of_account on session (account_id);
grant select, insert, delete,
  update (token_hash, seen_at, signed_in_at, open, second_step, proved_at, challenge, mark, hands_to)
  on session to :app;

create table workstation (
  id          uuid  primary key default gen_random_uuid(),
  token_hash  bytea not null unique,                 -- SHA-256 of the computer's random token
  name        text  not null,
  place       text  not null,                        -- a place of the policy pack
  enrolled_by uuid  not null references account,
  enrolled_on date  not null,
  mark        bytea
);
grant select, insert, delete on workstation to :app;

-- Who signed in with a passphrase at an enrolled computer, some hours ago at most: there they come back with a PIN.
create table shift (
  computer   uuid        not null references workstation on delete cascade,
  account_id uuid        not null references account,
  began_at   timestamptz not null,
  used_at    timestamptz not null,               -- who was here last is first in the list
  failures   smallint    not null default 0,     -- wrong PINs; a passphrase ends the lock
  mark       bytea       not null,
  primary key (computer, account_id)
);
create index shift_of_account on shift (account_id);
grant select, insert, update (began_at, used_at, failures, mark), delete on shift to :app;

create table staff_pin (
  account_id uuid     primary key references account,
  hash       text     not null,                  -- argon2id of a keyed token of the PIN
  digits     smallint not null check (digits between 4 and 8),
  mark       bytea    not null
);
grant select, insert, update (hash, digits, mark), delete on staff_pin to :app;

-- From where an account's passphrase is tried: a browser that has signed in with it, by the hash of its token, or an
-- enrolled computer. Wrong tries there are counted separately, so that a stranger's do not lock the owner out.
create table known_source (
  account_id   uuid    not null references account,
  source       text    not null,
  failures     integer not null default 0,
  locked_until timestamptz,
  seen_on      date    not null,
  primary key (account_id, source)
);
grant select, insert, update (failures, locked_until, seen_on), delete on known_source to :app;

-- Each try at a sign-in writes one row here, whether that sign-in exists or not; otherwise the time that a try takes
-- would tell. The key is a keyed token of what was typed, so a row does not say which card or name that was.
create table sign_in_try (
  key          bytea       primary key,
  failures     integer     not null,
  locked_until timestamptz,              -- as a sign-in of that name would be
  last         boolean     not null,     -- the try that locked it was the last one
  tried_at     timestamptz not null
);
grant select, insert, update, delete on sign_in_try to :app;

create table acting_director (
  id         uuid    primary key default gen_random_uuid(),
  account_id uuid    not null references account,
  first_day  date    not null,
  last_day   date    not null check (last_day >= first_day),
  named_by   uuid    references account,                  -- null: named on the command line
  ended      boolean not null default false,              -- before its last day
  mark       bytea,
  constraint one_at_a_time exclude using gist (daterange(first_day, last_day, '[]') with &&) where (not ended)
);
grant select, insert, update (ended, mark) on acting_director to :app;

-- A Director asks the Board to name one for these days. It gives no one a right, so it has no mark.
create table leave_asked (
  account_id uuid primary key references account,
  first_day  date not null,
  last_day   date not null check (last_day >= first_day),
  asked_on   date not null
);
grant select, insert, delete on leave_asked to :app;

-- A sign-in that a Director set up is its owner's own, as someone else who knows them confirmed (docs/decisions/0031).
-- It counts only for the role and the hands that it was confirmed for: the mark covers these too.
create table account_confirmed (
  account_id   uuid  primary key references account,
  confirmed_by uuid  references account,                  -- null: on the command line
  confirmed_on date  not null,
  mark         bytea not null
);
grant select, insert, delete on account_confirmed to :app;

-- Changes to a sign-in, so that its owner is told: by an account, or, where that is null, on the command line.
create table account_change (
  id         uuid        primary key default gen_random_uuid(),
  account_id uuid        not null references account,
  kind       text        not null,
  by_account uuid        references account,
  at         timestamptz not null
);
create index account_change_of on account_change (account_id);
grant select, insert, delete on account_change to :app;

-- The first start: one link, then the browser that followed it, until there is a Director.
create table set_up (
  only_row     boolean     primary key default true check (only_row),
  link_hash    bytea,                                     -- SHA-256 of the printed link's token
  browser_hash bytea,                                     -- SHA-256 of the token of the browser that began
  until        timestamptz not null,
  done_on      date
);
grant select, insert, update (link_hash, browser_hash, until, done_on) on set_up to :app;

-- The course on the policy that someone has begun, one at a time for each account. The row is deleted when the course is
-- done, so which questions were missed is not kept.
create table training_course (
  account_id uuid       primary key references account,
  id         uuid       not null default gen_random_uuid(),  -- its questions are drawn by it
  role       text       not null,
  begun_on   date       not null,
  pack       text       not null check (pack ~ '^[0-9a-f]{64}$'),
  answered   smallint   not null default 0 check (answered >= 0),
  missed     smallint[] not null default '{}'                -- the numbers of the questions
);
grant select, insert, update, delete on training_course to :app;

create table training_done (
  id         uuid     primary key default gen_random_uuid(),
  account_id uuid     not null references account,
  nth        integer  not null check (nth > 0),  -- of this account's, from 1
  role       text     not null,
  done_on    date     not null,
  score      smallint not null check (score >= 0),
  questions  smallint not null check (questions > 0 and score <= questions),
  pack       text     not null check (pack ~ '^[0-9a-f]{64}$'),
  entry      text     not null check (entry ~ '^[A-Za-z0-9_-]{21}[AQgw]$'),  -- the register entry about it, by its reference
  unique (account_id, nth)
);
grant select, insert on training_done to :app;

-- Facts of the policy pack that the Director noted as confirmed, each by the hash of what it says: another value is
-- another fact. A confirmation that is withdrawn stays in the list.
create table fact_confirmed (
  id           uuid        primary key,
  fact         text        not null,
  hash         text        not null check (hash ~ '^[0-9a-f]{64}$'),
  confirmed_by text        not null,  -- who confirmed it: a name, as the Director typed it
  confirmed_on date        not null,
  noted_by     uuid        not null references account (id),
  noted_at     timestamptz not null,
  withdrawn_by uuid        references account (id),
  withdrawn_at timestamptz,
  mark         bytea       not null
);
create unique index fact_confirmed_once on fact_confirmed (hash) where withdrawn_at is null;
grant select, insert, update on fact_confirmed to :app;

-- How many whole records each sign-in opened in the last minutes: counts and keyed tokens, no name and no card number. A
-- row is deleted an hour after it was written. It is not kept in memory because several processes serve one library, and
-- a restart must not begin the count again.
create table reading (
  id      uuid        primary key default gen_random_uuid(),
  account text        not null,
  at      timestamptz not null,
  weight  integer     not null check (weight > 0),
  record  bytea       not null check (octet_length(record) = 16),  -- keyed, of account and record: the same record counts once
  number  bytea       check (octet_length(number) = 16),           -- keyed, of a card number that was typed or scanned
  stem    bytea       check (octet_length(stem) = 16)              -- keyed, of a card number without its check digit
);
create index reading_account on reading (account, at);
create index reading_number on reading (number, at) where number is not null;
create index reading_stem on reading (stem, at) where stem is not null;
-- The app can only add to it: a count that it could lower would stop no one.
grant select, insert on reading to :app;
grant select, delete on reading to :worker;

-- A sign-in opened more records than the policy allows: at most one alarm an hour for each.
create table reading_alarm (
  id        uuid        primary key default gen_random_uuid(),
  account   text        not null,
  at        timestamptz not null,
  mailed_at timestamptz,
  tries     integer     not null default 0
);
create index reading_alarm_at on reading_alarm (at);
-- Column by column: an alarm written as mailed already would keep the next hour's from going out.
grant select, insert (account, at) on reading_alarm to :app;
grant select, update on reading_alarm to :worker;

-- Adds one reading, and returns what the account had read before it since an instant; null where it had read this record.
-- It is one function because it waits for the account's other readings and then counts, which two statements of one
-- snapshot cannot. Why without scans: a plan made while the table was empty, as it is each morning, would read whatever
-- anyone opened in the last hour.
create function carrel_read(
  reader text, read_at timestamptz, since timestamptz, of_record bytea, of_number bytea, of_stem bytea,
  near bytea[], most_near integer, plain integer, heavy integer
) returns integer language plpgsql set enable_seqscan = off as $$
declare
  already integer;
  neighbors integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('carrel reading ' || reader, 0));
  if exists (select from reading where account = reader and record = of_record and at > since and at <= read_at) then
    return null;
  end if;
  select coalesce(sum(weight), 0) into already from reading where account = reader and at > since and at <= read_at;
  -- Of every account: two that take turns count up as one does.
  if cardinality(near) > 0 then
    -- Why two: each has its index, so the cost is the same however many records others read meanwhile.
    select count(distinct number) into neighbors from (
      select number from reading where number = any (near) and at > since and at <= read_at
      union all
      select number from reading where stem = any (near) and at > since and at <= read_at
    ) as close;
  end if;
  insert into reading (account, at, weight, record, number, stem)
    values (reader, read_at, case when neighbors >= most_near then heavy else plain end, of_record, of_number, of_stem);
  return already;
end $$;
grant execute on function carrel_read to :app;
