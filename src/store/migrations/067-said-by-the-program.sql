-- Which policy a library runs by is written by the worker. Why: with the app's password a row of another policy made the next
-- start record a change that never was, and one with the highest number kept the program from starting.
revoke insert on pack, pack_in_force from :app;
grant insert on pack, pack_in_force to :worker;

-- An alarm cannot be written as one that was mailed already: else none goes out in the hour after.
revoke insert on reading_alarm from :app;
grant insert (account, at) on reading_alarm to :app;
