import { sql } from 'kysely'
import type { LinkOpener } from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import { type HistoryLineRow, historyLineOfLoan } from './checkout-history.ts'
import type { SealedLink } from './sealed-link.ts'

/** Until the transaction ends, no one else changes this owner's history. */
export async function lockHistory(trx: Trx, owner: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`history ${owner}`}, 0))`.execute(trx)
}

/**
 * Adds a line per returned loan for patrons who keep a history, under the id of the return to be counted. Nothing is in the
 * clear.
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
  // In order, so that two batches with the same patrons cannot deadlock.
  for (const { list, id } of lists.sort((one, other) => (one.list.owner < other.list.owner ? -1 : 1))) {
    await lockHistory(trx, list.owner)
    const tokens = list.tokens()
    // The history was erased while we waited for the lock.
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

/** Newest first. */
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

export async function allHistoryLines(trx: Trx, tokens: readonly Buffer[]): Promise<HistoryLineRow[]> {
  if (tokens.length === 0) return []
  return trx.selectFrom('history').selectAll().where('patron_index', 'in', tokens).orderBy('nth').execute()
}

export async function deleteHistory(trx: Trx, tokens: readonly Buffer[]): Promise<void> {
  if (tokens.length > 0) await trx.deleteFrom('history').where('patron_index', 'in', tokens).execute()
}

/** For a return that was undone. There may be no such line. */
export async function deleteHistoryLine(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('history').where('id', '=', id).execute()
}

/** After staff reset a sign-in, the history is hidden this long; the patron is told meanwhile. */
export const historyLockDays = 7

/** The day it shows again (`YYYY-MM-DD`), or null if it shows now. */
export async function historyUnlocksOn(trx: Trx, patronId: string, today: string): Promise<string | null> {
  const row = await trx
    .selectFrom('pin')
    .select(sql<string>`to_char(history_shut_on + ${historyLockDays}::int, 'YYYY-MM-DD')`.as('opensOn'))
    .where('id', '=', patronId)
    .where(sql<boolean>`history_shut_on + ${historyLockDays}::int > ${today}::date`)
    .executeTakeFirst()
  return row?.opensOn ?? null
}
