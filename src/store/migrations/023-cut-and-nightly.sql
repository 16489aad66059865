-- How many holds and charges were cut in a month that is over; loans that were cut are what came back. For the report of
-- what was disposed of. Nothing in here says who, or what.
create table tally_cut (
  month  text    not null references tally_month,
  series text    not null check (series in ('hold', 'charge')),
  links  integer not null,
  primary key (month, series)
);
grant select on tally_cut to :app, :worker;
grant insert, update on tally_cut to :worker;

-- Where another system puts its exports, and what came of the last one. Of this machine, so in no backup.
create table import_nightly (
  only_row  boolean     primary key default true check (only_row),
  folder    text        not null,
  since     timestamptz not null,        -- when the Director's staff set it up
  mark      text,                        -- of the files that came in last: their names, sizes and times
  done_at   timestamptz,
  report    jsonb,                       -- counts, and nobody's name
  tried     text,                        -- the mark of the files that did not come in
  failed_at timestamptz,                 -- null: none failed since
  failure   text                         -- a sentence
);
grant select on import_nightly to :app;
grant select, insert, update, delete on import_nightly to :worker;
