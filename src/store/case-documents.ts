import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

/** Sealed, under the id of its own row; `sha256` is null of a draft. */
export type DocumentRow = { readonly id: string; readonly sha256: string | null; readonly document: Buffer }

/** The draft of a case, and all that was signed in it. */
export async function documentsOf(trx: Trx, caseId: string): Promise<DocumentRow[]> {
  return trx
    .selectFrom('case_document')
    .select(['id', 'sha256', 'document'])
    .where('case_id', '=', caseId)
    .execute()
}

/** What was drafted and not signed, by whoever decides in it no more. */
export async function dropDraft(trx: Trx, caseId: string): Promise<void> {
  await trx.deleteFrom('case_document').where('case_id', '=', caseId).where('sha256', 'is', null).execute()
}

/** Keeps a draft in the place of the one before, or what was signed in the place of the draft. */
export async function keepDocument(trx: Trx, caseId: string, row: DocumentRow): Promise<void> {
  await dropDraft(trx, caseId)
  await trx
    .insertInto('case_document')
    .values({ ...row, case_id: caseId })
    // The same words, signed again on the same day after they were withdrawn.
    .onConflict((conflict) => conflict.columns(['case_id', 'sha256']).doNothing())
    .execute()
}
