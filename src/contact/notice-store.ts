import { type Kysely, sql } from 'kysely'
import { type ContactChannel, guardianColumns, isAuthenticGuardian } from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { NoticeOutcome, NoticeState } from './notice.ts'
import type { NoticeProgress, NoticeRow, SealedNotice } from './notice-sealing.ts'

/*
 * Planned contacts, sealed; a row keeps its id until the next nightly resealing. Each function takes a transaction in a
 * context.
 */
export type PlannedNotice = SealedNotice & NoticeProgress

const columns = sql`id, night::text as night, sealed, channel, state, planned_on::text as planned_on,
  try_on::text as try_on, tries, message_id`

/**
 * Plans a contact once for each patron, kind and step.
 * @param known `onceTokens`, which find a row under an older key
 * @returns false if already planned, or done and still remembered
 */
export async function planNotice(
  trx: Trx,
  row: NoticeRow & Pick<NoticeProgress, 'channel' | 'planned_on' | 'message_id'>,
  known: readonly Buffer[],
): Promise<boolean> {
  const there = await sql`select from notice where once_index = any(${known}::bytea[]) limit 1`.execute(trx)
  if (there.rows.length > 0) return false
  const added = await trx
    .insertInto('notice')
    .values({ ...row, state: 'ready', try_on: row.planned_on, tries: 0 })
    .onConflict((conflict) => conflict.column('once_index').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** In order of ids. `failed`: only those. `before`: only those under older keys than this night's. */
export async function noticePage(
  trx: Trx,
  page: {
    readonly after: string
    readonly limit: number
    readonly failed?: boolean
    readonly before?: string
  },
): Promise<PlannedNotice[]> {
  const { after, limit, failed = false, before } = page
  const only = failed ? sql`and state = 'failed'` : sql``
  const older = before === undefined ? sql`` : sql`and night < ${before}::date`
  const { rows } = await sql<PlannedNotice>`select ${columns} from notice
    where id > ${after}::uuid ${only} ${older} order by id limit ${limit}`.execute(trx)
  return rows
}

export async function replaceNotice(trx: Trx, old: PlannedNotice, row: NoticeRow): Promise<void> {
  const { channel, state, planned_on, try_on, tries, message_id } = old
  // If someone changed the row since it was read, it stays as it is.
  const gone =
    await sql`delete from notice where id = ${old.id}::uuid and state = ${state} and tries = ${tries}
    and channel = ${channel}`.execute(trx)
  if (Number(gone.numAffectedRows ?? 0) === 0) return
  const standing = { channel, state, planned_on, try_on, tries, message_id }
  await trx
    .insertInto('notice')
    .values({ ...row, ...standing })
    .execute()
}

export async function redirectNotice(
  trx: Trx,
  id: string,
  channel: ContactChannel,
  on: string,
): Promise<void> {
  await sql`update notice set channel = ${channel}, state = 'ready', tries = 0, try_on = ${on}::date
    where id = ${id}::uuid and state = 'failed'`.execute(trx)
}

/** Sealed contact data, and whether a guardian signed. */
export async function reachableAt(trx: Trx, ring: KeyRing, ids: readonly string[]) {
  if (ids.length === 0) return []
  const patrons = await trx
    .selectFrom('patron')
    .select(['id', 'contact', 'choices', 'reach'])
    .where('id', 'in', ids)
    .execute()
  const liable = await trx
    .selectFrom('guarantor')
    .select(guardianColumns)
    .where('guarantee_id', 'in', ids)
    .where('liable', '=', true)
    .where('ended', '=', false)
    .execute()
  const ours = liable.filter((row) => isAuthenticGuardian(ring, row))
  const signed = new Set(ours.map(({ guarantee_id }) => guarantee_id))
  return patrons.map((patron) => ({ ...patron, signed: signed.has(patron.id) }))
}

export async function cardStandingPage(trx: Trx, after: string, limit: number) {
  return trx
    .selectFrom('patron')
    .select(['id', 'standing'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(sql.lit(limit))
    .execute()
}

export async function badAddresses(trx: Trx, tokens: readonly Buffer[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ address_index: Buffer }>`select address_index from bad_address
    where address_index = any(${tokens}::bytea[]) and occasions >= 2`.execute(trx)
  return new Set(rows.map((row) => row.address_index.toString('hex')))
}

/**
 * An address is bad from the second occasion. Refusals on one day count once, since a misconfigured mail server refuses
 * every address.
 * @param day for which the message was planned
 */
export async function addBadAddress(trx: Trx, address_index: Buffer, day: string): Promise<void> {
  await sql`insert into bad_address as noted (address_index, since) values (${address_index}, ${day}::date)
    on conflict (address_index) do update set occasions = 2, since = excluded.since
    where noted.since <> excluded.since`.execute(trx)
}

export async function forgetBadAddresses(trx: Trx, before: string): Promise<void> {
  await trx.deleteFrom('bad_address').where('since', '<', before).execute()
}

/** Locked; undefined if no longer remembered. */
export async function lockNoticeOfMail(trx: Trx, messageId: string): Promise<PlannedNotice | undefined> {
  const { rows } = await sql<PlannedNotice>`select ${columns} from notice where message_id = ${messageId}
    for update`.execute(trx)
  return rows[0]
}

/** A channel's due contacts in order of their random ids, including tries under way. */
export async function noticesToDo(
  trx: Trx,
  channel: ContactChannel,
  page: {
    readonly on: string
    readonly after: string
    readonly limit: number
    readonly state?: 'ready' | 'trying'
  },
): Promise<PlannedNotice[]> {
  const only = page.state === undefined ? sql`` : sql`and state = ${page.state}`
  const { rows } = await sql<PlannedNotice>`select ${columns} from notice
    where channel = ${channel} and state in ('ready', 'trying', 'trying-again') ${only}
      and try_on <= ${page.on}::date and id > ${page.after}::uuid
    order by id limit ${page.limit}`.execute(trx)
  return rows
}

export async function countNoticesToDo(
  trx: Trx,
  { channel, state }: { readonly channel: ContactChannel; readonly state?: 'ready' | 'trying' },
  on: string,
  most: number,
): Promise<number> {
  const only = state === undefined ? sql`` : sql`and state = ${state}`
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select from notice where channel = ${channel} and state in ('ready', 'trying', 'trying-again') ${only}
      and try_on <= ${on}::date limit ${most}) as those`.execute(trx)
  return rows[0]?.count ?? 0
}

/** Locked; undefined if gone or resealed. */
export async function lockNotice(trx: Trx, id: string): Promise<PlannedNotice | undefined> {
  const { rows } = await sql<PlannedNotice>`select ${columns} from notice where id = ${id}::uuid
    for update`.execute(trx)
  return rows[0]
}

/** In any state. @param tokens `noticeTokens` */
export async function noticesOf(trx: Trx, tokens: readonly Buffer[]): Promise<PlannedNotice[]> {
  const { rows } = await sql<PlannedNotice>`select ${columns} from notice
    where patron_index = any(${tokens}::bytea[])`.execute(trx)
  return rows
}

/**
 * An end (`done`, `unknown`, `failed`) is counted in its month.
 * @param known.tryOn unchanged if absent
 * @param known.tried counts one more try
 */
export async function updateNotice(
  trx: Trx,
  { id, channel }: Pick<PlannedNotice, 'id' | 'channel'>,
  known: { readonly state: NoticeState; readonly tryOn?: string; readonly tried?: boolean },
  on: string,
): Promise<void> {
  const { state, tryOn, tried = false } = known
  await sql`update notice set state = ${state}, tries = tries + ${tried ? 1 : 0},
    try_on = coalesce(${tryOn ?? null}::date, try_on) where id = ${id}::uuid`.execute(trx)
  if (isOutcome(state)) await countOutcome(trx, { month: on.slice(0, 7), channel, outcome: state })
}

/** @returns false if it was gone */
export async function endNotice(trx: Trx, id: string): Promise<boolean> {
  const gone = await trx.deleteFrom('notice').where('id', '=', id).executeTakeFirst()
  return gone.numDeletedRows > 0n
}

export async function noticesOfMonth(db: Kysely<Schema> | Trx, month: string) {
  return db
    .selectFrom('notice_count')
    .select(['channel', 'outcome', 'times'])
    .where('month', '=', month)
    .execute()
}

async function countOutcome(
  trx: Trx,
  { month, channel, outcome }: { month: string; channel: ContactChannel; outcome: NoticeOutcome },
): Promise<void> {
  await sql`insert into notice_count as old (month, channel, outcome, times)
    values (${month}, ${channel}, ${outcome}, 1)
    on conflict (month, channel, outcome) do update set times = old.times + 1`.execute(trx)
}

export const isOutcome = (state: NoticeState): state is NoticeOutcome =>
  state === 'done' || state === 'unknown' || state === 'failed'

/** INVARIANT: it contains no address, number or name. */
type SendingFault = Schema['sending_fault']

/** As the app or the worker. */
export async function sendingFaults(db: Kysely<Schema>): Promise<readonly SendingFault[]> {
  return db.selectFrom('sending_fault').selectAll().orderBy('channel').execute()
}

/** Updates the reason and keeps `since`. As the worker. */
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
