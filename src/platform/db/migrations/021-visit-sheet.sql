-- The log sheet on which staff wrote down an officer who asked without paper, on a day without Carrel.
alter table officer_visit add column sheet text;
