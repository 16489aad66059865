-- Of which links an export of another system came in whole once. A library that lends here takes no more of them: what was
-- cut here since would come back. Of one that was there before, it is not known, so it takes none unasked.
alter table library add column links_taken text[] not null default '{loan,hold,charge}';
alter table library alter column links_taken set default '{}';
grant update (links_taken) on library to :app;

-- The export is of the system by which the library lends, whatever the pack says.
alter table import_nightly add column lends_elsewhere boolean not null default false;
