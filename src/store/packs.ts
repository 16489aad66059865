import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** A policy pack as it was when the library ran by it: its files by their paths. */
export type KeptPack = { readonly hash: string; readonly files: Readonly<Record<string, string>> }

/** The pack that the library ran by last, and the how-manieth it was; undefined before the first start. */
export async function packInForce(
  db: Kysely<Schema> | Transaction<Schema>,
): Promise<{ readonly nth: number; readonly hash: string } | undefined> {
  return db
    .selectFrom('pack_in_force')
    .select(['nth', 'hash'])
    .orderBy('nth', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A pack by its hash, whether it is in force or was. */
export async function keptPack(db: Kysely<Schema>, hash: string): Promise<KeptPack | undefined> {
  return db.selectFrom('pack').select(['hash', 'files']).where('hash', '=', hash).executeTakeFirst()
}

/**
 * Keeps a pack, and that it is in force from now on as the `nth`.
 * @returns false where another program was first
 */
export async function putInForce(
  trx: Transaction<Schema>,
  { hash, files }: KeptPack,
  { nth, since }: { readonly nth: number; readonly since: Date },
): Promise<boolean> {
  await sql`insert into pack (hash, files) values (${hash}, ${JSON.stringify(files)}::jsonb)
    on conflict do nothing`.execute(trx)
  const { rows } = await sql`insert into pack_in_force (nth, hash, since) values (${nth}, ${hash}, ${since})
    on conflict do nothing returning 1`.execute(trx)
  return rows.length > 0
}
