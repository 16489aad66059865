-- Where a case is about the Director, the president of the Board is told in their place (decision 0037).
alter table case_contact drop constraint case_contact_whom_check;
alter table case_contact add constraint case_contact_whom_check check (whom in ('director', 'counsel', 'president'));
alter table case_mail drop constraint case_mail_whom_check;
alter table case_mail add constraint case_mail_whom_check check (whom in ('director', 'counsel', 'president'));
