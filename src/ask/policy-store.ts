import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { addBasisCounts, basisCountsIn, clauseCountsIn } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, marked, markOfRow } from '../platform/crypto/row-mark.ts'
import { type Db, inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { bad, good, note, ofDatabase } from '../platform/doctor.ts'
import type { DailyJob } from '../platform/jobs/daily-job.ts'
import { factsToConfirm, type Pack, packHash } from '../policy/index.ts'
import { allLogs, entriesFrom, leafCount, recordEntry } from '../register/index.ts'

type StoredPack = { readonly hash: string; readonly files: Readonly<Record<string, string>> }

/** The last pack and its ordinal; undefined before the first start. */
export async function packInForce(
  db: Db,
): Promise<{ readonly nth: number; readonly hash: string } | undefined> {
  return db
    .selectFrom('pack_in_force')
    .select(['nth', 'hash'])
    .orderBy('nth', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function findStoredPack(db: Kysely<Schema>, hash: string): Promise<StoredPack | undefined> {
  return db.selectFrom('pack').select(['hash', 'files']).where('hash', '=', hash).executeTakeFirst()
}

/** When a pack came into force, first; undefined if it never did. */
export async function packInForceSince(db: Db, hash: string): Promise<Date | undefined> {
  const found = await db
    .selectFrom('pack_in_force')
    .select('since')
    .where('hash', '=', hash)
    .orderBy('nth')
    .limit(1)
    .executeTakeFirst()
  return found?.since
}

/** @returns false if another program was first */
async function putInForce(
  trx: Trx,
  { hash, files }: StoredPack,
  { nth, since }: { readonly nth: number; readonly since: Date },
): Promise<boolean> {
  await sql`insert into pack (hash, files) values (${hash}, ${JSON.stringify(files)}::jsonb)
    on conflict do nothing`.execute(trx)
  const { rows } = await sql`insert into pack_in_force (nth, hash, since) values (${nth}, ${hash}, ${since})
    on conflict do nothing returning 1`.execute(trx)
  return rows.length > 0
}

const systemIdentity = { actor: 'system', role: 'program', place: 'here' } as const

/**
 * Stores the pack that the program starts with. A change of pack is logged in the same transaction; the first start
 * logs none.
 * Hostile: only the worker may write it, so the app's password cannot fake a change of policy.
 */
export async function storePack(
  { worker, ring, clock }: { readonly worker: Kysely<Schema>; readonly ring: KeyRing; readonly clock: Clock },
  pack: Pick<Pack, 'hash' | 'files'>,
): Promise<void> {
  const { hash } = pack
  const files = Object.fromEntries(pack.files)
  for (;;) {
    const isKept = await inContext(worker, systemIdentity, async (trx) => {
      const before = await packInForce(trx)
      if (before?.hash === hash) return true
      const now = clock.now()
      const isFirst = await putInForce(trx, { hash, files }, { nth: (before?.nth ?? 0) + 1, since: now })
      if (isFirst && before !== undefined) {
        await recordEntry(
          trx,
          { ring, now },
          { ...systemIdentity, kind: 'rule-changed', pack: hash, packBefore: before.hash },
        )
      }
      return isFirst
    })
    if (isKept) return
  }
}

type ClauseUse = { readonly month: string; readonly clause: string; readonly times: bigint }

/** Both `YYYY-MM`, inclusive. */
export async function clauseCounts(
  db: Db,
  { first, last }: { readonly first: string; readonly last: string },
): Promise<ClauseUse[]> {
  return db
    .selectFrom('clause_spoken')
    .selectAll()
    .where('month', '>=', first)
    .where('month', '<=', last)
    .execute()
}

export async function countedUpTo(trx: Trx, log: number): Promise<bigint> {
  const row = await trx.selectFrom('clause_counted').select('up_to').where('log', '=', log).executeTakeFirst()
  return row?.up_to ?? 0n
}

export async function addClauseCounts(
  trx: Trx,
  counts: readonly ClauseUse[],
  counted: { readonly log: number; readonly upTo: bigint },
): Promise<void> {
  for (const { month, clause, times } of counts) {
    await sql`insert into clause_spoken (month, clause, times) values (${month}, ${clause}, ${times})
      on conflict (month, clause) do update set times = clause_spoken.times + excluded.times`.execute(trx)
  }
  await sql`insert into clause_counted (log, up_to) values (${counted.log}, ${counted.upTo})
    on conflict (log) do update set up_to = excluded.up_to`.execute(trx)
}

const clauseBatchSize = 2000

type ClauseCountServices = {
  readonly worker: Kysely<Schema>
  readonly ring: KeyRing
  readonly timeZone: string
}

export const countClausesJobName = 'count-clauses'

/** Counts how often each clause decided, and on what basis records were opened, from where the last run ended. */
export function countClausesJob(parts: ClauseCountServices): DailyJob {
  return {
    name: countClausesJobName,
    async run() {
      for (const { log } of await allLogs(parts.worker)) while (await countSome(parts, log));
    },
  }
}

async function countSome({ worker, ring, timeZone }: ClauseCountServices, log: number): Promise<boolean> {
  return worker.transaction().execute(async (trx) => {
    const first = await countedUpTo(trx, log)
    const end = await leafCount(trx, log)
    const rows = await entriesFrom(trx, { log, first, before: end, most: clauseBatchSize })
    const last = rows.length === clauseBatchSize ? rows.at(-1) : undefined
    // Past the last entry there are only commitments, in which no clause decides.
    const upTo = last === undefined ? end : last.index + 1n
    if (upTo > first) {
      await addBasisCounts(trx, basisCountsIn(ring, rows, timeZone))
      await addClauseCounts(trx, clauseCountsIn(ring, rows, timeZone), { log, upTo })
    }
    return upTo < end
  })
}

export type ConfirmedFact = {
  readonly id: string
  /** Its path in the pack, and the hash of its value. */
  readonly fact: string
  readonly hash: string
  readonly confirmedBy: string
  readonly confirmedOn: string
  readonly withdrawnAt: Date | null
}

export async function confirmedFacts(db: Kysely<Schema>, ring: KeyRing): Promise<ConfirmedFact[]> {
  const rows = await db
    .selectFrom('fact_confirmed')
    .selectAll()
    .orderBy('noted_at', 'desc')
    .orderBy('id')
    .execute()
  return rows
    .filter((row) => isMarked(ring, 'fact_confirmed', row))
    .map(({ id, fact, hash, confirmed_by, confirmed_on, withdrawn_at }) => ({
      id,
      fact,
      hash,
      confirmedBy: confirmed_by,
      confirmedOn: confirmed_on,
      withdrawnAt: withdrawn_at,
    }))
}

/** Whether the pack has this fact (`id` as on the Director's page), and it is confirmed, by the pack or by a Director on record. */
export async function isFactConfirmed(
  { app, ring }: { readonly app: Kysely<Schema>; readonly ring: KeyRing },
  { manifest }: Pick<Pack, 'manifest'>,
  id: 'guardian-page',
): Promise<boolean> {
  if (manifest[id] === undefined) return false
  const open = factsToConfirm(manifest).find((fact) => fact.id === id)
  if (open === undefined) return true
  const noted = await confirmedFacts(app, ring)
  return noted.some(({ hash, withdrawnAt }) => hash === open.hash && withdrawnAt === null)
}

/** @returns false if already confirmed */
export async function addConfirmedFact(
  trx: Trx,
  ring: KeyRing,
  noted: Pick<ConfirmedFact, 'fact' | 'hash' | 'confirmedBy' | 'confirmedOn'> & {
    readonly by: string
    readonly at: Date
  },
): Promise<boolean> {
  const row = marked(ring, 'fact_confirmed', {
    id: randomUUID(),
    fact: noted.fact,
    hash: noted.hash,
    confirmed_by: noted.confirmedBy,
    confirmed_on: noted.confirmedOn,
    noted_by: noted.by,
    noted_at: noted.at,
    withdrawn_by: null,
    withdrawn_at: null,
  })
  const added = await trx
    .insertInto('fact_confirmed')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** @returns the fact's hash; undefined if no confirmation is in effect */
export async function withdrawConfirmedFact(
  trx: Trx,
  ring: KeyRing,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: Date },
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('fact_confirmed')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || row.withdrawn_at !== null || !isMarked(ring, 'fact_confirmed', row))
    return undefined
  const set = { withdrawn_by: by, withdrawn_at: at }
  const mark = markOfRow(ring, 'fact_confirmed', { ...row, ...set })
  await trx
    .updateTable('fact_confirmed')
    .set({ ...set, mark })
    .where('id', '=', id)
    .execute()
  return row.hash
}

/** Whether the policy pack in force is stored, as the log names it. */
export const policyCheck = ofDatabase('register-policy', async ({ db, pack }) => {
  const inForce = await packInForce(db.app)
  if (inForce === undefined) return note('No policy is kept yet: the first start keeps it.')
  const kept = await findStoredPack(db.app, inForce.hash)
  if (kept === undefined || packHash(new Map(Object.entries(kept.files))) !== inForce.hash) {
    return bad(
      'The stored policy is not the one that the register names: someone changed it in the database.',
      'Start Carrel with the right policy pack, and find out who has the app’s password to the database.',
    )
  }
  const mark = inForce.hash.slice(0, 12)
  if (pack.hash === inForce.hash)
    return good(`The library runs by this policy pack (${mark}), which is kept.`)
  return note(
    `The library last ran by another policy pack (${mark}) than the one given here.`,
    'Where that was meant, start Carrel: the change goes into the register. Else give --pack.',
  )
})
