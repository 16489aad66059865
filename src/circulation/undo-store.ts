import { circulationOpener } from '../gate/capabilities.ts'
import { deleteHistoryLine, type LinkRow, type LinkTable } from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import { isPatronOnFileUnlocked, lockPatronOnFile } from './account-closing-store.ts'
import { type ChangedRow, loansOfItem, lockSubject } from './checkout-store.ts'
import { deleteLinks, insertLinks, linkById, linksByEndUnlocked, replaceLinks } from './link-store.ts'
import { isUnchangedLink, openUndo, type Undo } from './sealed-links.ts'
import { takeUncounted } from './statistics-store.ts'

/*
 * INVARIANT: an undo works once, on exactly what it undoes, for a patron who is still on file. Everything it restores
 * is checked and locked, and the queued rows are taken, before anything is written.
 */

/**
 * Undoes a desk act: a checkout disappears and is not counted; a return becomes the loan again; a renewal gets its old
 * due date.
 * @returns false if expired, already undone, changed since, or the patron is gone
 */
export async function undoDeskAct(trx: Trx, ring: KeyRing, text: string, now: Date): Promise<boolean> {
  const found = openUndo(new LinkOpener(circulationOpener(ring)), text, now)
  if (found === undefined) return false
  // The item before the patron, in the lock order of `checkOutItem`.
  if (found.item !== undefined && (await isItemCheckedOut(trx, ring, found.item))) return false
  if (!(await lockPatronOnFile(trx, found.patron))) return false
  if ('lent' in found) return undoCheckOut(trx, ring, found)
  if ('owed' in found) return undoCharge(trx, ring, found.owed)
  if ('line' in found) return undoHolds(trx, ring, found.line)
  return 'renewed' in found ? restoreLink(trx, ring, 'loan', found.renewed) : undoCheckIn(trx, found)
}

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

async function undoCheckIn(trx: Trx, back: Extract<Undo, { waiting: string }>): Promise<boolean> {
  if (!(await takeUncounted(trx, [back.waiting]))) return false
  await restoreLoan(trx, back)
  return true
}

/** Restores a link under a new id; false if it has changed since. */
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

async function isLinkAsLeft(
  trx: Trx,
  ring: KeyRing,
  table: LinkTable,
  { id, became }: Omit<ChangedRow, 'was'>,
): Promise<boolean> {
  const row = await linkById(trx, table, id)
  return row !== undefined && isUnchangedLink(new LinkOpener(circulationOpener(ring)), table, row, became)
}

/** Placed again, or brought back by an undo before this one. */
async function hasAnyOfHolds(trx: Trx, holds: readonly LinkRow[]): Promise<boolean> {
  for (const { patron_index, other_index } of holds) {
    const theirs = await linksByEndUnlocked(trx, 'hold', 'patron', [patron_index])
    if (theirs.some((hold) => hold.other_index.equals(other_index))) return true
  }
  return false
}

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
