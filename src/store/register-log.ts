import { type Kysely, sql, type Transaction } from 'kysely'
import { isEntry } from './register.ts'
import type { Schema } from './schema.ts'

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

type Reader = Kysely<Schema> | Transaction<Schema>

/** The log that grows, or undefined where nothing was ever signed. */
export async function currentLog(db: Reader): Promise<RegisterLog | undefined> {
  const { rows } = await sql<RegisterLog>`select * from register_log order by log desc limit 1`.execute(db)
  return rows[0]
}

/** Every log, the oldest first. */
export async function allLogs(db: Reader): Promise<RegisterLog[]> {
  return (await sql<RegisterLog>`select * from register_log order by log`.execute(db)).rows
}

/** Begins a log; from this transaction's commit on, it is the one that grows. */
export async function addLog(trx: Transaction<Schema>, log: RegisterLog): Promise<void> {
  await trx.insertInto('register_log').values(log).execute()
}

/** The first day of which the log has a checkpoint, `YYYY-MM-DD`, or undefined. */
export async function firstSignedOn(db: Reader, log: number): Promise<string | undefined> {
  const { rows } = await sql<{ day: string | null }>`
    select min(signed_on) as day from register_checkpoint where log = ${log}`.execute(db)
  return rows[0]?.day ?? undefined
}

/**
 * Puts a leaf at its place, past the pending entries: a new log's first leaf comes so, and that of a tick.
 * @param leaf.id 16 bytes
 */
export async function placeLeaf(
  trx: Transaction<Schema>,
  leaf: { readonly log: number; readonly index: bigint; readonly id: Uint8Array; readonly bytes: Buffer },
): Promise<void> {
  const id = Buffer.from(leaf.id).toString('hex')
  await sql`insert into register_leaf (log, index, id, leaf)
    values (${leaf.log}, ${leaf.index}, ${id}, ${leaf.bytes})`.execute(trx)
}

/** The ticks' own leaves of a log between two places, in order. */
export async function commitmentLeaves(
  db: Reader,
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
export async function findEntry(db: Reader, id: Uint8Array): Promise<StoredEntry | undefined> {
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
  db: Reader,
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
  db: Reader,
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
