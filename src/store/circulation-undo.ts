import type { Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { underAllKeys } from '../sealing/link-keys.ts'
import { openUndo, type Undo } from '../sealing/link-undo.ts'
import { oneAtATime } from './circulation.ts'
import { deleteLinks, insertLinks, linksByEnd } from './links.ts'
import type { Schema } from './schema.ts'
import { takeWaiting } from './tally.ts'

type Trx = Transaction<Schema>

/**
 * Undoes what the desk did a moment ago: a loan goes as if it had never been, and is counted nowhere; a return becomes
 * the loan again that it was. `text` is what the act gave out.
 * @returns false where it is too late: it is too old, was undone already, or something else was done with the item since
 */
export async function undo(trx: Trx, ring: KeyRing, text: string, now: Date): Promise<boolean> {
  return underAllKeys(ring, async (keys) => {
    const found = openUndo(keys, text, now)
    if (found === undefined) return false
    return 'lent' in found ? undoLending(trx, found) : undoReturn(trx, found)
  })
}

async function undoLending(trx: Trx, { lent, holds }: Extract<Undo, { lent: string }>): Promise<boolean> {
  const gone = await deleteLinks(trx, 'loan', [lent])
  if (gone.size === 0) return false
  await insertLinks(trx, 'hold', holds)
  return true
}

async function undoReturn(
  trx: Trx,
  { waiting, loan, item, itemTokens }: Extract<Undo, { waiting: string }>,
): Promise<boolean> {
  await oneAtATime(trx, item)
  const since = await linksByEnd(trx, 'loan', 'other', itemTokens)
  if (since.length > 0 || !(await takeWaiting(trx, waiting))) return false
  await insertLinks(trx, 'loan', [loan])
  return true
}
