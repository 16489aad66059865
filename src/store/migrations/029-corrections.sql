-- What a patron says is wrong in their record, until staff have seen to it, and what came of it, sealed as one:
-- {asked: {part: what it should say}, came: {part: {as: 'right' | 'left', on: 'YYYY-MM-DD'}}}. Never why.
-- `correction_on`: the day on which something was asked or seen to last; `correction_waits`: something waits for staff.
-- `corrected`: what was set right here, each part with a keyed token of what the other system said, sealed as one, so that
-- an import leaves it as it is for as long as that system says the same.
alter table patron
  add column correction       bytea,
  add column correction_on    date,
  add column correction_waits boolean not null default false,
  add column corrected        bytea;
-- Those who wait, the longest first; and those of whom nothing waits any more, to be forgotten after a while.
create index correction_of on patron (correction_waits, correction_on, id) where correction_on is not null;
