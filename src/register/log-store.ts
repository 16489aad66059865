import { type Kysely, sql } from 'kysely'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type PreparedStatement, queueStatement } from '../platform/db/statements.ts'
import type { FaultCode } from './log/export-files.ts'

type TileName = { readonly log: number; readonly level: number; readonly index: bigint }
type TileRow = TileName & { readonly width: number; readonly hashes: Buffer }

/** In the caller's transaction, so that it is on record if and only if what it records is. `id` is the leaf's, 16 bytes. */
export async function recordPending(
  trx: Trx,
  entry: {
    readonly id: Uint8Array
    readonly leaf: Buffer
    readonly overflow?: Buffer | undefined
    /** The tokens under which patrons find it, 16 bytes each; none where it is not shown to them. */
    readonly about?: readonly Buffer[] | undefined
  },
): Promise<void> {
  const { id, leaf, overflow = null, about = [] } = entry
  const tokens = about.length > 0 ? Buffer.concat(about) : null
  await queueStatement(trx, insertPending, [Buffer.from(id).toString('hex'), leaf, overflow, tokens])
}

const insertPending: PreparedStatement = {
  name: 'record-entry',
  text: 'insert into register_pending (id, leaf, overflow, about) values ($1, $2, $3, $4)',
}

/** A row that only the worker may lock: no one with the app's password can keep the register from being signed. */
export async function lockForSequencing(trx: Trx): Promise<boolean> {
  const { rows } = await sql`select from turn where name = 'tick' for update skip locked`.execute(trx)
  return rows.length > 0
}

/** A checkpoint as it is stored; `signedOn` is `YYYY-MM-DD`. */
type StoredCheckpoint = {
  readonly size: bigint
  readonly note: string
  readonly signedOn: string
  /** How many of its leaves are commitments and not entries. For screens: no check relies on it. */
  readonly commitments: bigint
}

/** Undefined where the log has no checkpoint yet. */
export async function newestCheckpoint(db: Db, log: number): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<StoredCheckpoint>`
    select size, note, signed_on::text as "signedOn", commitments from register_checkpoint where log = ${log}
    order by size desc, signed_on desc limit 1`.execute(db)
  return rows[0]
}

/** One more than the greatest index. */
export async function leafCount(db: Db, log: number): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`
    select coalesce(max(index) + 1, 0) as count from register_leaf where log = ${log}`.execute(db)
  return rows[0]?.count ?? 0n
}

export async function pendingCount(db: Db): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from register_pending`.execute(db)
  return rows[0]?.count ?? 0n
}

/** The widest stored form of a tile. */
export async function readTile(db: Db, tile: TileName): Promise<TileRow | undefined> {
  const { rows } = await sql<TileRow>`
    select log, level, index, width, hashes from register_tile
    where log = ${tile.log} and level = ${tile.level} and index = ${tile.index}`.execute(db)
  return rows[0]
}

export function tileReader(db: Db, log: number) {
  return async (tile: Pick<TileName, 'level' | 'index'>): Promise<Buffer | undefined> =>
    (await readTile(db, { log, level: tile.level, index: tile.index }))?.hashes
}

/** A pending entry, as far as the sequencer examines it. */
export type PendingEntry = {
  readonly id: string
  /** The first bytes of the leaf. */
  readonly head: Buffer
  /** Whether the register already has an entry of that id. */
  readonly there: boolean
}

/** Why by id: ids are random, so a batch's order says nothing, and a batch that is rolled back keeps its order. */
export async function readPending(
  trx: Trx,
  { most, headBytes }: { readonly most: number; readonly headBytes: number },
): Promise<PendingEntry[]> {
  const { rows } = await sql<PendingEntry>`
    select id, substring(leaf from 1 for ${headBytes}::int) as head,
      exists (select from register_leaf where register_leaf.id = register_pending.id) as there
    from register_pending order by id limit ${most}`.execute(trx)
  return rows
}

/** Moves a pending row that is not a new entry to register_set_aside. `since` is `YYYY-MM-DD`. */
export async function setAside(
  trx: Trx,
  { id, reason, since }: { readonly id: string; readonly reason: SetAsideReason; readonly since: string },
): Promise<void> {
  await sql`
    with taken as (delete from register_pending where id = ${id} returning id, leaf, overflow)
    insert into register_set_aside (since, reason, id, leaf, overflow)
    select ${since}::date, ${reason}, id, leaf, overflow from taken`.execute(trx)
}

type SetAsideReason = Schema['register_set_aside']['reason']

export async function setAsideCount(db: Db): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from register_set_aside`.execute(db)
  return rows[0]?.count ?? 0n
}

