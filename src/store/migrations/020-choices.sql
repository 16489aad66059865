-- What patrons chose for themselves: how they want to be reached, whether what they had is kept. Sealed as one.
alter table patron add column choices bytea;
