import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** So many sign-in tries a minute from one address, whatever the sign-in names. */
const triesAMinute = 30
const mostAddresses = 10_000

let minute = 0
const tries = new Map<string, number>()

/**
 * Counts a try and says whether it may go on.
 *
 * Why in memory, of this process alone: it only slows down a flood. What locks a sign-in is counted in the
 * database (`chargeTry`), for all processes together.
 */
export function mayTry(c: Context, now: Date): boolean {
  const thisMinute = Math.floor(now.getTime() / 60_000)
  if (thisMinute !== minute || tries.size > mostAddresses) tries.clear()
  minute = thisMinute
  const address = addressOf(c)
  const count = (tries.get(address) ?? 0) + 1
  tries.set(address, count)
  return count <= triesAMinute
}

function addressOf(c: Context): string {
  // Why: without a socket (a request made inside the program) there is no address to ask for.
  if (c.env?.incoming === undefined) return 'inside'
  return getConnInfo(c).remote.address ?? 'unknown'
}
