import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { groupsOf, keyMark, newPaperKey, type PaperKey } from '../platform/crypto/paper-key.ts'
import {
  type Account,
  type AttemptSource,
  type CoreServices,
  chargePassphraseAttempt,
  clearAttempts,
  consumeReauth,
  hasSecondFactor,
  isPassphrase,
  recordAction,
} from '../staff/index.ts'

const form = z.strictObject({
  recipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
  madeOn: z.iso.date(),
  salt: z.base64(),
  /** A digest of the last group, which is the key's own check: a guess would give 30 of 256 bits. */
  lastGroup: z.base64(),
})

/** What is kept of a printed key, as JSON among the keys: its public half, and enough to see that someone has the paper. */
export type RecoveryKey = Readonly<z.infer<typeof form>>

export function recoveryKeyOf({ identity, recipient }: PaperKey, madeOn: string): RecoveryKey {
  const salt = randomBytes(16).toString('base64')
  return { recipient, madeOn, salt, lastGroup: digest(salt, groupsOf(identity).at(-1) ?? '') }
}

/** Whether this is the last group on the sheet, in any case and with any blanks. */
export function isLastGroup({ salt, lastGroup }: RecoveryKey, typed: string): boolean {
  const group = typed.replace(/[\s-]+/g, '').toUpperCase()
  return timingSafeEqual(Buffer.from(lastGroup, 'base64'), Buffer.from(digest(salt, group), 'base64'))
}

/** The sheet's name: on it, on the pages and in each backup that it opens. */
export function recoverySheetMark({ recipient }: RecoveryKey): string {
  return keyMark(recipient)
}

export function readRecoveryKey(text: string): RecoveryKey | undefined {
  try {
    return form.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function digest(salt: string, group: string): string {
  return createHash('sha256').update(`carrel last group\n${salt}\n${group}`).digest('base64')
}

/** Backups are sealed to `current`; no one has confirmed the sheet of `pending` yet. */
export type RecoveryKeys = { readonly current?: RecoveryKey; readonly pending?: RecoveryKey }

export function recoveryKeys(ring: KeyRing): RecoveryKeys {
  const [current, pending] = (['current', 'pending'] as const).map((which) =>
    readRecoveryKey(ring.recoveryNote(which) ?? ''),
  )
  return { ...(current && { current }), ...(pending && { pending }) }
}

/**
 * Makes a key to print. Backups are sealed to the previous one until someone confirms the new sheet. INVARIANT: the key is
 * nowhere but in what is returned; only its public half is kept.
 */
export async function newRecoveryKey(office: CoreServices, by: Actor): Promise<PaperKey> {
  const key = await newPaperKey()
  const note = recoveryKeyOf(key, office.clock.today())
  await recordAction(office, by, (_trx, record) => record({ kind: 'recovery-key-made' }))
  office.ring.noteRecovery('pending', JSON.stringify(note))
  return key
}

/** Puts the sheet into use whose last group was typed; `none` where no sheet is pending. */
export async function confirmRecoveryKey(
  office: CoreServices,
  by: Actor,
  typed: string,
): Promise<'confirmed' | 'wrong' | 'none'> {
  const { pending } = recoveryKeys(office.ring)
  if (pending === undefined) return 'none'
  if (!isLastGroup(pending, typed)) return 'wrong'
  await recordAction(office, by, (_trx, record) => record({ kind: 'recovery-key-confirmed' }))
  office.ring.noteRecovery('current', JSON.stringify(pending))
  return 'confirmed'
}

type RecoveryKeyRequest = {
  readonly account: Account
  readonly tokenHash: Buffer
  /** For an account without a second factor that has not just signed in again. */
  readonly passphrase: string
  readonly from?: AttemptSource
}

/**
 * A new recovery key, after the person signs in again. Why again: a session may have been left open, and the sheet opens every
 * later backup. Null where they fail: the proof was used up, or the wrong passphrase counted as one of their attempts.
 */
export async function issueRecoveryKey(
  office: CoreServices,
  by: Actor,
  asks: RecoveryKeyRequest,
): Promise<PaperKey | null> {
  return (await isReauthenticated(office, asks)) ? newRecoveryKey(office, by) : null
}

async function isReauthenticated(
  office: CoreServices,
  { account, tokenHash, passphrase, from }: RecoveryKeyRequest,
): Promise<boolean> {
  const { app, ring, clock } = office
  if (await consumeReauth(app, ring, { accountId: account.id, tokenHash }, clock.now())) return true
  if (await hasSecondFactor(app, account.id)) return false
  const charged = await chargePassphraseAttempt(office, account.signIn, from)
  if (charged === null || !(await isPassphrase(charged.passphrase, passphrase))) return false
  await clearAttempts(app, account.id)
  return true
}
