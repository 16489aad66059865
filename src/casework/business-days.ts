import { daysAfter, weekdayNumberOf } from '../policy/calendar.ts'

/** When the library is closed. `weekdays`: 0 is Sunday. `days`: `YYYY-MM-DD`. */
export type Closed = { readonly weekdays: readonly number[]; readonly days: readonly string[] }

function isBusinessDay(day: string, { weekdays, days }: Closed): boolean {
  return !weekdays.includes(weekdayNumberOf(day)) && !days.includes(day)
}

/**
 * The last of so many business days after a day, which itself does not count.
 * @throws RangeError where the library is never open
 */
export function businessDaysAfter(day: string, count: number, closed: Closed): string {
  let at = day
  for (let left = count, looked = 0; left > 0; looked++) {
    if (looked > 366 * 2) throw new RangeError('no business day within two years')
    at = daysAfter(at, 1)
    if (isBusinessDay(at, closed)) left--
  }
  return at
}
