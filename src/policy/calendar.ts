import { Temporal } from 'temporal-polyfill'

/* Calendar days as `YYYY-MM-DD` text, which sorts in order. */

const dateOf = (day: string) => Temporal.PlainDate.from(day)

/** Whether it is a day of the calendar, years 0001 to 9999. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return false
  try {
    return dateOf(text).toString() === text
  } catch {
    return false
  }
}

/**
 * February 29 becomes March 1 in a common year, so that no one born on it comes of age a day early. Takes only what
 * `isDay` accepts.
 */
export function yearsAfter(day: string, years: number): string {
  const date = dateOf(day)
  const later = date.add({ years })
  return (later.day < date.day ? later.add({ days: 1 }) : later).toString()
}

/** The last day of the month if it has no such day. Takes only what `isDay` accepts. */
export function monthsAfter(day: string, months: number): string {
  return dateOf(day).add({ months }).toString()
}

export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

/** 0 is Sunday. Takes only what `isDay` accepts. */
export function weekdayNumberOf(day: string): number {
  return dateOf(day).dayOfWeek % 7
}

/** Takes only what `isDay` accepts. */
export function weekdayOf(day: string): (typeof weekdays)[number] {
  return weekdays[weekdayNumberOf(day)] ?? weekdays[0]
}

export function daysAfter(day: string, days: number): string {
  return dateOf(day).add({ days }).toString()
}

export function daysBetween(from: string, to: string): number {
  return dateOf(from).until(dateOf(to)).days
}

/** `weekdays`: 0 is Sunday. `days`: `YYYY-MM-DD`. */
export type ClosedDays = { readonly weekdays: readonly number[]; readonly days: readonly string[] }

function isBusinessDay(day: string, { weekdays, days }: ClosedDays): boolean {
  return !weekdays.includes(weekdayNumberOf(day)) && !days.includes(day)
}

/** Counts from the day after. @throws RangeError where the library is never open */
export function businessDaysAfter(day: string, count: number, closed: ClosedDays): string {
  let at = day
  for (let left = count, closedFor = 0; left > 0; ) {
    if (closedFor > 366 * 2) throw new RangeError('no business day within two years')
    at = daysAfter(at, 1)
    closedFor = isBusinessDay(at, closed) ? 0 : closedFor + 1
    if (closedFor === 0) left--
  }
  return at
}

/**
 * A birth date of someone who is `age` on a day. From February 29 it is February 28, since March 1 would be a day too
 * late.
 */
export function bornYearsAgo(day: string, age: number): string {
  return dateOf(day).subtract({ years: age }).toString()
}

/** Minutes after midnight of `9:00` or `09:00`. */
export function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

/** Minutes after midnight on a clock in this time zone (IANA name). */
export function minuteIn(timeZone: string): (at: Date) => number {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
  return (at) => minuteOf(clock.format(at))
}

/**
 * The instant when a clock in this time zone shows this minute of the day: the first if it comes twice, and shifted
 * later if it is skipped.
 */
export function instantIn(timeZone: string, day: string, minute: number): Date {
  const time = { hour: Math.floor(minute / 60), minute: minute % 60 }
  const there = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time })
  return new Date(there.epochMilliseconds)
}
