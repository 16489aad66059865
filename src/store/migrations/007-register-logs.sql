-- More than one log: a restore begins a new one, under a new key, and the logs before it stay as they were.

create table register_log (
  log     smallint primary key check (log > 0),   -- 1, 2, ...: the greatest is the one that grows
  origin  text not null unique,
  key     text not null,                          -- its public key, one line
  since   date not null,
  follows text                                    -- the last known checkpoint of the log before, where there was one
);
create trigger only_grows before update or delete or truncate on register_log
  for each statement execute function register_only_grows();

-- What there was before is of the first log. From now on each row says its log.
alter table register_leaf add column log smallint not null default 1;
alter table register_leaf alter column log drop default;
alter table register_leaf drop constraint register_leaf_pkey, add primary key (log, index);

alter table register_tile add column log smallint not null default 1;
alter table register_tile alter column log drop default;
alter table register_tile drop constraint register_tile_pkey, add primary key (log, level, index);

alter table register_checkpoint add column log smallint not null default 1;
alter table register_checkpoint alter column log drop default;
alter table register_checkpoint drop constraint register_checkpoint_pkey, add primary key (log, signed_on);

grant select on register_log to :app, :worker;
grant insert on register_log to :worker;

-- The two addresses to which the newest checkpoint goes every day: whoever keeps those mails can show later that
-- nothing was rewritten. People that the Director names; no customer is in here.
create table pin_address (
  place   smallint primary key check (place in (1, 2)),
  address text not null
);
grant select, insert, update, delete on pin_address to :app;
grant select on pin_address to :worker;

-- The last mail to each, kept before it is sent: what it says, and what is known of its way. One row for each
-- place, written over, so that a year of mails takes no room.
create table pin_mail (
  place      smallint primary key check (place in (1, 2)),
  day        date     not null,
  message_id text     not null,
  address    text     not null,
  message    text     not null,
  state      text     not null check (state in ('ready', 'trying', 'trying-again', 'sent', 'unknown')),
  failure    text                                  -- why it could not be sent, in a few words
);
grant select on pin_mail to :app;
grant select, insert, update on pin_mail to :worker;
