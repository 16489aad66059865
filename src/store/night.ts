import type { Kysely } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import type { Context } from './vault.ts'

/** Any number; the same for all processes on one database. */
const nightLock = 0x0ca77e3

/** Under which the steps of the night see rows of patrons. */
export const atNight: Context = { actor: 'system', place: 'night' }

/**
 * Does `work` unless another process is at the night's steps; undefined where one is.
 *
 * Why a connection of its own: its lock ends with it, however it ends, and no transaction stays open for as long as
 * the work takes, which would keep every row that is deleted meanwhile.
 */
export async function withNightLock<T>(
  database: Pick<Database, 'connect'>,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const client = await database.connect('worker')
  try {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
      nightLock,
    ])
    return rows[0]?.held ? await work() : undefined
  } finally {
    await client.end()
  }
}

/** The day on which a step was done last, or undefined. */
export async function nightStepDone(db: Kysely<Schema>, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('night_step').select('done_on').where('name', '=', name).executeTakeFirst()
  return row?.done_on
}

/** Notes that a step was done. @param day `YYYY-MM-DD` */
export async function noteNightStep(db: Kysely<Schema>, name: string, day: string): Promise<void> {
  await db
    .insertInto('night_step')
    .values({ name, done_on: day })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ done_on: day }))
    .execute()
}
