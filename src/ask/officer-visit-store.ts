import type { Trx } from '../platform/db/context.ts'
export type OfficerVisit = { readonly at: Date; readonly place: string }

/** Notes that an officer asked without paper; the same form notes it once. */
export async function noteOfficerVisit(
  trx: Trx,
  context: OfficerVisit & { readonly id: string },
): Promise<void> {
  await trx
    .insertInto('officer_visit')
    .values(context)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** The newest visits since an instant. */
export async function officerVisits(trx: Trx, since: Date, limit: number): Promise<OfficerVisit[]> {
  return trx
    .selectFrom('officer_visit')
    .select(['at', 'place'])
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
