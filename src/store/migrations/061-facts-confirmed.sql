-- Facts of the policy pack that the Director noted as confirmed, each by the hash of what it says: another value is another
-- fact. One that is withdrawn stays in the list. Nothing of a patron is in it.
create table fact_confirmed (
  id           uuid        primary key,
  fact         text        not null,
  hash         text        not null check (hash ~ '^[0-9a-f]{64}$'),
  confirmed_by text        not null,  -- who said that it is so: a name, as the Director typed it
  confirmed_on date        not null,
  noted_by     uuid        not null references account (id),
  noted_at     timestamptz not null,
  withdrawn_by uuid        references account (id),
  withdrawn_at timestamptz,
  mark         bytea       not null
);
create unique index fact_confirmed_once on fact_confirmed (hash) where withdrawn_at is null;
grant select, insert, update on fact_confirmed to :app;
grant select on fact_confirmed to :backup;
