import { sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

/** `until`: the day on which a preserved copy ends, `YYYY-MM-DD`. */
export type CopyRow = Schema['case_copy']
export type CopyKind = CopyRow['kind']

/** Until the transaction ends, nobody else makes or ends a copy: a key that has no row yet is not taken for a left one. */
export async function lockCopies(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('case copies', 0))`.execute(trx)
}

export async function addCopy(trx: Trx, row: CopyRow): Promise<void> {
  await trx.insertInto('case_copy').values(row).execute()
}

/** The copies of one case. */
export async function copiesOf(trx: Trx, caseId: string, kind: CopyKind): Promise<CopyRow[]> {
  return trx
    .selectFrom('case_copy')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .orderBy('id')
    .execute()
}

/** Deletes copies by their ids, or all of one kind in a case. @returns the ids of those that were there */
export async function deleteCopies(
  trx: Trx,
  which: { readonly ids: readonly string[] } | { readonly caseId: string; readonly kind: CopyKind },
): Promise<string[]> {
  if ('ids' in which && which.ids.length === 0) return []
  const all = trx.deleteFrom('case_copy').returning('id')
  const some =
    'ids' in which
      ? all.where('id', 'in', which.ids)
      : all.where('case_id', '=', which.caseId).where('kind', '=', which.kind)
  return (await some.execute()).map(({ id }) => id)
}

/** Every copy there is, without what is sealed in it, and the reference of its case. A library has a few. */
export async function allCopies(
  trx: Trx,
): Promise<(Omit<CopyRow, 'sealed'> & { readonly reference: string })[]> {
  return trx
    .selectFrom('case_copy')
    .innerJoin('case_file', 'case_file.id', 'case_copy.case_id')
    .select(['case_copy.id', 'case_id', 'case_copy.kind', 'until', 'reference'])
    .orderBy('case_copy.id')
    .execute()
}
