-- How often each clause of the policy spoke, by month: counts of the register's entries, of nobody in particular.

create table clause_spoken (
  month  text   not null check (month ~ '^\d{4}-\d{2}$'),
  clause text   not null,
  times  bigint not null check (times > 0),
  primary key (month, clause)
);

-- Up to which entry of each log they are counted.
create table clause_counted (
  log   smallint primary key,
  up_to bigint   not null check (up_to >= 0)
);

grant select on clause_spoken to :app;
grant select, insert, update on clause_spoken, clause_counted to :worker;
