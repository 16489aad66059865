-- A search that officers came to make is first in every list of cases, as one under way is.
drop index case_open;
create index case_open on case_file (
  (case when drill then 3 when stage = 'searching' or (owed = 'search-began' and owed_by = 'staff') then 0 when due_as is not null and due_as = 'report' then 1 else 2 end),
  (case when due_on is null then date '9999-12-31' else due_on end), id
) where closed_on is null;
drop index case_withheld;
create index case_withheld on case_file (
  (case when drill then 3 when stage = 'searching' or (owed = 'search-began' and owed_by = 'staff') then 0 when due_as is not null and due_as = 'report' then 1 else 2 end),
  (case when due_on is null then date '9999-12-31' else due_on end), id
) where withheld;
