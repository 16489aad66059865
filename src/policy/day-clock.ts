import { Temporal } from 'temporal-polyfill'

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
 * The instant at which a clock in a time zone shows a minute of a day, `YYYY-MM-DD`; of a minute that it shows twice the
 * first, and of one that it leaves out as much later as it leaves out.
 */
export function instantIn(timeZone: string, day: string, minute: number): Date {
  const time = { hour: Math.floor(minute / 60), minute: minute % 60 }
  const there = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time })
  return new Date(there.epochMilliseconds)
}
