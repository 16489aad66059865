-- How the requests of a year were told, once and for good: numbers alone, and of none that is left out. Whoever saw a number
-- become less would know that something came of which nobody may speak (decision 0032).
create table requests_told (
  year text primary key,  -- YYYY
  told jsonb not null     -- as `src/reports/requests.ts` makes it
);
grant select, insert on requests_told to :app;
