import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** In the place of an id that was not found: the same statements run for it, and no row has it. */
export const noId = '00000000-0000-0000-0000-000000000000'

/** A row is of no use once the longest lock is over. */
const keptDays = 2

/**
 * Writes the row of a try, one for each that is typed, and counts as a sign-in of that name would be counted.
 *
 * Why also where there is none: a try that writes nothing commits without waiting for the disk, and that shows in the time
 * it takes (decision 0049).
 * @param rest until when a count of wrong tries locks, as SQL; null where it does not
 * @returns whether this try locks what is not there
 */
export async function writeTry(
  trx: Kysely<Schema>,
  {
    key,
    now,
    rest,
    longestRest,
  }: {
    readonly key: Buffer
    readonly now: Date
    readonly longestRest: Date
    rest(failures: RawBuilder<number>): RawBuilder<Date | null>
  },
): Promise<boolean> {
  const was = sql.raw<number>('sign_in_try.failures')
  const failures = sql<number>`(${was} + 1)`
  const isLocked = sql<boolean>`coalesce(sign_in_try.locked_until > ${now}::timestamptz
    and sign_in_try.locked_until <= ${longestRest}::timestamptz, false)`
  const { rows } = await sql<{ last: boolean }>`
    insert into sign_in_try (key, failures, locked_until, last, tried_at)
    values (${key}, 1, null, false, ${now}::timestamptz)
    on conflict (key) do update set
      failures = case when ${isLocked} then ${was} else ${failures} end,
      locked_until = case when ${isLocked} then sign_in_try.locked_until else ${rest(failures)} end,
      last = not ${isLocked} and (${rest(failures)}) is not null,
      tried_at = excluded.tried_at
    returning last`.execute(trx)
  return rows[0]?.last === true
}

/** Deletes the rows that are of no use any more. */
export async function sweepTries(trx: Kysely<Schema>, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 24 * 3600_000)
  await trx.deleteFrom('sign_in_try').where('tried_at', '<', before).execute()
}