/** Moves pending entries to the leaves from index `first` on, and their tokens to register_about. Returns the leaves in order. */
export async function takePending(
  trx: Trx,
  { log, first, ids }: { readonly log: number; readonly first: bigint; readonly ids: readonly string[] },
): Promise<Buffer[]> {
  const { rows } = await sql<{ index: bigint; leaf: Buffer }>`
    with taken as (
      delete from register_pending where id = any(${ids}::uuid[]) returning id, leaf, overflow, about
    ), found as (
      insert into register_about (about, entry, month)
      select distinct substring(about from 16 * at + 1 for 16), id, encode(substring(leaf from 25 for 7), 'escape')
      from taken, generate_series(0, octet_length(about) / 16 - 1) as at
      on conflict do nothing
    )
    insert into register_leaf (log, index, id, leaf, overflow)
    select ${log}::smallint, ${first}::bigint + row_number() over (order by id) - 1, id, leaf, overflow from taken
    returning index, leaf`.execute(trx)
  return rows.sort((one, other) => Number(one.index - other.index)).map(({ leaf }) => leaf)
}

/** Stores tiles, each replacing its narrower form. */
export async function storeTiles(trx: Trx, tiles: readonly TileRow[]): Promise<void> {
  for (const { log, level, index, width, hashes } of tiles) {
    await sql`
      insert into register_tile (log, level, index, width, hashes)
      values (${log}, ${level}, ${index}, ${width}, ${hashes})
      on conflict (log, level, index) do update set width = excluded.width, hashes = excluded.hashes`.execute(
      trx,
    )
  }
}

/** Stores a checkpoint as the last of its day in its log. */
export async function storeCheckpoint(
  trx: Trx,
  { log, signedOn, size, note, commitments }: StoredCheckpoint & { readonly log: number },
): Promise<void> {
  await sql`
    insert into register_checkpoint (log, signed_on, size, note, commitments)
    values (${log}, ${signedOn}, ${size}, ${note}, ${commitments})
    on conflict (log, signed_on) do update set
      size = excluded.size, note = excluded.note, commitments = excluded.commitments`.execute(trx)
}

/** The checkpoint that ends a day in the library's time zone, or ends it so far. */
export type DayEnd = {
  readonly log: number
  /** `YYYY-MM-DD` */
  readonly day: string
  /** An IANA name. */
  readonly timeZone: string
  readonly size: bigint
  readonly note: string
}

export async function storeDayEnd(
  trx: Trx,
  { log, day, timeZone, size, note, commitments }: DayEnd & Pick<StoredCheckpoint, 'commitments'>,
): Promise<void> {
  await sql`
    insert into register_day (log, day, time_zone, size, note, commitments)
    values (${log}, ${day}, ${timeZone}, ${size}, ${note}, ${commitments})
    on conflict (log, day) do update set time_zone = excluded.time_zone, size = excluded.size, note = excluded.note,
      commitments = excluded.commitments`.execute(trx)
}

/** What a day added to a log: its leaves from index `first` up to `end`, and how many of them are entries. */
export type DayOfLog = {
  /** `YYYY-MM-DD` in the library's time zone. */
  readonly day: string
  readonly first: bigint
  readonly end: bigint
  readonly entries: bigint
}

/**
 * The last `most` days up to `until` on which a log was signed, oldest first. Reads a row for each of them and no leaf,
 * however long the log is. As the worker.
 */
export async function daysOfLog(
  worker: Db,
  { log, until, most }: { readonly log: number; readonly until: string; readonly most: number },
): Promise<DayOfLog[]> {
  const { rows } = await sql<DayOfLog>`
    with ends as (
      select day, size, commitments, row_number() over (order by day desc) as nth from register_day
      where log = ${log} and day <= ${until}::date order by day desc limit ${most + 1}
    ), days as (
      select nth, day::text as day, lag(size, 1, 0::bigint) over (order by day) as first, size as end,
        (size - commitments) - lag(size - commitments, 1, 0::bigint) over (order by day) as entries
      from ends
    )
    select day, first, "end", entries from days where nth <= ${most} order by day`.execute(worker)
  return rows
}

/** Of one log or of any; only days before `before` (`YYYY-MM-DD`) where it is given. */
export async function newestDayEnd(
  db: Db,
  of: { readonly log?: number | undefined; readonly before?: string } = {},
): Promise<DayEnd | undefined> {
  const { log = null, before = null } = of
  const { rows } = await sql<DayEnd>`
    select log, day::text as day, time_zone as "timeZone", size, note from register_day
    where (${log}::smallint is null or log = ${log}) and (${before}::date is null or day < ${before}::date)
    order by log desc, size desc, day desc limit 1`.execute(db)
  return rows[0]
}

