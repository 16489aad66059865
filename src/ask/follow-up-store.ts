import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

/** `task` and `reach` are sealed under the id. */
export type FollowUpRow = Schema['follow_up']

const columns = ['id', 'task', 'reach'] as const

/** A button pressed twice leaves one. */
export async function addFollowUp(trx: Trx, row: FollowUpRow): Promise<void> {
  await trx
    .insertInto('follow_up')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** All of them: on a working day a few dozen. */
export async function followUpRows(db: Db): Promise<FollowUpRow[]> {
  return db.selectFrom('follow_up').select(columns).execute()
}

export async function lockFollowUp(trx: Trx, id: string): Promise<FollowUpRow | undefined> {
  return trx.selectFrom('follow_up').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function setFollowUpReach(trx: Trx, id: string, reach: Buffer): Promise<void> {
  await trx.updateTable('follow_up').set({ reach }).where('id', '=', id).execute()
}

export async function deleteFollowUps(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await trx.deleteFrom('follow_up').where('id', 'in', ids).execute()
}
