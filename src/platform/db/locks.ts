import { randomBytes } from 'node:crypto'
import type pg from 'pg'

/**
 * The advisory locks that any role may take, each with a number, the same in all processes; those of an
 * import or an item are by hashes. A waiter fails after `lock_timeout`, for the first two with the sentence
 * of `lock-held`, since any role may hold them.
 */
export const locks = {
  /** For making roles. */
  roles: 0x0ca77e0,
  /** For migrating the schema. */
  migration: 0x0ca77e1,
  /** Shared while locking links by their tokens or ids, exclusive while replacing them. */
  replacingLinks: 0x0ca77e5,
  /** For changing who is Director. */
  directors: 0x0ca77e6,
} as const

/**
 * Work of one process at a time, for longer than a transaction: daily jobs, key rotation, case mails, and the
 * files of sealed matters while their program runs.
 */
type Turn = 'night' | 'rotation' | 'caseMails' | 'cells'

type WorkerConnections = { connect(role: 'worker'): Promise<pg.Client> }

/**
 * Takes a lock on the worker's connection until it ends. The number is in a table that only the worker reads;
 * where another role holds that number, the lock gets a new one.
 * INVARIANT: the row is locked meanwhile, and its number changes only while no worker holds it, so two
 * workers never both hold the lock.
 */
async function takeTurn(client: pg.Client, turn: Turn): Promise<boolean> {
  await client.query('begin')
  const { rows } = await client.query<{ key: bigint }>('select key from turn where name = $1 for update', [
    turn,
  ])
  const key = rows[0]?.key
  if (key === undefined) throw new Error(`there is no turn ${turn}`)
  const held =
    (await tryLock(client, key)) || (!(await isWorkers(client, key)) && (await takeAnother(client, turn)))
  await client.query('commit')
  return held
}

async function tryLock(client: pg.Client, key: bigint): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [key])
  return rows[0]?.held === true
}

/** Whether a worker holds this number. */
async function isWorkers(client: pg.Client, key: bigint): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and granted and objsubid = 1 and (classid::bigint << 32 | objid::bigint) = $1
      and pg_locks.database = (select oid from pg_database where datname = current_database())
      and usesysid = (select oid from pg_roles where rolname = current_user)`,
    [key],
  )
  return rowCount !== 0
}

async function takeAnother(client: pg.Client, turn: Turn): Promise<boolean> {
  const another = randomBytes(8).readBigInt64BE()
  await client.query('update turn set key = $2 where name = $1', [turn, another])
  return tryLock(client, another)
}

/**
 * Does `work` unless another process holds the lock; then returns undefined.
 * Why its own connection: the lock ends with it, and no transaction stays open meanwhile, which would keep
 * every deleted row.
 */
export async function withLock<T>(
  database: WorkerConnections,
  turn: Exclude<Turn, 'cells'>,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const client = await database.connect('worker')
  try {
    return (await takeTurn(client, turn)) ? await work() : undefined
  } finally {
    await client.end()
  }
}

/** A lock held until it is released or its connection is lost. */
export type HeldLock = { isHeld(): boolean; letGo(): Promise<void> }

/**
 * Takes a lock for as long as a program runs, on its own connection; undefined where another process has it.
 * `lost` is called once when it is no longer held.
 */
export async function holdLock(
  database: WorkerConnections,
  turn: 'cells',
  lost: () => void = () => {},
): Promise<HeldLock | undefined> {
  const client = await database.connect('worker')
  let isHeld = true
  const noMore = () => {
    if (isHeld) lost()
    isHeld = false
  }
  // Why both: with whichever comes first the server has released the lock, and another program may take it.
  client.once('end', noMore)
  client.on('error', noMore)
  try {
    if (await takeTurn(client, turn)) return { isHeld: () => isHeld, letGo: () => client.end() }
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  await client.end()
  return undefined
}
