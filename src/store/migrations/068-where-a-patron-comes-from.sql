-- Whose row an import writes to is told by `source_key`, and counts only with a mark that the keys make (sealing/row-mark.ts):
-- an import writes cards and guardians with good marks, so whoever exchanged two keys had it give one person's card to another.
-- Null for who joined here. Such a row is written once and never gets another key, so a mark need not be good only once.
alter table patron add column mark bytea;

-- Rows of before get theirs at the next start, as cards and guardians did (056).
create function row_said(patron) returns bytea language sql immutable
  return sha256(convert_to(jsonb_build_array($1.id, encode($1.source_key, 'hex'))::text, 'utf8'));
insert into row_unmarked select id, row_said(patron) from patron where source_key is not null;
