-- The letters that denied a public-records request, for the file that anybody may read. Of nobody: neither who asked, nor
-- what for, nor which case it was (decision 0032).
create table denial (
  id         uuid primary key default gen_random_uuid(),
  sent_on    date not null,
  decided_by text not null,  -- an office: director or president
  subsection text not null,  -- as the pack cited them on that day
  review     text not null
);
create index denial_newest on denial (sent_on desc, id desc);
grant select, insert on denial to :app;

-- Cases of which the Director does not know yet, for the start page.
create index case_untold on case_file (kind) where closed_on is null and owed_by = 'staff' and not drill;
-- A search that is going on, and a drill that is.
create index case_searching on case_file (drill) where closed_on is null and stage = 'searching';
create index case_drill on case_file (opened_on desc, id) where drill;
