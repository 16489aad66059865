import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** What of a sign-in its owner is told of when it is changed, by the kind of the entry in the register. */
export const changesTold = [
  'passphrase-changed',
  'second-step-added',
  'second-step-removed',
  'account-reset',
  'account-role-changed',
] as const
export type ChangeTold = (typeof changesTold)[number]

export const isChangeTold = (kind: string): kind is ChangeTold => changesTold.some((one) => one === kind)

/** It is told for so many days: long enough for somebody who was away for two weeks. */
export const toldDays = 21

/** `by` is the name of who did it; null for the command line. */
export type AccountChange = {
  readonly kind: ChangeTold
  readonly at: Date
  readonly byAccount: string | null
  readonly by: string | null
}

/** Keeps that a sign-in was changed, in the transaction that changes it; those that are told no more go. */
export async function noteChange(
  trx: Kysely<Schema>,
  change: {
    readonly accountId: string
    readonly kind: ChangeTold
    readonly by: string | null
    readonly at: Date
  },
): Promise<void> {
  const { accountId, kind, by, at } = change
  await trx.deleteFrom('account_change').where('at', '<', daysBefore(at)).execute()
  await trx.insertInto('account_change').values({ account_id: accountId, kind, by_account: by, at }).execute()
}

/** What was changed of a sign-in lately, the newest first. */
export async function changesOf(db: Kysely<Schema>, accountId: string, now: Date): Promise<AccountChange[]> {
  const rows = await db
    .selectFrom('account_change')
    .leftJoin('account as who', 'who.id', 'account_change.by_account')
    .select([
      'account_change.kind',
      'account_change.at',
      'account_change.by_account as byAccount',
      'who.name as by',
    ])
    .where('account_change.account_id', '=', accountId)
    .where('account_change.at', '>=', daysBefore(now))
    .orderBy('account_change.at', 'desc')
    .limit(10)
    .execute()
  return rows.flatMap(({ kind, ...row }) => (isChangeTold(kind) ? [{ ...row, kind }] : []))
}

const daysBefore = (now: Date) => new Date(now.getTime() - toldDays * 24 * 3600_000)
