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
