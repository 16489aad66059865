import { type Kysely, sql } from 'kysely'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type PreparedStatement, queueStatement } from '../platform/db/statements.ts'
import type { FaultCode } from './log/export-files.ts'

/*
 * The register's tables. What they mean, and every decision about them, is in src/register and src/register/sequencer.ts.
 */
type TileName = { readonly log: number; readonly level: number; readonly index: bigint }
type TileRow = TileName & { readonly width: number; readonly hashes: Buffer }

/**
 * Puts a sealed entry in the pending table, in the caller's transaction: the entry is on record if and only
 * if what it records is. One INSERT, and it decides nothing: only the tick gives an entry its index.
 *
 * @param entry.id 16 bytes, the id inside the leaf
 */
export async function recordPending(
  trx: Trx,
  entry: {
    readonly id: Uint8Array
    readonly leaf: Buffer
    readonly overflow?: Buffer | undefined
    /** The tokens by which patrons find it, 16 bytes each; none where it is not theirs to find. */
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

/**
 * Whether this transaction is the one that may tick now; if so, until it ends. Why a row that only the worker may lock: with the
 * app's password nobody keeps the register from being signed.
 */
export async function lockForSequencing(trx: Trx): Promise<boolean> {
  const { rows } = await sql`select from turn where name = 'tick' for update skip locked`.execute(trx)
  return rows.length > 0
}

/** A checkpoint as it is stored; `signedOn` is `YYYY-MM-DD`. */
type StoredCheckpoint = {
  readonly size: bigint
  readonly note: string
  readonly signedOn: string
  /** How many of its leaves are of commitments, and so no entries. For screens: no check stands on it. */
  readonly commitments: bigint
}

/** The newest checkpoint of a log, or undefined where none was ever signed. */
export async function newestCheckpoint(db: Db, log: number): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<StoredCheckpoint>`
    select size, note, signed_on::text as "signedOn", commitments from register_checkpoint where log = ${log}
    order by size desc, signed_on desc limit 1`.execute(db)
  return rows[0]
}

/** How many leaves a log has, taken from its greatest index. */
export async function leafCount(db: Db, log: number): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`
    select coalesce(max(index) + 1, 0) as count from register_leaf where log = ${log}`.execute(db)
  return rows[0]?.count ?? 0n
}

/** How many entries wait for the tick. */
export async function pendingCount(db: Db): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from register_pending`.execute(db)
  return rows[0]?.count ?? 0n
}

/** A tile in the widest form that is stored, or undefined. */
export async function readTile(db: Db, tile: TileName): Promise<TileRow | undefined> {
  const { rows } = await sql<TileRow>`
    select log, level, index, width, hashes from register_tile
    where log = ${tile.log} and level = ${tile.level} and index = ${tile.index}`.execute(db)
  return rows[0]
}

/** What waits for the tick, as far as it has to be looked at first. */
export type PendingEntry = {
  readonly id: string
  /** The first bytes of the leaf. */
  readonly head: Buffer
  /** Whether an entry of that id is in the register. */
  readonly there: boolean
}

/**
 * The first of what waits, by id.
 *
 * Why by id: ids are random, so the order of a batch says nothing about which entry came first, and a batch
 * that is rolled back and taken again falls into the same order.
 */
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

/** Moves what waits and is no entry of the register to where it is kept. @param aside.since `YYYY-MM-DD` */
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

/** How much was set aside. */
export async function setAsideCount(db: Db): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from register_set_aside`.execute(db)
  return rows[0]?.count ?? 0n
}

/**
 * Moves pending entries to the leaves of a log, from index `first` on, in the order of their ids, and the tokens by
 * which patrons find them to where they are looked up. Returns the leaves in that order.
 */
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

/** Stores tiles, each in place of its narrower form. */
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

/** Stores a checkpoint as the last of its day in its log. @param signedOn `YYYY-MM-DD` */
export async function storeCheckpoint(
  trx: Trx,
  checkpoint: {
    readonly log: number
    readonly signedOn: string
    readonly size: bigint
    readonly note: string
    readonly commitments: bigint
  },
): Promise<void> {
  const { log, signedOn, size, note, commitments } = checkpoint
  await sql`
    insert into register_checkpoint (log, signed_on, size, note, commitments)
    values (${log}, ${signedOn}, ${size}, ${note}, ${commitments})
    on conflict (log, signed_on) do update set
      size = excluded.size, note = excluded.note, commitments = excluded.commitments`.execute(trx)
}

