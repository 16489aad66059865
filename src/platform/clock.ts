/** The time, as an argument: pure parts and tests bring their own. */
export type Clock = {
  now(): Date
  /** The library's calendar day, `YYYY-MM-DD`. */
  today(): string
}

/** The calendar day of an instant, `YYYY-MM-DD`, in an IANA time zone such as America/Chicago. */
export function daysIn(timeZone: string): (at: Date) => string {
  const known = daysMade.get(timeZone)
  if (known !== undefined) return known
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const days = (at: Date) => day.format(at)
  daysMade.set(timeZone, days)
  return days
}

/** Why: making a format takes as long as rendering a part of a page. */
const daysMade = new Map<string, (at: Date) => string>()

export const minutesBefore = (at: Date, minutes: number) => new Date(at.getTime() - minutes * 60_000)

/** The machine's clock, with days counted in the library's time zone. */
export function systemClock(timeZone: string): Clock {
  const dayOf = daysIn(timeZone)
  let known = { second: Number.NaN, day: '' }
  return {
    now: () => new Date(),
    today() {
      const second = Math.floor(Date.now() / 1000)
      // Why cached for a second: a page asks many times, and formatting takes as long as one decision.
      if (second !== known.second) known = { second, day: dayOf(new Date(second * 1000)) }
      return known.day
    },
  }
}
