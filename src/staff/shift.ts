import type { Actor } from '../gate/index.ts'
import { token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Account } from './account.ts'
import { type CoreServices, recordAction } from './logged-action.ts'
import { findByPassphrase, hashPassphrase, isPassphrase } from './passphrase.ts'
import { endSession, openSessionByPin } from './session-store.ts'
import { chargePin, endShifts, noteRightPin, saveStaffPin } from './shift-store.ts'
import { type AttemptSource, chargePassphraseAttempt, clearAttempts } from './sign-in-attempt-store.ts'

export const longestPin = 8

/** What the first who watches would try: one digit, or digits in order. */
export function isEasyPin(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10)
  return new Set(steps).size === 1 && [0, 1, 9].includes(steps[0] ?? 0)
}

/** What is hashed of a PIN. Why not its digits: with a copy of the data and no keys, all of them are tried in minutes. */
export const staffPinSecret = (ring: KeyRing, accountId: string, pin: string): string =>
  token(ring, 'staff pin', `${accountId}\n${pin}`).toString('base64url')

/** `wrong`: the passphrase, which counts as a try. The PIN replaces the one before. */
export async function setStaffPin(
  office: CoreServices,
  by: Actor,
  set: {
    readonly account: Pick<Account, 'id' | 'signIn'>
    readonly passphrase: string
    readonly pin: string
    readonly from: AttemptSource
  },
): Promise<'set' | 'wrong'> {
  const { account, passphrase, pin, from } = set
  const charged = await chargePassphraseAttempt(office, account.signIn, from)
  const isRight = await isPassphrase(charged?.passphrase ?? null, passphrase)
  if (charged === null || charged.id !== account.id || !isRight) return 'wrong'
  const hash = await hashPassphrase(staffPinSecret(office.ring, account.id, pin))
  return recordAction<'set'>(office, by, async (trx, note) => {
    await clearAttempts(trx, account.id)
    await saveStaffPin(trx, office.ring, { accountId: account.id, hash, digits: pin.length })
    await note({ kind: 'staff-pin-set', account: account.id })
    return 'set'
  })
}

/** As at a sign-out: from now on the passphrase comes back to it. */
export const leaveShift = (
  { app, ring }: CoreServices,
  at: { readonly computer: string; readonly accountId: string },
): Promise<void> => app.transaction().execute((trx) => endShifts(trx, ring, at))

type Switch = {
  readonly computer: string
  readonly place: string
  /** Who comes. */
  readonly accountId: string
  readonly pin: string
  /** The hash of the new session's token, and that of the one it ends. */
  readonly to: Buffer
  readonly replaced: Buffer | null
  /** Who was here. */
  readonly before: string | undefined
}

/**
 * Another person continues at this computer: their session begins, and the one before ends. False whatever was wrong, after
 * the same work.
 */
export async function switchPerson(office: CoreServices, come: Switch): Promise<boolean> {
  const { computer, place, accountId, pin, to, replaced, before } = come
  const { ring, clock } = office
  const at = () => ({ computer, accountId, now: clock.now() })
  const known = await findByPassphrase(
    staffPinSecret(ring, accountId, pin),
    () =>
      recordAction(office, { role: 'system', place }, async (trx, note) => {
        // Why not where the public stands: anyone who walks up would have a staff member's name and four digits to guess.
        const charged = place === 'public-area' ? null : await chargePin(trx, ring, at())
        // As for a passphrase: the lock is logged with the try that causes it.
        if (charged?.last) await note({ kind: 'staff-pin-locked', account: charged.id })
        return charged
      }),
    ({ hash }) => hash,
  )
  if (known === null) return false
  const by = { accountId, role: known.role === 'volunteer' ? 'volunteer' : 'desk', place } as const
  return recordAction(office, by, async (trx, note) => {
    if (!(await noteRightPin(trx, ring, at()))) return false
    await openSessionByPin(trx, ring, { to, accountId, place, beganAt: known.beganAt, now: clock.now() })
    if (replaced !== null) await endSession(trx, replaced, clock.now())
    await note({ kind: 'person-switched', ...(before !== undefined && { account: before }) })
    return true
  })
}
