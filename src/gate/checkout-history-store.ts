import { sql } from 'kysely'
import type { LinkOpener } from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import { type HistoryLineRow, historyLineOfLoan } from './checkout-history.ts'
import type { SealedLink } from './sealed-link.ts'

/** Until the transaction ends, nobody else adds to, erases or seals anew the list of this owner. */
export async function lockHistory(trx: Trx, owner: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`history ${owner}`}, 0))`.execute(trx)
}

/**
 * Keeps what came back, for those who asked that it is kept: a line each, under the id of the return that waits to be
 * counted. Part of the transaction of the cut, and like it names nobody and nothing in the clear.
 */
export async function addHistoryLines(
  trx: Trx,
  keys: LinkOpener<'loan'>,
  back: { readonly of: readonly { readonly loan: SealedLink; readonly id: string }[]; readonly on: string },
): Promise<void> {
  const lists = back.of.flatMap(({ loan, id }) => {
    const list = historyLineOfLoan(keys, loan, back.on)
    return list === undefined ? [] : [{ list, id }]
  })
  // Why in order: of two batches with the same patrons neither waits for what the other has.
  for (const { list, id } of lists.sort((one, other) => (one.list.owner < other.list.owner ? -1 : 1))) {
    await lockHistory(trx, list.owner)
    const tokens = list.tokens()
    // Erased while we waited for the lock.
    if (tokens.length === 0) continue
    const { rows } = await sql<{ last: number | null }>`
      select max(nth) as last from history where patron_index = any(${tokens}::bytea[])`.execute(trx)
    await insertHistory(trx, [list.seal(id, (rows[0]?.last ?? 0) + 1)])
  }
}

export async function insertHistory(trx: Trx, rows: readonly HistoryLineRow[]): Promise<void> {
  if (rows.length > 0)
    await trx
      .insertInto('history')
      .values([...rows])
      .execute()
}

/** The lines of a list before one, the newest first. */
export async function historyLinesBefore(
  trx: Trx,
  tokens: readonly Buffer[],
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<HistoryLineRow[]> {
  if (tokens.length === 0) return []
  const lines = trx.selectFrom('history').selectAll().where('patron_index', 'in', tokens)
  const page = before === undefined ? lines : lines.where('nth', '<', before)
  return page.orderBy('nth', 'desc').limit(limit).execute()
}

/** All lines of a list, the oldest first, to be sealed anew. */
export async function allHistoryLines(trx: Trx, tokens: readonly Buffer[]): Promise<HistoryLineRow[]> {
  if (tokens.length === 0) return []
  return trx.selectFrom('history').selectAll().where('patron_index', 'in', tokens).orderBy('nth').execute()
}

/** Deletes all lines of a list. */
export async function deleteHistory(trx: Trx, tokens: readonly Buffer[]): Promise<void> {
  if (tokens.length > 0) await trx.deleteFrom('history').where('patron_index', 'in', tokens).execute()
}

/** Takes away the line of a return that was undone, if there is one. */
export async function deleteHistoryLine(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('history').where('id', '=', id).execute()
}

/** What somebody had is shut for so long once staff had a hand in their sign-in: they are told of it meanwhile. */
export const historyLockDays = 7

/** The day from which it shows again (`YYYY-MM-DD`); null where it shows. */
export async function historyUnlocksOn(trx: Trx, patronId: string, today: string): Promise<string | null> {
  const row = await trx
    .selectFrom('pin')
    .select(sql<string>`to_char(history_shut_on + ${historyLockDays}::int, 'YYYY-MM-DD')`.as('opensOn'))
    .where('id', '=', patronId)
    .where(sql<boolean>`history_shut_on + ${historyLockDays}::int > ${today}::date`)
    .executeTakeFirst()
  return row?.opensOn ?? null
}
