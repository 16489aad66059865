-- The counts of clauses were of every look and search, by UTC months: the next night counts the whole register anew, as
-- src/disclosure/clauses-of.ts says. The policy page says up to when that was done.
delete from clause_spoken;
delete from clause_counted;
delete from night_step where name = 'count-clauses';

grant select on night_step to :app;
