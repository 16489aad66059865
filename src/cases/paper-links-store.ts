import { sql } from 'kysely'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

/** `link` and `browser`: keyed tokens; one of them is null. `reference`: of its case. */
export type PaperLinkRow = Pick<Schema['paper_link'], 'link' | 'browser' | 'until'> & {
  readonly id: string
  readonly reference: string
}

export async function addPaperLink(
  trx: Trx,
  row: Pick<Schema['paper_link'], 'case_id' | 'link' | 'until'>,
): Promise<void> {
  await trx
    .insertInto('paper_link')
    .values({ ...row, browser: null })
    .execute()
}

/** Those that are not over and have room. A library has a few. */
export async function paperLinksAt(trx: Trx, now: Date, maxFiles: number): Promise<PaperLinkRow[]> {
  return trx
    .selectFrom('paper_link')
    .innerJoin('case_file', 'case_file.id', 'paper_link.case_id')
    .select(['paper_link.id', 'reference', 'link', 'browser', 'until'])
    .where('until', '>', now)
    .where('files', '<', maxFiles)
    .execute()
}

/** Works once. */
export async function markPaperLinkUsed(
  trx: Trx,
  { id }: Pick<PaperLinkRow, 'id'>,
  to: { readonly browser: Buffer; readonly until: Date },
): Promise<boolean> {
  const followed = await trx
    .updateTable('paper_link')
    .set({ ...to, link: null })
    .where('id', '=', id)
    .where('link', 'is not', null)
    .executeTakeFirst()
  return followed.numUpdatedRows > 0n
}

/** False if there is no room for another file: of two at once, the second waits here for the first. */
export async function takePaperRoom(trx: Trx, id: string, maxFiles: number): Promise<boolean> {
  const taken = trx.updateTable('paper_link').set({ files: sql`files + 1` })
  const { numUpdatedRows } = await taken.where('id', '=', id).where('files', '<', maxFiles).executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function givePaperRoomBack(trx: Trx, id: string): Promise<void> {
  await trx.updateTable('paper_link').set({ files: sql`files - 1` }).where('id', '=', id).execute()
}

/** Those that are over. */
export async function dropPaperLinks(trx: Trx, now: Date): Promise<void> {
  await trx.deleteFrom('paper_link').where('until', '<=', now).execute()
}
