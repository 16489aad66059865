-- Each try at a sign-in writes one row here, whether there is such a sign-in or not: else the time that a try takes would
-- tell. The key is a keyed token of what was typed, so a row says neither which card or name that was nor whether it exists.
create table sign_in_try (
  key          bytea       primary key,
  failures     integer     not null,
  locked_until timestamptz,              -- as a sign-in of that name would be
  last         boolean     not null,     -- the try that locked it was the last one
  tried_at     timestamptz not null
);
grant select, insert, update, delete on sign_in_try to :app;
