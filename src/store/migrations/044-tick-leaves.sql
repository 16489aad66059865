-- Each tick adds a leaf of commitments (src/register/FORMAT.md, "Commitments"): 280 bytes, where an entry's has 1,100.
alter table register_leaf drop constraint register_leaf_leaf_check,
  add constraint leaf_has_a_size check (octet_length(leaf) in (280, 1100));

-- Of 1,440 such leaves a day hardly one stands beside an entry. Whoever looks for entries finds them here, however many
-- leaves lie between. By their length, which the database knows without reading them.
create index register_leaf_entry on register_leaf (log, index) where octet_length(leaf) > 280;

-- How many of the leaves that a checkpoint counts are of commitments: the others are what people mean by entries. It is
-- for screens alone; nothing is checked by it.
alter table register_checkpoint add column commitments bigint not null default 0
  check (commitments between 0 and size);
