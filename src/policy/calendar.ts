import { Temporal } from 'temporal-polyfill'

/* Days of the civil calendar as `YYYY-MM-DD` text, which compares in order; no clock and no time zone. */

const dateOf = (day: string) => Temporal.PlainDate.from(day)

/** Whether `text` is a day that the calendar has, years 0001 to 9999: 2026-02-30 is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return false
  try {
    return dateOf(text).toString() === text
  } catch {
    return false
  }
}

/**
 * The same day `years` later. 29 February falls on 1 March where the later year has none, so that someone born
 * on it is not of age a day early. Takes only what `isDay` accepts.
 */
export function yearsAfter(day: string, years: number): string {
  const date = dateOf(day)
  const later = date.add({ years })
  return (later.day < date.day ? later.add({ days: 1 }) : later).toString()
}

/** The same day so many months later; the last of its month where that has no such day. Takes only what `isDay` accepts. */
export function monthsAfter(day: string, months: number): string {
  return dateOf(day).add({ months }).toString()
}

/** The days of the week as a pack names them. */
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

/** The day so many days later, or earlier where `days` is below zero. */
export function daysAfter(day: string, days: number): string {
  return dateOf(day).add({ days }).toString()
}

/** How many days `to` is after `from`, below zero where it is before. */
export function daysBetween(from: string, to: string): number {
  return dateOf(from).until(dateOf(to)).days
}

/**
 * A birth date of somebody who is `age` on a day. Years back from 29 February fall on 28 February, as 1 March would come
 * a day too late. No day where the calendar had not begun.
 */
export function bornYearsAgo(day: string, age: number): string {
  return dateOf(day).subtract({ years: age }).toString()
}
