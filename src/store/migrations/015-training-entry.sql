-- Which entry of the register says that a course was done, by its reference; null in rows from before.
alter table training_done add column entry text check (entry ~ '^[A-Za-z0-9_-]{21}[AQgw]$');
