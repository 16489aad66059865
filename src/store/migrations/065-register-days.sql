-- The last checkpoint of each day of the library's own time zone, for the public export, which ends with a whole day
-- (docs/decisions/0055). The days of register_checkpoint are those of UTC: in Nebraska they end in the evening.
create table register_day (
  log       smallint not null,
  day       date     not null,
  time_zone text     not null,
  size      bigint   not null check (size >= 0),
  note      text     not null,
  primary key (log, day)
);
grant select, insert, update on register_day to :worker;
