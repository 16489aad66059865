import { endTokens, guardianColumns, isAuthenticGuardian, type LinkTable } from '../gate/index.ts'
import { deleteGuardianRows } from '../patrons/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkKeys, noticeTokens, underAllKeys } from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import { anonymizeLinks, lockSubject } from './checkout-store.ts'
import { linksByEnd, linksByEndUnlocked } from './link-store.ts'

/*
 * A patron goes. Each of these is part of a transaction of the caller's, which has a context. Their holds end in one of
 * its own: what deletes links names nobody in the clear, and has no entry of the register (decision 8).
 */
/** Whether a patron has something out or owes something. Until the transaction ends nothing is lent to them. */
export async function hasLoansOrCharges(trx: Trx, ring: KeyRing, patronId: string): Promise<boolean> {
  await lockSubject(trx, patronId)
  const each = await Promise.all(
    (['loan', 'charge'] as const).map((table) => linksOf(trx, ring, table, patronId)),
  )
  return each.flat().length > 0
}

/** Whether a patron is on file: looked at, and not locked as by `isOnFile`, which a transaction with links may not (decision 8). */
export async function isPatronOnFileUnlocked(trx: Trx, patronId: string): Promise<boolean> {
  const patron = trx.selectFrom('patron').select('id').where('id', '=', patronId)
  return (await patron.executeTakeFirst()) !== undefined
}

/** The same; until the transaction ends they do not close their account. */
export async function lockPatronOnFile(trx: Trx, patronId: string): Promise<boolean> {
  await lockSubject(trx, patronId)
  return isPatronOnFileUnlocked(trx, patronId)
}

/** Whether they have something on hold. */
export async function hasHolds(trx: Trx, ring: KeyRing, patronId: string): Promise<boolean> {
  return (await linksOf(trx, ring, 'hold', patronId)).length > 0
}

/** Cuts all that a patron waits for. @param on the day, `YYYY-MM-DD` */
export async function endHoldsOf(trx: Trx, ring: KeyRing, patronId: string, on: string): Promise<void> {
  await underAllKeys(ring, async (keys) => {
    const rows = await linksByEnd(trx, 'hold', 'patron', endTokens(keys, 'hold', 'patron', patronId))
    if (rows.length > 0) await anonymizeLinks(trx, ring, { table: 'hold', rows, on })
    return rows
  })
}

/** Whether a patron is on file as who pays for a child's card. */
export async function isLiableGuardian(trx: Trx, ring: KeyRing, patronId: string): Promise<boolean> {
  const rows = await trx
    .selectFrom('guarantor')
    .select(guardianColumns)
    .where('guarantor_id', '=', patronId)
    .where('liable', '=', true)
    .where('ended', '=', false)
    .execute()
  return rows.some((row) => isAuthenticGuardian(ring, row))
}

/**
 * Deletes a patron: cards, PIN, sessions, codes, choices and the rows of guardians go along, with whoever was on file for
 * them alone, and every notice that was planned. @returns false where they were gone
 */
export async function deletePatron(trx: Trx, ring: KeyRing, patronId: string): Promise<boolean> {
  const file = await trx
    .selectFrom('guarantor')
    .select('id')
    .where((row) => row.or([row('guarantee_id', '=', patronId), row('guarantor_id', '=', patronId)]))
    .execute()
  await deleteGuardianRows(
    trx,
    file.map(({ id }) => id),
  )
  const tokens = noticeTokens(new LinkKeys(ring), patronId)
  if (tokens.length > 0) await trx.deleteFrom('notice').where('patron_index', 'in', tokens).execute()
  const gone = await trx.deleteFrom('patron').where('id', '=', patronId).executeTakeFirst()
  return gone.numDeletedRows > 0n
}

function linksOf(trx: Trx, ring: KeyRing, table: LinkTable, patronId: string) {
  return underAllKeys(ring, (keys) =>
    linksByEndUnlocked(trx, table, 'patron', endTokens(keys, table, 'patron', patronId)),
  )
}
