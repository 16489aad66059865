import { type Generated, type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

export type DenialRow = {
  id: Generated<string>
  sent_on: string
  decided_by: 'director' | 'president'
  subsection: string
  review: string
}

/** A letter that denied a public-records request; of nobody. `sentOn`: `YYYY-MM-DD`. */
export type Denial = {
  readonly id: string
  readonly sentOn: string
  readonly decidedBy: 'director' | 'president'
  /** As the pack cited them on that day. */
  readonly subsection: string
  readonly review: string
}

/** Puts a letter that was sent into the public file. */
export async function addDenial(trx: Transaction<Schema>, denial: Omit<Denial, 'id'>): Promise<void> {
  const { sentOn: sent_on, decidedBy: decided_by, subsection, review } = denial
  await trx.insertInto('denial').values({ sent_on, decided_by, subsection, review }).execute()
}

/** A page of the file, the newest first. @param before the last of the page before */
export async function denials(
  db: Kysely<Schema>,
  { before, limit }: { readonly before: Pick<Denial, 'sentOn' | 'id'> | undefined; readonly limit: number },
): Promise<Denial[]> {
  let found = db
    .selectFrom('denial')
    .select(['id', 'sent_on as sentOn', 'decided_by as decidedBy', 'subsection', 'review'])
  if (before !== undefined)
    found = found.where(sql<boolean>`(sent_on, id) < (${before.sentOn}::date, ${before.id}::uuid)`)
  return found.orderBy('sent_on', 'desc').orderBy('id', 'desc').limit(limit).execute()
}
