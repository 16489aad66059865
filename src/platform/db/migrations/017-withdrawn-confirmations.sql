-- Confirmations of a proposed version of the policy that were taken back before it came into force, each under a mark. Why rows
-- of their own: with the app's password no row here can be changed or deleted, so that nothing withdrawn counts again.
create table pack_withdrawn (
  id           uuid        primary key,
  confirmation uuid        not null references pack_confirmed (id),
  withdrawn_by uuid        not null references account (id),
  withdrawn_at timestamptz not null,
  mark         bytea       not null
);
grant select, insert on pack_withdrawn to :app;
grant select on pack_withdrawn to :worker;
