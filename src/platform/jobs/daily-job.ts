import type { Kysely } from 'kysely'
import { daysBetween } from '../../policy/index.ts'
import type { Clock } from '../clock.ts'
import type { Context } from '../db/context.ts'
import type { Database } from '../db/database.ts'
import { withLock } from '../db/locks.ts'
import type { Schema } from '../db/schema.ts'
import { type RepeatedWork, startRepeating } from './repeat.ts'

/** Done once each library day. After a failure or a kill it runs again and must tolerate that. */
export type DailyJob = {
  readonly name: string
  /** It finds what is left of the day by itself, so it runs at every check. */
  readonly knowsWhatIsLeft?: boolean
  /** `day` is `YYYY-MM-DD`. A job that may wait long ends when `stopping` aborts. */
  run(day: string, stopping?: AbortSignal): Promise<void>
}

const checkMinutes = 5

/**
 * Runs the jobs not yet done on this library day, in their order, and returns their names; none where another
 * process runs them.
 * Why by day and not at an hour: a small library's computer is off at night, so they run at midnight or at
 * the morning's start, whichever comes first.
 */
export async function runDailyJobs(
  database: Pick<Database, 'worker' | 'connect'>,
  steps: readonly DailyJob[],
  day: string,
  failed: (step: string, error: unknown) => void,
  stopping?: AbortSignal,
): Promise<string[]> {
  const { worker } = database
  const done: string[] = []
  await withLock(database, 'night', async () => {
    for (const step of steps) {
      const { name } = step
      const last = await dailyJobDoneOn(worker, name)
      if (step.knowsWhatIsLeft !== true && last !== undefined && isDoneFor(last, day)) continue
      if (stopping?.aborted) return
      try {
        await step.run(day, stopping)
        await noteDailyJobDone(worker, name, day)
        done.push(name)
      } catch (error) {
        failed(name, error)
      }
    }
  })
  return done
}

/**
 * Whether a job last done on `last` need not run on `day`.
 * Why not for every later day: a clock that was once years ahead would stop the jobs for years. Up to one day
 * ahead, the clock was set back over midnight, and tomorrow's work need not be repeated.
 */
export function isDoneFor(last: string, day: string): boolean {
  return last >= day && daysBetween(day, last) <= 1
}

/** Runs the jobs now, and checks every few minutes. Stopped, it ends after the running job; one that waits is interrupted. */
export function startDailyJobs(parts: {
  readonly database: Pick<Database, 'worker' | 'connect'>
  readonly steps: readonly DailyJob[]
  readonly clock: Clock
  readonly failed: (step: string, error: unknown) => void
}): RepeatedWork {
  const { database, steps, clock, failed } = parts
  return startRepeating(async (signal) => {
    try {
      await runDailyJobs(database, steps, clock.today(), failed, signal)
    } catch (error) {
      failed('night', error)
    }
    return checkMinutes * 60_000
  })
}

export const dailyJobContext: Context = { actor: 'system', place: 'night' }

export async function dailyJobDoneOn(db: Kysely<Schema>, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('night_step').select('done_on').where('name', '=', name).executeTakeFirst()
  return row?.done_on
}

export async function noteDailyJobDone(db: Kysely<Schema>, name: string, day: string): Promise<void> {
  await db
    .insertInto('night_step')
    .values({ name, done_on: day })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ done_on: day }))
    .execute()
}
