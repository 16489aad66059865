import { expect, test } from 'vitest'
import { loanIsOver } from './link.ts'

test.each([
  ['while the item is out', { returned: false, lost: false, owedCents: 0 }, false],
  [
    'while it is out and something else is owed for it',
    { returned: false, lost: false, owedCents: 500 },
    false,
  ],
  ['once it is back', { returned: true, lost: false, owedCents: 0 }, true],
  [
    'once it is back, whatever is owed: that is a charge of its own',
    { returned: true, lost: false, owedCents: 5 },
    true,
  ],
  ['while it is lost and owed for', { returned: false, lost: true, owedCents: 1 }, false],
  ['once a lost one is paid for', { returned: false, lost: true, owedCents: 0 }, true],
] as const)('a loan is over or not %s', (_, loan, over) => {
  expect(loanIsOver(loan)).toBe(over)
})
