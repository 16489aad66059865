import { circulationOpener, deleteHistoryLine, type LinkRow, type LinkTable } from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import { isPatronOnFileUnlocked, lockPatronOnFile } from './account-closing-store.ts'
import { type ChangedRow, loansOfItem, lockSubject } from './checkout-store.ts'
import { deleteLinks, insertLinks, linkById, linksByEndUnlocked, replaceLinks } from './link-store.ts'
import { isUnchangedLink, openUndo, type Undo } from './sealed-links.ts'
import { takeUncounted } from './statistics-store.ts'

/*
 * INVARIANT: each undo acts once, and only on what it undid, of a patron who is still there. What it is to put right is
 * looked at and locked first, and what waits to be counted is taken; nothing is written before all of that is as the act
 * left it.
 */

/**
 * Undoes what the desk did a moment ago: a loan goes as if it had never been, and is counted nowhere; a return becomes
 * the loan again that it was, and what was renewed is due when it was. `text` is what the act gave out.
 * @returns false where it is too late: it is too old, was undone already, something else was done with the item or the
 * charge since, or the patron is gone
 */
export async function undoDeskAct(trx: Trx, ring: KeyRing, text: string, now: Date): Promise<boolean> {
  const found = openUndo(new LinkOpener(circulationOpener(ring)), text, now)
  if (found === undefined) return false
  // The item before the patron, as whoever lends.
  if (found.item !== undefined && (await isItemCheckedOut(trx, ring, found.item))) return false
  if (!(await lockPatronOnFile(trx, found.patron))) return false
  if ('lent' in found) return undoCheckOut(trx, ring, found)
  if ('owed' in found) return undoCharge(trx, ring, found.owed)
  if ('line' in found) return undoHolds(trx, ring, found.line)
  return 'renewed' in found ? restoreLink(trx, ring, 'loan', found.renewed) : undoCheckIn(trx, found)
}

/** Whether the patron is there of whom this would undo something; false where the text is none, or too old. */
export async function isUndoOfPatronOnFile(
  trx: Trx,
  ring: KeyRing,
  text: string,
  now: Date,
): Promise<boolean> {
  const found = openUndo(new LinkOpener(circulationOpener(ring)), text, now)
  return found !== undefined && (await isPatronOnFileUnlocked(trx, found.patron))
}

async function undoCheckOut(
  trx: Trx,
  ring: KeyRing,
  { lent, holds, noted }: Extract<Undo, { lent: object }>,
): Promise<boolean> {
  if (!(await isLinkAsLeft(trx, ring, 'loan', lent)) || (await hasAnyOfHolds(trx, holds))) return false
  if (!(await takeUncounted(trx, definedIds(noted)))) return false
  await deleteLinks(trx, 'loan', [lent.id])
  await insertLinks(trx, 'hold', holds)
  return true
}

async function undoHolds(
  trx: Trx,
  ring: KeyRing,
  { drop, put = [], noted, set }: Extract<Undo, { line: object }>['line'],
): Promise<boolean> {
  if (drop !== undefined && !(await isLinkAsLeft(trx, ring, 'hold', drop))) return false
  if (set !== undefined && !(await isLinkAsLeft(trx, ring, 'hold', set))) return false
  if ((await hasAnyOfHolds(trx, put)) || !(await takeUncounted(trx, definedIds(noted)))) return false
  await deleteLinks(trx, 'hold', definedIds(drop?.id))
  if (set !== undefined) await replaceLinks(trx, 'hold', { ids: [set.id], links: [set.was] })
  await insertLinks(trx, 'hold', put)
  return true
}

async function undoCharge(
  trx: Trx,
  ring: KeyRing,
  { drop, put, noted, set, loan, cut }: Extract<Undo, { owed: object }>['owed'],
): Promise<boolean> {
  if (put !== undefined && (await linkById(trx, 'charge', put.id)) !== undefined) return false
  if (drop !== undefined && !(await isLinkAsLeft(trx, ring, 'charge', drop))) return false
  if (set !== undefined && !(await isLinkAsLeft(trx, ring, 'charge', set))) return false
  if (loan !== undefined && !(await isLinkAsLeft(trx, ring, 'loan', loan))) return false
  if (!(await takeUncounted(trx, definedIds(noted, cut?.waiting)))) return false
  await deleteLinks(trx, 'charge', definedIds(drop?.id))
  if (set !== undefined) await replaceLinks(trx, 'charge', { ids: [set.id], links: [set.was] })
  if (loan !== undefined) await replaceLinks(trx, 'loan', { ids: [loan.id], links: [loan.was] })
  await insertLinks(trx, 'charge', put === undefined ? [] : [put.charge])
  if (cut !== undefined) await restoreLoan(trx, cut)
  return true
}

/** A loan that was cut is there again, and is counted nowhere. */
async function undoCheckIn(trx: Trx, back: Extract<Undo, { waiting: string }>): Promise<boolean> {
  if (!(await takeUncounted(trx, [back.waiting]))) return false
  await restoreLoan(trx, back)
  return true
}

/** A link is what it was, under another id; false where it is not what it became any more. */
async function restoreLink(
  trx: Trx,
  ring: KeyRing,
  table: LinkTable,
  changed: RestorableRow,
): Promise<boolean> {
  if (!(await isLinkAsLeft(trx, ring, table, changed))) return false
  await replaceLinks(trx, table, { ids: [changed.id], links: [changed.was] })
  return true
}

type RestorableRow = ChangedRow & { readonly was: LinkRow }

/** Whether a link, locked from now on, is what the act made of it. */
async function isLinkAsLeft(
  trx: Trx,
  ring: KeyRing,
  table: LinkTable,
  { id, became }: Omit<ChangedRow, 'was'>,
): Promise<boolean> {
  const row = await linkById(trx, table, id)
  return row !== undefined && isUnchangedLink(new LinkOpener(circulationOpener(ring)), table, row, became)
}

/** Whether they have one of these titles on hold: it was placed anew, or brought back by an undo before this one. */
async function hasAnyOfHolds(trx: Trx, holds: readonly LinkRow[]): Promise<boolean> {
  for (const { patron_index, other_index } of holds) {
    const theirs = await linksByEndUnlocked(trx, 'hold', 'patron', [patron_index])
    if (theirs.some((hold) => hold.other_index.equals(other_index))) return true
  }
  return false
}

/** Whether an item is out again; until the transaction ends nobody else lends it. */
async function isItemCheckedOut(trx: Trx, ring: KeyRing, itemId: string): Promise<boolean> {
  await lockSubject(trx, itemId)
  return (await loansOfItem(trx, ring, itemId)).loans.length > 0
}

async function restoreLoan(
  trx: Trx,
  { waiting, loan }: { readonly waiting: string; readonly loan: LinkRow },
): Promise<void> {
  await deleteHistoryLine(trx, waiting)
  await insertLinks(trx, 'loan', [loan])
}

const definedIds = (...some: readonly (string | undefined)[]) => some.flatMap((id) => id ?? [])