/** The checkpoint with which a day of the library's own time zone ended, or ends so far. */
export type DayEnd = {
  readonly log: number
  /** `YYYY-MM-DD` */
  readonly day: string
  /** Where the day is counted: an IANA name. */
  readonly timeZone: string
  readonly size: bigint
  readonly note: string
}

/** Stores a checkpoint as the last of its day so far. */
export async function storeDayEnd(trx: Trx, end: DayEnd): Promise<void> {
  const { log, day, timeZone, size, note } = end
  await sql`
    insert into register_day (log, day, time_zone, size, note) values (${log}, ${day}, ${timeZone}, ${size}, ${note})
    on conflict (log, day) do update set
      time_zone = excluded.time_zone, size = excluded.size, note = excluded.note`.execute(trx)
}

/** The newest end of a day, of one log or of any. @param of.before a day, `YYYY-MM-DD`: only days before it */
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

/** Runs `work` on the register as it stands at one moment, whatever is written meanwhile. */
export async function withRegisterSnapshot<T>(
  db: Kysely<Schema>,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
}

/** Leaves of a log in order, from an index on. */
export async function readLeaves(
  db: Db,
  { log, first, most }: { readonly log: number; readonly first: bigint; readonly most: number },
): Promise<{ index: bigint; id: string; leaf: Buffer; overflow: Buffer | null }[]> {
  const { rows } = await sql<{ index: bigint; id: string; leaf: Buffer; overflow: Buffer | null }>`
    select index, id, leaf, overflow from register_leaf
    where log = ${log} and index >= ${first} and index < ${first + BigInt(most)} order by index`.execute(db)
  return rows
}

/*
 * Why by their length: `register_leaf_entry` is an index on these alone, so that the leaves of commitments, of which
 * there are 1,440 a day, cost nothing where entries are looked for.
 */
const isEntry = sql<boolean>`octet_length(leaf) > 280`

/** A stored leaf that is no leaf of commitments, with its place. */
export type EntryRow = {
  readonly index: bigint
  readonly id: string
  readonly leaf: Buffer
  readonly overflow: Buffer | null
}

/** The last entries of a log before an index, the newest first, past all leaves of commitments. */
export async function entriesBefore(
  db: Db,
  { log, before, most }: { readonly log: number; readonly before: bigint; readonly most: number },
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select index, id, leaf, overflow from register_leaf
    where log = ${log} and index < ${before} and ${isEntry} order by index desc limit ${most}`.execute(db)
  return rows
}

/** The first entries of a log from an index on and before another, in order, past all leaves of commitments. */
export async function entriesFrom(
  db: Db,
  {
    log,
    first,
    before,
    most,
  }: { readonly log: number; readonly first: bigint; readonly before: bigint; readonly most: number },
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select index, id, leaf, overflow from register_leaf
    where log = ${log} and index >= ${first} and index < ${before} and ${isEntry}
    order by index limit ${most}`.execute(db)
  return rows
}

/** Of the newest leaves of commitments of a log each of so many, and of those before every so manieth; in order. */
export async function newestCommitments(
  db: Db,
  {
    log,
    most,
    each,
    every,
  }: { readonly log: number; readonly most: number; readonly each: number; readonly every: number },
): Promise<{ index: bigint; leaf: Buffer }[]> {
  const { rows } = await sql<{ index: bigint; leaf: Buffer }>`
    select index, leaf from (
      select index, leaf, row_number() over (order by index desc) as nth from register_leaf
      where log = ${log} and not ${isEntry} order by index desc limit ${most}) as newest
    where nth <= ${each} or nth % ${every} = 0 order by index`.execute(db)
  return rows
}

/** Tiles of a log in order of level and index, after a tile. */
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

/** One of the register's logs. The one with the greatest number grows; those before it ended with a restore. */
export type RegisterLog = {
  readonly log: number
  /** Its name, which is its key's. */
  readonly origin: string
  /** Its public key, one line. */
  readonly key: string
  /** `YYYY-MM-DD` */
  readonly since: string
  /** The last known checkpoint of the log before it; null where there was none. */
  readonly follows: string | null
}

