import { type RawBuilder, sql } from 'kysely'
import { minutesBefore } from '../clock.ts'

/** How long a session may be idle, and how long it lasts even if used. */
type SessionLimits = { readonly idleMinutes: number; readonly maxMinutes: number }

type SessionTimes = { readonly seen_at: Date; readonly signed_in_at: Date }

/** A session from further in the future began before the clock was set back, and has ended. */
export const clockErrorMinutes = 5

const boundsAt = (now: Date, { idleMinutes, maxMinutes }: SessionLimits) => ({
  idleSince: minutesBefore(now, idleMinutes),
  signedInBefore: minutesBefore(now, maxMinutes),
  future: minutesBefore(now, -clockErrorMinutes),
})

export function isSessionOver({ seen_at, signed_in_at }: SessionTimes, now: Date, limits: SessionLimits) {
  const { idleSince, signedInBefore, future } = boundsAt(now, limits)
  return seen_at <= idleSince || signed_in_at <= signedInBefore || seen_at >= future
}

/** The same as `isSessionOver`, of a row of a table of sessions. */
export function sessionOverSql(now: Date, limits: SessionLimits): RawBuilder<boolean> {
  const { idleSince, signedInBefore, future } = boundsAt(now, limits)
  return sql`(seen_at <= ${idleSince}::timestamptz or signed_in_at <= ${signedInBefore}::timestamptz
    or seen_at >= ${future}::timestamptz)`
}

/** When the session ends if left idle from now on. */
export function sessionEnd({ seen_at, signed_in_at }: SessionTimes, limits: SessionLimits): Date {
  const idle = minutesBefore(seen_at, -limits.idleMinutes)
  const longest = minutesBefore(signed_in_at, -limits.maxMinutes)
  return new Date(Math.min(idle.getTime(), longest.getTime()))
}
