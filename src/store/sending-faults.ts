import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** Why notices by a way do not go out. INVARIANT: no address, number or name is in it. */
export type SendingFault = Schema['sending_fault']

/** As the app or the worker. */
export async function sendingFaults(db: Kysely<Schema>): Promise<readonly SendingFault[]> {
  return db.selectFrom('sending_fault').selectAll().orderBy('channel').execute()
}

/** Notes why a way stopped; since when stays as it is until one is taken again. As the worker. */
export async function noteSendingFault(worker: Kysely<Schema>, fault: SendingFault): Promise<void> {
  const { why } = fault
  await worker
    .insertInto('sending_fault')
    .values(fault)
    .onConflict((conflict) => conflict.column('channel').doUpdateSet({ why }))
    .execute()
}

/** As the worker. */
export async function clearSendingFault(
  worker: Kysely<Schema>,
  channel: SendingFault['channel'],
): Promise<void> {
  await worker.deleteFrom('sending_fault').where('channel', '=', channel).execute()
}