export async function withRegisterSnapshot<T>(
  db: Kysely<Schema>,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
}

/** A log's leaves in order, from index `first` on. */
export async function readLeaves(
  db: Db,
  { log, first, most }: { readonly log: number; readonly first: bigint; readonly most: number },
): Promise<LeafRow[]> {
  const { rows } = await sql<LeafRow>`
    select index, id, leaf, overflow from register_leaf
    where log = ${log} and index >= ${first} and index < ${first + BigInt(most)} order by index`.execute(db)
  return rows
}

// Why by length: `register_leaf_entry` indexes these alone, so 1,440 commitments leaves a day cost a search nothing.
const isEntry = sql<boolean>`octet_length(leaf) > 280`

export type LeafRow = {
  readonly index: bigint
  readonly id: string
  readonly leaf: Buffer
  readonly overflow: Buffer | null
}

/** A log's last entries before an index, not below `first`, newest first, without the commitments leaves. */
export async function entriesBefore(
  db: Db,
  range: { readonly log: number; readonly first?: bigint; readonly before: bigint; readonly most: number },
): Promise<LeafRow[]> {
  const { log, first = 0n, before, most } = range
  const { rows } = await sql<LeafRow>`
    select index, id, leaf, overflow from register_leaf
    where log = ${log} and index >= ${first} and index < ${before} and ${isEntry}
    order by index desc limit ${most}`.execute(db)
  return rows
}

/** A log's entries from `first` up to `before`, in order, without the commitments leaves. */
export async function entriesFrom(
  db: Db,
  range: { readonly log: number; readonly first: bigint; readonly before: bigint; readonly most: number },
): Promise<LeafRow[]> {
  const { log, first, before, most } = range
  const { rows } = await sql<LeafRow>`
    select index, id, leaf, overflow from register_leaf
    where log = ${log} and index >= ${first} and index < ${before} and ${isEntry}
    order by index limit ${most}`.execute(db)
  return rows
}

/** A log's sealed entries of some months (`YYYY-MM`, in UTC, both included) above an index, in order. */
export async function entriesOfMonths(
  db: Db,
  range: {
    readonly log: number
    readonly from: string
    readonly until: string
    readonly first: bigint
    readonly most: number
  },
): Promise<LeafRow[]> {
  const { log, from, until, first, most } = range
  // Every sealed leaf (type 1) has its month in the clear from byte 24 on.
  const { rows } = await sql<LeafRow>`
    select index, id, leaf, overflow from register_leaf
    where log = ${log} and index >= ${first} and ${isEntry} and get_byte(leaf, 7) = 1
      and substring(leaf from 25 for 7) between ${Buffer.from(from)} and ${Buffer.from(until)}
    order by index limit ${most}`.execute(db)
  return rows
}

/** A sample of a log's last `most` commitments leaves, in order: the newest `each`, and before them one in `every`. */
export async function newestCommitments(
  db: Db,
  sample: { readonly log: number; readonly most: number; readonly each: number; readonly every: number },
): Promise<CommitmentsRow[]> {
  const { log, most, each, every } = sample
  const { rows } = await sql<CommitmentsRow>`
    select index, leaf from (
      select index, leaf, row_number() over (order by index desc) as nth from register_leaf
      where log = ${log} and not ${isEntry} order by index desc limit ${most}) as newest
    where nth <= ${each} or nth % ${every} = 0 order by index`.execute(db)
  return rows
}

/** In order of level and index, after a tile. */
export async function readTilesAfter(
  db: Db,
  { after, most }: { readonly after: TileName; readonly most: number },
): Promise<TileRow[]> {
  const { rows } = await sql<TileRow>`
    select log, level, index, width, hashes from register_tile
    where log = ${after.log} and (level, index) > (${after.level}::smallint, ${after.index}::bigint)
    order by level, index limit ${sql.lit(most)}`.execute(db)
  return rows
}

/** One of the register's logs. The one with the greatest number grows; a restore ended each of the others. */
export type RegisterLog = {
  readonly log: number
  /** Also its key's name. */
  readonly origin: string
  /** Its public key, one line. */
  readonly key: string
  /** `YYYY-MM-DD` */
  readonly since: string
  /** The last known checkpoint of the previous log; null where there was none. */
  readonly follows: string | null
}

/** The log that grows; undefined where nothing was ever signed. */
export async function currentLog(db: Db): Promise<RegisterLog | undefined> {
  const { rows } = await sql<RegisterLog>`select * from register_log order by log desc limit 1`.execute(db)
  return rows[0]
}

