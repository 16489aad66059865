import type { Context } from 'hono'
import { accessibilityWords } from '../ask/pages/index.ts'
import { servedWords } from '../cases/pages/index.ts'
import { worksCases } from '../gate/index.ts'
import { hasPlainView, livePatronSession } from '../patrons/index.ts'
import { patronMenus, patronTrail } from '../patrons/pages/index.ts'
import {
  csrfToken,
  newToken,
  ownKnownToken,
  readCookie,
  tokenHash,
  writeCookie,
} from '../platform/http/cookies.ts'
import { isClosing } from '../platform/http/page-lifetime.tsx'
import {
  type Frame,
  homeOf,
  isActing,
  isSecure,
  type RequestContext,
  requestTimeOf,
  type StaffSession,
} from '../platform/http/request-context.ts'
import { languageOf } from '../platform/i18n/language.ts'
import { frameWords } from '../platform/i18n/words/frame.ts'
import { allowsSealedMattersAt } from '../policy/index.ts'
import { openMinutes } from '../sealed/index.ts'
import {
  findPendingSignIn,
  findSession,
  isSettingUp,
  noPatron,
  requiresSecondFactor,
  workstationOf,
} from '../staff/index.ts'
import { rolesWords } from '../staff/pages/index.ts'
import { staffAbout, staffHeaderActions, staffMenus, staffTrail, usesKeys } from './navigation.ts'
import type { Services } from './services.ts'

/** Finds out who asks and at which computer; a place that the pack no longer has counts as elsewhere. */
export async function openRequest(c: Context, services: Services): Promise<RequestContext<Services>> {
  const secure = isSecure(services)
  const home = homeOf(c)
  // INVARIANT: no one is staff on a patron's own pages, nor a patron on others, whatever the cookies.
  const ofStaff = (name: 'session' | 'step') => (home === '/' ? readCookie(c, secure, name) : null)
  const session = ofStaff('session')
  const step = ofStaff('step')
  const ownToken = home === '/me' ? readCookie(c, secure, 'own') : null
  const computer = readCookie(c, secure, 'computer')
  const setUp = readCookie(c, secure, 'set-up')
  const isUse = !isClosing(c)
  const { app, ring, clock } = services
  const byToken = async <T>(token: string | null, find: (hash: Buffer) => Promise<T | null>) =>
    token === null ? null : await find(tokenHash(token))
  const [signed, enrolled] = await Promise.all([
    byToken(session, (hash) => signedIn(services, hash, isUse)),
    byToken(computer, (hash) => workstationOf(app, ring, hash)),
  ])
  // A session that expired, or ended elsewhere, has no sealed matters open here.
  if (session !== null && signed === null) services.openSessions.shut(tokenHash(session))
  // What they opened in place of the Director closes with it, at midnight too.
  if (signed !== null && !isActing(signed)) services.openSessions.shutActing(signed.tokenHash)
  const handed = signed !== null && signed.handsTo !== null ? { ...signed, handsTo: signed.handsTo } : null
  const who = handed === null ? signed : null
  const live = await byToken(ownToken, (hash) => livePatronSession(app, ring, hash, clock.now(), isUse))
  const own = live && { ...live, plain: live.open && (await hasPlainView(services, live.patronId)) }
  const half = await byToken(step, (hash) => findPendingSignIn(app, ring, hash, requestTimeOf(services)))
  const workstation = enrolled !== null && isPlace(services, enrolled.place) ? enrolled : null
  const settingUp = await byToken(setUp, async (hash) =>
    (await isSettingUp(app, ring, hash, clock.now())) ? hash : null,
  )
  const known = ownKnownToken(ring, readCookie(c, secure, 'known'))
  const place = workstation?.place ?? 'elsewhere'
  const language = languageOf(c, secure, services.pack)
  const pack = services.pack.in(language)
  return {
    c,
    services,
    language,
    pack,
    who,
    half: half !== null && step !== null ? { ...half, tokenHash: tokenHash(step) } : null,
    handed,
    own,
    home,
    frame: frameOf(services),
    isUse,
    place,
    settingUp,
    workstation,
    browser: known === null ? null : tokenHash(known),
    csrfToken: csrfToken((signed && session) ?? (own && ownToken) ?? formToken(c, secure)),
  }
}

/** Closes a session's sealed matters that another session ended, and redirects to where they are opened. */
export function closeSealedMatters(c: Context, services: Services): Response {
  const session = readCookie(c, isSecure(services), 'session')
  if (session !== null) services.openSessions.shut(tokenHash(session))
  return c.redirect('/sealed', 303)
}

