-- Locks that only the worker may take. Why: whoever has the app's password could take a lock of a number that all know, and
-- keep the register from being signed, or the nights, the mails and the files of sealed matters from being worked.
create table turn (
  name text   primary key,
  -- The number of the lock that is held for longer than a transaction. It is a random one, and another where a role that is
  -- not the worker has it (store/locks.ts). The tick locks its row, for each transaction, and has no use for the number.
  key  bigint not null default ('x' || encode(substring(uuid_send(gen_random_uuid()) for 8), 'hex'))::bit(64)::bigint
);
insert into turn (name) values ('tick'), ('night'), ('rotation'), ('caseMails'), ('cells');
grant select, update (key) on turn to :worker;
revoke select on turn from :backup;
