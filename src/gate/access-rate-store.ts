import { type Kysely, sql } from 'kysely'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

/** One opening of a record. Every token is keyed: none says whose record, or which card's number, it is. */
export type RecordAccess = {
  readonly account: string
  readonly at: Date
  /** What was read before this instant counts no more. */
  readonly since: Date
  readonly record: Buffer
  readonly number: Buffer | null
  readonly stem: Buffer | null
  /** Tokens of the numbers next to it; where so many of them were read lately, it weighs `heavy`. */
  readonly near: readonly Buffer[]
  readonly mostNear: number
  readonly plain: number
  readonly heavy: number
}

/** Adds a reading; what the account had read before it, by weight, or null where it had read this very record. */
export async function addRecordAccess(trx: Trx, one: RecordAccess): Promise<number | null> {
  const { rows } = await sql<{ already: number | null }>`
    select carrel_read(${one.account}, ${one.at}, ${one.since}, ${one.record}, ${one.number}, ${one.stem},
      ${one.near as Buffer[]}::bytea[], ${one.mostNear}::integer, ${one.plain}::integer, ${one.heavy}::integer) as already`.execute(
    trx,
  )
  return rows[0]?.already ?? null
}

/** What an account read since an instant, the oldest first. */
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

/** Notes that an account read too much, unless that was noted since `quietSince`; whether it did. */
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

/** Who read too much since an instant, the newest first, with the name of their sign-in. */
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

/** Alarms of which no mail went out yet, of the last day. */
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

/** Destroys what counts no more, and what a clock that was ahead wrote. */
export async function dropOldAccesses(
  worker: Kysely<Schema>,
  { before, after }: { readonly before: Date; readonly after: Date },
): Promise<void> {
  await worker
    .deleteFrom('reading')
    .where(({ or, eb }) => or([eb('at', '<', before), eb('at', '>', after)]))
    .execute()
}
