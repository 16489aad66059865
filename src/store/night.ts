import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import type { Context } from './vault.ts'

/** Under which the steps of the night see rows of patrons. */
export const atNight: Context = { actor: 'system', place: 'night' }

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
