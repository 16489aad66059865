-- A confirmed fact, a staff PIN, a confirmed account and an acting term that SQL puts back after they ended do not count: each
-- of their marks is accepted once, as those of cards are (docs/decisions/0045). Marks from before this are noted as used.
insert into row_mark (chance)
  select substring(mark for 16) from fact_confirmed
  union select substring(mark for 16) from staff_pin
  union select substring(mark for 16) from account_confirmed where mark is not null
  union select substring(mark for 16) from acting_director where mark is not null
  on conflict do nothing;

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
