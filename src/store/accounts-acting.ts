import { type Kysely, sql, type Transaction } from 'kysely'
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
  acting: {
    readonly accountId: string
    readonly firstDay: string
    readonly lastDay: string
    readonly namedBy: string | null
  },
): Promise<string | null> {
  const named = await trx
    .insertInto('acting_director')
    .values({
      account_id: acting.accountId,
      first_day: acting.firstDay,
      last_day: acting.lastDay,
      named_by: acting.namedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return named?.id ?? null
}

/** Who acts on a day or later, the first first. */
export async function actingFrom(db: Kysely<Schema>, day: string): Promise<Acting[]> {
  return db
    .selectFrom('acting_director as acting')
    .innerJoin('account', 'account.id', 'acting.account_id')
    .leftJoin('account as namer', 'namer.id', 'acting.named_by')
    .select(['acting.id', 'account.id as accountId', 'account.name', 'namer.name as namedBy'])
    .select(['acting.first_day as firstDay', 'acting.last_day as lastDay'])
    .where('acting.ended', '=', false)
    .where('acting.last_day', '>=', day)
    .orderBy('acting.first_day')
    .execute()
}

/** The last day of an account's time as acting Director, where it acts on `day`; else null. */
export const actingUntil = (day: string) => sql<string | null>`(select last_day from acting_director as acting
  where acting.account_id = account.id and not acting.ended
    and ${day}::date between acting.first_day and acting.last_day)`

/** Ends somebody's time before its last day, at once. Returns whose it was, or null. */
export async function endActing(trx: Transaction<Schema>, id: string): Promise<string | null> {
  const ended = await trx
    .updateTable('acting_director')
    .set({ ended: true })
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
    .set({ ended: true })
    .where('account_id', '=', accountId)
    .where('ended', '=', false)
    .execute()
}
