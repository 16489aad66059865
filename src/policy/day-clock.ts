import { Temporal } from 'temporal-polyfill'

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
