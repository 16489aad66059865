-- What is drafted and signed in a case. A draft is one row, written over until it is signed; what is signed stays as it is.
create table case_document (
  id       uuid  primary key default gen_random_uuid(),
  case_id  uuid  not null references case_file on delete cascade,
  sha256   text,                 -- of what was signed, as the event and the register have it; null of a draft
  document bytea not null,       -- src/disclosure/case-documents.ts
  unique (case_id, sha256)
);
create unique index case_draft on case_document (case_id) where sha256 is null;

alter table case_document enable row level security;
create policy in_context on case_document using (carrel_somebody_acts()) with check (carrel_somebody_acts());
create policy for_backup on case_document for select to :backup using (true);
-- `update` is for the rotation of its key and for a draft that is written over, `delete` for a draft that was signed.
grant select, insert, update, delete on case_document to :app;

-- What a list says of a case beside who owes it: of nobody.
alter table case_file
  add column owed   text,        -- the step that comes next
  add column due_as text;        -- which clock runs out next
create index case_about_director on case_file (closed_on desc, id) where about_director;
