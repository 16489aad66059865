-- What waits to be signed has to be a sealed leaf (src/register/FORMAT.md, "A leaf") under its own id: what is once in
-- the tree is there for ever, and every check of the register would stop at it.

-- What waited, and is no leaf, or is in the register already. The tick puts it here and goes on; nothing is lost.
create table register_set_aside (
  key      uuid    primary key default gen_random_uuid(),
  since    date    not null,
  reason   text    not null check (reason in ('no-leaf', 'other-id', 'there-already')),
  id       uuid    not null,
  leaf     bytea   not null,
  overflow bytea
);
grant select on register_set_aside to :app, :worker;
grant insert on register_set_aside to :worker;

with unsound as (
  delete from register_pending
  where substring(leaf from 1 for 8) <> '\x63617272656c0101'
     or encode(substring(leaf from 25 for 8), 'escape') !~ '^[0-9]{4}-(0[1-9]|1[0-2])\\000$'
     or uuid_send(id) <> substring(leaf from 9 for 16)
     or octet_length(overflow) > 131072
  returning id, leaf, overflow
)
insert into register_set_aside (since, reason, id, leaf, overflow)
select current_date, 'no-leaf', id, leaf, overflow from unsound;

alter table register_pending
  add constraint leaf_is_sealed check (substring(leaf from 1 for 8) = '\x63617272656c0101'),
  add constraint leaf_has_month
    check (encode(substring(leaf from 25 for 8), 'escape') ~ '^[0-9]{4}-(0[1-9]|1[0-2])\\000$'),
  add constraint leaf_has_id check (uuid_send(id) = substring(leaf from 9 for 16)),
  -- An entry has 64 KiB at most.
  add constraint overflow_is_small check (octet_length(overflow) <= 131072);
