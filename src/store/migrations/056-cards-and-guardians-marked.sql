-- Whose card it is, and who is on file as a guardian, count only with a mark that the keys make (sealing/row-mark.ts), as
-- sign-ins and sessions do: a row that SQL added, moved or changed says nothing.
alter table card      add column mark bytea;
alter table guarantor add column mark bytea;
-- Whether a guardian signed is told by rows whose mark has to be checked: random ids, and nothing of whose they are.
grant select (id, guarantor_id, guardian_id, kept, mark) on guarantor to :worker;

-- Each mark begins with 16 bytes of chance and is written once. Why: a card that was reported lost, or a guardian who was
-- taken off, would be back with the row that it had. Neither the app nor the worker can read or change this table.
create table row_mark (chance bytea primary key);

create function row_mark_once() returns trigger language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  -- A restore puts the rows of this table back itself.
  if not pg_has_role(session_user, current_user, 'usage') then
    insert into public.row_mark values (substring(new.mark for 16));
  end if;
  return null;
end $$;
revoke execute on function row_mark_once() from public;

create trigger mark_once after insert on card
  for each row when (new.mark is not null) execute function row_mark_once();
create trigger mark_once_changed after update on card
  for each row when (new.mark is distinct from old.mark and new.mark is not null) execute function row_mark_once();
create trigger mark_once after insert on guarantor
  for each row when (new.mark is not null) execute function row_mark_once();
create trigger mark_once_changed after update on guarantor
  for each row when (new.mark is distinct from old.mark and new.mark is not null) execute function row_mark_once();

-- The rows of before get their marks at the next start, by the program, which has the keys (store/unmarked.ts): each once,
-- and only if it still says what it says now. Only this migration adds to the list, so no row of later gets a mark so.
create function row_said(card) returns bytea language sql immutable
  return sha256(convert_to(jsonb_build_array($1.id, $1.patron_id, encode($1.barcode_index, 'hex'), $1.state,
    $1.kept)::text, 'utf8'));
create function row_said(guarantor) returns bytea language sql immutable
  return sha256(convert_to(jsonb_build_array($1.id, $1.guarantee_id, $1.guarantor_id, $1.guardian_id, $1.liable,
    $1.ended, $1.kept)::text, 'utf8'));
create table row_unmarked (
  id   uuid  primary key,
  said bytea not null
);
insert into row_unmarked select id, row_said(card) from card union all select id, row_said(guarantor) from guarantor;
grant select, delete on row_unmarked to :app;
