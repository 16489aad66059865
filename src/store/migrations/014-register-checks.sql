-- What the checks of the whole register found: whatever was wrong, until a check of the same kind is good, and the last
-- check that found nothing wrong. A check against a pin is of that pin's kind; '' is a check without one.

create table register_check (
  pin      text        not null,           -- in one word
  whole    boolean     not null,
  found    text        not null check (whole = (found in ('good', 'lost', 'absent'))),
  ended_at timestamptz not null,
  size     bigint      check (size >= 0),      -- the register's entries, where it is whole
  pin_size bigint      check (pin_size >= 0),  -- the entries that the pin counts, where there is one
  entry    bigint      check (entry >= 0),     -- the index of the entry that is wrong, where it is one
  primary key (pin, whole)
);

grant select, insert, delete on register_check to :app;
