import type { Kysely, Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked, markOf } from '../sealing/row-mark.ts'
import type { Schema } from './schema.ts'

/** Somebody who is Director from a first to a last day of the library's calendar, both `YYYY-MM-DD`. */
export type Acting = {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly firstDay: string
  readonly lastDay: string
  /** Null where it was done on the command line. */
  readonly namedBy: string | null
}

/** Names an acting Director; null where somebody is named for some of these days. */
export async function nameActing(
  trx: Transaction<Schema>,
  ring: KeyRing,
  acting: {
    readonly accountId: string
    readonly firstDay: string
    readonly lastDay: string
    readonly namedBy: string | null
  },
): Promise<string | null> {
  const row = {
    account_id: acting.accountId,
    first_day: acting.firstDay,
    last_day: acting.lastDay,
    named_by: acting.namedBy,
  }
  const named = await trx
    .insertInto('acting_director')
    .values({ ...row, mark: markOf(ring, 'acting_director', row) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return named?.id ?? null
}

/** Who acts on a day or later and was named by somebody who may, the first first. */
export async function actingFrom(db: Kysely<Schema>, ring: KeyRing, day: string): Promise<Acting[]> {
  const rows = await db
    .selectFrom('acting_director as acting')
    .innerJoin('account', 'account.id', 'acting.account_id')
    .leftJoin('account as namer', 'namer.id', 'acting.named_by')
    .selectAll('acting')
    .select(['account.name', 'namer.name as namedBy'])
    .where('acting.ended', '=', false)
    .where('acting.last_day', '>=', day)
    .orderBy('acting.first_day')
    .execute()
  return rows
    .filter((row) => isMarked(ring, 'acting_director', row))
    .map(({ id, account_id, name, first_day, last_day, namedBy }) => ({
      ...{ id, name, namedBy },
      ...{ accountId: account_id, firstDay: first_day, lastDay: last_day },
    }))
}

/** Ends somebody's time before its last day, at once. Returns whose it was, or null. */
export async function endActing(trx: Transaction<Schema>, id: string): Promise<string | null> {
  const ended = await trx
    .updateTable('acting_director')
    .set({ ended: true, mark: null })
    .where('id', '=', id)
    .where('ended', '=', false)
    .returning('account_id')
    .executeTakeFirst()
  return ended?.account_id ?? null
}

/** Ends whatever time somebody was named for. */
export async function endActingOf(trx: Transaction<Schema>, accountId: string): Promise<void> {
  await trx
    .updateTable('acting_director')
    .set({ ended: true, mark: null })
    .where('account_id', '=', accountId)
    .where('ended', '=', false)
    .execute()
}
