-- A count of wrong staff PINs stays until its owner's passphrase: SQL as the app could otherwise delete it, and its lock with it.
-- A shift ends by a mark of its own. Without the cascade, since it would delete the counts at a computer that is removed.
revoke delete on shift from :app;
alter table shift drop constraint shift_computer_fkey;
