-- Who may sign in, from which computers. These tables know no patron.

create table account (
  id           uuid primary key default gen_random_uuid(),
  sign_in      text not null unique check (sign_in = lower(sign_in)),
  name         text not null,
  role         text not null check (role in ('volunteer', 'desk', 'director', 'counsel', 'trustee')),
  passphrase   text not null,                     -- argon2id; empty once it has ended: the register names its id
  failures     integer not null default 0,
  locked_until timestamptz
);

create table session (
  token_hash   bytea primary key,                 -- SHA-256 of the cookie's random token
  account_id   uuid not null references account on delete cascade,
  signed_in_at timestamptz not null,
  seen_at      timestamptz not null
);
create index session_of_account on session (account_id);

create table workstation (
  id           uuid primary key default gen_random_uuid(),
  token_hash   bytea not null unique,             -- SHA-256 of the computer's random token
  name         text not null,
  place        text not null,                     -- a place of the policy pack
  enrolled_by  uuid not null references account,
  enrolled_on  date not null
);

-- Column by column: the program never changes who somebody is or what they may do, and deletes no account.
grant select, insert, update (passphrase, failures, locked_until) on account to :app;
grant select, insert, update (seen_at), delete on session to :app;
grant select, insert, delete on workstation to :app;