/** The log that grows, or undefined where nothing was ever signed. */
export async function currentLog(db: Db): Promise<RegisterLog | undefined> {
  const { rows } = await sql<RegisterLog>`select * from register_log order by log desc limit 1`.execute(db)
  return rows[0]
}

/** Every log, the oldest first. */
export async function allLogs(db: Db): Promise<RegisterLog[]> {
  return (await sql<RegisterLog>`select * from register_log order by log`.execute(db)).rows
}

/** Begins a log; from this transaction's commit on, it is the one that grows. */
export async function addLog(trx: Trx, log: RegisterLog): Promise<void> {
  await trx.insertInto('register_log').values(log).execute()
}

/** The first day of which the log has a checkpoint, `YYYY-MM-DD`, or undefined. */
export async function firstSignedOn(db: Db, log: number): Promise<string | undefined> {
  const { rows } = await sql<{ day: string | null }>`
    select min(signed_on) as day from register_checkpoint where log = ${log}`.execute(db)
  return rows[0]?.day ?? undefined
}

/**
 * Puts a leaf at its place, past the pending entries: a new log's first leaf comes so, and that of a tick.
 * @param leaf.id 16 bytes
 */
export async function placeLeaf(
  trx: Trx,
  leaf: { readonly log: number; readonly index: bigint; readonly id: Uint8Array; readonly bytes: Buffer },
): Promise<void> {
  const id = Buffer.from(leaf.id).toString('hex')
  await sql`insert into register_leaf (log, index, id, leaf)
    values (${leaf.log}, ${leaf.index}, ${id}, ${leaf.bytes})`.execute(trx)
}

/** The ticks' own leaves of a log between two places, in order. */
export async function commitmentLeaves(
  db: Db,
  { log, first, until }: { readonly log: number; readonly first: number; readonly until: number },
): Promise<{ index: bigint; leaf: Buffer }[]> {
  const { rows } = await sql<{ index: bigint; leaf: Buffer }>`
    select index, leaf from register_leaf
    where log = ${log} and index >= ${first} and index < ${until} and not ${isEntry} order by index`.execute(
    db,
  )
  return rows
}

/** An entry as it is stored: in its log, or waiting for the tick. */
export type StoredEntry = {
  readonly leaf: Buffer
  readonly overflow: Buffer | null
  /** Absent while it waits. */
  readonly place?: { readonly log: number; readonly index: bigint }
}

/** The entry of that id, or undefined. As the worker: the app cannot read what waits. @param id 16 bytes */
export async function findEntry(db: Db, id: Uint8Array): Promise<StoredEntry | undefined> {
  const hex = Buffer.from(id).toString('hex')
  // Why one statement: between two, a tick may take the entry from where the second looks to where the first did.
  const { rows } = await sql<{
    leaf: Buffer
    overflow: Buffer | null
    log: number | null
    index: bigint | null
  }>`
    select leaf, overflow, log, index from register_leaf where id = ${hex}
    union all select leaf, overflow, null, null from register_pending where id = ${hex}`.execute(db)
  const [found] = rows
  if (found === undefined) return undefined
  const { leaf, overflow, log, index } = found
  return log === null || index === null ? { leaf, overflow } : { leaf, overflow, place: { log, index } }
}

/** A leaf by its id, which is the entry's, or undefined; what waits for the tick is not looked at. @param id 16 bytes */
export async function findLeaf(
  db: Db,
  id: Uint8Array,
): Promise<{ log: number; index: bigint; id: string; leaf: Buffer; overflow: Buffer | null } | undefined> {
  const hex = Buffer.from(id).toString('hex')
  return db
    .selectFrom('register_leaf')
    .select(['log', 'index', 'id', 'leaf', 'overflow'])
    .where('id', '=', hex)
    .executeTakeFirst()
}

/**
 * How many entries each month has, in all logs and among what waits, the oldest month first; and how many of them are
 * `recent`: they wait, or were signed on a day of the period or behind a checkpoint of one.
 * @param period days, `YYYY-MM-DD`, both included
 */
