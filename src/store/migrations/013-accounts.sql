-- Who made the passphrase of a sign-in last: a president names nobody acting Director who made theirs.
alter table account add column given_by uuid references account;  -- null: made on the command line, or by its owner
grant insert (given_by) on account to :app;
grant update (given_by) on account to :app;
