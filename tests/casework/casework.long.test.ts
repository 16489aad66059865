import { expect, test } from 'vitest'
import { seldomReached } from './sequences.ts'
import { caughtBy, everywhere } from './weaker-table.ts'

// What casework.test.ts plays every day, many more times, and games that no one has played.

test('no-short-cut: every duty is kept, whatever anyone tries; every freedom is there; and each outcome is reached a hundred times', () => {
  expect(seldomReached(60_000, 100, 'new')).toEqual([])
})

test.each(['scope-set', 'paper-read'] as const)(
  'even with “%s” at any stage nothing leaves but what was signed for',
  (name) => {
    expect(caughtBy(everywhere(name), { cases: 6_000, seed: 'new' })).toBeUndefined()
  },
)
