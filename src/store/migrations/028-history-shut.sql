-- The day on which staff had a hand in somebody's sign-in: for a while from then what they had does not show.
alter table pin add column history_shut_on date;
