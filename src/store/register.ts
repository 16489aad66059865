import { CompiledQuery, type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/*
 * The register's tables. What they mean, and every decision about them, is in src/register and src/jobs/tick.ts.
 */
type Reader = Kysely<Schema> | Transaction<Schema>
type TileName = { readonly log: number; readonly level: number; readonly index: bigint }
type TileRow = TileName & { readonly width: number; readonly hashes: Buffer }

/**
 * Puts a sealed entry in the pending table, in the caller's transaction: the entry is on record if and only
 * if what it records is. One INSERT, and it decides nothing: only the tick gives an entry its index.
 *
 * @param entry.id 16 bytes, the id inside the leaf
 */
export async function recordPending(
  trx: Transaction<Schema>,
  entry: {
    readonly id: Uint8Array
    readonly leaf: Buffer
    readonly overflow?: Buffer | undefined
    /** The tokens by which patrons find it, 16 bytes each, and its month; left out where it is none of theirs to find. */
    readonly about?: { readonly tokens: readonly Buffer[]; readonly month: string } | undefined
  },
): Promise<void> {
  const { leaf, overflow = null, about } = entry
  const row = [Buffer.from(entry.id).toString('hex'), leaf, overflow]
  const statement = about
    ? CompiledQuery.raw(insertPendingAbout, [...row, Buffer.concat(about.tokens), about.month])
    : CompiledQuery.raw(insertPending, row)
  await trx.executeQuery(statement)
}

// Why not put together by Kysely like the others: every disclosure waits for this one, whose text never changes.
const insertPending =
  '/* along: record-entry */ insert into register_pending (id, leaf, overflow) values ($1, $2, $3)'

const insertPendingAbout = `/* along: record-entry-about */
  with found as (insert into register_about (about, entry, month)
    select substring($4::bytea from 16 * at + 1 for 16), $1::uuid, $5
    from generate_series(0, octet_length($4::bytea) / 16 - 1) as at)
  insert into register_pending (id, leaf, overflow) values ($1::uuid, $2, $3)`

/**
 * Whether this transaction is the one that may tick now; if so, until it ends. Why a row that only the worker may lock: with the
 * app's password nobody keeps the register from being signed.
 */
export async function lockForTick(trx: Transaction<Schema>): Promise<boolean> {
  const { rows } = await sql`select from turn where name = 'tick' for update skip locked`.execute(trx)
  return rows.length > 0
}

/** A checkpoint as it is stored; `signedOn` is `YYYY-MM-DD`. */
export type StoredCheckpoint = {
  readonly size: bigint
  readonly note: string
  readonly signedOn: string
  /** How many of its leaves are of commitments, and so no entries. For screens: no check stands on it. */
  readonly commitments: bigint
}

/** The newest checkpoint of a log, or undefined where none was ever signed. */
export async function newestCheckpoint(db: Reader, log: number): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<StoredCheckpoint>`
    select size, note, signed_on::text as "signedOn", commitments from register_checkpoint where log = ${log}
    order by size desc, signed_on desc limit 1`.execute(db)
  return rows[0]
}

/** How many leaves a log has, taken from its greatest index. */
export async function leafCount(db: Reader, log: number): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`
    select coalesce(max(index) + 1, 0) as count from register_leaf where log = ${log}`.execute(db)
  return rows[0]?.count ?? 0n
}

/** How many entries wait for the tick. */
export async function pendingCount(db: Reader): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from register_pending`.execute(db)
  return rows[0]?.count ?? 0n
}

/** A tile in the widest form that is stored, or undefined. */
export async function readTile(db: Reader, tile: TileName): Promise<TileRow | undefined> {
  const { rows } = await sql<TileRow>`
    select log, level, index, width, hashes from register_tile
    where log = ${tile.log} and level = ${tile.level} and index = ${tile.index}`.execute(db)
  return rows[0]
}

/** What waits for the tick, as far as it has to be looked at first. */
export type Waiting = {
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
export async function readWaiting(
  trx: Transaction<Schema>,
  { most, headBytes }: { readonly most: number; readonly headBytes: number },
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select id, substring(leaf from 1 for ${headBytes}::int) as head,
      exists (select from register_leaf where register_leaf.id = register_pending.id) as there
    from register_pending order by id limit ${most}`.execute(trx)
  return rows
}

