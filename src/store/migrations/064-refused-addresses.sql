-- An address is bad once two messages of different days were refused because there is no such mailbox or domain.
alter table bad_address add column occasions smallint not null default 1 check (occasions between 1 and 2);
grant update on bad_address to :app, :worker;
-- Until now any permanent refusal marked an address, whatever it was about, and nothing says which: all may be tried again.
delete from bad_address;

-- Why notices by a way do not go out now. It names no address, and goes once one is taken again.
create table sending_fault (
  channel text        primary key check (channel in ('e-mail', 'text')),
  since   timestamptz not null,
  why     text        not null check (length(why) <= 300)
);
grant select on sending_fault to :app;
grant select, insert, update, delete on sending_fault to :worker;
