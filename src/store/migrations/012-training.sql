-- The course on the policy: where somebody stands in it, and who has done it. What they answered is not kept.

-- One course at a time for each; it goes when it is done, and with it which questions were missed.
create table training_course (
  account_id uuid       primary key references account,
  id         uuid       not null default gen_random_uuid(),  -- what its questions are drawn by
  role       text       not null,
  begun_on   date       not null,
  pack       text       not null check (pack ~ '^[0-9a-f]{64}$'),
  answered   smallint   not null default 0 check (answered >= 0),
  missed     smallint[] not null default '{}'                -- the numbers of the questions
);

create table training_done (
  id         uuid     primary key default gen_random_uuid(),
  nth        bigint   not null generated always as identity unique,  -- their order on one day
  account_id uuid     not null references account,
  role       text     not null,
  done_on    date     not null,
  score      smallint not null check (score >= 0),
  questions  smallint not null check (questions > 0 and score <= questions),
  pack       text     not null check (pack ~ '^[0-9a-f]{64}$')
);
create index training_done_by on training_done (account_id, nth);

grant select, insert, update, delete on training_course to :app;
grant select, insert on training_done to :app;