export async function entriesByMonth(
  db: Db,
  period: { readonly from: string; readonly to: string },
): Promise<{ month: string; entries: bigint; recent: bigint }[]> {
  // What a day's checkpoint counts beyond the one before it was signed on that day, and all that follows later still.
  // The month stands in the clear in every sealed leaf (type 1), from byte 24 on.
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

/** The entries that are found under a token, in all logs, before an index (which counts the log in its upper bits); the newest first. */
export async function entriesAbout(
  db: Kysely<Schema>,
  {
    about,
    before,
    limit,
  }: { readonly about: Buffer; readonly before: bigint | undefined; readonly limit: number },
): Promise<{ readonly index: bigint; readonly leaf: Buffer; readonly overflow: Buffer | null }[]> {
  const { rows } = await sql<{ index: bigint; leaf: Buffer; overflow: Buffer | null }>`
    select (log::bigint << 48) | index as index, leaf, overflow
    from register_about join register_leaf on register_leaf.id = register_about.entry
    where about = ${about}::bytea and (${before ?? null}::bigint is null or ((log::bigint << 48) | index) < ${before ?? null}::bigint)
    order by 1 desc limit ${limit}`.execute(db)
  return rows
}

/** Forgets what was found by the keys of these months. */
export async function forgetAbout(worker: Kysely<Schema>, months: readonly string[]): Promise<void> {
  if (months.length > 0) await worker.deleteFrom('register_about').where('month', 'in', months).execute()
}

/** What a check can find wrong. A pin that does not read is not among it: it is read before. */
type CheckFault = Exclude<FaultCode, 'against'>

/** `lost`, `absent`: whole by itself, and not shown to go on from the older pin. */
export type CheckFound =
  | { readonly as: 'good' | 'lost' | 'absent'; readonly size: bigint }
  | { readonly as: CheckFault; readonly entry?: bigint }

/** What a check of the whole register found. */
type SavedCheck = CheckFound & {
  readonly endedAt: Date
  /** The older pin that it was compared with, in one word, and how many entries that counts. */
  readonly pin?: { readonly word: string; readonly size: bigint }
}
export type PassedCheck = SavedCheck & { readonly as: 'good' | 'lost' | 'absent' }
export type FailedCheck = SavedCheck & { readonly as: CheckFault }

const isPassedCheck = (check: SavedCheck): check is PassedCheck =>
  check.as === 'good' || check.as === 'lost' || check.as === 'absent'

/**
 * Keeps what a check found, in place of the last that found nothing wrong. INVARIANT: what was wrong stays until a check
 * of the same kind is good: a check without a pin does not show that a pin fits now.
 */
export async function saveCheck(app: Kysely<Schema>, check: SavedCheck): Promise<void> {
  const pin = check.pin?.word ?? ''
  const { endedAt: ended_at, as: found } = check
  const whole = isPassedCheck(check)
  const row = {
    ...{ pin, whole, found, ended_at, pin_size: check.pin?.size ?? null },
    ...{ size: whole ? check.size : null, entry: whole ? null : (check.entry ?? null) },
  }
  await app.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('register_check')
      .where((row) => row.or([row('whole', '=', true), row('pin', 'in', [...supersededPins(check, pin)])]))
      .execute()
    await trx.insertInto('register_check').values(row).execute()
  })
}

/** Of which kinds a check says all that the ones before it said. One with a pin does what one without does, and more. */
function supersededPins({ as }: SavedCheck, pin: string): readonly string[] {
  if (as === 'good') return ['', pin]
  return as === 'lost' || as === 'absent' ? [''] : [pin]
}

/** What stands: all that is wrong, the newest first, then the last check that found nothing wrong. */
export async function savedChecks(
  app: Kysely<Schema>,
): Promise<{ readonly bad: readonly FailedCheck[]; readonly whole: PassedCheck | undefined }> {
  const rows = await app.selectFrom('register_check').selectAll().orderBy('ended_at', 'desc').execute()
  const checks = rows.map(({ pin, pin_size, found, ended_at, size, entry }) => ({
    ...{ as: found, endedAt: ended_at },
    ...(pin_size !== null && { pin: { word: pin, size: pin_size } }),
    ...(size !== null && { size }),
    ...(entry !== null && { entry }),
  })) as SavedCheck[]
  return {
    bad: checks.filter((check): check is FailedCheck => !isPassedCheck(check)),
    whole: checks.find(isPassedCheck),
  }
}