export function hasSealedMatterOpen(c: Context, services: Services, reference: string): boolean {
  const session = readCookie(c, isSecure(services), 'session')
  if (session === null) return false
  return services.openSessions.of(tokenHash(session), services.clock.now())?.has(reference) === true
}

/** Why on every page: an acting Director begins and ends by the day, also in an open session. */
export async function signedIn(
  services: Services,
  hash: Buffer,
  isUse: boolean,
): Promise<StaffSession | null> {
  const session = await findSession(services.app, services.ring, hash, requestTimeOf(services), isUse)
  if (session === null) return null
  const { secondStep, ...who } = session.byPin ? atTheDesk(session) : session
  // INVARIANT: no one acts as Director in a session whose second step was not passed.
  const mayAct = secondStep || !requiresSecondFactor(session, services.asksSecondStep ? 'officers' : 'nobody')
  const acts = who.actingUntil !== null && mayAct
  return { ...who, ownRole: who.role, role: acts ? 'director' : who.role, tokenHash: hash }
}

/**
 * INVARIANT: a PIN opens the desk and nothing of an officer's, since it can be watched (decision 59). Nor is it a sign-in that counts as
 * someone's own: a person who watched it would be the second person.
 */
const atTheDesk = <
  T extends Pick<StaffSession, 'role' | 'president' | 'unconfirmed'> & {
    readonly actingUntil: string | null
  },
>(
  session: T,
): T => ({
  ...session,
  role: session.role === 'volunteer' ? 'volunteer' : 'desk',
  president: false,
  actingUntil: null,
  unconfirmed: true,
})

/** Why before sign-in too: a form without a cookie of its own could sign someone in as someone else. */
function formToken(c: Context, secure: boolean): string {
  const kept = readCookie(c, secure, 'form')
  if (kept !== null) return kept
  const token = newToken()
  writeCookie(c, secure, 'form', token)
  return token
}

function isPlace(services: Services, place: string): boolean {
  return Object.hasOwn(services.pack.places, place)
}

function frameOf(services: Services): Frame {
  const { banner } = services
  return {
    ...(banner && { banner }),
    menus(context) {
      if (context.own?.open) return context.own.plain ? [] : patronMenus(context)
      const { who } = context
      return who === null ? [] : staffMenus({ ...context, services, who })
    },
    headerActions(context) {
      const { who } = context
      return who === null ? {} : staffHeaderActions({ ...context, services, who })
    },
    signOut(context) {
      const { who, own } = context
      if (own?.open) return { action: '/me/sign-out' }
      if (who === null) return undefined
      const role = rolesWords(context).name[who.role]
      const named = isActing(who) ? frameWords(context).acting(role) : role
      const switches = context.workstation !== null && { switches: '/switch' }
      return { action: '/sign-out', who: { name: who.name, role: named, account: '/account' }, ...switches }
    },
    usesKeys,
    footLinks(context) {
      const { who, handed, c } = context
      if (who !== null || handed !== null || context.own?.plain) return []
      // The sign-in page has it in the page itself.
      const serves = worksCases(context) && !/^\/(served|sign-in$)/.test(c.req.path)
      return [
        ...(serves ? [{ href: '/served', text: servedWords(context).link }] : []),
        { href: '/accessibility', text: accessibilityWords(context).title },
      ]
    },
    trail(context) {
      if (context.own?.open) return context.own.plain ? [] : patronTrail(context)
      const { who } = context
      return who === null ? [] : staffTrail({ ...context, services, who })
    },
    about: ({ who, ...context }) => (who === null ? undefined : staffAbout({ ...context, services, who })),
    closesWithin: (context) => (isSealedOpen(services, context) ? openMinutes : undefined),
    screenState(context) {
      const { who, handed, own, place } = context
      if (own !== null) return { key: own.tokenHash, parts: [own.patronId, own.open, own.plain] }
      const at = who ?? handed
      if (at === null) return null
      const { id, role, president, fresh, proved, tokenHash } = at
      const hands = handed === null ? 'no' : handed.handsTo === noPatron ? 'done' : 'yes'
      const isOpen = isSealedOpen(services, context)
      return { key: tokenHash, parts: [id, role, president, fresh, proved, place, isOpen, hands] }
    },
  }
}

/** Whether sealed matters are open in this session at this computer; asking does not keep them open. */
function isSealedOpen({ pack, openSessions, clock }: Services, context: RequestContext): boolean {
  const signed = context.who ?? context.handed
  return (
    signed !== null &&
    allowsSealedMattersAt(pack, context.place) &&
    openSessions.of(signed.tokenHash, clock.now(), false) !== undefined
  )
}
