import { expect, test } from 'vitest'
import { nightToSeal, oldestNightInUse, oldestNightKept } from './link-nights.ts'

test('the key of a night is kept for fourteen nights more, and gone on the fifteenth', () => {
  const destroyed = (night: string, on: string) => night < oldestNightKept(on)
  expect(destroyed('2026-11-01', '2026-11-15')).toBe(false)
  expect(destroyed('2026-11-01', '2026-11-16')).toBe(true)
  expect(destroyed('2026-02-20', '2026-03-06')).toBe(false)
  expect(destroyed('2026-02-20', '2026-03-07')).toBe(true)
})

test('a clock that was set back makes no key older than the newest, and still one for each night', () => {
  expect(nightToSeal('2026-11-02', '2026-11-01')).toBe('2026-11-02')
  expect(nightToSeal('2026-11-02', '2026-11-02')).toBe('2026-11-02')
  expect(nightToSeal('2026-11-01', '2026-12-31')).toBe('2027-01-01')
})

test('a transaction that began under the key before has a day to write under it, and is found', () => {
  const nights = ['2026-11-01', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13']
  expect(oldestNightInUse('2026-11-12', nights)).toBe('2026-11-10')
  // A backup by hand and the night within the hour: two keys, and no day between.
  expect(oldestNightInUse('2026-11-11', nights)).toBe('2026-11-09')
  // The computer was off for nine days.
  expect(oldestNightInUse('2026-11-10', nights)).toBe('2026-11-01')
  expect(oldestNightInUse('2026-11-01', nights)).toBe('')
})
