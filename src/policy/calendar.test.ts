import { describe, expect, test } from 'vitest'
import { isDay, yearsAfter } from './calendar.ts'

describe('a day of the calendar', () => {
  test.each(['2026-11-24', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (day) => {
    expect(isDay(day)).toBe(true)
  })

  test.each([
    ...['2026-02-30', '2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0000-01-01'],
    ...['2026-1-1', '26-01-01', '2026-11-24T00:00', ' 2026-11-24', '2026-11-24\n', '', '٢٠٢٦-١١-٢٤'],
  ])('%j is none', (text) => {
    expect(isDay(text)).toBe(false)
  })
})

describe('years later', () => {
  test('is the same day', () => expect(yearsAfter('2008-11-24', 19)).toBe('2027-11-24'))
  test('is 1 March for 29 February where the year has none', () => {
    expect(yearsAfter('2008-02-29', 19)).toBe('2027-03-01')
  })
  test('is 29 February where the year has one', () => expect(yearsAfter('2008-02-29', 20)).toBe('2028-02-29'))
})
