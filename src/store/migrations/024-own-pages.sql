-- What patrons sign in with at their own pages: a PIN beside their card. None of this makes anybody staff.

create table pin (
  id                 uuid    primary key references patron on delete cascade,  -- the patron's
  hash               bytea   not null check (octet_length(hash) >= 61),        -- its argon2id hash, sealed
  failures           integer not null default 0,                               -- wrong tries since the last right one
  locked_until       timestamptz,
  second_factor      bytea   check (octet_length(second_factor) >= 61),        -- the secret of a code app, sealed
  second_factor_step bigint  not null default 0
);

-- A browser in which somebody has signed in with a PIN: its wrong tries are counted by themselves, so that a stranger's
-- elsewhere keep nobody out. The source is a token of both, so that no two patrons of one browser can be joined.
create table pin_source (
  patron_id    uuid    not null references patron on delete cascade,
  source       bytea   not null,
  failures     integer not null default 0,
  locked_until timestamptz,
  seen_on      date    not null,
  primary key (patron_id, source)
);

create table own_session (
  token_hash   bytea   primary key,
  patron_id    uuid    not null references patron on delete cascade,
  card_id      uuid    not null references card on delete cascade,  -- once it is lost, the session is over
  signed_in_at timestamptz not null,
  seen_at      timestamptz not null,
  open         boolean not null,                                    -- false: the code is still to be given
  mark         bytea   not null
);
create index own_session_of on own_session (patron_id);

-- A code that is good once: to choose a PIN with, or to be read out on the phone. A keyed token of it.
create table own_code (
  patron_id uuid    not null references patron on delete cascade,
  use       text    not null check (use in ('pin', 'phone')),
  code      bytea   not null,
  until     timestamptz not null,
  failures  integer not null default 0,
  primary key (patron_id, use)
);

-- A member of staff hands the screen to a patron, who types a PIN: until that is done the session is for nothing else.
alter table session add column hands_to uuid;
delete from session;
grant update (hands_to) on session to :app;

do $$
declare confidential text;
begin
  foreach confidential in array array['pin', 'pin_source', 'own_session', 'own_code'] loop
    execute format('alter table %I enable row level security', confidential);
    execute format('create policy in_context on %I using (carrel_in_context()) with check (carrel_in_context())', confidential);
  end loop;
end $$;
create policy for_backup on pin for select to :backup using (true);

grant select, insert, update, delete on pin, pin_source, own_session, own_code to :app;
