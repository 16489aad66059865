import type { Database } from './database.ts'

/**
 * The advisory locks of a library's database, each by a number of its own: the same for all processes, and any would
 * do. Those of one import, or of one item at the counter, are by hashes.
 */
export const locks = {
  /** Who makes the roles. */
  roles: 0x0ca77e0,
  /** Who brings the schema up to date. */
  migration: 0x0ca77e1,
  tick: 0x0ca77e2,
  night: 0x0ca77e3,
  rotation: 0x0ca77e4,
  /** Shared by whoever locks links by their tokens or ids, alone for whoever replaces them. */
  replacingLinks: 0x0ca77e5,
  /** Who changes who is Director. */
  directors: 0x0ca77e6,
  /** Who sends the mails that say that a matter waits. */
  caseMails: 0x0ca77e7,
  /** Who writes the files of sealed matters, for as long as their program runs. */
  cells: 0x0ca77e8,
} as const

/**
 * Does `work` unless another process holds the lock; undefined where one does.
 *
 * Why a connection of its own: its lock ends with it, however it ends, and no transaction stays open for as long as
 * the work takes, which would keep every row that is deleted meanwhile.
 */
export async function withLock<T>(
  database: Pick<Database, 'connect'>,
  lock: 'night' | 'rotation' | 'caseMails',
  work: () => Promise<T>,
): Promise<T | undefined> {
  const client = await database.connect('worker')
  try {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
      locks[lock],
    ])
    return rows[0]?.held ? await work() : undefined
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
  database: Pick<Database, 'connect'>,
  lock: 'cells',
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
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
      locks[lock],
    ])
    if (rows[0]?.held) return { isHeld: () => held, letGo: () => client.end() }
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  await client.end()
  return undefined
}
