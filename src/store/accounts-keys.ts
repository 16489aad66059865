import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** One generation of an account's keys, the private halves wrapped by its passphrase (sealing/account-keys.ts). */
export type StoredKeys = {
  readonly accountId: string
  readonly generation: number
  readonly sealingPublic: Buffer
  readonly signingPublic: Buffer
  readonly salt: Buffer
  readonly wrapped: Buffer
}

/** The keys that an account's passphrase opens now, or null: it has chosen none yet. */
export async function liveKeys(db: Kysely<Schema>, accountId: string): Promise<StoredKeys | null> {
  const row = await db
    .selectFrom('account_key')
    .select(['generation', 'sealing_public', 'signing_public', 'salt', 'wrapped'])
    .where('account_id', '=', accountId)
    .where('retired_on', 'is', null)
    .executeTakeFirst()
  if (row === undefined || row.salt === null || row.wrapped === null) return null
  const { generation, salt, wrapped } = row
  return {
    accountId,
    generation,
    sealingPublic: row.sealing_public,
    signingPublic: row.signing_public,
    salt,
    wrapped,
  }
}

/** The number of the next generation of an account's keys, from 1. */
export async function nextGeneration(db: Kysely<Schema>, accountId: string): Promise<number> {
  const { last } = await db
    .selectFrom('account_key')
    .select((row) => row.fn.max('generation').as('last'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

/**
 * Stores new keys; false where the account has live ones, or another passphrase than the one (an argon2id hash) that
 * wrapped them. @param made.on `YYYY-MM-DD`
 */
export async function addKeys(
  db: Kysely<Schema>,
  keys: StoredKeys,
  made: { readonly passphrase: string; readonly on: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into account_key (account_id, generation, sealing_public, signing_public, made_on, salt, wrapped)
    select id, ${keys.generation}::int, ${keys.sealingPublic}::bytea, ${keys.signingPublic}::bytea, ${made.on}::date,
      ${keys.salt}::bytea, ${keys.wrapped}::bytea
    from account where id = ${keys.accountId}::uuid and passphrase = ${made.passphrase} for share
    on conflict do nothing returning account_id`.execute(db)
  return rows.length > 0
}

/** Puts keys that another passphrase wraps in the place of the same keys as the old one did. */
export async function rewrapKeys(trx: Transaction<Schema>, keys: StoredKeys): Promise<boolean> {
  const { accountId, generation, salt, wrapped } = keys
  const changed = await trx
    .updateTable('account_key')
    .set({ salt, wrapped })
    .where('account_id', '=', accountId)
    .where('generation', '=', generation)
    .where('retired_on', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** Deletes the private halves of an account's keys; the public ones stay, since old signatures must verify. */
export async function retireKeys(trx: Transaction<Schema>, accountId: string, on: string): Promise<void> {
  await trx
    .updateTable('account_key')
    .set({ retired_on: on, salt: null, wrapped: null })
    .where('account_id', '=', accountId)
    .where('retired_on', 'is', null)
    .execute()
}
