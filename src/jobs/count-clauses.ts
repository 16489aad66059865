import type { Kysely } from 'kysely'
import { clausesOf } from '../disclosure/clauses-of.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { addSpoken, countedUpTo } from '../store/clauses-spoken.ts'
import { entriesFrom, leafCount } from '../store/register.ts'
import { allLogs } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'
import type { NightStep } from './night.ts'

const atOnce = 2000

type Parts = { readonly worker: Kysely<Schema>; readonly ring: KeyRing; readonly timeZone: string }

/** By which the night notes it: the policy page says up to when it was done. */
export const countClauses = 'count-clauses'

/** Counts how often each clause spoke, from where the last night ended: the policy page shows it. */
export function countClausesStep(parts: Parts): NightStep {
  return {
    name: countClauses,
    async run() {
      for (const { log } of await allLogs(parts.worker)) while (await countSome(parts, log));
    },
  }
}

/** Returns whether there is more to count. */
async function countSome({ worker, ring, timeZone }: Parts, log: number): Promise<boolean> {
  return worker.transaction().execute(async (trx) => {
    const first = await countedUpTo(trx, log)
    const end = await leafCount(trx, log)
    const rows = await entriesFrom(trx, { log, first, before: end, most: atOnce })
    const last = rows.length === atOnce ? rows.at(-1) : undefined
    // Where there are no more entries, what is left are leaves of commitments, in which no clause speaks.
    const upTo = last === undefined ? end : last.index + 1n
    if (upTo > first) await addSpoken(trx, clausesOf(ring, rows, timeZone), { log, upTo })
    return upTo < end
  })
}
