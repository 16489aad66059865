import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** The entries that are found under a token, in all logs, before an index (which counts the log in its upper bits); the newest first. */
export async function entriesAbout(
  db: Kysely<Schema>,
  {
    about,
    before,
    limit,
  }: { readonly about: Buffer; readonly before: bigint | undefined; readonly limit: number },
): Promise<{ readonly index: bigint; readonly leaf: Buffer; readonly overflow: Buffer | null }[]> {
  const { rows } = await sql<{ index: bigint; leaf: Buffer; overflow: Buffer | null }>`
    select (log::bigint << 48) | index as index, leaf, overflow
    from register_about join register_leaf on register_leaf.id = register_about.entry
    where about = ${about}::bytea and (${before ?? null}::bigint is null or ((log::bigint << 48) | index) < ${before ?? null}::bigint)
    order by 1 desc limit ${limit}`.execute(db)
  return rows
}

/** Forgets what was found by the keys of these months. */
export async function forgetAbout(worker: Kysely<Schema>, months: readonly string[]): Promise<void> {
  if (months.length > 0) await worker.deleteFrom('register_about').where('month', 'in', months).execute()
}
