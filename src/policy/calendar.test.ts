import { describe, expect, test } from 'vitest'
import {
  bornYearsAgo,
  daysAfter,
  daysBetween,
  isDay,
  monthsAfter,
  weekdayOf,
  weekdays,
  yearsAfter,
} from './calendar.ts'

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

describe('born years ago', () => {
  test('an age is exact by our own rules, on every day of leap years and others and at every age', () => {
    const days = [1896, 1900, 1904, 2026, 2027, 2028].flatMap((year) =>
      Array.from({ length: 12 * 31 }, (_none, at) =>
        [year, Math.floor(at / 31) + 1, (at % 31) + 1].map((part) => String(part).padStart(2, '0')).join('-'),
      ).filter(isDay),
    )
    const wrong: string[] = []
    for (const day of days) {
      for (let age = 0; age <= 120; age++) {
        const born = bornYearsAgo(day, age)
        const isOfAge = isDay(born) && yearsAfter(born, age) <= day && day < yearsAfter(born, age + 1)
        if (!isOfAge) wrong.push(`${age} on ${day}: ${born}`)
      }
    }
    expect(days.length).toBe(3 * 365 + 3 * 366)
    expect(wrong).toEqual([])
  })

  test('is no day where the calendar had not begun', () => {
    expect(isDay(bornYearsAgo('0050-01-01', 100))).toBe(false)
    expect(bornYearsAgo('0101-01-01', 100)).toBe('0001-01-01')
  })
})

test('days, weeks and distances are those of plain counting on every day from 1990 to 2060', () => {
  const wrong: string[] = []
  const [first, last] = [Date.UTC(1990, 0, 1) / 86_400_000, Date.UTC(2060, 11, 31) / 86_400_000]
  const counted = (count: number) => new Date(count * 86_400_000).toISOString().slice(0, 10)
  for (let count = first; count <= last; count++) {
    const day = counted(count)
    const isRight =
      isDay(day) &&
      daysAfter('1990-01-01', count - first) === day &&
      daysAfter(day, -45) === counted(count - 45) &&
      daysBetween('1990-01-01', day) === count - first &&
      daysBetween(day, '1990-01-01') === first - count + 0 &&
      weekdayOf(day) === weekdays[(count + 4) % 7]
    if (!isRight) wrong.push(day)
  }
  expect(wrong).toEqual([])
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-12-15', -12, '2025-12-15'],
])('%s and %i months is %s', (day, months, later) => expect(monthsAfter(day, months)).toBe(later))
