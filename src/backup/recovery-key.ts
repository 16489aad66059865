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

/**
 * What is kept of a key that was printed: its public half, and enough to see that somebody has the paper. As JSON,
 * among the keys.
 */
export type RecoveryKey = {
  readonly recipient: string
  /** `YYYY-MM-DD` */
  readonly madeOn: string
  readonly salt: string
  /** Of the last group. It is the key's own check: whoever guessed it would know 30 of 256 bits. */
  readonly lastGroup: string
}

const form = z.strictObject({
  recipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
  madeOn: z.iso.date(),
  salt: z.base64(),
  lastGroup: z.base64(),
})

export function recoveryKeyOf({ identity, recipient }: PaperKey, madeOn: string): RecoveryKey {
  const salt = randomBytes(16).toString('base64')
  return { recipient, madeOn, salt, lastGroup: digest(salt, groupsOf(identity).at(-1) ?? '') }
}

/** Whether this is the last group on the sheet; small or capital letters, blanks as they come. */
export function isLastGroup({ salt, lastGroup }: RecoveryKey, typed: string): boolean {
  const group = typed.replace(/[\s-]+/g, '').toUpperCase()
  return timingSafeEqual(Buffer.from(lastGroup, 'base64'), Buffer.from(digest(salt, group), 'base64'))
}

/** The name of the sheet: on it, on the pages and in each backup that it opens. */
export function recoverySheetMark({ recipient }: RecoveryKey): string {
  return keyMark(recipient)
}

/** Undefined for a text that is none. */
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

/** The recovery keys of a library: the one that backups are sealed to, and one whose sheet nobody has confirmed yet. */
export type RecoveryKeys = { readonly current?: RecoveryKey; readonly pending?: RecoveryKey }

export function recoveryKeys(ring: KeyRing): RecoveryKeys {
  const [current, pending] = (['current', 'pending'] as const).map((which) =>
    readRecoveryKey(ring.recoveryNote(which) ?? ''),
  )
  return { ...(current && { current }), ...(pending && { pending }) }
}

/**
 * Makes a key to be printed. Backups go on being sealed to the one before until somebody confirms the new sheet.
 *
 * INVARIANT: what is returned is the only place where the key is; only its public half is kept.
 */
export async function newRecoveryKey(office: CoreServices, by: Actor): Promise<PaperKey> {
  const key = await newPaperKey()
  const note = recoveryKeyOf(key, office.clock.today())
  await recordAction(office, by, (_trx, record) => record({ kind: 'recovery-key-made' }))
  office.ring.noteRecovery('pending', JSON.stringify(note))
  return key
}

/** Takes the sheet into use whose last group was typed; `wrong` where it is another, `none` where none waits. */
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
  /** For whoever has no second step, and did not show a moment ago who they are. */
  readonly passphrase: string
  readonly from?: AttemptSource
}

/**
 * A new recovery key, for somebody who shows again who they are. Why again: a session may have been left open, and
 * whoever has the sheet reads every backup from then on.
 * @returns null where they do not: the proof of both steps was used up, or the passphrase is not theirs, which was one
 * of the account's tries
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
