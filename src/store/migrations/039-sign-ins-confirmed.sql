-- That a sign-in is the person's own which a Director set up, as somebody else confirmed who knows them (decision 0036). It
-- counts for the role and the hands that it was confirmed of alone: its mark is over these too.
create table account_confirmed (
  account_id   uuid  primary key references account,
  confirmed_by uuid  references account,   -- null: on the command line
  confirmed_on date  not null,
  mark         bytea not null
);
grant select, insert, delete on account_confirmed to :app;
