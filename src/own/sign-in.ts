import type { Office } from '../accounts/act.ts'
import { stepOf } from '../accounts/code-app.ts'
import { foundByPassphrase } from '../accounts/passphrase.ts'
import { cardNumber } from '../circulation/card-number.ts'
import { token } from '../sealing/field.ts'
import { openOwnSecret, sealOwnSecret } from '../sealing/pin-secret.ts'
import { useCodeStep } from '../store/accounts-factor.ts'
import { beginOwnSession, endOwnSession, type OwnSession, openOwnSession } from '../store/own-sessions.ts'
import {
  cardWithPin,
  chargeOwnPin,
  chargePin,
  clearPinTries,
  dropOwnCodeApp,
  ownCodeApp,
  type PinTry,
  setOwnCodeApp,
} from '../store/pins.ts'
import { noId, sweepTries } from '../store/sign-in-tries.ts'
import { ownAct, patronThemselves } from './act.ts'
import { isPin, type PinOffice, pinSource, pinTrying } from './pins.ts'

/** What a browser brings: the hash of the token that it is to have, and of the one that it keeps. */
type OfBrowser = { readonly tokenHash: Buffer; readonly known: Buffer | null }

/**
 * Compares a PIN with a card's, as one of its tries. `in`: they are signed in; `code`: the code of their app is left. Null
 * whatever was wrong: a card that is not on file, was reported lost, has expired, is locked, or has no PIN is not told from a
 * wrong PIN, nor does it take another time (decision 0049).
 */
export async function tryPin(
  office: PinOffice,
  { card, pin, tokenHash, known }: OfBrowser & { readonly card: string; readonly pin: string },
): Promise<'in' | 'code' | null> {
  const { ring, clock } = office
  const charged = await foundByPassphrase(
    pin,
    () => chargeCard(office, cardNumber(card), known),
    ({ patronId, hash }) => openOwnSecret(ring, 'pin.hash', patronId, hash),
  )
  if (charged === null) return null
  const { patronId, cardId, hasCodeApp } = charged
  await ownAct(office, patronThemselves, async (trx, note) => {
    await beginOwnSession(trx, ring, { patronId, cardId, tokenHash, open: !hasCodeApp, now: clock.now() })
    if (!hasCodeApp) await note(patronId, 'own-signed-in')
  })
  return hasCodeApp ? 'code' : 'in'
}

/** Charges a try at the PIN of a card's number, on record where it locks: also where there is nothing to lock. */
function chargeCard(office: PinOffice, number: string, known: Buffer | null): Promise<PinTry | null> {
  const { ring, gate } = office
  const key = token(ring, 'sign-in try', `card\n${number}`)
  return ownAct(office, patronThemselves, async (trx, note) => {
    const found = await cardWithPin(trx, ring, token(ring, 'card.barcode', number))
    const isGood = await gate.facts.hasGoodCard(trx, found?.patronId ?? noId)
    const card = isGood ? found : undefined
    const { tried, lockedNumber } = await chargePin(trx, card, pinTrying(office, known), key)
    if (tried?.last) await note(tried.patronId, 'pin-locked')
    if (lockedNumber) await note(null, 'unknown-card-locked')
    return tried
  })
}

/** The whole sign-in is done: the wrong tries are forgotten, and this browser is known to the patron from now on. */
export async function rememberOwnBrowser(office: Office, tokenHash: Buffer, known: Buffer): Promise<void> {
  const { ring, clock } = office
  await ownAct(office, patronThemselves, async (trx) => {
    const session = await openOwnSession(trx, ring, tokenHash)
    if (session === null) return
    const source = pinSource(ring, session.patronId, known)
    await clearPinTries(trx, { patronId: session.patronId, source, today: clock.today() })
    await sweepTries(trx, clock.now())
  })
}

/** Holds the code of an app against a sign-in that has only this left, as one of its tries; true where they are in. */
export async function tryOwnCode(
  office: Office,
  { session, code, to, known }: { session: OwnSession; code: string; to: Buffer; known: Buffer | null },
): Promise<boolean> {
  const { ring, clock } = office
  const { patronId, tokenHash } = session
  const app = await ownAct(office, patronThemselves, async (trx, note) => {
    const done = await chargeOwnPin(trx, patronId, pinTrying(office, known))
    if (done?.last) await note(patronId, 'pin-locked')
    return done && ownCodeApp(trx, patronId)
  })
  if (app === null || app === undefined) return false
  const secret = openOwnSecret(ring, 'pin.second_factor', patronId, app.secret)
  const step = stepOf(code, { secret, after: app.lastStep, now: clock.now() })
  if (step === null) return false
  return ownAct(office, patronThemselves, async (trx, note) => {
    if (!(await useCodeStep(trx, 'pin', patronId, step))) return false
    const now = clock.now()
    if (!(await endOwnSession(trx, tokenHash, now))) return false
    await beginOwnSession(trx, ring, { ...session, tokenHash: to, open: true, now })
    await note(patronId, 'own-signed-in')
    return true
  })
}

/** Whether a patron has a code app for a second step. */
export async function hasOwnCodeApp(office: Office, patronId: string): Promise<boolean> {
  return ownAct(office, patronThemselves, async (trx) => (await ownCodeApp(trx, patronId)) !== undefined)
}

type Proof = { readonly patronId: string; readonly pin: string; readonly known: Buffer | null }

/** Whether this is the PIN of whoever is signed in, as one of its tries: somebody may have found them so. */
export async function provesOwnPin(office: Office, { patronId, pin, known }: Proof): Promise<boolean> {
  const { ring, clock } = office
  const charged = await ownAct(office, patronThemselves, async (trx, note) => {
    const done = await chargeOwnPin(trx, patronId, pinTrying(office, known))
    if (done?.last) await note(patronId, 'pin-locked')
    return done
  })
  if (!(await isPin(ring, charged, pin))) return false
  await ownAct(office, patronThemselves, async (trx) => {
    const source = known === null ? null : pinSource(ring, patronId, known)
    await clearPinTries(trx, { patronId, source, today: clock.today() })
  })
  return true
}

/** Makes a code app a patron's second step, once they have typed their PIN. It counts only once a code of it was right. */
export async function addOwnCodeApp(
  office: Office,
  { patronId, secret, code }: { readonly patronId: string; readonly secret: string; readonly code: string },
): Promise<boolean> {
  const step = stepOf(code, { secret, after: 0n, now: office.clock.now() })
  if (step === null) return false
  return ownAct(office, patronThemselves, async (trx, note) => {
    const sealed = sealOwnSecret(office.ring, 'pin.second_factor', patronId, secret)
    if (!(await setOwnCodeApp(trx, { patronId, sealed, step }))) return false
    await note(patronId, 'own-second-step-added')
    return true
  })
}

/** Takes the code app away again, once they have typed their PIN. */
export async function removeOwnCodeApp(office: Office, patronId: string): Promise<void> {
  await ownAct(office, patronThemselves, async (trx, note) => {
    await dropOwnCodeApp(trx, patronId)
    await note(patronId, 'own-second-step-removed')
  })
}

/** Ends the session; nothing of it is left. */
export async function signOutOwn(office: Office, tokenHash: Buffer): Promise<void> {
  await ownAct(office, patronThemselves, (trx) => endOwnSession(trx, tokenHash, office.clock.now()))
}
