import { randomBytes } from 'node:crypto'
import type pg from 'pg'

/**
 * The advisory locks of a library's database that any role may take, each by a number of its own: the same for all
 * processes, and any would do. Those of one import, or of one item at the counter, are by hashes. Whoever waits for one is
 * told after `lock_timeout` that it did not go through: of the first two in one sentence (`lock-held`), since any role may hold them.
 */
export const locks = {
  /** Who makes the roles. */
  roles: 0x0ca77e0,
  /** Who brings the schema up to date. */
  migration: 0x0ca77e1,
  /** Shared by whoever locks links by their tokens or ids, alone for whoever replaces them. */
  replacingLinks: 0x0ca77e5,
  /** Who changes who is Director. */
  directors: 0x0ca77e6,
} as const

/**
 * What is done by one process at a time, for longer than a transaction: a night's work, a rotation of keys, the mails that
 * say that a matter waits, and the files of sealed matters, for as long as their program runs.
 */
type Turn = 'night' | 'rotation' | 'caseMails' | 'cells'

/** What gives a connection of the worker's own, outside of the pools. */
type WorkerConnections = { connect(role: 'worker'): Promise<pg.Client> }

/**
 * Takes a lock on the connection of the worker, for as long as that lasts. Its number is in a table that the worker alone
 * reads; where another role holds that number all the same, the lock gets another.
 *
 * INVARIANT: the row is locked meanwhile, and its number changes only while no worker holds it: never have two workers a turn.
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

/** Whether whoever holds this number is a worker. */
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
 * Does `work` unless another process holds the lock; undefined where one does.
 *
 * Why a connection of its own: its lock ends with it, however it ends, and no transaction stays open for as long as
 * the work takes, which would keep every row that is deleted meanwhile.
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

/** A lock that is held until it is let go of, or its connection is lost. */
export type HeldLock = { isHeld(): boolean; letGo(): Promise<void> }

/**
 * Takes a lock for as long as a program runs, on a connection of its own; undefined where another process has it.
 * @param lost called once it is held no more, for whatever reason
 */
export async function holdLock(
  database: WorkerConnections,
  turn: 'cells',
  lost: () => void = () => {},
): Promise<HeldLock | undefined> {
  const client = await database.connect('worker')
  let held = true
  const noMore = () => {
    if (held) lost()
    held = false
  }
  // Why both: whichever comes first, the server has let go of the lock, and another program may take it.
  client.once('end', noMore)
  client.on('error', noMore)
  try {
    if (await takeTurn(client, turn)) return { isHeld: () => held, letGo: () => client.end() }
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  await client.end()
  return undefined
}
