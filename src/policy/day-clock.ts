/** Minutes after midnight of `9:00` or `09:00`. */
export function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

/** The minute of the day, on a clock in a time zone (an IANA name). */
export function minuteIn(timeZone: string): (at: Date) => number {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
  return (at) => minuteOf(clock.format(at))
}

/**
 * The instant at which a clock in a time zone shows a minute of a day, `YYYY-MM-DD`; of a minute that it shows twice, one
 * of the two, and of one that it leaves out, one close to it.
 */
export function instantIn(timeZone: string, day: string, minute: number): Date {
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const minuteAt = minuteIn(timeZone)
  const shown = (at: Date) => Date.parse(`${dayOf.format(at)}T00:00:00Z`) + minuteAt(at) * 60_000
  const wanted = Date.parse(`${day}T00:00:00Z`) + minute * 60_000
  const first = new Date(2 * wanted - shown(new Date(wanted)))
  return new Date(first.getTime() + wanted - shown(first))
}
