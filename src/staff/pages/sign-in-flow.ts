import { staffActorOf } from '../../gate/index.ts'
import { referencePattern } from '../../platform/crypto/reference.ts'
import {
  dropCookie,
  newKnownToken,
  newToken,
  ownKnownToken,
  readCookie,
  tokenHash,
  writeCookie,
} from '../../platform/http/cookies.ts'
import { isSecure, type RequestContext, requestTimeOf } from '../../platform/http/request-context.ts'
import type { StaffServices } from '../services.ts'
import { findPendingSignIn } from '../session-store.ts'
import { isSetUpOpen } from '../set-up.ts'
import { finishSignIn, remainingStep, type SignInStep } from '../sign-in.ts'

/** Pages that may ask for reauthentication, by the name in their form. */
const addresses = {
  'second-step': '/account/second-step',
  passphrase: '/account/passphrase',
  recovery: '/set-up/recovery',
  people: '/people',
  acting: '/acting',
  officers: '/officers',
  computers: '/computers',
  pins: '/register/pins',
  contacts: '/cases/contacts',
  'cases-apart': '/cases/apart',
  sealed: '/sealed/set-up',
  'sealed-open': '/sealed',
  decision: '/cases',
  records: '/counter',
} as const
export type ReturnPage = keyof typeof addresses
export const returnPages = Object.keys(addresses) as [ReturnPage, ...ReturnPage[]]

export type ReturnTarget = { readonly back: ReturnPage; readonly about?: string | undefined }

const backWords = ({ back, about }: ReturnTarget): string => (about === undefined ? back : `${back}:${about}`)

/** Hostile: only addresses of ours, whatever the cookie says. */
function backTo(said: string | null): string {
  const [, reference = ''] = /^decision:(.*)$/.exec(said ?? '') ?? []
  if (referencePattern.test(reference)) return `/cases/${reference}/decision/sign`
  return addresses[returnPages.find((each) => each === said) ?? 'second-step']
}

const pages: Record<Exclude<SignInStep, 'done'>, string> = {
  'second-step': '/sign-in/second-step',
  'own-passphrase': '/sign-in/passphrase',
  'set-second-step': '/sign-in/add',
}

/**
 * Goes to the next step of a pending sign-in, or signs in under a new token and ends the earlier ones.
 * @param back the page that asked for reauthentication in this request; a cookie keeps it for later steps
 */
export async function continueSignIn(
  context: RequestContext<StaffServices>,
  from: Buffer,
  back?: ReturnTarget,
): Promise<Response> {
  const { c, services } = context
  const secure = isSecure(services)
  const half = await findPendingSignIn(services.app, services.ring, from, requestTimeOf(services))
  if (half === null) return c.redirect('/sign-in', 303)
  const step = await remainingStep(services, half, services.asksSecondStep)
  const said = back === undefined ? readCookie(c, secure, 'back') : backWords(back)
  if (step !== 'done') {
    if (back !== undefined) writeCookie(c, secure, 'back', backWords(back))
    return c.redirect(pages[step], 303)
  }
  const token = newToken()
  const old = readCookie(c, secure, 'session')
  const known = ownKnownToken(services.ring, readCookie(c, secure, 'known')) ?? newKnownToken(services.ring)
  const tokens = {
    ...{ from, to: tokenHash(token), replaced: old === null ? null : tokenHash(old) },
    ...{ browser: tokenHash(known), again: half.again },
  }
  const by = staffActorOf({ who: half, place: context.place })
  if (!(await finishSignIn(services, by, tokens))) return c.redirect('/sign-in', 303)
  writeCookie(c, secure, 'known', known)
  writeCookie(c, secure, 'session', token)
  dropCookie(c, secure, 'step')
  dropCookie(c, secure, 'form')
  if (half.again) {
    dropCookie(c, secure, 'back')
    return c.redirect(backTo(said), 303)
  }
  const goesOn = half.role === 'director' && (await isSetUpOpen(services.app))
  return c.redirect(goesOn ? '/set-up' : '/', 303)
}
