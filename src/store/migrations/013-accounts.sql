-- Who made the passphrase of a sign-in last: a president names nobody acting Director who made theirs.
alter table account add column given_by uuid references account;  -- null: made on the command line, or by its owner
grant insert (given_by) on account to :app;
grant update (given_by) on account to :app;

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
