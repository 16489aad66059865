import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** Whether a row of `account` has a code app or a passkey. */
export const hasSecondStepText = `(account.second_factor is not null
  or exists (select from passkey where passkey.account_id = account.id))` as const
export const hasSecondStep = sql.raw<boolean>(hasSecondStepText)

/** Sets a code app, in place of one before; `step` is that of the code that confirmed it. */
export async function setCodeApp(
  db: Kysely<Schema>,
  app: { readonly accountId: string; readonly sealedSecret: Buffer; readonly step: bigint },
): Promise<void> {
  await db
    .updateTable('account')
    .set({ second_factor: app.sealedSecret, second_factor_step: app.step, codes_failed: 0 })
    .where('id', '=', app.accountId)
    .execute()
}

/**
 * A last step further ahead than this, an hour, was used under a clock that was set back since, and counts no more:
 * else no code would be right until the clock is there again.
 */
export const clockErrorSteps = 120n

/**
 * Uses up the code of a step, of an account's code app or of a patron's, and every older one; false where it was used before.
 * INVARIANT: one statement, so that of two who bring the same code at once one is turned away.
 */
export async function useCodeStep(
  db: Kysely<Schema>,
  of: 'account' | 'pin',
  id: string,
  step: bigint,
): Promise<boolean> {
  const used = await sql`update ${sql.table(of)} set second_factor_step = ${step} where id = ${id}::uuid
    and (second_factor_step < ${step} or second_factor_step > ${step + clockErrorSteps})`.execute(db)
  return (used.numAffectedRows ?? 0n) > 0n
}

export async function removeCodeApp(db: Kysely<Schema>, accountId: string): Promise<void> {
  await db.updateTable('account').set({ second_factor: null }).where('id', '=', accountId).execute()
}

/** What an account has for a second step, and whether its passphrase was made by somebody else. */
export type SecondStepHeld = { readonly codeApp: boolean; readonly passkeys: number; readonly given: boolean }

/** The same, locked until the transaction ends: what is decided by it still holds when it commits. */
export async function lockSecondStep(
  trx: Transaction<Schema>,
  accountId: string,
): Promise<SecondStepHeld | null> {
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

/** Whether an account has a second step, of whatever kind. */
export async function hasStep(db: Kysely<Schema>, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select(hasSecondStep.as('has'))
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row?.has === true
}

/** Whether an account has a code app. */
export async function hasCodeApp(db: Kysely<Schema>, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('id', '=', accountId)
    .where('second_factor', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** `officers`: the Director, counsel and trustees. */
export type SecondStepFor = 'officers' | 'everyone'

/** Who must pass a second step at sign-in. */
export async function secondStepFor(db: Kysely<Schema>): Promise<SecondStepFor> {
  const { second_step_for } = await db
    .selectFrom('library')
    .select('second_step_for')
    .executeTakeFirstOrThrow()
  return second_step_for
}

export async function setSecondStepFor(db: Kysely<Schema>, whom: SecondStepFor): Promise<void> {
  await db.updateTable('library').set({ second_step_for: whom }).execute()
}
