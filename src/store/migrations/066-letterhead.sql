-- How the library is reached, as its letters say; the Director types it at set-up. None of it is about a patron.
create table letterhead (
  only_row boolean primary key default true check (only_row),
  address  text[]  not null check (cardinality(address) between 1 and 3),
  phone    text    not null check (phone <> ''),
  hours    text[]  not null check (cardinality(hours) <= 3)
);

grant select, insert, update on letterhead to :app;
