import { sql } from 'kysely'
import type { Db, Trx } from '../platform/db/context.ts'

export const hasSecondFactorSql = `(account.second_factor is not null
  or exists (select from passkey where passkey.account_id = account.id))` as const
export const hasSecondFactorExpression = sql.raw<boolean>(hasSecondFactorSql)

/** `step` is the time step of the code that confirmed the app. */
export async function setCodeApp(
  db: Db,
  app: { readonly accountId: string; readonly sealedSecret: Buffer; readonly step: bigint },
): Promise<void> {
  await db
    .updateTable('account')
    .set({ second_factor: app.sealedSecret, second_factor_step: app.step, codes_failed: 0 })
    .where('id', '=', app.accountId)
    .execute()
}

/** A last step more than an hour ahead is from before the clock was set back, and no longer counts. */
export const clockErrorSteps = 120n

/** Uses up a code and all older ones. INVARIANT: one statement, so that a code is accepted once. */
export async function useCodeStep(db: Db, of: 'account' | 'pin', id: string, step: bigint): Promise<boolean> {
  const used = await sql`update ${sql.table(of)} set second_factor_step = ${step} where id = ${id}::uuid
    and (second_factor_step < ${step} or second_factor_step > ${step + clockErrorSteps})`.execute(db)
  return (used.numAffectedRows ?? 0n) > 0n
}

export async function removeCodeApp(db: Db, accountId: string): Promise<void> {
  await db.updateTable('account').set({ second_factor: null }).where('id', '=', accountId).execute()
}

/** `given`: someone else made the passphrase. */
export type SecondFactorState = {
  readonly codeApp: boolean
  readonly passkeys: number
  readonly given: boolean
}

/** Locked until the transaction ends. */
export async function lockSecondFactor(trx: Trx, accountId: string): Promise<SecondFactorState | null> {
  const account = await trx
    .selectFrom('account')
    .select(['given', 'second_factor'])
    .where('id', '=', accountId)
    .where('passphrase', '!=', '')
    .forUpdate()
    .executeTakeFirst()
  if (account === undefined) return null
  const { passkeys } = await trx
    .selectFrom('passkey')
    .select((row) => row.fn.countAll().as('passkeys'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return { given: account.given, codeApp: account.second_factor !== null, passkeys: Number(passkeys) }
}

export async function hasSecondFactor(db: Db, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select(hasSecondFactorExpression.as('has'))
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row?.has === true
}

export async function hasCodeApp(db: Db, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('id', '=', accountId)
    .where('second_factor', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** `officers`: the Director, counsel and trustees. */
export type SecondFactorPolicy = 'officers' | 'everyone'

export async function secondFactorPolicy(db: Db): Promise<SecondFactorPolicy> {
  const { second_step_for } = await db
    .selectFrom('library')
    .select('second_step_for')
    .executeTakeFirstOrThrow()
  return second_step_for
}

export async function setSecondFactorPolicy(db: Db, whom: SecondFactorPolicy): Promise<void> {
  await db.updateTable('library').set({ second_step_for: whom }).execute()
}

export type Passkey = {
  readonly credentialId: Buffer
  /** COSE, from the authenticator. */
  readonly publicKey: Buffer
  readonly counter: bigint
  readonly transports: readonly string[]
  /** It works only at the host it was made for. */
  readonly host: string
  readonly name: string
  readonly addedOn: string
}

/** False if any account has this passkey. */
export async function addPasskey(db: Db, accountId: string, passkey: Passkey): Promise<boolean> {
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

export async function passkeysOf(db: Db, accountId: string): Promise<Passkey[]> {
  return db
    .selectFrom('passkey')
    .select(['credential_id as credentialId', 'public_key as publicKey', 'counter', 'transports', 'host'])
    .select(['name', 'added_on as addedOn'])
    .where('account_id', '=', accountId)
    .orderBy('added_on')
    .orderBy('name')
    .execute()
}

/** False if the counter went backward, as a clone's would. Authenticators that do not count send 0. */
export async function countPasskey(db: Db, credentialId: Buffer, counter: bigint): Promise<boolean> {
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

export async function removePasskey(db: Db, accountId: string, credentialId: Buffer): Promise<boolean> {
  const removed = await db
    .deleteFrom('passkey')
    .where('account_id', '=', accountId)
    .where('credential_id', '=', credentialId)
    .executeTakeFirst()
  return removed.numDeletedRows > 0n
}

export async function removePasskeysOf(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('passkey').where('account_id', '=', accountId).execute()
}
