import type { Transaction } from 'kysely'
import type { Schema } from '../platform/db/schema.ts'

export type OfficerVisit = { readonly at: Date; readonly place: string }

/** Notes that an officer asked without paper; the same form notes it once. */
export async function noteOfficerVisit(
  trx: Transaction<Schema>,
  visit: OfficerVisit & { readonly id: string },
): Promise<void> {
  await trx
    .insertInto('officer_visit')
    .values(visit)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** The newest visits since an instant. */
export async function officerVisits(
  trx: Transaction<Schema>,
  since: Date,
  limit: number,
): Promise<OfficerVisit[]> {
  return trx
    .selectFrom('officer_visit')
    .select(['at', 'place'])
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
