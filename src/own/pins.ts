import type { By, Office } from '../accounts/act.ts'
import { hashPassphrase, isPassphrase } from '../accounts/passphrase.ts'
import { cardNumber } from '../circulation/card-number.ts'
import type { Gate } from '../disclosure/gate.ts'
import { token } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { openOwnSecret, sealOwnSecret } from '../sealing/pin-secret.ts'
import { isCode, patronOfActiveCard, takeCode } from '../store/own-codes.ts'
import { chargeOwnPin, type PinTry, type PinTrying, setPin } from '../store/pins.ts'
import { noId } from '../store/sign-in-tries.ts'
import { ownAct, patronThemselves } from './act.ts'
import { ownCodeToken } from './codes.ts'

export type PinOffice = Office & { readonly gate: Gate }

/** `own-number`: it can be read off their own record. `unknown`: there is no such patron, or no such code. */
export type PinChosen = 'set' | 'own-number' | 'unknown'

/**
 * Sets the PIN that a patron typed on a screen which staff handed to them. Of the old one nothing is asked: it may be for
 * the want of it that they came.
 */
export async function choosePinAtCounter(
  office: PinOffice,
  by: By,
  { patronId, pin }: { readonly patronId: string; readonly pin: string },
): Promise<PinChosen> {
  if (await office.gate.facts.isOwnNumber(by, patronId, pin)) return 'own-number'
  const hashed = await hashPassphrase(pin)
  return ownAct(office, by, async (trx, note) => {
    const hash = sealOwnSecret(office.ring, 'pin.hash', patronId, hashed)
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
  office: PinOffice,
  typed: { readonly card: string; readonly code: string; readonly pin: string },
): Promise<PinChosen> {
  const { ring, clock } = office
  const index = token(ring, 'card.barcode', cardNumber(typed.card))
  const heldBy = (patronId: string) => ({
    ...({ patronId, use: 'pin', now: clock.now() } as const),
    code: ownCodeToken(ring, { patronId, use: 'pin', typed: typed.code }),
  })
  const patronId = await ownAct(office, patronThemselves, async (trx) => {
    const found = (await patronOfActiveCard(trx, ring, index)) ?? noId
    const isGood = await office.gate.facts.hasGoodCard(trx, found)
    return (await isCode(trx, heldBy(found))) && isGood ? found : undefined
  })
  if (patronId === undefined) return 'unknown'
  if (await office.gate.facts.isOwnNumber(patronThemselves, patronId, typed.pin)) return 'own-number'
  const hashed = await hashPassphrase(typed.pin)
  return ownAct(office, patronThemselves, async (trx, note) => {
    if (!(await takeCode(trx, heldBy(patronId)))) return 'unknown'
    const hash = sealOwnSecret(ring, 'pin.hash', patronId, hashed)
    await setPin(trx, { patronId, hash, byStaffOn: clock.today() })
    await note(patronId, 'pin-set', ['by-code'])
    return 'set'
  })
}

/** Puts another PIN in the place of one's own. `wrong`: the old one is not right, and that was one of its tries. */
export async function changePin(
  office: PinOffice,
  change: {
    readonly patronId: string
    readonly was: string
    readonly becomes: string
    readonly session: Buffer
    readonly browser: Buffer | null
  },
): Promise<Exclude<PinChosen, 'unknown'> | 'wrong'> {
  const { patronId, was, becomes, session, browser } = change
  const charged = await ownAct(office, patronThemselves, async (trx, note) => {
    const done = await chargeOwnPin(trx, patronId, pinTrying(office, browser))
    if (done?.last) await note(patronId, 'pin-locked')
    return done
  })
  if (!(await isPin(office.ring, charged, was))) return 'wrong'
  if (await office.gate.facts.isOwnNumber(patronThemselves, patronId, becomes)) return 'own-number'
  const hashed = await hashPassphrase(becomes)
  return ownAct(office, patronThemselves, async (trx, note) => {
    const hash = sealOwnSecret(office.ring, 'pin.hash', patronId, hashed)
    if (!(await setPin(trx, { patronId, hash, except: session }))) return 'wrong'
    await note(patronId, 'pin-set', ['changed'])
    return 'set'
  })
}

/** True when the PIN is the one that was charged; of nobody it works as long, and answers false. */
export async function isPin(ring: KeyRing, charged: PinTry | null, typed: string): Promise<boolean> {
  const hashed = charged && openOwnSecret(ring, 'pin.hash', charged.patronId, charged.hash)
  return isPassphrase(hashed, typed)
}

/** How a browser is known to a patron who signed in there: a token of both, which joins no two patrons. */
export function pinSource(ring: KeyRing, patronId: string, browser: Buffer): Buffer {
  return token(ring, 'pin source', `${patronId}\n${browser.toString('hex')}`)
}

/** When a try comes, and from where. */
export function pinTrying({ ring, clock }: Office, browser: Buffer | null): PinTrying {
  const sourceOf = (patronId: string) => (browser === null ? null : pinSource(ring, patronId, browser))
  return { now: clock.now(), today: clock.today(), sourceOf }
}
