import { getConnInfo } from '@hono/node-server/conninfo'
import { countedAs, Proxies } from '../platform/http/network.ts'
import type { FieldError } from '../platform/http/page-kit.tsx'
import type { PlatformServices, RequestContext } from '../platform/http/request-context.ts'
import { attemptsBeforeLock, lockMinutes } from './sign-in-attempt-store.ts'
import { passphraseWords } from './words/sign-in.ts'

/** Attempts at one name from one source. */
const triesAMinute = 10
/** Attempts at all names from one address, known browser or enrolled computer. */
const mostAMinute = 120
const mostCounts = 10_000

type Tries = { minute: number; readonly of: Map<string, number> }

/** By database, since one process may serve several libraries. */
const libraries = new WeakMap<PlatformServices['app'], Tries>()

export const tooManyAttempts: unique symbol = Symbol('too many tries')

/** A right attempt is not counted, since a counter has many sign-ins in a busy minute. */
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
 * Names are counted separately so that wrong attempts at one lock out no other; each source has a ceiling
 * too, so that known browsers and enrolled computers do not wait for strangers at their address.
 * Why in memory: this only slows a flood. The database counts what locks (`chargePassphrase`).
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

function takeBackAttempt(context: RequestContext, signIn: string): void {
  const { services } = context
  const tries = triesOfMinute(services, Math.floor(services.clock.now().getTime() / 60_000))
  const source = sourceOf(context)
  for (const what of [source, `${source} ${signIn.trim().toLowerCase()}`]) {
    const counted = tries.get(what) ?? 0
    if (counted > 0) tries.set(what, counted - 1)
  }
}

/** By database: how often a page that proves nothing was used in this hour. */
const uses = new WeakMap<PlatformServices['app'], Tries>()

/**
 * Counts one more use, and says whether it is more in this hour than one source, or all of them, may have.
 * Why in memory: this only slows someone who plays; a restart begins again.
 */
export function isUsedTooOften(
  context: RequestContext,
  most: { readonly source: number; readonly all: number },
): boolean {
  const { app, clock } = context.services
  const hour = Math.floor(clock.now().getTime() / 3_600_000)
  const known = uses.get(app)
  const used = known?.minute === hour ? known : { minute: hour, of: new Map<string, number>() }
  uses.set(app, used)
  const count = (what: string) => {
    const counted = (used.of.get(what) ?? 0) + 1
    used.of.set(what, counted)
    return counted
  }
  // Hostile: someone with a card of their own gets a new known browser by each sign-in.
  return count(sourceOf({ ...context, browser: null })) > most.source || count('all') > most.all
}

function sourceOf({
  c,
  services,
  workstation,
  browser,
}: Pick<RequestContext, 'c' | 'services' | 'workstation' | 'browser'>): string {
  if (workstation !== null) return `computer ${workstation.id}`
  if (browser !== null) return `browser ${browser.toString('hex')}`
  // Why: a request made inside the program has no socket.
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

/** What was wrong, and when further attempts lock. */
export function wrongAttemptErrors(context: RequestContext, { field, message }: FieldError): FieldError[] {
  return [
    { field, message },
    { field, message: passphraseWords(context).wrongTries(attemptsBeforeLock, lockMinutes) },
  ]
}
