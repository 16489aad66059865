-- Who made the passphrase of a sign-in last: a president names nobody acting Director who made theirs.
alter table account add column given_by uuid references account;  -- null: made on the command line, or by its owner
grant insert (given_by) on account to :app;
grant update (given_by) on account to :app;

-- Keys that only a passphrase wraps are retired: a copy of the data from any day would go on opening with it. Nothing
-- was sealed to them yet. Each account gets others at its next sign-in, which a file of the keys folder wraps too.
update account_key set retired_on = made_on, salt = null, wrapped = null where retired_on is null;
alter table account_key add constraint wrapped_whole check (octet_length(wrapped) = 141 and octet_length(salt) = 16);
