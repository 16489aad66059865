-- A list begins with the searches that go on and ends with the drills; among the others the next clock comes first.
drop index case_open;
drop index case_withheld;
create index case_open on case_file (
  (case when drill then 2 when stage = 'searching' then 0 else 1 end),
  (case when due_on is null then date '9999-12-31' else due_on end), id
) where closed_on is null;
create index case_withheld on case_file (
  (case when drill then 2 when stage = 'searching' then 0 else 1 end),
  (case when due_on is null then date '9999-12-31' else due_on end), id
) where withheld;
