import { expect, test } from 'vitest'
import { dueOn, ruleFor } from './loan-rule.ts'

const rules = [{ itemType: 'DVD', days: 7 }, { days: 21 }]

test('the first rule that fits counts, whatever the case in which the catalogue writes the kind', () => {
  expect(ruleFor(rules, 'dvd')?.days).toBe(7)
  expect(ruleFor(rules, 'BK')?.days).toBe(21)
  expect(ruleFor(rules, null)?.days).toBe(21)
})

test('what no rule is for is not lent', () => {
  expect(ruleFor([{ itemType: 'DVD', days: 7 }], 'REF')).toBeUndefined()
})

test.each([
  ['2026-11-24', 21, '2026-12-15'],
  ['2026-12-24', 21, '2027-01-14'],
  ['2028-02-22', 7, '2028-02-29'],
  ['2027-02-22', 7, '2027-03-01'],
])('what is lent on %s for %i days is due on %s', (on, days, due) => {
  expect(dueOn({ days }, on)).toBe(due)
})
