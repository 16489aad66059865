import { endTokens, guardianColumns, isAuthenticGuardian, type LinkTable } from '../gate/index.ts'
import { deleteGuardianRows } from '../patrons/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkKeys, noticeTokens, underAllKeys } from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import { anonymizeLinks, lockSubject } from './checkout-store.ts'
import { linksByEnd, linksByEndUnlocked } from './link-store.ts'

/*
 * Closing a patron's account, inside the caller's transaction. Holds end in a transaction of their own, since one that
 * deletes links may not name anyone in the clear (decision 8).
 */
/** Locks the patron, so that nothing is checked out to them before the transaction ends. */
export async function hasLoansOrCharges(trx: Trx, ring: KeyRing, patronId: string): Promise<boolean> {
  await lockSubject(trx, patronId)
  const each = await Promise.all(
    (['loan', 'charge'] as const).map((table) => linksOf(trx, ring, table, patronId)),
  )
  return each.flat().length > 0
}

/** Takes no row lock, unlike `isPatronOnFile`: a transaction that writes links may not (decision 8). */
export async function isPatronOnFileUnlocked(trx: Trx, patronId: string): Promise<boolean> {
  const patron = trx.selectFrom('patron').select('id').where('id', '=', patronId)
  return (await patron.executeTakeFirst()) !== undefined
}

/** Also keeps the account from being closed until the transaction ends. */
export async function lockPatronOnFile(trx: Trx, patronId: string): Promise<boolean> {
  await lockSubject(trx, patronId)
  return isPatronOnFileUnlocked(trx, patronId)
}

export async function hasHolds(trx: Trx, ring: KeyRing, patronId: string): Promise<boolean> {
  return (await linksOf(trx, ring, 'hold', patronId)).length > 0
}

/** Anonymizes every hold of a patron. @param on `YYYY-MM-DD` */
export async function endHoldsOf(trx: Trx, ring: KeyRing, patronId: string, on: string): Promise<void> {
  await underAllKeys(ring, async (keys) => {
    const rows = await linksByEnd(trx, 'hold', 'patron', endTokens(keys, 'hold', 'patron', patronId))
    if (rows.length > 0) await anonymizeLinks(trx, ring, { table: 'hold', rows, on })
    return rows
  })
}

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
 * Deletes a patron with everything that depends on them: guardian rows, planned notices and, by cascade, cards,
 * sessions and the like.
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
