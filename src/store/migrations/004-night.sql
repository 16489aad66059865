-- What is done once a night, and the last day on which each step of it was done.
create table night_step (
  name    text primary key,
  done_on date not null
);
grant select, insert, update on night_step to :worker;
