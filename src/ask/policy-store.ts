import { randomUUID } from 'node:crypto'
import { type Kysely, type Selectable, sql } from 'kysely'
import { addBasisCounts, basisCountsIn, clauseCountsIn } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, marked, markOfRow } from '../platform/crypto/row-mark.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { DailyJob } from '../platform/jobs/daily-job.ts'
import { factsToConfirm, type Pack, type UnconfirmedFact, yearsAfter } from '../policy/index.ts'
import { allLogs, entriesFrom, leafCount } from '../register/index.ts'

type StoredPack = { readonly hash: string; readonly files: Readonly<Record<string, string>> }

type PackInForce = { readonly nth: number; readonly hash: string; readonly since: Date }

/** Oldest first. */
export function allPacksInForce(db: Db): Promise<PackInForce[]> {
  return db.selectFrom('pack_in_force').selectAll().orderBy('nth').execute()
}

/** The last pack and its ordinal; undefined before the first start. */
export async function packInForce(db: Db): Promise<Omit<PackInForce, 'since'> | undefined> {
  return db
    .selectFrom('pack_in_force')
    .select(['nth', 'hash'])
    .orderBy('nth', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The version that decided at an instant; undefined before the first. */
export function packInForceAt(db: Db, at: Date): Promise<PackInForce | undefined> {
  return db
    .selectFrom('pack_in_force')
    .selectAll()
    .where('since', '<=', at)
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

/** Stores its text. That alone does not put it in force. */
export async function addPack(db: Db, { hash, files }: Pick<Pack, 'hash' | 'files'>): Promise<void> {
  const text = JSON.stringify(Object.fromEntries(files))
  await sql`insert into pack (hash, files) values (${hash}, ${text}::jsonb) on conflict do nothing`.execute(
    db,
  )
}

/** @returns false if another program was first */
export async function addPackInForce(trx: Trx, { nth, hash, since }: PackInForce): Promise<boolean> {
  const { rows } = await sql`insert into pack_in_force (nth, hash, since) values (${nth}, ${hash}, ${since})
    on conflict do nothing returning 1`.execute(trx)
  return rows.length > 0
}

/** The Director's side, or that of the Board. */
export type PolicySide = 'director' | 'board'

export type PackConfirmation = {
  readonly id: string
  readonly hash: string
  /** The number of the version in force, in place of which it is to come. */
  readonly after: number
  readonly side: PolicySide
  readonly accountId: string
  readonly at: Date
}

/** What officers confirmed to come in place of a version and did not withdraw, oldest first. */
export async function packConfirmations(
  db: Db,
  ring: KeyRing,
  after: number,
): Promise<readonly PackConfirmation[]> {
  const rows = await db
    .selectFrom('pack_confirmed')
    .selectAll()
    .where('after', '=', after)
    .orderBy('confirmed_at')
    .execute()
  const withdrawals = await db
    .selectFrom('pack_withdrawn as withdrawn')
    .innerJoin('pack_confirmed as confirmed', 'confirmed.id', 'withdrawn.confirmation')
    .selectAll('withdrawn')
    .where('after', '=', after)
    .execute()
  const withdrawn = new Set(
    withdrawals
      .filter((row) => isMarked(ring, 'pack_withdrawn', row))
      .map(({ confirmation }) => confirmation),
  )
  return rows
    .filter((row) => isMarked(ring, 'pack_confirmed', row) && !withdrawn.has(row.id))
    .map(({ id, hash, side, account_id, confirmed_at }) => ({
      ...{ id, hash, after, side, accountId: account_id, at: confirmed_at },
    }))
}

export async function withdrawPackConfirmation(
  trx: Trx,
  ring: KeyRing,
  { confirmation, by, at }: { readonly confirmation: string; readonly by: string; readonly at: Date },
): Promise<void> {
  const row = { id: randomUUID(), confirmation, withdrawn_by: by, withdrawn_at: at }
  await trx
    .insertInto('pack_withdrawn')
    .values(marked(ring, 'pack_withdrawn', row))
    .execute()
}

export async function addPackConfirmation(
  trx: Trx,
  ring: KeyRing,
  said: Omit<PackConfirmation, 'id'>,
): Promise<void> {
  const { hash, after, side, accountId, at } = said
  const row = { id: randomUUID(), hash, after, side, account_id: accountId, confirmed_at: at }
  await trx
    .insertInto('pack_confirmed')
    .values(marked(ring, 'pack_confirmed', row))
    .execute()
}

/** What this program found wrong with a pack, a sentence a line; undefined if it has not checked it. */
export async function savedPackFaults(
  db: Db,
  ring: KeyRing,
  of: { readonly hash: string; readonly program: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('pack_checked')
    .selectAll()
    .where('hash', '=', of.hash)
    .where('program', '=', of.program)
    .executeTakeFirst()
  return row !== undefined && isMarked(ring, 'pack_checked', row) ? row.faults : undefined
}

export async function savePackFaults(
  db: Db,
  ring: KeyRing,
  found: { readonly hash: string; readonly program: string; readonly faults: string },
): Promise<void> {
  // Why: PostgreSQL keeps no NUL, and a title in the folder may have one.
  const row = marked(ring, 'pack_checked', { ...found, faults: found.faults.replaceAll('\u0000', '') })
  await db
    .insertInto('pack_checked')
    .values(row)
    .onConflict((conflict) => conflict.columns(['hash', 'program']).doUpdateSet(row))
    .execute()
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
  /** Its last day. */
  readonly confirmedUntil: string
  readonly notedAt: Date
  readonly withdrawnAt: Date | null
}

/** Neither withdrawn nor lapsed. */
export const isInEffect = (
  { withdrawnAt, confirmedUntil }: Pick<ConfirmedFact, 'withdrawnAt' | 'confirmedUntil'>,
  today: string,
): boolean => withdrawnAt === null && today <= confirmedUntil

/** @param until null for one from before there was a last day */
const lastDayOf = (on: string, until: string | null): string => until ?? yearsAfter(on, 1)

export async function confirmedFacts(db: Kysely<Schema>, ring: KeyRing): Promise<ConfirmedFact[]> {
  const rows = await db
    .selectFrom('fact_confirmed')
    .selectAll()
    .orderBy('noted_at', 'desc')
    .orderBy('id')
    .execute()
  return rows
    .filter((row) => isMarked(ring, 'fact_confirmed', row))
    .map(({ id, fact, hash, confirmed_by, confirmed_on, confirmed_until, noted_at, withdrawn_at }) => ({
      ...{ id, fact, hash, confirmedBy: confirmed_by, confirmedOn: confirmed_on },
      confirmedUntil: lastDayOf(confirmed_on, confirmed_until),
      notedAt: noted_at,
      withdrawnAt: withdrawn_at,
    }))
}

export type FactParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly clock: Pick<Clock, 'today'>
}

/** A fact that no one confirmed, or whose confirmation lapsed. */
export type OpenFact = UnconfirmedFact & {
  readonly lapsed?: Pick<ConfirmedFact, 'confirmedBy' | 'confirmedUntil'>
}

/** As adopted: their hashes are of the pack's first language. */
export const factsOf = (pack: Pick<Pack, 'in' | 'languages'>): readonly UnconfirmedFact[] =>
  factsToConfirm(pack.in(pack.languages[0] ?? '').manifest)

/** Facts of the pack without those whose confirmation is in effect, on a day. */
export async function openFacts(
  { app, ring, clock }: FactParts,
  pack: Pick<Pack, 'in' | 'languages'>,
  on = clock.today(),
): Promise<OpenFact[]> {
  const noted = (await confirmedFacts(app, ring)).filter(({ withdrawnAt }) => withdrawnAt === null)
  return factsOf(pack).flatMap((fact) => {
    const lapsed = noted.find(({ hash }) => hash === fact.hash)
    if (lapsed === undefined) return [fact]
    return isInEffect(lapsed, on) ? [] : [{ ...fact, lapsed }]
  })
}

/** By the pack, or on record; `id` as on the Director's page. A fact that the pack does not have needs no one. */
export async function isFactConfirmed(
  parts: FactParts,
  pack: Pick<Pack, 'in' | 'languages'>,
  id: 'guardian-page' | 'cases.denial',
): Promise<boolean> {
  return (await openFacts(parts, pack)).every((fact) => fact.id !== id)
}

/** In place of one that ends sooner. @returns false if it is confirmed for as long already */
export async function addConfirmedFact(
  trx: Trx,
  ring: KeyRing,
  noted: Pick<ConfirmedFact, 'fact' | 'hash' | 'confirmedBy' | 'confirmedOn' | 'confirmedUntil'> & {
    readonly by: string
    readonly at: Date
  },
): Promise<boolean> {
  const { by, at } = noted
  const now = await trx
    .selectFrom('fact_confirmed')
    .selectAll()
    .where('hash', '=', noted.hash)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  const lasts =
    now && isMarked(ring, 'fact_confirmed', now) && lastDayOf(now.confirmed_on, now.confirmed_until)
  if (lasts && lasts >= noted.confirmedUntil) return false
  if (now !== undefined) await endConfirmation(trx, ring, now, { by, at })
  const row = marked(ring, 'fact_confirmed', {
    id: randomUUID(),
    fact: noted.fact,
    hash: noted.hash,
    confirmed_by: noted.confirmedBy,
    confirmed_on: noted.confirmedOn,
    confirmed_until: noted.confirmedUntil,
    noted_by: by,
    noted_at: at,
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
  await endConfirmation(trx, ring, row, { by, at })
  return row.hash
}

/** A row that someone wrote into the database gets no mark by it. */
async function endConfirmation(
  trx: Trx,
  ring: KeyRing,
  row: Selectable<Schema['fact_confirmed']>,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  const set = { withdrawn_by: by, withdrawn_at: at }
  const mark = isMarked(ring, 'fact_confirmed', row) && markOfRow(ring, 'fact_confirmed', { ...row, ...set })
  await trx
    .updateTable('fact_confirmed')
    .set({ ...set, ...(mark && { mark }) })
    .where('id', '=', row.id)
    .execute()
}
