import type { Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { LinkRow } from '../sealing/link.ts'
import { LinkKeys } from '../sealing/link-keys.ts'
import { openUndo, type Undo } from '../sealing/link-undo.ts'
import { loansOfItem, oneAtATime } from './circulation.ts'
import { undoHistory } from './history.ts'
import { deleteLinks, insertLinks, linkById, linksSeen, updateLinks } from './links.ts'
import type { Schema } from './schema.ts'
import { takeWaiting } from './tally.ts'

type Trx = Transaction<Schema>

/**
 * Undoes what the desk did a moment ago: a loan goes as if it had never been, and is counted nowhere; a return becomes
 * the loan again that it was, and what was renewed is due when it was. `text` is what the act gave out.
 * @returns false where it is too late: it is too old, was undone already, or something else was done with the item since
 */
export async function undo(trx: Trx, ring: KeyRing, text: string, now: Date): Promise<boolean> {
  const found = openUndo(new LinkKeys(ring), text, now)
  if (found === undefined) return false
  if ('lent' in found) return undoLending(trx, found)
  if ('owed' in found) return undoOwed(trx, ring, found.owed)
  if ('line' in found) return undoInLine(trx, found.line)
  return 'renewed' in found ? undoRenewal(trx, found.renewed) : bringBack(trx, ring, found)
}

async function undoLending(
  trx: Trx,
  { lent, holds, noted }: Extract<Undo, { lent: string }>,
): Promise<boolean> {
  const gone = await deleteLinks(trx, 'loan', [lent])
  if (gone.size === 0) return false
  await insertLinks(trx, 'hold', holds)
  if (noted !== undefined) await takeWaiting(trx, noted)
  return true
}

async function undoInLine(
  trx: Trx,
  { drop, put = [], noted, set }: Extract<Undo, { line: object }>['line'],
): Promise<boolean> {
  if (drop !== undefined && (await deleteLinks(trx, 'hold', [drop])).size === 0) return false
  if (set !== undefined) {
    if ((await linkById(trx, 'hold', set.id)) === undefined) return false
    await updateLinks(trx, 'hold', [set.hold])
  }
  for (const hold of put) if (await isThere(trx, hold)) return false
  if (noted !== undefined) await takeWaiting(trx, noted)
  await insertLinks(trx, 'hold', put)
  return true
}

async function undoOwed(
  trx: Trx,
  ring: KeyRing,
  { drop, put, noted, set, loan, cut, item }: Extract<Undo, { owed: object }>['owed'],
): Promise<boolean> {
  if (put !== undefined && (await linkById(trx, 'charge', put.id)) !== undefined) return false
  if (cut !== undefined && !(await bringBack(trx, ring, { ...cut, item: item ?? '' }))) return false
  if (drop !== undefined && (await deleteLinks(trx, 'charge', [drop])).size === 0) return false
  if (set !== undefined) {
    if ((await linkById(trx, 'charge', set.id)) === undefined) return false
    await updateLinks(trx, 'charge', [set.charge])
  }
  if (loan !== undefined) await updateLinks(trx, 'loan', [loan.loan])
  if (noted !== undefined) await takeWaiting(trx, noted)
  await insertLinks(trx, 'charge', put === undefined ? [] : [put.charge])
  return true
}

/** Whether they have the same title on hold: it was placed anew, or brought back by an undo before this one. */
async function isThere(trx: Trx, { patron_index, other_index }: LinkRow): Promise<boolean> {
  const theirs = await linksSeen(trx, 'hold', 'patron', [patron_index])
  return theirs.some((hold) => hold.other_index.equals(other_index))
}

async function undoRenewal(trx: Trx, before: LinkRow): Promise<boolean> {
  if ((await linkById(trx, 'loan', before.id)) === undefined) return false
  await updateLinks(trx, 'loan', [before])
  return true
}

/** A loan that was cut is there again, and is counted nowhere; false where something was done with its item since. */
async function bringBack(
  trx: Trx,
  ring: KeyRing,
  { waiting, loan, item }: { readonly waiting: string; readonly loan: LinkRow; readonly item: string },
): Promise<boolean> {
  await oneAtATime(trx, item)
  const since = await loansOfItem(trx, ring, item)
  if (since.loans.length > 0 || !(await takeWaiting(trx, waiting))) return false
  await undoHistory(trx, waiting)
  await insertLinks(trx, 'loan', [loan])
  return true
}
