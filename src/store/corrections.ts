import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/* What patrons say is wrong in their records, and what was set right; each value is sealed. */
type Trx = Transaction<Schema>

/** Keeps what somebody asks for and what came of it. @param row.on the day, `YYYY-MM-DD` */
export async function setCorrection(
  trx: Trx,
  id: string,
  row: { readonly correction: Buffer; readonly on: string; readonly waits: boolean },
): Promise<void> {
  const { correction, on, waits } = row
  const set = { correction, correction_on: on, correction_waits: waits }
  await trx.updateTable('patron').set(set).where('id', '=', id).execute()
}

export type RecordSet = Partial<Pick<Schema['patron'], 'born' | 'contact' | 'wrong_numbers'>> & {
  readonly name?: Buffer
  readonly corrected: Buffer | null
}

/** Puts what was set right into the record. */
export async function setRecord(trx: Trx, id: string, set: RecordSet): Promise<void> {
  await trx.updateTable('patron').set(set).where('id', '=', id).execute()
}

/** Keeps the addresses that were replaced until they are told so; none, where it is null. */
export async function setFormerEmails(trx: Trx, id: string, former: Buffer | null): Promise<void> {
  await trx.updateTable('patron').set({ former_emails: former }).where('id', '=', id).execute()
}

/** Of whom something waits for staff, the longest first: random ids, and the days on which they asked. */
export async function waitingCorrections(app: Pick<Kysely<Schema>, 'selectFrom'>, limit: number) {
  return app
    .selectFrom('patron')
    .select(['id', 'correction_on as on'])
    .where('correction_waits', '=', true)
    .where('correction_on', 'is not', null)
    .orderBy('correction_on')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Forgets what came of what was asked, of those who were answered before a day and wait for nothing. */
export async function forgetAnsweredBefore(trx: Trx, day: string): Promise<void> {
  await trx
    .updateTable('patron')
    .set({ correction: null, correction_on: null })
    .where('correction_waits', '=', false)
    .where('correction_on', '<', day)
    .execute()
}
