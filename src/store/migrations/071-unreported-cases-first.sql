-- What has not been reported to whoever decides comes next after the searches that go on: "immediately" is before any day (Reg 6).
drop index case_open;
drop index case_withheld;
create index case_open on case_file (
  (case when drill then 3 when stage = 'searching' then 0 when due_as is not null and due_as = 'report' then 1 else 2 end),
  (case when due_on is null then date '9999-12-31' else due_on end), id
) where closed_on is null;
create index case_withheld on case_file (
  (case when drill then 3 when stage = 'searching' then 0 when due_as is not null and due_as = 'report' then 1 else 2 end),
  (case when due_on is null then date '9999-12-31' else due_on end), id
) where withheld;
