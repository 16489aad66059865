-- Where a case is about the Director, the president of the Board is told in their place (decision 0037).
alter table case_contact drop constraint case_contact_whom_check;
alter table case_contact add constraint case_contact_whom_check check (whom in ('director', 'counsel', 'president'));
alter table case_mail drop constraint case_mail_whom_check;
alter table case_mail add constraint case_mail_whom_check check (whom in ('director', 'counsel', 'president'));

-- Its paper says that nobody may be told: then it stands in no list and no figure, and no mail goes out.
alter table case_file add column withheld boolean not null default false;
