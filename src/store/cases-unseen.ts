import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'
import { type Context, inContext } from './vault.ts'

/** Notes that whoever decides in a case, or counsel, has it before them. */
export async function noteSeen(
  trx: Transaction<Schema>,
  caseId: string,
  by: 'decider' | 'counsel',
): Promise<void> {
  const saw = by === 'decider' ? ('decider_saw' as const) : ('counsel_saw' as const)
  await trx
    .updateTable('case_file')
    .set({ [saw]: true })
    .where('id', '=', caseId)
    .where(saw, '=', false)
    .execute()
}

/** The most that are counted. */
export const mostUnseen = 100

/** How many cases nobody of them has looked at yet, `mostUnseen` at most; drills are in no figure. `president`: those about the Director. */
export async function unseenCases(
  db: Kysely<Schema>,
  context: Context,
  by: 'director' | 'president' | 'counsel',
): Promise<number> {
  const unseen =
    by === 'counsel'
      ? sql`not counsel_saw`
      : sql`not decider_saw and about_director = ${sql.lit(by === 'president')}`
  return inContext(db, context, async (trx) => {
    const { rows } = await sql<{ cases: number }>`select count(*)::int as cases
      from (select from case_file where ${unseen} and not drill and not withheld limit ${mostUnseen}) as unseen`.execute(
      trx,
    )
    return rows[0]?.cases ?? 0
  })
}
