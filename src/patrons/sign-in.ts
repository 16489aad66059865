import { patronSecretOpener } from '../gate/capabilities.ts'
import {
  type Actor,
  consumePatronCode,
  type Gate,
  isPatronCode,
  lockPatron,
  normalizeCardNumber,
  openPatronSecret,
  type PatronChoices,
  type PatronReach,
  patronActor,
  patronCodeToken,
  patronOfActiveCard,
  sealPatronSecret,
  setPatronChoices,
  setPatronReach,
  slipWord,
} from '../gate/index.ts'
import { token } from '../platform/crypto/field.ts'
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
  type PinAttempt,
  patronCodeApp,
  type StoredPatronSession,
  setPatronCodeApp,
  setPin,
} from './sign-in-store.ts'

/** Hashes of the new session's token and of the browser's lasting one. */
type BrowserTokens = { readonly tokenHash: Buffer; readonly known: Buffer | null }

/**
 * Null whatever was wrong, after the same time (decision 42): unknown, lost, expired or locked cards look
 * like a wrong PIN. `code`: a code is awaited.
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

/** Logs a lock, even of a number that cannot sign in. */
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

/** Once the sign-in is complete. */
export async function rememberPatronBrowser(office: CoreServices, tokenHash: Buffer, known: Buffer) {
  const { ring, clock } = office
  await recordPatronAct(office, patronActor, async (trx) => {
    const session = await openPatronSession(trx, ring, tokenHash)
    if (session === null) return
    const source = pinSourceToken(ring, session.patronId, known)
    await clearPinFailures(trx, { patronId: session.patronId, source, today: clock.today() })
    await deleteOldAttempts(trx, clock.now())
  })
}

/** Counts as an attempt. */
export async function signInWithCode(
  office: CoreServices,
  {
    session,
    code,
    to,
    known,
  }: { session: StoredPatronSession; code: string; to: Buffer; known: Buffer | null },
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

export async function patronHasCodeApp(office: CoreServices, patronId: string): Promise<boolean> {
  return recordPatronAct(
    office,
    patronActor,
    async (trx) => (await patronCodeApp(trx, patronId)) !== undefined,
  )
}

type PinProof = { readonly patronId: string; readonly pin: string; readonly known: Buffer | null }

/** Logs a lock. */
async function chargeOwnPin(trx: Trx, note: PatronActRecorder, patronId: string, attempt: PinAttempt) {
  const charged = await countOwnPinAttempt(trx, patronId, attempt)
  if (charged?.last) await note(patronId, 'pin-locked')
  return charged
}

/** Charged before the PIN is compared. */
export async function isOwnPin(office: CoreServices, { patronId, pin, known }: PinProof): Promise<boolean> {
  const charged = await recordPatronAct(office, patronActor, (trx, note) =>
    chargeOwnPin(trx, note, patronId, pinAttempt(office, known)),
  )
  return matchesPin(office.ring, charged, pin)
}

/** Counts as an attempt: someone else may have found the session open. */
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

/** Takes the PIN and a first code. */
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

/** Takes the PIN. */
export async function removePatronCodeApp(office: CoreServices, patronId: string): Promise<void> {
  await recordPatronAct(office, patronActor, async (trx, note) => {
    await deletePatronCodeApp(trx, patronId)
    await note(patronId, 'own-second-step-removed')
  })
}

export async function signOutPatron(office: CoreServices, tokenHash: Buffer): Promise<void> {
  await recordPatronAct(office, patronActor, (trx) => endPatronSession(trx, tokenHash, office.clock.now()))
}

export type PinServices = CoreServices & { readonly gate: Gate }

/** `own-number`: the record shows it. `unknown`: no such patron or code. */
type ChoosePinOutcome = 'set' | 'own-number' | 'unknown'

/** On a screen handed over by staff. Does not ask for the old PIN, which may be why they came. */
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

/** Uses up the code. Unknown, lost and expired cards take as long as a wrong code. */
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

/** `wrong`: the old PIN is wrong, which counts as an attempt. */
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

/** With no one's PIN, takes as long and returns false. */
export async function matchesPin(
  ring: KeyRing,
  charged: CountedPinAttempt | null,
  typed: string,
): Promise<boolean> {
  const hashed =
    charged && openPatronSecret(patronSecretOpener(ring), 'pin.hash', charged.patronId, charged.hash)
  return isPassphrase(hashed, typed)
}

/** A token of both, so that it links no two patrons. */
export function pinSourceToken(ring: KeyRing, patronId: string, browser: Buffer): Buffer {
  return token(ring, 'pin source', `${patronId}\n${browser.toString('hex')}`)
}

export function pinAttempt({ ring, clock }: CoreServices, browser: Buffer | null): PinAttempt {
  const sourceOf = (patronId: string) => (browser === null ? null : pinSourceToken(ring, patronId, browser))
  return { now: clock.now(), today: clock.today(), sourceOf }
}

export const maxAliasLength = 12

/** Slips are on a public shelf, so an alias must not identify its reader. */
export function isUsableAlias(typed: string): boolean {
  return /^\p{L}+$/u.test(typed) && slipWord(typed) !== undefined
}

/**
 * `opened` is the mark of the choices as opened; false if staff changed them since. The safe ways that were taken off stay noted for 30 days, so that
 * whoever took them off does not keep their owner from hearing of a new card.
 */
export async function savePatronChoices(
  office: PinServices,
  patronId: string,
  saved: { readonly choices: PatronChoices; readonly reach: PatronReach; readonly opened: string },
): Promise<boolean> {
  return recordPatronAct(office, patronActor, async (trx, note) => {
    await lockPatron(trx, patronId)
    const kept = await office.gate.facts.choicesToSave(trx, patronId, saved)
    if (kept === undefined) return false
    await setPatronChoices(trx, patronId, kept.choices)
    await setPatronReach(trx, patronId, kept.reach)
    await note(patronId, 'choices-changed')
    return true
  })
}
