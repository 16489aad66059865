import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

/** `contact`: the mark of the contact it went to; `link`: a keyed token. `reference`: of its case. */
export type WordLinkRow = Omit<Schema['word_link'], 'id'> & {
  readonly id: string
  readonly reference: string
}

export async function addWordLink(trx: Trx, row: Omit<Schema['word_link'], 'id'>): Promise<string> {
  const { id } = await trx.insertInto('word_link').values(row).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Those that are not over. A library has a few. */
export async function wordLinksAt(trx: Trx, now: Date): Promise<WordLinkRow[]> {
  return trx
    .selectFrom('word_link')
    .innerJoin('case_file', 'case_file.id', 'word_link.case_id')
    .select(['word_link.id', 'case_id', 'reference', 'place', 'contact', 'link', 'until'])
    .where('until', '>', now)
    .execute()
}

/** Once it was used, or could not be mailed. */
export async function dropWordLink(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('word_link').where('id', '=', id).execute()
}

export async function dropWordLinksOver(trx: Trx, now: Date): Promise<void> {
  await trx.deleteFrom('word_link').where('until', '<=', now).execute()
}
