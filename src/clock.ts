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

/**
 * The instant of a day and time on the wall in a time zone, `YYYY-MM-DDTHH:MM`; undefined where that is none. Of an hour
 * that the clocks have twice it is one of them.
 */
export function instantIn(timeZone: string, wall: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall)) return undefined
  const asUtc = Date.parse(`${wall}:00Z`)
  if (Number.isNaN(asUtc)) return undefined
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const aheadMs = (at: number) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - at
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = asUtc - aheadMs(asUtc)
  return new Date(asUtc - aheadMs(guess))
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
