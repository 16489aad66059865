import {
  type Actor,
  consumePatronCode,
  type Gate,
  isPatronCode,
  lockPatron,
  normalizeCardNumber,
  openPatronSecret,
  type PatronChoices,
  patronActor,
  patronCodeToken,
  patronOfActiveCard,
  patronSecretOpener,
  sealPatronSecret,
  setPatronChoices,
  slipWord,
} from '../gate/index.ts'
import { sealField, token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import {
  type CoreServices,
  deleteOldAttempts,
  findByPassphrase,
  hashPassphrase,
  isPassphrase,
  missingAccountId,
  timeStepOf,
  useCodeStep,
} from '../staff/index.ts'
import { type PatronActRecorder, recordPatronAct } from './self-service.ts'
import {
  beginPatronSession,
  type CountedPinAttempt,
  cardWithPin,
  clearPinFailures,
  countOwnPinAttempt,
  countPinAttempt,
  deletePatronCodeApp,
  endPatronSession,
  openPatronSession,
  type PatronSession,
  type PinAttempt,
  patronCodeApp,
  setPatronCodeApp,
  setPin,
} from './sign-in-store.ts'

/** What a browser brings: the hash of the token that it is to have, and of the one that it keeps. */
type BrowserTokens = { readonly tokenHash: Buffer; readonly known: Buffer | null }

/**
 * Compares a PIN with a card's, as one of its tries. `in`: they are signed in; `code`: the code of their app is left. Null
 * whatever was wrong: a card that is not on file, was reported lost, has expired, is locked, or has no PIN is not told from a
 * wrong PIN, nor does it take another time (decision 42).
 */
export async function signInWithPin(
  office: PinServices,
  { card, pin, tokenHash, known }: BrowserTokens & { readonly card: string; readonly pin: string },
): Promise<'in' | 'code' | null> {
  const { ring, clock } = office
  const charged = await findByPassphrase(
    pin,
    () => countCardAttempt(office, normalizeCardNumber(card), known),
    ({ patronId, hash }) => openPatronSecret(patronSecretOpener(ring), 'pin.hash', patronId, hash),
  )
  if (charged === null) return null
  const { patronId, cardId, hasCodeApp } = charged
  await recordPatronAct(office, patronActor, async (trx, note) => {
    await beginPatronSession(trx, ring, { patronId, cardId, tokenHash, open: !hasCodeApp, now: clock.now() })
    if (!hasCodeApp) await note(patronId, 'own-signed-in')
  })
  return hasCodeApp ? 'code' : 'in'
}

/** Charges a try at the PIN of a card's number, on record where it locks: also where there is nothing to lock. */
function countCardAttempt(
  office: PinServices,
  number: string,
  known: Buffer | null,
): Promise<CountedPinAttempt | null> {
  const { ring, gate } = office
  const key = token(ring, 'sign-in try', `card\n${number}`)
  return recordPatronAct(office, patronActor, async (trx, note) => {
    const found = await cardWithPin(trx, ring, token(ring, 'card.barcode', number))
    const isGood = await gate.facts.hasGoodCard(trx, found?.patronId ?? missingAccountId)
    const card = isGood ? found : undefined
    const { tried, lockedNumber } = await countPinAttempt(trx, card, pinAttempt(office, known), key)
    if (tried?.last) await note(tried.patronId, 'pin-locked')
    if (lockedNumber) await note(null, 'unknown-card-locked')
    return tried
  })
}

/** The whole sign-in is done: the wrong tries are forgotten, and this browser is known to the patron from now on. */
export async function rememberPatronBrowser(
  office: CoreServices,
  tokenHash: Buffer,
  known: Buffer,
): Promise<void> {
  const { ring, clock } = office
  await recordPatronAct(office, patronActor, async (trx) => {
    const session = await openPatronSession(trx, ring, tokenHash)
    if (session === null) return
    const source = pinSourceToken(ring, session.patronId, known)
    await clearPinFailures(trx, { patronId: session.patronId, source, today: clock.today() })
    await deleteOldAttempts(trx, clock.now())
  })
}

/** Holds the code of an app against a sign-in that has only this left, as one of its tries; true where they are in. */
export async function signInWithCode(
  office: CoreServices,
  { session, code, to, known }: { session: PatronSession; code: string; to: Buffer; known: Buffer | null },
): Promise<boolean> {
  const { ring, clock } = office
  const { patronId, tokenHash } = session
  const app = await recordPatronAct(office, patronActor, async (trx, note) => {
    const charged = await chargeOwnPin(trx, note, patronId, pinAttempt(office, known))
    return charged && patronCodeApp(trx, patronId)
  })
  if (app === null || app === undefined) return false
  const secret = openPatronSecret(patronSecretOpener(ring), 'pin.second_factor', patronId, app.secret)
  const step = timeStepOf(code, { secret, after: app.lastStep, now: clock.now() })
  if (step === null) return false
  return recordPatronAct(office, patronActor, async (trx, note) => {
    if (!(await useCodeStep(trx, 'pin', patronId, step))) return false
    const now = clock.now()
    if (!(await endPatronSession(trx, tokenHash, now))) return false
    await beginPatronSession(trx, ring, { ...session, tokenHash: to, open: true, now })
    await note(patronId, 'own-signed-in')
    return true
  })
}

/** Whether a patron has a code app for a second step. */
export async function patronHasCodeApp(office: CoreServices, patronId: string): Promise<boolean> {
  return recordPatronAct(
    office,
    patronActor,
    async (trx) => (await patronCodeApp(trx, patronId)) !== undefined,
  )
}

type PinProof = { readonly patronId: string; readonly pin: string; readonly known: Buffer | null }

/** Charges a try at a patron's own PIN, on record where it locks. */
async function chargeOwnPin(trx: Trx, note: PatronActRecorder, patronId: string, attempt: PinAttempt) {
  const charged = await countOwnPinAttempt(trx, patronId, attempt)
  if (charged?.last) await note(patronId, 'pin-locked')
  return charged
}

/** Whether this is a patron's own PIN; the try is charged before it is held against it. */
export async function isOwnPin(office: CoreServices, { patronId, pin, known }: PinProof): Promise<boolean> {
  const charged = await recordPatronAct(office, patronActor, (trx, note) =>
    chargeOwnPin(trx, note, patronId, pinAttempt(office, known)),
  )
  return matchesPin(office.ring, charged, pin)
}

/** Whether this is the PIN of whoever is signed in, as one of its tries: somebody may have found them so. */
export async function verifyPatronPin(
  office: CoreServices,
  { patronId, pin, known }: PinProof,
): Promise<boolean> {
  const { ring, clock } = office
  if (!(await isOwnPin(office, { patronId, pin, known }))) return false
  await recordPatronAct(office, patronActor, async (trx) => {
    const source = known === null ? null : pinSourceToken(ring, patronId, known)
    await clearPinFailures(trx, { patronId, source, today: clock.today() })
  })
  return true
}

/** Makes a code app a patron's second step, once they have typed their PIN. It counts only once a code of it was right. */
export async function addPatronCodeApp(
  office: CoreServices,
  { patronId, secret, code }: { readonly patronId: string; readonly secret: string; readonly code: string },
): Promise<boolean> {
  const step = timeStepOf(code, { secret, after: 0n, now: office.clock.now() })
  if (step === null) return false
  return recordPatronAct(office, patronActor, async (trx, note) => {
    const sealed = sealPatronSecret(office.ring, 'pin.second_factor', patronId, secret)
    if (!(await setPatronCodeApp(trx, { patronId, sealed, step }))) return false
    await note(patronId, 'own-second-step-added')
    return true
  })
}

/** Takes the code app away again, once they have typed their PIN. */
export async function removePatronCodeApp(office: CoreServices, patronId: string): Promise<void> {
  await recordPatronAct(office, patronActor, async (trx, note) => {
    await deletePatronCodeApp(trx, patronId)
    await note(patronId, 'own-second-step-removed')
  })
}

/** Ends the session; nothing of it is left. */
export async function signOutPatron(office: CoreServices, tokenHash: Buffer): Promise<void> {
  await recordPatronAct(office, patronActor, (trx) => endPatronSession(trx, tokenHash, office.clock.now()))
}

export type PinServices = CoreServices & { readonly gate: Gate }

/** `own-number`: it can be read off their own record. `unknown`: there is no such patron, or no such code. */
export type ChoosePinOutcome = 'set' | 'own-number' | 'unknown'

/**
 * Sets the PIN that a patron typed on a screen which staff handed to them. Of the old one nothing is asked: it may be for
 * the want of it that they came.
 */
export async function choosePinAtDesk(
  office: PinServices,
  by: Actor,
  { patronId, pin }: { readonly patronId: string; readonly pin: string },
): Promise<ChoosePinOutcome> {
  if (await office.gate.facts.isOwnNumber(by, patronId, pin)) return 'own-number'
  const hashed = await hashPassphrase(pin)
  return recordPatronAct(office, by, async (trx, note) => {
    const hash = sealPatronSecret(office.ring, 'pin.hash', patronId, hashed)
    if (!(await setPin(trx, { patronId, hash, byStaffOn: office.clock.today() }))) return 'unknown'
    await note(patronId, 'pin-set', ['at-counter'])
    return 'set'
  })
}

/**
 * Sets the PIN of a patron who has a card and the code that was given for it. The code is used up when the PIN is set. Of a
 * card that is not on file, is lost or has expired the same is asked as of a wrong code, so that both take as long.
 */
export async function choosePinByCode(
  office: PinServices,
  typed: { readonly card: string; readonly code: string; readonly pin: string },
): Promise<ChoosePinOutcome> {
  const { ring, clock } = office
  const index = token(ring, 'card.barcode', normalizeCardNumber(typed.card))
  const heldBy = (patronId: string) => ({
    ...({ patronId, use: 'pin', now: clock.now() } as const),
    code: patronCodeToken(ring, { patronId, use: 'pin', typed: typed.code }),
  })
  const patronId = await recordPatronAct(office, patronActor, async (trx) => {
    const found = (await patronOfActiveCard(trx, ring, index)) ?? missingAccountId
    const isGood = await office.gate.facts.hasGoodCard(trx, found)
    return (await isPatronCode(trx, heldBy(found))) && isGood ? found : undefined
  })
  if (patronId === undefined) return 'unknown'
  if (await office.gate.facts.isOwnNumber(patronActor, patronId, typed.pin)) return 'own-number'
  const hashed = await hashPassphrase(typed.pin)
  return recordPatronAct(office, patronActor, async (trx, note) => {
    if (!(await consumePatronCode(trx, heldBy(patronId)))) return 'unknown'
    const hash = sealPatronSecret(ring, 'pin.hash', patronId, hashed)
    await setPin(trx, { patronId, hash, byStaffOn: clock.today() })
    await note(patronId, 'pin-set', ['by-code'])
    return 'set'
  })
}

/** Puts another PIN in the place of one's own. `wrong`: the old one is not right, and that was one of its tries. */
export async function changePin(
  office: PinServices,
  change: {
    readonly patronId: string
    readonly was: string
    readonly becomes: string
    readonly session: Buffer
    readonly browser: Buffer | null
  },
): Promise<Exclude<ChoosePinOutcome, 'unknown'> | 'wrong'> {
  const { patronId, was, becomes, session, browser } = change
  if (!(await isOwnPin(office, { patronId, pin: was, known: browser }))) return 'wrong'
  if (await office.gate.facts.isOwnNumber(patronActor, patronId, becomes)) return 'own-number'
  const hashed = await hashPassphrase(becomes)
  return recordPatronAct(office, patronActor, async (trx, note) => {
    const hash = sealPatronSecret(office.ring, 'pin.hash', patronId, hashed)
    if (!(await setPin(trx, { patronId, hash, except: session }))) return 'wrong'
    await note(patronId, 'pin-set', ['changed'])
    return 'set'
  })
}

/** True when the PIN is the one that was charged; of nobody it works as long, and answers false. */
export async function matchesPin(
  ring: KeyRing,
  charged: CountedPinAttempt | null,
  typed: string,
): Promise<boolean> {
  const hashed =
    charged && openPatronSecret(patronSecretOpener(ring), 'pin.hash', charged.patronId, charged.hash)
  return isPassphrase(hashed, typed)
}

/** How a browser is known to a patron who signed in there: a token of both, which joins no two patrons. */
export function pinSourceToken(ring: KeyRing, patronId: string, browser: Buffer): Buffer {
  return token(ring, 'pin source', `${patronId}\n${browser.toString('hex')}`)
}

/** When a try comes, and from where. */
export function pinAttempt({ ring, clock }: CoreServices, browser: Buffer | null): PinAttempt {
  const sourceOf = (patronId: string) => (browser === null ? null : pinSourceToken(ring, patronId, browser))
  return { now: clock.now(), today: clock.today(), sourceOf }
}

export const maxAliasLength = 12

/** Whether something will do as the short name on a slip that stands on the shelf for all to see. */
export function isUsableAlias(typed: string): boolean {
  return /^\p{L}+$/u.test(typed) && slipWord(typed) !== undefined
}

/**
 * Puts what a patron chose in the place of what they chose before; all of it is on the page that they send.
 * @param opened the mark of what they had chosen when the form was opened: staff may have noted something since
 * @returns false where it is another by now, and nothing was changed
 */
export async function savePatronChoices(
  office: PinServices,
  patronId: string,
  { choices, opened }: { readonly choices: PatronChoices; readonly opened: string },
): Promise<boolean> {
  return recordPatronAct(office, patronActor, async (trx, note) => {
    await lockPatron(trx, patronId)
    if (!(await office.gate.facts.stillChooses(trx, patronId, opened))) return false
    await setPatronChoices(trx, patronId, sealField(office.ring, 'patron.choices', patronId, choices))
    await note(patronId, 'choices-changed')
    return true
  })
}
