import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** A passkey: what an authenticator signs with, and how often it says that it has. */
export type Passkey = {
  readonly credentialId: Buffer
  /** COSE, as the authenticator gave it. */
  readonly publicKey: Buffer
  readonly counter: bigint
  readonly transports: readonly string[]
  /** The host that it was made for; at another one it signs nothing. */
  readonly host: string
  readonly name: string
  /** `YYYY-MM-DD` */
  readonly addedOn: string
}

/** Adds a passkey; false where that very one is there, with whomever. */
export async function addPasskey(db: Kysely<Schema>, accountId: string, passkey: Passkey): Promise<boolean> {
  const added = await db
    .insertInto('passkey')
    .values({
      credential_id: passkey.credentialId,
      account_id: accountId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: [...passkey.transports],
      host: passkey.host,
      name: passkey.name,
      added_on: passkey.addedOn,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .executeTakeFirst()
  return added !== undefined
}

/** The passkeys of one account and of no other. */
export async function passkeysOf(db: Kysely<Schema>, accountId: string): Promise<Passkey[]> {
  return db
    .selectFrom('passkey')
    .select(['credential_id as credentialId', 'public_key as publicKey', 'counter', 'transports', 'host'])
    .select(['name', 'added_on as addedOn'])
    .where('account_id', '=', accountId)
    .orderBy('added_on')
    .orderBy('name')
    .execute()
}

/**
 * Keeps the count that a passkey gave with a signature; false where a greater one was given before, as a copy of the
 * authenticator would. Those that do not count always give 0.
 */
export async function countPasskey(
  db: Kysely<Schema>,
  credentialId: Buffer,
  counter: bigint,
): Promise<boolean> {
  const counted = await db
    .updateTable('passkey')
    .set({ counter })
    .where('credential_id', '=', credentialId)
    .where((where) =>
      where.or([
        where('counter', '<', counter),
        where.and([where('counter', '=', 0n), where.val(counter === 0n)]),
      ]),
    )
    .executeTakeFirst()
  return counted.numUpdatedRows > 0n
}

/** Removes one passkey of an account; false where it has no such one. */
export async function removePasskey(
  db: Kysely<Schema>,
  accountId: string,
  credentialId: Buffer,
): Promise<boolean> {
  const removed = await db
    .deleteFrom('passkey')
    .where('account_id', '=', accountId)
    .where('credential_id', '=', credentialId)
    .executeTakeFirst()
  return removed.numDeletedRows > 0n
}

export async function removePasskeysOf(db: Kysely<Schema>, accountId: string): Promise<void> {
  await db.deleteFrom('passkey').where('account_id', '=', accountId).execute()
}
