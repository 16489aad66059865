import { sql } from 'kysely'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

/** `contact` is sealed under the id. */
export type ReportRow = Pick<Schema['public_report'], 'id' | 'at' | 'what' | 'contact' | 'reached_at'> & {
  readonly tries: number
}

const reportColumns = ['id', 'at', 'what', 'contact', 'tries', 'reached_at'] as const

/** @returns false where this form was sent before */
export async function addReport(
  trx: Trx,
  row: Pick<ReportRow, 'id' | 'at' | 'what' | 'contact'>,
): Promise<boolean> {
  const added = await trx
    .insertInto('public_report')
    .values({ ...row, reached_at: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** At most `most`. */
export async function countReports(db: Db, most: number): Promise<number> {
  const found = await db.selectFrom('public_report').select('id').limit(most).execute()
  return found.length
}

/** Oldest first, but officers who are there now before all. */
export async function reportRows(trx: Trx): Promise<ReportRow[]> {
  return trx
    .selectFrom('public_report')
    .select(reportColumns)
    .orderBy(sql`what <> 'here'`)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

export async function lockReport(trx: Trx, id: string): Promise<ReportRow | undefined> {
  return trx
    .selectFrom('public_report')
    .select(reportColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** @param reachedAt undefined where no one answered; the first contact counts */
export async function noteReportCall(trx: Trx, id: string, reachedAt: Date | undefined): Promise<void> {
  await trx
    .updateTable('public_report')
    .set(
      reachedAt === undefined
        ? { tries: sql`tries + 1` }
        : { reached_at: sql`coalesce(reached_at, ${reachedAt}::timestamptz)` },
    )
    .where('id', '=', id)
    .execute()
}

export async function noteReportsSeen(trx: Trx, by: 'decider' | 'counsel'): Promise<void> {
  const saw = by === 'decider' ? ('decider_saw' as const) : ('counsel_saw' as const)
  await trx
    .updateTable('public_report')
    .set({ [saw]: true })
    .where(saw, '=', false)
    .execute()
}

export async function deleteReport(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('public_report').where('id', '=', id).execute()
}
