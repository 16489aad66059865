import { getConnInfo } from '@hono/node-server/conninfo'
import { restMinutes, triesBeforeRest } from '../store/accounts-tries.ts'
import type { FieldError } from './views/form.tsx'
import type { Visit } from './visit.ts'

/** So many sign-in tries a minute from one source. */
const triesAMinute = 30
const mostSources = 10_000

let minute = 0
const tries = new Map<string, number>()

/**
 * Counts a try and says whether it may go on. From an enrolled computer each sign-in name is counted by itself;
 * from anywhere else all names of one address together, or a flood would name another each time.
 *
 * Why in memory, of this process alone: it only slows down a flood. What locks a sign-in is counted in the
 * database (`chargeTry`), for all processes together.
 */
export function mayTry(visit: Visit, signIn: string): boolean {
  const thisMinute = Math.floor(visit.house.clock.now().getTime() / 60_000)
  if (thisMinute !== minute || tries.size > mostSources) tries.clear()
  minute = thisMinute
  const { workstation } = visit
  // Why: behind a proxy that names nobody the whole world has one address, and could keep the library out.
  const source =
    workstation === null
      ? `address ${addressOf(visit)}`
      : `computer ${workstation.id} ${signIn.trim().toLowerCase()}`
  const count = (tries.get(source) ?? 0) + 1
  tries.set(source, count)
  return count <= triesAMinute
}

/** What was wrong with a try, and what comes of more of them. */
export function wrongTry({ words }: Visit, { field, message }: FieldError): FieldError[] {
  return [
    { field, message },
    { field, message: words.passphrase.wrongTries(triesBeforeRest, restMinutes) },
  ]
}

/**
 * Hostile: `X-Forwarded-For` is believed only where a proxy stands in front, and then only its last address, which
 * that proxy wrote itself.
 */
function addressOf({ c, house }: Visit): string {
  const ownAddress = /^http:\/\/(127\.0\.0\.1|localhost)(:|$)/
  const forwarded = !ownAddress.test(house.origin)
    ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined
  if (forwarded) return forwarded
  // Why: without a socket (a request made inside the program) there is no address to ask for.
  if (c.env?.incoming === undefined) return 'inside'
  return getConnInfo(c).remote.address ?? 'unknown'
}