/** Oldest first. */
export async function allLogs(db: Db): Promise<RegisterLog[]> {
  return (await sql<RegisterLog>`select * from register_log order by log`.execute(db)).rows
}

/** From this transaction's commit on, the new log is the one that grows. */
export async function addLog(trx: Trx, log: RegisterLog): Promise<void> {
  await trx.insertInto('register_log').values(log).execute()
}

/** `YYYY-MM-DD`; undefined where the log has no checkpoint. */
export async function firstSignedOn(db: Db, log: number): Promise<string | undefined> {
  const { rows } = await sql<{ day: string | null }>`
    select min(signed_on) as day from register_checkpoint where log = ${log}`.execute(db)
  return rows[0]?.day ?? undefined
}

/** Places a leaf that was never pending: a new log's first, or the sequencer's own. `id` is 16 bytes. */
export async function placeLeaf(
  trx: Trx,
  leaf: { readonly log: number; readonly index: bigint; readonly id: Uint8Array; readonly bytes: Buffer },
): Promise<void> {
  const id = Buffer.from(leaf.id).toString('hex')
  await sql`insert into register_leaf (log, index, id, leaf)
    values (${leaf.log}, ${leaf.index}, ${id}, ${leaf.bytes})`.execute(trx)
}

type CommitmentsRow = Pick<LeafRow, 'index' | 'leaf'>

/** A log's commitments leaves from `first` up to `until`, in order. */
export async function commitmentLeaves(
  db: Db,
  { log, first, until }: { readonly log: number; readonly first: number; readonly until: number },
): Promise<CommitmentsRow[]> {
  const { rows } = await sql<CommitmentsRow>`
    select index, leaf from register_leaf
    where log = ${log} and index >= ${first} and index < ${until} and not ${isEntry} order by index`.execute(
    db,
  )
  return rows
}

export type StoredEntry = {
  readonly leaf: Buffer
  readonly overflow: Buffer | null
  /** Absent while it is pending. */
  readonly place?: { readonly log: number; readonly index: bigint }
}

/** Works as the worker only: the app cannot read pending entries. `id` is 16 bytes. */
export async function findEntry(db: Db, id: Uint8Array): Promise<StoredEntry | undefined> {
  const hex = Buffer.from(id).toString('hex')
  // Why one statement: between two, the sequencer could move the entry past both.
  const { rows } = await sql<Omit<StoredEntry, 'place'> & { log: number | null; index: bigint | null }>`
    select leaf, overflow, log, index from register_leaf where id = ${hex}
    union all select leaf, overflow, null, null from register_pending where id = ${hex}`.execute(db)
  const [row] = rows
  if (row === undefined) return undefined
  const { leaf, overflow, log, index } = row
  return log === null || index === null ? { leaf, overflow } : { leaf, overflow, place: { log, index } }
}

