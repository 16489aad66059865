import type { Kysely } from 'kysely'

import { daysBetween } from '../../policy/index.ts'
import type { Clock } from '../clock.ts'
import type { Context } from '../db/context.ts'
import type { Database } from '../db/database.ts'
import { withLock } from '../db/locks.ts'
import type { Schema } from '../db/schema.ts'

/** Something that is done once each library day. It may run again after a failure or a kill, and must bear that. */
export type DailyJob = {
  readonly name: string
  /** It knows by itself what of the day is left, so it is asked at every look, also when it was done on this day. */
  readonly knowsWhatIsLeft?: boolean
  /**
   * @param day the library's day, `YYYY-MM-DD`
   * @param stopping of whoever may wait long for somebody else: then it ends at once, and is done at the next start
   */
  run(day: string, stopping?: AbortSignal): Promise<void>
}

/** How often it is looked whether something of the night is left to do. */
const checkMinutes = 5

/**
 * Does what of the night's steps was not done yet on this library day, in their order.
 *
 * Why by the day and not by an hour: a small library's computer is off at night, and the steps must not wait for
 * a night on which it is on. Whichever comes first, midnight or the morning's start, does them.
 *
 * @returns the names of the steps that were done now; none where another process is at them
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
 * Whether a step that was done last on a day need not be done on this one.
 *
 * Why not for every later day: a clock that was years ahead for a while would end the nights for years. Up to a day
 * ahead, it was set back over midnight, and what was done for tomorrow need not be done again today.
 */
export function isDoneFor(last: string, day: string): boolean {
  return last >= day && daysBetween(day, last) <= 1
}

export type DailyJobRunner = {
  /** Ends after the step under way; one that waits for somebody else is broken off. */
  stop(): Promise<void>
}

/** Looks at once, and then every few minutes, for something of the night that is left to do. */
export function startDailyJobs(parts: {
  readonly database: Pick<Database, 'worker' | 'connect'>
  readonly steps: readonly DailyJob[]
  readonly clock: Clock
  readonly failed: (step: string, error: unknown) => void
}): DailyJobRunner {
  const { database, steps, clock, failed } = parts
  let timer: NodeJS.Timeout | undefined
  const stopping = new AbortController()
  let underWay: Promise<void> = Promise.resolve()
  const once = async () => {
    try {
      await runDailyJobs(database, steps, clock.today(), failed, stopping.signal)
    } catch (error) {
      failed('night', error)
    }
    if (!stopping.signal.aborted) timer = setTimeout(() => (underWay = once()), checkMinutes * 60_000)
  }
  underWay = once()
  return {
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await underWay
    },
  }
}

/** Under which the steps of the night see rows of patrons. */
export const dailyJobContext: Context = { actor: 'system', place: 'night' }

/** The day on which a step was done last, or undefined. */
export async function dailyJobDoneOn(db: Kysely<Schema>, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('night_step').select('done_on').where('name', '=', name).executeTakeFirst()
  return row?.done_on
}

/** Notes that a step was done. @param day `YYYY-MM-DD` */
export async function noteDailyJobDone(db: Kysely<Schema>, name: string, day: string): Promise<void> {
  await db
    .insertInto('night_step')
    .values({ name, done_on: day })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ done_on: day }))
    .execute()
}
