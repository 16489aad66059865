import type { Trx } from '../platform/db/context.ts'

/** `sheet`: the log sheet that had it first, on a day without Carrel. */
type OfficerVisit = { readonly at: Date; readonly place: string; readonly sheet: string | null }

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
    .select(['id', 'at', 'place', 'sheet'])
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