/** At most two ids (hex), of pending entries too; works as the worker only. `first` and `last` are 16 bytes in hex. */
export async function findIds(
  db: Db,
  { first, last }: { readonly first: string; readonly last: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from register_leaf where id between ${first} and ${last}
    union select id from register_pending where id between ${first} and ${last} limit 2`.execute(db)
  return rows.map(({ id }) => id.replaceAll('-', ''))
}

/** Undefined where no leaf in a log has that id (16 bytes); pending ones are not searched. */
export async function findLeaf(
  db: Db,
  id: Uint8Array,
): Promise<(LeafRow & { readonly log: number }) | undefined> {
  const hex = Buffer.from(id).toString('hex')
  return db
    .selectFrom('register_leaf')
    .select(['log', 'index', 'id', 'leaf', 'overflow'])
    .where('id', '=', hex)
    .executeTakeFirst()
}

/** Oldest month first, with pending entries. `recent` are pending, or signed in the period (both days included) or later. */
export async function entriesByMonth(
  db: Db,
  period: { readonly from: string; readonly to: string },
): Promise<{ month: string; entries: bigint; recent: bigint }[]> {
  // What a day's checkpoint counts beyond the previous one was signed on that day, and all that follows later still.
  // Every sealed leaf (type 1) has its month in the clear from byte 24 on.
  const { rows } = await sql<{ month: string; entries: bigint; recent: bigint }>`
    with signed as (
      select log, signed_on, lag(size, 1, 0::bigint) over (partition by log order by size, signed_on) as first
      from register_checkpoint
    ), since as (
      select log, min(first) as first from signed
      where signed_on between ${period.from}::date and ${period.to}::date group by log
    ), entry as (
      select leaf, exists (
        select from since where since.log < register_leaf.log
          or (since.log = register_leaf.log and since.first <= register_leaf.index)) as recent
      from register_leaf where ${isEntry} and get_byte(leaf, 7) = 1
      union all select leaf, true from register_pending
    )
    select encode(substring(leaf from 25 for 7), 'escape') as month, count(*) as entries,
      count(*) filter (where recent) as recent
    from entry group by month order by month`.execute(db)
  return rows
}

/** The entries under a token in all logs, newest first, before an index that has the log in its upper bits. */
export async function entriesAbout(
  db: Kysely<Schema>,
  search: { readonly about: Buffer; readonly before: bigint | undefined; readonly limit: number },
): Promise<Omit<LeafRow, 'id'>[]> {
  const { about, before, limit } = search
  const { rows } = await sql<Omit<LeafRow, 'id'>>`
    select (log::bigint << 48) | index as index, leaf, overflow
    from register_about join register_leaf on register_leaf.id = register_about.entry
    where about = ${about}::bytea and (${before ?? null}::bigint is null or ((log::bigint << 48) | index) < ${before ?? null}::bigint)
    order by 1 desc limit ${limit}`.execute(db)
  return rows
}

/** Those of these tokens with entries. */
export async function tokensWithEntries(db: Kysely<Schema>, abouts: readonly Buffer[]): Promise<Buffer[]> {
  if (abouts.length === 0) return []
  const found = await db
    .selectFrom('register_about')
    .select('about')
    .distinct()
    .where('about', 'in', abouts)
    .execute()
  return found.map(({ about }) => about)
}

export async function forgetAbout(worker: Kysely<Schema>, months: readonly string[]): Promise<void> {
  if (months.length > 0) await worker.deleteFrom('register_about').where('month', 'in', months).execute()
}

/** What a check can find wrong. The older fingerprint was read before, so `against` is not among it. */
type CheckFault = Exclude<FaultCode, 'against'>

/** `lost`, `absent`: intact by itself, but not shown to continue from the older fingerprint. */
export type CheckFound =
  | { readonly as: 'good' | 'lost' | 'absent'; readonly size: bigint }
  | { readonly as: CheckFault; readonly entry?: bigint }

type SavedCheck = CheckFound & {
  readonly endedAt: Date
  /** The older fingerprint that it was compared with, compact, and how many entries that counts. */
  readonly pin?: { readonly word: string; readonly size: bigint }
}
export type PassedCheck = SavedCheck & { readonly as: 'good' | 'lost' | 'absent' }
export type FailedCheck = SavedCheck & { readonly as: CheckFault }

const isPassedCheck = (check: SavedCheck): check is PassedCheck =>
  check.as === 'good' || check.as === 'lost' || check.as === 'absent'

/** INVARIANT: a fault stays until a check of its kind is good: one without a fingerprint does not show that one fits now. */
export async function saveCheck(app: Kysely<Schema>, check: SavedCheck): Promise<void> {
  const pin = check.pin?.word ?? ''
  const { endedAt: ended_at, as: found } = check
  const whole = isPassedCheck(check)
  const row = {
    pin,
    whole,
    found,
    ended_at,
    pin_size: check.pin?.size ?? null,
    size: whole ? check.size : null,
    entry: whole ? null : (check.entry ?? null),
  }
  await app.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('register_check')
      .where((row) => row.or([row('whole', '=', true), row('pin', 'in', [...supersededPins(check, pin)])]))
      .execute()
    await trx.insertInto('register_check').values(row).execute()
  })
}

/** Which earlier results a check makes obsolete. One with a fingerprint does all that one without does, and more. */
function supersededPins({ as }: SavedCheck, pin: string): readonly string[] {
  if (as === 'good') return ['', pin]
  return as === 'lost' || as === 'absent' ? [''] : [pin]
}

/** The faults that remain, newest first, and the last check that found nothing wrong. */
export async function savedChecks(
  app: Kysely<Schema>,
): Promise<{ readonly bad: readonly FailedCheck[]; readonly whole: PassedCheck | undefined }> {
  const rows = await app.selectFrom('register_check').selectAll().orderBy('ended_at', 'desc').execute()
  const checks = rows.map(({ pin, pin_size, found, ended_at, size, entry }) => ({
    as: found,
    endedAt: ended_at,
    ...(pin_size !== null && { pin: { word: pin, size: pin_size } }),
    ...(size !== null && { size }),
    ...(entry !== null && { entry }),
  })) as SavedCheck[]
  return {
    bad: checks.filter((check): check is FailedCheck => !isPassedCheck(check)),
    whole: checks.find(isPassedCheck),
  }
}
