-- The count of wrong staff PINs and the letterhead are under the mark of their row (docs/decisions/0045): SQL as the app
-- could otherwise end a lock, or put a phone number on a public page.
--
-- No row gets its mark here: shifts begin again with the passphrase, and a letterhead counts once the Director saves it.
delete from shift;
create trigger mark_once after insert on shift for each row execute function row_mark_once();
create trigger mark_once_changed after update on shift
  for each row when (new.mark is distinct from old.mark) execute function row_mark_once();

alter table letterhead add column mark bytea;
create trigger mark_once after insert on letterhead
  for each row when (new.mark is not null) execute function row_mark_once();
create trigger mark_once_changed after update on letterhead
  for each row when (new.mark is distinct from old.mark and new.mark is not null) execute function row_mark_once();
