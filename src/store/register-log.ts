import { type Kysely, sql, type Transaction } from 'kysely'
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

/** Puts a leaf at its place, past the pending entries: only a new log's first leaf comes so. @param leaf.id 16 bytes */
export async function placeLeaf(
  trx: Transaction<Schema>,
  leaf: { readonly log: number; readonly index: bigint; readonly id: Uint8Array; readonly bytes: Buffer },
): Promise<void> {
  const id = Buffer.from(leaf.id).toString('hex')
  await sql`insert into register_leaf (log, index, id, leaf)
    values (${leaf.log}, ${leaf.index}, ${id}, ${leaf.bytes})`.execute(trx)
}
