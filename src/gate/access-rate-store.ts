import { type Kysely, sql } from 'kysely'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type PreparedStatement, runPrepared } from '../platform/db/statements.ts'

/** One access to a record. The tokens are keyed, so they reveal neither the patron nor the card number. */
export type RecordAccess = {
  readonly account: string
  readonly at: Date
  readonly since: Date
  readonly record: Buffer
  readonly number: Buffer | null
  readonly stem: Buffer | null
  /** Keyed neighboring numbers. If at least `mostNear` of them were read recently, the access weighs `heavy`. */
  readonly near: readonly Buffer[]
  readonly mostNear: number
  readonly plain: number
  readonly heavy: number
}

const addRecordAccessSql: PreparedStatement = {
  name: 'add-record-access',
  text: `select carrel_read($1, $2, $3, $4, $5, $6, $7::bytea[], $8::integer, $9::integer, $10::integer) as already`,
}

/** Adds an access. Returns the weight of the account's earlier ones, or null if it had already opened this record. */
export async function addRecordAccess(trx: Trx, one: RecordAccess): Promise<number | null> {
  const { account, at, since, record, number, stem, near, mostNear, plain, heavy } = one
  const values = [account, at, since, record, number, stem, near, mostNear, plain, heavy]
  const [row] = await runPrepared<{ already: number | null }>(trx, addRecordAccessSql, values)
  return row?.already ?? null
}

export function recordAccessesOf(
  db: Kysely<Schema>,
  { account, since, now }: { readonly account: string; readonly since: Date; readonly now: Date },
): Promise<{ at: Date; weight: number }[]> {
  return db
    .selectFrom('reading')
    .select(['at', 'weight'])
    .where('account', '=', account)
    .where('at', '>', since)
    .where('at', '<=', now)
    .orderBy('at')
    .execute()
}

/** Returns false if this account already has an alarm since `quietSince`. */
export async function addAccessAlarm(
  trx: Trx,
  { account, at, quietSince }: { readonly account: string; readonly at: Date; readonly quietSince: Date },
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('carrel reading ' || ${account}, 0))`.execute(trx)
  const { rows } = await sql`
    insert into reading_alarm (account, at) select ${account}, ${at}::timestamptz
    where not exists (select from reading_alarm where account = ${account} and at > ${quietSince} and at <= ${at})
    returning id`.execute(trx)
  return rows.length > 0
}

export function accessAlarms(db: Kysely<Schema>, since: Date): Promise<{ name: string; at: Date }[]> {
  return db
    .selectFrom('reading_alarm')
    .innerJoin('account', (join) =>
      join.on(sql`account.id::text`, '=', (eb) => eb.ref('reading_alarm.account')),
    )
    .select(['account.name', 'reading_alarm.at'])
    .where('reading_alarm.at', '>', since)
    .orderBy('reading_alarm.at', 'desc')
    .execute()
}

export function alarmsToMail(
  worker: Kysely<Schema>,
  { since, mostTries }: { readonly since: Date; readonly mostTries: number },
): Promise<{ id: string }[]> {
  return worker
    .selectFrom('reading_alarm')
    .select('id')
    .where('mailed_at', 'is', null)
    .where('tries', '<', mostTries)
    .where('at', '>', since)
    .execute()
}

export async function noteAlarmMail(
  worker: Kysely<Schema>,
  id: string,
  mailedAt: Date | null,
): Promise<void> {
  await worker
    .updateTable('reading_alarm')
    .set(({ eb }) => ({ mailed_at: mailedAt, tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Deletes accesses that no longer count, and those dated ahead by a wrong clock. */
export async function dropOldAccesses(
  worker: Kysely<Schema>,
  { before, after }: { readonly before: Date; readonly after: Date },
): Promise<void> {
  await worker
    .deleteFrom('reading')
    .where(({ or, eb }) => or([eb('at', '<', before), eb('at', '>', after)]))
    .execute()
}
