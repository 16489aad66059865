-- A confirmed fact, a staff PIN, a confirmed account and an acting term that SQL puts back after they ended do not count: each
-- of their marks is accepted once, as those of cards are (docs/decisions/0045). Marks from before this are noted as used.
insert into row_mark (chance)
  select substring(mark for 16) from fact_confirmed
  union select substring(mark for 16) from staff_pin
  union select substring(mark for 16) from account_confirmed where mark is not null
  union select substring(mark for 16) from acting_director where mark is not null
  on conflict do nothing;

-- A mark without a salt is from before this, when one that had ended was kept nowhere: none is written again.
create or replace function row_mark_once() returns trigger language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  -- A restore puts the rows of this table back itself.
  if not pg_has_role(session_user, current_user, 'usage') then
    if octet_length(new.mark) <= 32 then
      raise exception 'row_mark: this mark has no salt';
    end if;
    insert into public.row_mark values (substring(new.mark for 16));
  end if;
  return null;
end $$;

create trigger mark_once after insert on fact_confirmed
  for each row when (new.mark is not null) execute function row_mark_once();
create trigger mark_once_changed after update on fact_confirmed
  for each row when (new.mark is distinct from old.mark and new.mark is not null) execute function row_mark_once();
create trigger mark_once after insert on staff_pin
  for each row when (new.mark is not null) execute function row_mark_once();
create trigger mark_once_changed after update on staff_pin
  for each row when (new.mark is distinct from old.mark and new.mark is not null) execute function row_mark_once();
create trigger mark_once after insert on account_confirmed
  for each row when (new.mark is not null) execute function row_mark_once();
create trigger mark_once_changed after update on account_confirmed
  for each row when (new.mark is distinct from old.mark and new.mark is not null) execute function row_mark_once();
create trigger mark_once after insert on acting_director
  for each row when (new.mark is not null) execute function row_mark_once();
create trigger mark_once_changed after update on acting_director
  for each row when (new.mark is distinct from old.mark and new.mark is not null) execute function row_mark_once();

-- That a guardian was added stays for the Director's review also when the minor's account is closed.
alter table guardian_review alter column minor_id drop not null;
alter table guardian_review drop constraint guardian_review_minor_id_fkey;
alter table guardian_review add constraint guardian_review_minor_id_fkey
  foreign key (minor_id) references patron on delete set null;
