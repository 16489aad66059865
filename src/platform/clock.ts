/** The time, as an argument: pure parts and tests bring their own. */
export type Clock = {
  /** This instant. */
  now(): Date
  /** The library's own calendar day, `YYYY-MM-DD`. */
  today(): string
}

/** The calendar day of an instant, `YYYY-MM-DD`, in a time zone (an IANA name such as America/Chicago). */
export function daysIn(timeZone: string): (at: Date) => string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  return (at) => day.format(at)
}

/** The machine's clock, with days counted in the library's time zone. */
export function systemClock(timeZone: string): Clock {
  const dayOf = daysIn(timeZone)
  let known = { second: Number.NaN, day: '' }
  return {
    now: () => new Date(),
    today() {
      const second = Math.floor(Date.now() / 1000)
      // Why kept for a second: a page asks many times, and to find out takes as long as to decide an ask.
      if (second !== known.second) known = { second, day: dayOf(new Date(second * 1000)) }
      return known.day
    },
  }
}
