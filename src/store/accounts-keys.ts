import { type Kysely, sql, type Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked, markOf } from '../sealing/row-mark.ts'
import type { Schema } from './schema.ts'

/** One generation of an account's keys, the private halves wrapped (sealing/account-keys.ts). */
export type StoredKeys = {
  readonly accountId: string
  readonly generation: number
  readonly sealingPublic: Buffer
  readonly signingPublic: Buffer
  readonly salt: Buffer
  readonly wrapped: Buffer
}

/** The keys that an account's passphrase opens now, or null: it has chosen none yet. */
export async function liveKeys(
  db: Kysely<Schema>,
  ring: KeyRing,
  accountId: string,
): Promise<StoredKeys | null> {
  const row = await db
    .selectFrom('account_key')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('retired_on', 'is', null)
    .executeTakeFirst()
  if (row === undefined || row.salt === null || row.wrapped === null) return null
  if (!isMarked(ring, 'account_key', row)) throw new KeysForged()
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

/** All that are wrapped now, of whomever. */
export async function wrappedKeys(
  db: Kysely<Schema>,
): Promise<{ readonly accountId: string; readonly wrapped: Buffer }[]> {
  const rows = await db
    .selectFrom('account_key')
    .select(['account_id as accountId', 'wrapped'])
    .where('retired_on', 'is', null)
    .execute()
  return rows.flatMap(({ accountId, wrapped }) => (wrapped === null ? [] : [{ accountId, wrapped }]))
}

/**
 * An account's, as `liveKeys`, while nobody changes the account's passphrase or keys.
 * INVARIANT: who makes or rewraps keys locks the account too, until they are there.
 */
export async function lockKeys(
  trx: Transaction<Schema>,
  ring: KeyRing,
  accountId: string,
): Promise<StoredKeys | null> {
  await trx.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute()
  return liveKeys(trx, ring, accountId)
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
  ring: KeyRing,
  keys: StoredKeys,
  made: { readonly passphrase: string; readonly on: string },
): Promise<boolean> {
  const mark = markOf(ring, 'account_key', rowOf(keys, made.on))
  const { rows } = await sql`
    insert into account_key (account_id, generation, sealing_public, signing_public, made_on, salt, wrapped, mark)
    select id, ${keys.generation}::int, ${keys.sealingPublic}::bytea, ${keys.signingPublic}::bytea, ${made.on}::date,
      ${keys.salt}::bytea, ${keys.wrapped}::bytea, ${mark}::bytea
    from account where id = ${keys.accountId}::uuid and passphrase = ${made.passphrase} for share
    on conflict do nothing returning account_id`.execute(db)
  return rows.length > 0
}

/** Puts keys that another passphrase wraps in the place of the same keys as the old one did. */
export async function rewrapKeys(
  trx: Transaction<Schema>,
  ring: KeyRing,
  keys: StoredKeys,
): Promise<boolean> {
  const { accountId, generation, salt, wrapped } = keys
  const row = await trx
    .selectFrom('account_key')
    .select('made_on')
    .where('account_id', '=', accountId)
    .where('generation', '=', generation)
    .executeTakeFirst()
  if (row === undefined) return false
  const changed = await trx
    .updateTable('account_key')
    .set({ salt, wrapped, mark: markOf(ring, 'account_key', rowOf(keys, row.made_on)) })
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
    .set({ retired_on: on, salt: null, wrapped: null, mark: null })
    .where('account_id', '=', accountId)
    .where('retired_on', 'is', null)
    .execute()
}

function rowOf(keys: StoredKeys, madeOn: string) {
  const { accountId, generation, sealingPublic, signingPublic, salt, wrapped } = keys
  return {
    ...{ account_id: accountId, generation, made_on: madeOn, salt, wrapped },
    ...{ sealing_public: sealingPublic, signing_public: signingPublic },
  }
}

/** Somebody who has no keys of the library put other keys in the place of an account's. */
export class KeysForged extends Error {
  override name = 'KeysForged'
  readonly code = 'keys-forged'
  constructor() {
    super(
      'the keys of this sign-in were changed by somebody else than this program: ask the Director for a reset',
    )
  }
}
