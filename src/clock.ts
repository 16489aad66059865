/** The time, as an argument: pure parts and tests bring their own. */
export type Clock = {
  /** This instant. */
  now(): Date
  /** The library's own calendar day, `YYYY-MM-DD`. */
  today(): string
}

/** The machine's clock, with days counted in the library's time zone (an IANA name such as America/Chicago). */
export function systemClock(timeZone: string): Clock {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  return { now: () => new Date(), today: () => day.format(new Date()) }
}
