-- The last day for which a fact of the policy is confirmed. Those from before this column last a year; once over, a fact is
-- unconfirmed again.
alter table fact_confirmed add column confirmed_until date;
