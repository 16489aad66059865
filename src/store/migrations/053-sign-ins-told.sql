-- When somebody else made the passphrase that a sign-in has: it is good for some days. The row's mark is over it too.
alter table account add column given_at timestamptz;  -- null: its owner chose it, or it was made before this was kept
grant insert (given_at), update (given_at) on account to :app;

-- What was changed of a sign-in, for its owner to be told: by an account, or, where that is null, on the command line.
create table account_change (
  id         uuid        primary key default gen_random_uuid(),
  account_id uuid        not null references account,
  kind       text        not null,
  by_account uuid        references account,
  at         timestamptz not null
);
create index account_change_of on account_change (account_id);
grant select, insert, delete on account_change to :app;
