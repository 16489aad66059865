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
  account_id uuid     not null references account,
  nth        integer  not null check (nth > 0),  -- of this account's, from 1
  role       text     not null,
  done_on    date     not null,
  score      smallint not null check (score >= 0),
  questions  smallint not null check (questions > 0 and score <= questions),
  pack       text     not null check (pack ~ '^[0-9a-f]{64}$'),
  unique (account_id, nth)
);

grant select, insert, update, delete on training_course to :app;
grant select, insert on training_done to :app;
