import { generateSecret, generateURI, verifySync } from 'otplib'
import { openCodeSecret, sealCodeSecret } from '../sealing/account-secret.ts'
import { clockErrorSteps, removeCodeApp, setCodeApp, useCodeStep } from '../store/accounts-factor.ts'
import { act, type By, type Office, Undone } from './act.ts'
import { type ChangePermit, usePermit } from './change-permit.ts'
import { type TriedFrom, tryAtCode } from './tries.ts'

/** RFC 6238 with what every code app does without asking: SHA-1, six digits, a new code every 30 seconds. */
const periodSeconds = 30
const digits = 6

/** A new secret for a code app: 160 random bits, base32. */
export const newCodeSecret = (): string => generateSecret({ length: 20 })

/** What a code app reads from a QR code. */
export function codeAppLink(of: {
  readonly library: string
  readonly signIn: string
  readonly secret: string
}) {
  return generateURI({
    issuer: of.library,
    label: of.signIn,
    secret: of.secret,
    digits,
    period: periodSeconds,
  })
}

/** Six digits, however they were spaced; null where it is none. */
export function codeTyped(typed: string): string | null {
  const code = typed.replace(/\s/g, '')
  return /^[0-9]{6}$/.test(code) ? code : null
}

/**
 * The time step that a code belongs to, or null where it is wrong. The step before and the one after count too, since
 * no two clocks agree; none up to `after` does, since no code counts twice.
 */
export function stepOf(
  code: string,
  of: { readonly secret: string; readonly after: bigint; readonly now: Date },
) {
  const epoch = Math.floor(of.now.getTime() / 1000)
  const step = BigInt(Math.floor(epoch / periodSeconds))
  const isAhead = of.after > step + clockErrorSteps
  // Why the bound: what checks codes takes a last step from the future, left by a clock set back, for a fault.
  const after = isAhead ? 0 : Math.min(Number(of.after), Number(step) + 1)
  const { secret } = of
  const result = verifySync({
    ...{ secret, token: code, epoch, digits, period: periodSeconds },
    ...{ epochTolerance: periodSeconds, afterTimeStep: after },
  })
  return result.valid && 'timeStep' in result ? BigInt(result.timeStep) : null
}

/** Holds a code against an account's code app, as one of its tries, and uses it up. */
export async function isRightCode(
  office: Office,
  accountId: string,
  code: string,
  from?: TriedFrom,
): Promise<boolean> {
  const { app, ring, clock } = office
  const now = clock.now()
  const charged = await tryAtCode(office, accountId, from)
  if (charged === null) return false
  const secret = openCodeSecret(ring, accountId, charged.sealedSecret)
  const step = stepOf(code, { secret, after: charged.lastStep, now })
  return step !== null && (await useCodeStep(app, 'account', accountId, step))
}

/**
 * Makes a code app the account's second step, in place of one before. It counts only once a code of it was right.
 * `over`: the permit no longer holds.
 */
export async function addCodeApp(
  office: Office,
  by: By,
  add: { readonly permit: ChangePermit; readonly secret: string; readonly code: string },
): Promise<'added' | 'wrong-code' | 'over'> {
  const { permit, secret, code } = add
  const { accountId } = permit
  const now = office.clock.now()
  const step = stepOf(code, { secret, after: 0n, now })
  if (step === null) return 'wrong-code'
  return act(office, by, async (trx, note) => {
    if ((await usePermit(trx, office, permit)) === null) return 'over'
    // Why here: what is sealed within the transaction that writes it is not left behind by a rotation of the key.
    const sealedSecret = sealCodeSecret(office.ring, accountId, secret)
    await setCodeApp(trx, { accountId, sealedSecret, step })
    await note({ kind: 'second-step-added', account: accountId, flags: ['code-app'] })
    return 'added'
  })
}

/** Removes the code app. `needed`: it is the only second step of one who must have one. */
export async function dropCodeApp(
  office: Office,
  by: By,
  { permit, must }: { readonly permit: ChangePermit; readonly must: boolean },
): Promise<'removed' | 'needed' | 'over'> {
  return act(office, by, async (trx, note) => {
    const held = await usePermit(trx, office, permit)
    if (held === null || !held.codeApp) return 'over'
    if (must && held.passkeys === 0) throw new Undone('needed')
    await removeCodeApp(trx, permit.accountId)
    await note({ kind: 'second-step-removed', account: permit.accountId, flags: ['code-app'] })
    return 'removed'
  })
}
