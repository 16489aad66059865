-- Accounts: their keys, the second step at sign-in, the acting Director, and the first start. No patron is known here.

-- 'officers': Director, counsel and trustees pass a second step at each sign-in. 'everyone': all do.
alter table library add column second_step_for text not null default 'officers'
  check (second_step_for in ('officers', 'everyone'));
grant update (second_step_for) on library to :app;

alter table account
  add column president          boolean not null default false,  -- of the Board: names an acting Director
  add column given              boolean not null default false,  -- its passphrase was made by somebody else
  add column second_factor      bytea,                           -- the sealed secret of a code app
  add column second_factor_step bigint  not null default 0,      -- the last step whose code was used: none twice
  add column codes_failed       integer not null default 0,      -- wrong codes since the last sign-in
  add constraint president_is_trustee check (not president or role = 'trustee');

-- The public halves stay, with their days, since what they signed must still verify. A retired pair opens nothing:
-- its private halves are deleted.
create table account_key (
  account_id     uuid    not null references account,
  generation     integer not null check (generation > 0),
  sealing_public bytea   not null check (octet_length(sealing_public) = 32),  -- X25519
  signing_public bytea   not null check (octet_length(signing_public) = 32),  -- Ed25519
  made_on        date    not null,
  retired_on     date,
  salt           bytea,
  wrapped        bytea,                                                       -- by the passphrase (account-keys.ts)
  primary key (account_id, generation),
  check ((wrapped is null) = (retired_on is not null)),
  check ((wrapped is null) = (salt is null))
);
create unique index one_live_key on account_key (account_id) where retired_on is null;

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

-- Not `open` until every step of the sign-in is passed; another token then takes its place.
alter table session
  add column open        boolean not null default true,
  add column second_step boolean not null default false,       -- passed in this sign-in
  add column again       boolean not null default false,       -- signs in to prove who it is, before a change
  add column proved_at   timestamptz,                          -- when that was done; a change uses it up
  add column challenge   bytea,                                -- for a passkey, used once
  add column place       text    not null default 'elsewhere';
alter table session alter column open drop default;

create table acting_director (
  id         uuid    primary key default gen_random_uuid(),
  account_id uuid    not null references account,
  first_day  date    not null,
  last_day   date    not null check (last_day >= first_day),
  named_by   uuid    references account,                       -- null: named on the command line
  ended      boolean not null default false,                   -- before its last day
  constraint one_at_a_time exclude using gist (daterange(first_day, last_day, '[]') with &&) where (not ended)
);

-- The first start: one link, then the browser that followed it, until somebody is Director.
create table set_up (
  only_row     boolean     primary key default true check (only_row),
  link_hash    bytea,                                          -- SHA-256 of the printed link's token
  browser_hash bytea,                                          -- SHA-256 of the token of the browser that began
  until        timestamptz not null,
  done_on      date
);

-- Column by column. Who somebody is (`id`, `sign_in`, `name`) is never changed, and no account is deleted.
revoke insert on account from :app;
grant insert (sign_in, name, role, passphrase, president, given) on account to :app;
grant update (role, president, given, second_factor, second_factor_step, codes_failed) on account to :app;
grant select, insert, update (retired_on, salt, wrapped) on account_key to :app;
grant select, insert, update (counter), delete on passkey to :app;
revoke update on session from :app;
grant update (token_hash, seen_at, signed_in_at, open, second_step, proved_at, challenge) on session to :app;
grant select, insert, update (ended) on acting_director to :app;
grant select, insert, update (link_hash, browser_hash, until, done_on) on set_up to :app;
