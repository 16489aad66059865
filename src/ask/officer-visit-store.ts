import type { Trx } from '../platform/db/context.ts'

type OfficerVisit = { readonly at: Date; readonly place: string }

/** `id`: of the form. */
type ListedVisit = OfficerVisit & { readonly id: string }

/** An officer asked without legal paper. One form is noted once. */
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

export async function officerVisits(trx: Trx, since: Date, limit: number): Promise<ListedVisit[]> {
  return trx
    .selectFrom('officer_visit')
    .select(['id', 'at', 'place'])
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
