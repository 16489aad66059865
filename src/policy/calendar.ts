/** Days of the civil calendar as `YYYY-MM-DD` text, which compares in order; no clock and no time zone. */

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const written = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** Whether `text` is a day that the calendar has, years 0001 to 9999: 2026-02-30 is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8, 10))
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/**
 * The same day `years` later. 29 February falls on 1 March where the later year has none, so that someone born
 * on it is not of age a day early. Takes only what `isDay` accepts.
 */
export function yearsAfter(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years
  const month = Number(day.slice(5, 7))
  const dayOfMonth = Number(day.slice(8, 10))
  if (dayOfMonth <= daysInMonth(year, month)) return written(year, month, dayOfMonth)
  return written(year, month + 1, 1)
}

/** The same day so many months later; the last of its month where that has no such day. Takes only what `isDay` accepts. */
export function monthsAfter(day: string, months: number): string {
  const all = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const [year, month] = [Math.floor(all / 12), (all % 12) + 1]
  return written(year, month, Math.min(Number(day.slice(8, 10)), daysInMonth(year, month)))
}

/** The days of the week as a pack names them; the first is day 0 of `Date.prototype.getUTCDay`. */
export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

/** Takes only what `isDay` accepts. */
export function weekdayOf(day: string): (typeof weekdays)[number] {
  return weekdays[new Date(Date.parse(day)).getUTCDay()] ?? weekdays[0]
}

/** The day so many days later, or earlier where `days` is below zero. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/**
 * A birth date of somebody who is `age` on a day. Years back from 29 February fall on 28 February, as 1 March would come
 * a day too late. No day where the calendar had not begun.
 */
export function bornYearsAgo(day: string, age: number): string {
  const born = yearsAfter(day, -age)
  return born.endsWith(day.slice(4)) ? born : written(Number(day.slice(0, 4)) - age, 2, 28)
}
