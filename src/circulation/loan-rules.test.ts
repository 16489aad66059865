import { expect, test } from 'vitest'
import { dueOn, mayRenew, ruleFor } from './loan-rules.ts'

const rules = [
  { itemType: 'DVD', days: 7, renewals: 1 },
  { days: 21, renewals: 2 },
]

test('the first rule that fits counts, whatever the case in which the catalogue writes the kind', () => {
  expect(ruleFor(rules, 'dvd')?.days).toBe(7)
  expect(ruleFor(rules, 'BK')?.days).toBe(21)
  expect(ruleFor(rules, null)?.days).toBe(21)
})

test('what no rule is for is not lent', () => {
  expect(ruleFor(rules.slice(0, 1), 'REF')).toBeUndefined()
})

test.each([
  ['2026-11-24', 21, '2026-12-15'],
  ['2026-12-24', 21, '2027-01-14'],
  ['2028-02-22', 7, '2028-02-29'],
  ['2027-02-22', 7, '2027-03-01'],
])('what is lent on %s for %i days is due on %s', (on, days, due) => {
  expect(dueOn({ days, renewals: 0 }, on)).toBe(due)
})

test.each([
  ['never renewed', { state: 'out' }, false, 'may'],
  ['renewed once of two times', { state: 'out', renewed: 1 }, false, 'may'],
  ['renewed as often as it may be', { state: 'out', renewed: 2 }, false, 'enough'],
  ['that somebody else waits for', { state: 'out' }, true, 'waited-for'],
  ['of what was given up for lost', { state: 'lost' }, false, 'lost'],
] as const)('a loan %s', (_, loan, waitedFor, may) => {
  expect(mayRenew({ days: 21, renewals: 2 }, loan, waitedFor)).toBe(may)
})
