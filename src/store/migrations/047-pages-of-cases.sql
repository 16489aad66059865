-- Further pages of a list begin in its index. Under row-level security a condition narrows an index only where nothing in it
-- could tell of rows that are kept from the reader, and of `coalesce` PostgreSQL does not know that; of `case` it does.
drop index case_open;
drop index case_withheld;
drop index case_closed;
create index case_open on case_file ((case when due_on is null then date '9999-12-31' else due_on end), id)
  where closed_on is null;
create index case_withheld on case_file ((case when due_on is null then date '9999-12-31' else due_on end), id)
  where withheld;
create index case_closed on case_file (closed_on, id) where closed_on is not null;
