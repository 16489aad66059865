import { expect, test } from 'vitest'
import { seldomReached } from './sequences.ts'
import { everywhere, fails } from './weaker-table.ts'

// What casework.test.ts plays every day, many more times.

test('no-short-cut: nothing is decided, handed over, refused or closed without all that must come before; and each outcome is reached a hundred times', () => {
  expect(seldomReached(60_000, 100)).toEqual([])
})

test.each(['scope-set', 'paper-read'] as const)(
  'even with “%s” at any stage nothing leaves but what was signed for',
  (name) => {
    expect(fails(everywhere(name), 6_000)).toBe(false)
  },
)
