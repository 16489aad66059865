import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Db = Kysely<Schema> | Transaction<Schema>

/** How often a clause spoke in a month, `YYYY-MM`. */
export type Spoken = { readonly month: string; readonly clause: string; readonly times: bigint }

/** What was counted of the months, `YYYY-MM`, from one to another. */
export async function spokenIn(
  db: Db,
  { first, last }: { readonly first: string; readonly last: string },
): Promise<Spoken[]> {
  return db
    .selectFrom('clause_spoken')
    .selectAll()
    .where('month', '>=', first)
    .where('month', '<=', last)
    .execute()
}

/** Up to which entry of a log was counted. */
export async function countedUpTo(trx: Transaction<Schema>, log: number): Promise<bigint> {
  const row = await trx.selectFrom('clause_counted').select('up_to').where('log', '=', log).executeTakeFirst()
  return row?.up_to ?? 0n
}

/** Adds to the counts, and notes how far they go. */
export async function addSpoken(
  trx: Transaction<Schema>,
  counts: readonly Spoken[],
  counted: { readonly log: number; readonly upTo: bigint },
): Promise<void> {
  for (const { month, clause, times } of counts) {
    await sql`insert into clause_spoken (month, clause, times) values (${month}, ${clause}, ${times})
      on conflict (month, clause) do update set times = clause_spoken.times + excluded.times`.execute(trx)
  }
  await sql`insert into clause_counted (log, up_to) values (${counted.log}, ${counted.upTo})
    on conflict (log) do update set up_to = excluded.up_to`.execute(trx)
}
