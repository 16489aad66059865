-- Who made the passphrase of a sign-in last: a president names nobody acting Director who made theirs.
alter table account add column given_by uuid references account;  -- null: made on the command line, or by its owner
grant insert (given_by) on account to :app;
grant update (given_by) on account to :app;

-- Keys that only a passphrase wraps are retired: a copy of the data from any day would go on opening with it. Nothing
-- was sealed to them yet. Each account gets others at its next sign-in, which a file of the keys folder wraps too.
update account_key set retired_on = made_on, salt = null, wrapped = null where retired_on is null;
alter table account_key add constraint wrapped_whole check (octet_length(wrapped) = 141 and octet_length(salt) = 16);

-- No sealed value is shorter than one of 32 bytes with its version, nonce and tag. What was shorter opened under no key;
-- zeros stand in its place, whose version is none, so that a backup of this library goes into these tables too.
update patron set name = decode(repeat('00', 157), 'hex') where octet_length(name) < 61;
update patron set born = decode(repeat('00', 93), 'hex') where octet_length(born) < 61;
update patron set contact = decode(repeat('00', 285), 'hex') where octet_length(contact) < 61;
update patron set standing = decode(repeat('00', 157), 'hex') where octet_length(standing) < 61;
update card set barcode = decode(repeat('00', 93), 'hex') where octet_length(barcode) < 61;
update account set second_factor = decode(repeat('00', 93), 'hex') where octet_length(second_factor) < 61;
alter table patron add constraint sealed_whole check (octet_length(name) >= 61
  and octet_length(born) >= 61 and octet_length(contact) >= 61 and octet_length(standing) >= 61);
alter table card add constraint sealed_whole check (octet_length(barcode) >= 61);
alter table account add constraint sealed_whole check (octet_length(second_factor) >= 61);

-- The mark of a row, which only the keys make (sealing/row-mark.ts): a row without it counts for nothing. Of what was
-- there before, sessions, computers and namings are made again; a sign-in counts again once it is reset.
alter table account         add column mark bytea;
alter table session         add column mark bytea;
alter table workstation     add column mark bytea;
alter table acting_director add column mark bytea;
alter table account_key     add column mark bytea;
delete from session;
delete from workstation;
update acting_director set ended = true;
grant insert (mark), update (mark) on account to :app;
grant update (mark) on session, acting_director, account_key to :app;

-- From where an account's passphrase is tried: a browser that has signed in with it, by the hash of its token, or an
-- enrolled computer. Wrong tries there are counted there, so that a stranger's elsewhere do not keep the owner out.
create table known_source (
  account_id   uuid    not null references account,
  source       text    not null,
  failures     integer not null default 0,
  locked_until timestamptz,
  seen_on      date    not null,
  primary key (account_id, source)
);
grant select, insert, update (failures, locked_until, seen_on), delete on known_source to :app;
