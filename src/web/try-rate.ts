import { getConnInfo } from '@hono/node-server/conninfo'
import { restMinutes, triesBeforeRest } from '../store/accounts-tries.ts'
import type { FieldError } from './views/form.tsx'
import type { House, Visit } from './visit.ts'

/** So many sign-in tries a minute from one source. */
const triesAMinute = 30
const mostSources = 10_000

type Tries = { minute: number; readonly of: Map<string, number> }

/** Of each library that runs in this process, by its database. */
const libraries = new WeakMap<House['app'], Tries>()

/**
 * Counts a try and says whether it may go on. From an enrolled computer each sign-in name is counted by itself;
 * from anywhere else all names of one address together, or a flood would name another each time.
 *
 * Why in memory, of this process alone: it only slows down a flood. What locks a sign-in is counted in the
 * database (`chargeTry`), for all processes together.
 */
export function mayTry(visit: Visit, signIn: string): boolean {
  const { house, workstation } = visit
  const tries = triesOfMinute(house, Math.floor(house.clock.now().getTime() / 60_000))
  // Why: behind a proxy that names nobody the whole world has one address, and could keep the library out.
  const source =
    workstation === null
      ? `address ${addressOf(visit)}`
      : `computer ${workstation.id} ${signIn.trim().toLowerCase()}`
  const count = (tries.get(source) ?? 0) + 1
  tries.set(source, count)
  return count <= triesAMinute
}

function triesOfMinute({ app }: House, minute: number): Map<string, number> {
  const tries = libraries.get(app) ?? { minute, of: new Map() }
  libraries.set(app, tries)
  if (minute !== tries.minute || tries.of.size > mostSources) tries.of.clear()
  tries.minute = minute
  return tries.of
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
