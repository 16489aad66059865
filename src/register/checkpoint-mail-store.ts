import { type Kysely, sql } from 'kysely'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

/** One of the two to whom the newest checkpoint goes every day: 1 or 2. */
export type RecipientNumber = 1 | 2

/**
 * The last mail to one of them.
 * - `ready`: not sent, and no try is under way or had an unknown end
 * - `trying`: a try is under way, or it is not known what became of it
 * - `trying-again`: the same of the second try
 * - `sent`, `unknown`: nothing more is done for that day
 */
export type CheckpointMail = {
  readonly place: RecipientNumber
  /** The library's day that it is for, `YYYY-MM-DD`. */
  readonly day: string
  readonly message_id: string
  readonly address: string
  /** The whole message, the same at a second try. */
  readonly message: string
  readonly state: 'ready' | 'trying' | 'trying-again' | 'sent' | 'unknown'
  readonly failure: string | null
}

/** The addresses that are named, by place; none where the Director named none yet. */
export async function checkpointRecipients(db: Db): Promise<ReadonlyMap<RecipientNumber, string>> {
  const rows = await db.selectFrom('pin_address').selectAll().orderBy('place').execute()
  return new Map(rows.map(({ place, address }) => [place as RecipientNumber, address]))
}

/** Names both addresses anew; none stops the mails. */
export async function setCheckpointRecipients(
  trx: Trx,
  addresses: readonly [string, string] | readonly [],
): Promise<void> {
  // Why: of two who name them at the same moment, the second would find rows that it did not see when it deleted.
  await sql`select pg_advisory_xact_lock(hashtext('carrel pin addresses'))`.execute(trx)
  await trx.deleteFrom('pin_address').execute()
  if (addresses.length === 0) return
  const rows = addresses.map((address, at) => ({ place: at + 1, address }))
  await trx.insertInto('pin_address').values(rows).execute()
}

/** The last mail to each. */
export async function checkpointMails(db: Db): Promise<CheckpointMail[]> {
  return (await db.selectFrom('pin_mail').selectAll().orderBy('place').execute()) as CheckpointMail[]
}

/** Keeps a mail before it is sent, in place of the last one; durable once it resolves. */
export async function saveCheckpointMail(worker: Kysely<Schema>, mail: CheckpointMail): Promise<void> {
  await worker
    .insertInto('pin_mail')
    .values(mail)
    .onConflict((conflict) => conflict.column('place').doUpdateSet(mail))
    .execute()
}

/** Notes what is known of a mail now. */
export async function noteCheckpointMail(
  worker: Kysely<Schema>,
  { place, day }: Pick<CheckpointMail, 'place' | 'day'>,
  known: Pick<CheckpointMail, 'state' | 'failure'>,
): Promise<void> {
  await sql`update pin_mail set state = ${known.state}, failure = ${known.failure}
    where place = ${place} and day = ${day}`.execute(worker)
}
