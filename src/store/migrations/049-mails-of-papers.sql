-- A paper that comes later is told of as a case is that comes in, on the same day too: `nth` is the event that it was; 0: another.
alter table case_mail add column nth integer not null default 0;
alter table case_mail drop constraint case_mail_case_id_why_planned_on_address_key;
alter table case_mail add unique (case_id, why, planned_on, address, nth);
