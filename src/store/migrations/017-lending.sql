-- A return that is undone at the desk is not counted. Why no more than this: what waits is sealed, and the desk has the
-- id of the one that it has just written.
grant select (id), delete on tally_waiting to :app;
