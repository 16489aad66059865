import { type Kysely, sql } from 'kysely'
import { type ContactChannel, guardianColumns, isAuthenticGuardian } from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { NoticeOutcome, NoticeState } from './notice.ts'
import type { NoticeProgress, NoticeRow, SealedNotice } from './notice-sealing.ts'

/*
 * Planned contacts. Whom each is about is sealed; a row's id lasts until the next night. All of these take a
 * transaction in a context.
 */
/** A planned contact as it is taken up: still sealed. */
export type PlannedNotice = SealedNotice & NoticeProgress

const columns = sql`id, night::text as night, sealed, channel, state, planned_on::text as planned_on,
  try_on::text as try_on, tries, message_id`

/**
 * Plans a contact, once for each patron, kind and step.
 * @param known its tokens under every key (`onceTokens`), for a row that a night left under an older one
 * @returns false where it is planned already, or was done and is still remembered
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

/** A page of all of them in the order of their ids; of those alone that failed, or are under keys before a night's. */
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

/** Puts another row, sealed anew and under another id, in the place of one; its standing stays. */
export async function replaceNotice(trx: Trx, old: PlannedNotice, row: NoticeRow): Promise<void> {
  const { channel, state, planned_on, try_on, tries, message_id } = old
  // Nobody meanwhile: whoever noted something of the row after it was read has it gone on with as it is.
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

/** A contact that failed by one channel is to be made by another. */
export async function redirectNotice(
  trx: Trx,
  id: string,
  channel: ContactChannel,
  on: string,
): Promise<void> {
  await sql`update notice set channel = ${channel}, state = 'ready', tries = 0, try_on = ${on}::date
    where id = ${id}::uuid and state = 'failed'`.execute(trx)
}

/** What of patrons says how they can be turned to, still sealed, and whether a guardian signed for them. */
export async function reachableAt(trx: Trx, ring: KeyRing, ids: readonly string[]) {
  if (ids.length === 0) return []
  const patrons = await trx
    .selectFrom('patron')
    .select(['id', 'contact', 'choices'])
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

/** A page of patrons in the order of their ids, with what is sealed of their membership. */
export async function cardStandingPage(trx: Trx, after: string, limit: number) {
  return trx
    .selectFrom('patron')
    .select(['id', 'standing'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(sql.lit(limit))
    .execute()
}

/** Which of these addresses and numbers are known to be bad, by their tokens; of some that are on file, in hex. */
export async function badAddresses(trx: Trx, tokens: readonly Buffer[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ address_index: Buffer }>`select address_index from bad_address
    where address_index = any(${tokens}::bytea[]) and occasions >= 2`.execute(trx)
  return new Set(rows.map((row) => row.address_index.toString('hex')))
}

/**
 * Notes that a message was refused because there is no such address. It is bad from the second occasion on: messages
 * of one day are one, since a mail server that is set up wrongly says the same of every address.
 * @param day for which the message was planned, `YYYY-MM-DD`
 */
export async function addBadAddress(trx: Trx, address_index: Buffer, day: string): Promise<void> {
  await sql`insert into bad_address as noted (address_index, since) values (${address_index}, ${day}::date)
    on conflict (address_index) do update set occasions = 2, since = excluded.since
    where noted.since <> excluded.since`.execute(trx)
}

/** Forgets bad addresses from before a day: they may work again. */
export async function forgetBadAddresses(trx: Trx, before: string): Promise<void> {
  await trx.deleteFrom('bad_address').where('since', '<', before).execute()
}

/** The contact whose e-mail had this id, locked; undefined where it is no longer remembered. */
export async function lockNoticeOfMail(trx: Trx, messageId: string): Promise<PlannedNotice | undefined> {
  const { rows } = await sql<PlannedNotice>`select ${columns} from notice where message_id = ${messageId}
    for update`.execute(trx)
  return rows[0]
}

/**
 * A page of what is to be done by a channel, in the order of ids, which is one of chance: of those whose day has come,
 * begun tries among them.
 * @param page.on the library's day, `YYYY-MM-DD`
 * @param page.after the last id of the page before
 */
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

/** How many are to be done by a channel on a day or before; counted up to `most` and no further. */
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

/** One planned contact, locked until the transaction ends; undefined where it is gone, or has another id by now. */
export async function lockNotice(trx: Trx, id: string): Promise<PlannedNotice | undefined> {
  const { rows } = await sql<PlannedNotice>`select ${columns} from notice where id = ${id}::uuid
    for update`.execute(trx)
  return rows[0]
}

/** The planned contacts of a patron, whatever their state. @param tokens `noticeTokens` */
export async function noticesOf(trx: Trx, tokens: readonly Buffer[]): Promise<PlannedNotice[]> {
  const { rows } = await sql<PlannedNotice>`select ${columns} from notice
    where patron_index = any(${tokens}::bytea[])`.execute(trx)
  return rows
}

/**
 * Notes how a planned contact stands now. An end (`done`, `unknown`, `failed`) is counted in its month.
 * @param known.tryOn the next day on which it is tried, `YYYY-MM-DD`; unchanged where absent
 * @param known.tried it was tried once more
 * @param on the library's day
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

/** Ends a planned contact: nothing of it is remembered. @returns false where it was gone */
export async function endNotice(trx: Trx, id: string): Promise<boolean> {
  const gone = await trx.deleteFrom('notice').where('id', '=', id).executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** What became of the contacts of a month. @param month `YYYY-MM` */
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

/** Whether nothing more is done about it. */
export const isOutcome = (state: NoticeState): state is NoticeOutcome =>
  state === 'done' || state === 'unknown' || state === 'failed'

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
