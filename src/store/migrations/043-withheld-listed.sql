-- Cases of which nobody may be told are in a list of their own, for those who may know of them.
create index case_withheld on case_file ((coalesce(due_on, date '9999-12-31')), id) where withheld;
