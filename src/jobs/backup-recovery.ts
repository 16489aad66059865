import type { Kysely } from 'kysely'
import { newPaperKey, type PaperKey } from '../backup/paper-key.ts'
import { isLastGroup, noteOf, type RecoveryKey, readRecoveryKey } from '../backup/recovery-key.ts'
import { recordEntry } from '../disclosure/record.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Schema } from '../store/schema.ts'

/** The recovery keys of a library: the one that backups are sealed to, and one whose sheet nobody has confirmed yet. */
export type RecoveryKeys = { readonly current?: RecoveryKey; readonly pending?: RecoveryKey }

export function recoveryKeys(ring: KeyRing): RecoveryKeys {
  const [current, pending] = (['current', 'pending'] as const).map((which) =>
    readRecoveryKey(ring.recoveryNote(which) ?? ''),
  )
  return { ...(current && { current }), ...(pending && { pending }) }
}

type By = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly now: Date
  /** An account id, or `system`. */
  readonly actor: string
}

/**
 * Makes a key to be printed. Backups go on being sealed to the one before until somebody confirms the new sheet.
 *
 * INVARIANT: what is returned is the only place where the key is; only its public half is kept.
 *
 * @param by.today the library's day, `YYYY-MM-DD`
 */
export async function newRecoveryKey(by: By & { readonly today: string }): Promise<PaperKey> {
  const key = await newPaperKey()
  await record(by, 'recovery-key-made')
  by.ring.noteRecovery('pending', JSON.stringify(noteOf(key, by.today)))
  return key
}

/** Takes the sheet into use whose last group was typed; `wrong` where it is another, `none` where none waits. */
export async function confirmRecoveryKey(by: By, typed: string): Promise<'confirmed' | 'wrong' | 'none'> {
  const { pending } = recoveryKeys(by.ring)
  if (pending === undefined) return 'none'
  if (!isLastGroup(pending, typed)) return 'wrong'
  await record(by, 'recovery-key-confirmed')
  by.ring.noteRecovery('current', JSON.stringify(pending))
  return 'confirmed'
}

async function record({ app, ring, now, actor }: By, kind: string): Promise<void> {
  await app.transaction().execute((trx) => recordEntry(trx, { ring, now }, { kind, actor }))
}
