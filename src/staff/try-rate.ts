import { getConnInfo } from '@hono/node-server/conninfo'
import { countedAs, Proxies } from '../platform/http/network.ts'
import type { FieldError } from '../platform/http/page-kit.tsx'
import type { PlatformServices, RequestContext } from '../platform/http/request-context.ts'
import { attemptsBeforeLock, lockMinutes } from './sign-in-attempt-store.ts'
import { passphraseWords } from './words/passphrase.ts'

/** So many sign-in tries a minute at one name from one source. */
const triesAMinute = 10
/** So many a minute at all names together from one address, one browser that is known, or one enrolled computer. */
const mostAMinute = 120
const mostCounts = 10_000

type Tries = { minute: number; readonly of: Map<string, number> }

/** Of each library that runs in this process, by its database. */
const libraries = new WeakMap<PlatformServices['app'], Tries>()

/** In place of what a try came to: there were too many in this minute, and none was made. */
export const tooManyAttempts: unique symbol = Symbol('too many tries')

/**
 * Makes a try at a passphrase, PIN or code, where the rate lets one through. One that was right counts no more: the rate is for
 * those who guess, and a counter has many sign-ins in a busy minute. Why in one place: a page could forget either half.
 */
export async function limitedAttempt<T>(
  context: RequestContext,
  signIn: string,
  attempt: () => Promise<T>,
  isRight: (done: T) => boolean,
): Promise<T | typeof tooManyAttempts> {
  if (!mayAttempt(context, signIn)) return tooManyAttempts
  const done = await attempt()
  if (isRight(done)) takeBackAttempt(context, signIn)
  return done
}

/**
 * Counts a try and says whether it may go on. Each sign-in name is counted by itself, so that wrong tries at one lock nobody
 * else out; all names of an address together have a ceiling, or a flood would name another each time. A browser where
 * someone has signed in before has a ceiling of its own, and so has an enrolled computer: neither waits for strangers
 * at the same address, and neither tries one PIN at every card.
 *
 * Why in memory, of this process alone: it only slows down a flood. What locks a sign-in is counted in the
 * database (`chargeTry`), for all processes together.
 */
function mayAttempt(context: RequestContext, signIn: string): boolean {
  const { services } = context
  const tries = triesOfMinute(services, Math.floor(services.clock.now().getTime() / 60_000))
  const count = (what: string) => {
    const counted = (tries.get(what) ?? 0) + 1
    tries.set(what, counted)
    return counted
  }
  const source = sourceOf(context)
  if (count(source) > mostAMinute) return false
  return count(`${source} ${signIn.trim().toLowerCase()}`) <= triesAMinute
}

/** Takes a try back that was right. */
function takeBackAttempt(context: RequestContext, signIn: string): void {
  const { services } = context
  const tries = triesOfMinute(services, Math.floor(services.clock.now().getTime() / 60_000))
  const source = sourceOf(context)
  for (const what of [source, `${source} ${signIn.trim().toLowerCase()}`]) {
    const counted = tries.get(what) ?? 0
    if (counted > 0) tries.set(what, counted - 1)
  }
}

function sourceOf({ c, services, workstation, browser }: RequestContext): string {
  if (workstation !== null) return `computer ${workstation.id}`
  if (browser !== null) return `browser ${browser.toString('hex')}`
  // Why: without a socket (a request made inside the program) there is no address to ask for.
  const peer = c.env?.incoming === undefined ? undefined : getConnInfo(c).remote.address
  const address = (services.proxies ?? Proxies.none).sourceOf(peer, c.req.header('x-forwarded-for'))
  return `address ${countedAs(address)}`
}

function triesOfMinute({ app }: PlatformServices, minute: number): Map<string, number> {
  const tries = libraries.get(app) ?? { minute, of: new Map() }
  libraries.set(app, tries)
  if (minute !== tries.minute || tries.of.size > mostCounts) tries.of.clear()
  tries.minute = minute
  return tries.of
}

/** What was wrong with a try, and what comes of more of them. */
export function wrongAttemptErrors(context: RequestContext, { field, message }: FieldError): FieldError[] {
  return [
    { field, message },
    { field, message: passphraseWords(context).wrongTries(attemptsBeforeLock, lockMinutes) },
  ]
}
