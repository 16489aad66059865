import type { Transaction } from 'kysely'
import type { LinkTable } from '../circulation/link.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { endTokens } from '../sealing/link.ts'
import { LinkKeys, underAllKeys } from '../sealing/link-keys.ts'
import { noticeTokens } from '../sealing/notice-row.ts'
import { oneAtATime } from './circulation.ts'
import { cutLinks } from './cut.ts'
import { deleteFile, guardianColumns, isOurGuardian } from './guardians.ts'
import { linksByEnd, linksSeen } from './links.ts'
import type { Schema } from './schema.ts'

/*
 * A patron goes. Each of these is part of a transaction of the caller's, which has a context. Their holds end in one of
 * its own: what deletes links names nobody in the clear, and has no entry of the register (decision 0010).
 */
type Trx = Transaction<Schema>

/** Whether a patron has something out or owes something. Until the transaction ends nothing is lent to them. */
export async function hasOutOrOwed(trx: Trx, ring: KeyRing, patronId: string): Promise<boolean> {
  await oneAtATime(trx, patronId)
  const each = await Promise.all(
    (['loan', 'charge'] as const).map((table) => linksOf(trx, ring, table, patronId)),
  )
  return each.flat().length > 0
}

/** Whether a patron is on file: looked at, and not locked as by `isOnFile`, which a transaction with links may not (decision 0010). */
export async function isSeenOnFile(trx: Trx, patronId: string): Promise<boolean> {
  const patron = trx.selectFrom('patron').select('id').where('id', '=', patronId)
  return (await patron.executeTakeFirst()) !== undefined
}

/** The same; until the transaction ends they do not close their account. */
export async function staysOnFile(trx: Trx, patronId: string): Promise<boolean> {
  await oneAtATime(trx, patronId)
  return isSeenOnFile(trx, patronId)
}

/** Whether they have something on hold. */
export async function hasHolds(trx: Trx, ring: KeyRing, patronId: string): Promise<boolean> {
  return (await linksOf(trx, ring, 'hold', patronId)).length > 0
}

/** Cuts all that a patron waits for. @param on the day, `YYYY-MM-DD` */
export async function endHoldsOf(trx: Trx, ring: KeyRing, patronId: string, on: string): Promise<void> {
  await underAllKeys(ring, async (keys) => {
    const rows = await linksByEnd(trx, 'hold', 'patron', endTokens(keys, 'hold', 'patron', patronId))
    if (rows.length > 0) await cutLinks(trx, ring, { table: 'hold', rows, on })
    return rows
  })
}

/** Whether a patron is on file as who pays for a child's card. */
export async function isLiable(trx: Trx, ring: KeyRing, patronId: string): Promise<boolean> {
  const rows = await trx
    .selectFrom('guarantor')
    .select(guardianColumns)
    .where('guarantor_id', '=', patronId)
    .where('liable', '=', true)
    .where('ended', '=', false)
    .execute()
  return rows.some((row) => isOurGuardian(ring, row))
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
  await deleteFile(
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
    linksSeen(trx, table, 'patron', endTokens(keys, table, 'patron', patronId)),
  )
}