/** Moves what waits and is no entry of the register to where it is kept. @param aside.since `YYYY-MM-DD` */
export async function setAside(
  trx: Transaction<Schema>,
  { id, reason, since }: { readonly id: string; readonly reason: AsideReason; readonly since: string },
): Promise<void> {
  await sql`
    with taken as (delete from register_pending where id = ${id} returning id, leaf, overflow)
    insert into register_set_aside (since, reason, id, leaf, overflow)
    select ${since}::date, ${reason}, id, leaf, overflow from taken`.execute(trx)
}

export type AsideReason = Schema['register_set_aside']['reason']

/** How much was set aside. */
export async function setAsideCount(db: Reader): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from register_set_aside`.execute(db)
  return rows[0]?.count ?? 0n
}

/**
 * Moves pending entries to the leaves of a log, from index `first` on, in the order of their ids, and returns the
 * leaves in that order.
 */
export async function takePending(
  trx: Transaction<Schema>,
  { log, first, ids }: { readonly log: number; readonly first: bigint; readonly ids: readonly string[] },
): Promise<Buffer[]> {
  const { rows } = await sql<{ index: bigint; leaf: Buffer }>`
    with taken as (
      delete from register_pending where id = any(${ids}::uuid[]) returning id, leaf, overflow
    )
    insert into register_leaf (log, index, id, leaf, overflow)
    select ${log}::smallint, ${first}::bigint + row_number() over (order by id) - 1, id, leaf, overflow from taken
    returning index, leaf`.execute(trx)
  return rows.sort((one, other) => Number(one.index - other.index)).map(({ leaf }) => leaf)
}

/** Stores tiles, each in place of its narrower form. */
export async function storeTiles(trx: Transaction<Schema>, tiles: readonly TileRow[]): Promise<void> {
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
  trx: Transaction<Schema>,
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
export async function storeDayEnd(trx: Transaction<Schema>, end: DayEnd): Promise<void> {
  const { log, day, timeZone, size, note } = end
  await sql`
    insert into register_day (log, day, time_zone, size, note) values (${log}, ${day}, ${timeZone}, ${size}, ${note})
    on conflict (log, day) do update set
      time_zone = excluded.time_zone, size = excluded.size, note = excluded.note`.execute(trx)
}

/** The newest end of a day, of one log or of any. @param of.before a day, `YYYY-MM-DD`: only days before it */
export async function newestDayEnd(
  db: Reader,
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
export async function withRegisterAtRest<T>(
  db: Kysely<Schema>,
  work: (trx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
}

/** Leaves of a log in order, from an index on. */
export async function readLeaves(
  db: Reader,
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
export const isEntry = sql<boolean>`octet_length(leaf) > 280`

/** A stored leaf that is no leaf of commitments, with its place. */
export type EntryRow = {
  readonly index: bigint
  readonly id: string
  readonly leaf: Buffer
  readonly overflow: Buffer | null
}

/** The last entries of a log before an index, the newest first, past all leaves of commitments. */
export async function entriesBefore(
  db: Reader,
  { log, before, most }: { readonly log: number; readonly before: bigint; readonly most: number },
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select index, id, leaf, overflow from register_leaf
    where log = ${log} and index < ${before} and ${isEntry} order by index desc limit ${most}`.execute(db)
  return rows
}

/** The first entries of a log from an index on and before another, in order, past all leaves of commitments. */
export async function entriesFrom(
  db: Reader,
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
  db: Reader,
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
  db: Reader,
  { after, most }: { readonly after: TileName; readonly most: number },
): Promise<TileRow[]> {
  const { rows } = await sql<TileRow>`
    select log, level, index, width, hashes from register_tile
    where log = ${after.log} and (level, index) > (${after.level}::smallint, ${after.index}::bigint)
    order by level, index limit ${sql.lit(most)}`.execute(db)
  return rows
}
