import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked, markOf } from '../sealing/row-mark.ts'
import type { Schema } from './schema.ts'

/** A fact of the pack that somebody confirmed; days are `YYYY-MM-DD`. */
export type ConfirmedFact = {
  readonly id: string
  /** Where it was in the pack, and the hash of what it said. */
  readonly fact: string
  readonly hash: string
  readonly confirmedBy: string
  readonly confirmedOn: string
  readonly withdrawnAt: Date | null
}

/** All that count, the newest first, with those that were withdrawn. */
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
      ...{ id, fact, hash, confirmedBy: confirmed_by, confirmedOn: confirmed_on, withdrawnAt: withdrawn_at },
    }))
}

/** Notes that a fact was confirmed. @returns false where it is already */
export async function noteConfirmed(
  trx: Transaction<Schema>,
  ring: KeyRing,
  noted: Pick<ConfirmedFact, 'fact' | 'hash' | 'confirmedBy' | 'confirmedOn'> & {
    readonly by: string
    readonly at: Date
  },
): Promise<boolean> {
  const row = {
    ...{ id: randomUUID(), fact: noted.fact, hash: noted.hash },
    ...{ confirmed_by: noted.confirmedBy, confirmed_on: noted.confirmedOn },
    ...{ noted_by: noted.by, noted_at: noted.at, withdrawn_by: null, withdrawn_at: null },
  }
  const added = await trx
    .insertInto('fact_confirmed')
    .values({ ...row, mark: markOf(ring, 'fact_confirmed', row) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** Withdraws a confirmation. @returns the hash of the fact; undefined where there is none that counts */
export async function withdrawConfirmed(
  trx: Transaction<Schema>,
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
  const mark = markOf(ring, 'fact_confirmed', { ...row, ...set })
  await trx
    .updateTable('fact_confirmed')
    .set({ ...set, mark })
    .where('id', '=', id)
    .execute()
  return row.hash
}
