import { type Kysely, sql, type Transaction } from 'kysely'
import type { LinkTable } from '../circulation/link.ts'
import { DatabaseRefused } from './refused.ts'
import type { Schema } from './schema.ts'

/**
 * Makes the library on first use; later, refuses keys that are not its own, before anything is sealed under them.
 *
 * @param library.keyCheck a token under the library's keys: it tells nothing, and no other keys make it
 * @throws DatabaseRefused `foreign-keys`
 */
export async function claimLibrary(
  app: Kysely<Schema>,
  library: { readonly name: string; readonly keyCheck: Buffer },
): Promise<void> {
  await app
    .insertInto('library')
    .values({ name: library.name, key_check: library.keyCheck })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { key_check: claimed } = await app.selectFrom('library').select('key_check').executeTakeFirstOrThrow()
  if (!claimed.equals(library.keyCheck)) {
    throw new DatabaseRefused(
      'foreign-keys',
      'the keys are not those that this library’s data were sealed with: put its own keys folder back (CARREL_KEYS)',
    )
  }
}

/** The library's name, or undefined where none was made yet. */
export async function libraryName(db: Kysely<Schema>): Promise<string | undefined> {
  return (await db.selectFrom('library').select('name').executeTakeFirst())?.name
}

/** Of which links an export came in whole once. */
export async function linksTaken(db: Kysely<Schema>): Promise<readonly LinkTable[]> {
  return (await db.selectFrom('library').select('links_taken').executeTakeFirst())?.links_taken ?? []
}

/** Keeps in mind that an export of these links came in whole. */
export async function noteLinksTaken(trx: Transaction<Schema>, table: LinkTable): Promise<void> {
  await sql`update library set links_taken = links_taken || ${table}::text
    where not links_taken @> array[${table}::text]`.execute(trx)
}
