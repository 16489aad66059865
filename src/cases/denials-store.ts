import { type Kysely, sql } from 'kysely'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

/** Identifies no one. `sentOn`: `YYYY-MM-DD`. */
export type Denial = {
  readonly id: string
  readonly sentOn: string
  readonly decidedBy: 'director' | 'president'
  /** As the letter says; for older letters, as the pack cited them on that day. */
  readonly subsection: string
  readonly review: string
  readonly contents: string | null
  readonly reason: string | null
  readonly language: string | null
  /** Of the signed document, in hex. */
  readonly sha256: string | null
}

export async function addDenial(trx: Trx, denial: Omit<Denial, 'id'>): Promise<void> {
  const { sentOn: sent_on, decidedBy: decided_by, ...said } = denial
  await trx
    .insertInto('denial')
    .values({ sent_on, decided_by, ...said })
    .execute()
}

/** The newest first. @param before the last one of the page before */
export async function denials(
  db: Kysely<Schema>,
  { before, limit }: { readonly before: Pick<Denial, 'sentOn' | 'id'> | undefined; readonly limit: number },
): Promise<Denial[]> {
  let found = db
    .selectFrom('denial')
    .select(['id', 'sent_on as sentOn', 'decided_by as decidedBy', 'subsection', 'review'])
    .select(['contents', 'reason', 'language', 'sha256'])
  if (before !== undefined)
    found = found.where(sql<boolean>`(sent_on, id) < (${before.sentOn}::date, ${before.id}::uuid)`)
  return found.orderBy('sent_on', 'desc').orderBy('id', 'desc').limit(limit).execute()
}
