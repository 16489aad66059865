import { act, type By, type Office } from '../accounts/act.ts'
import { newPaperKey, type PaperKey } from '../backup/paper-key.ts'
import { isLastGroup, noteOf, type RecoveryKey, readRecoveryKey } from '../backup/recovery-key.ts'
import type { KeyRing } from '../sealing/key-ring.ts'

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
export async function newRecoveryKey(office: Office, by: By): Promise<PaperKey> {
  const key = await newPaperKey()
  const note = noteOf(key, office.clock.today())
  await act(office, by, (_trx, record) => record({ kind: 'recovery-key-made' }))
  office.ring.noteRecovery('pending', JSON.stringify(note))
  return key
}

/** Takes the sheet into use whose last group was typed; `wrong` where it is another, `none` where none waits. */
export async function confirmRecoveryKey(
  office: Office,
  by: By,
  typed: string,
): Promise<'confirmed' | 'wrong' | 'none'> {
  const { pending } = recoveryKeys(office.ring)
  if (pending === undefined) return 'none'
  if (!isLastGroup(pending, typed)) return 'wrong'
  await act(office, by, (_trx, record) => record({ kind: 'recovery-key-confirmed' }))
  office.ring.noteRecovery('current', JSON.stringify(pending))
  return 'confirmed'
}
