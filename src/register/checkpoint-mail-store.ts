import { type Kysely, sql } from 'kysely'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

/** One of the two recipients of the daily checkpoint mail. */
export type RecipientNumber = 1 | 2

/**
 * The last mail to one recipient. `trying`, `trying-again`: the first or second attempt is under way, or its outcome is
 * unknown. `sent`, `unknown`: nothing more is done for that day.
 */
export type CheckpointMail = {
  readonly place: RecipientNumber
  /** In the library's time zone, `YYYY-MM-DD`. */
  readonly day: string
  readonly message_id: string
  readonly address: string
  /** The whole message; a second attempt sends the same bytes. */
  readonly message: string
  readonly state: 'ready' | 'trying' | 'trying-again' | 'sent' | 'unknown'
  readonly failure: string | null
}

/** Empty until the Director names the recipients. */
export async function checkpointRecipients(db: Db): Promise<ReadonlyMap<RecipientNumber, string>> {
  const rows = await db.selectFrom('pin_address').selectAll().orderBy('place').execute()
  return new Map(rows.map(({ place, address }) => [place as RecipientNumber, address]))
}

/** Replaces both addresses; an empty list stops the mail. */
export async function setCheckpointRecipients(
  trx: Trx,
  addresses: readonly [string, string] | readonly [],
): Promise<void> {
  // Why: of two concurrent calls, the second would meet rows that it did not see when it deleted.
  await sql`select pg_advisory_xact_lock(hashtext('carrel pin addresses'))`.execute(trx)
  await trx.deleteFrom('pin_address').execute()
  if (addresses.length === 0) return
  const rows = addresses.map((address, at) => ({ place: at + 1, address }))
  await trx.insertInto('pin_address').values(rows).execute()
}

export async function checkpointMails(db: Db): Promise<CheckpointMail[]> {
  return (await db.selectFrom('pin_mail').selectAll().orderBy('place').execute()) as CheckpointMail[]
}

/** Replaces the recipient's last mail; durable once it resolves. */
export async function saveCheckpointMail(worker: Kysely<Schema>, mail: CheckpointMail): Promise<void> {
  await worker
    .insertInto('pin_mail')
    .values(mail)
    .onConflict((conflict) => conflict.column('place').doUpdateSet(mail))
    .execute()
}

export async function noteCheckpointMail(
  worker: Kysely<Schema>,
  { place, day }: Pick<CheckpointMail, 'place' | 'day'>,
  known: Pick<CheckpointMail, 'state' | 'failure'>,
): Promise<void> {
  await sql`update pin_mail set state = ${known.state}, failure = ${known.failure}
    where place = ${place} and day = ${day}`.execute(worker)
}
