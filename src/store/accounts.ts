import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

export type Role = Schema['account']['role']

export type Account = {
  readonly id: string
  readonly signIn: string
  readonly name: string
  readonly role: Role
}

/** So many wrong passphrases in a row, and the sign-in rests. */
export const triesBeforeRest = 5
export const restMinutes = 15

/** Adds a sign-in and returns its id, or null when the sign-in name is taken. `passphrase` is an argon2id hash. */
export async function addAccount(
  db: Kysely<Schema>,
  account: {
    readonly signIn: string
    readonly name: string
    readonly role: Role
    readonly passphrase: string
  },
): Promise<string | null> {
  const added = await db
    .insertInto('account')
    .values({
      sign_in: signInName(account.signIn),
      name: account.name,
      role: account.role,
      passphrase: account.passphrase,
    })
    .onConflict((conflict) => conflict.column('sign_in').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id ?? null
}

/** Every sign-in, by role and name. */
export async function allAccounts(db: Kysely<Schema>): Promise<Account[]> {
  const rows = await db
    .selectFrom('account')
    .select(['id', 'sign_in', 'name', 'role'])
    .orderBy('role')
    .orderBy('name')
    .execute()
  return rows.map(({ sign_in, ...row }) => ({ ...row, signIn: sign_in }))
}

/**
 * Charges one try to a sign-in, and returns it with its passphrase's hash; null when there is no such sign-in
 * or it rests.
 *
 * INVARIANT: the try is counted, under the row's lock, before the passphrase is looked at: neither many tries
 * at once nor a kill in between gets one for free.
 */
export async function chargeTry(
  db: Kysely<Schema>,
  signIn: string,
  now: Date,
): Promise<(Account & { readonly passphrase: string }) | null> {
  const failures = sql<number>`case when locked_until is null then failures + 1 else 1 end`
  const restUntil = new Date(now.getTime() + restMinutes * 60_000)
  const row = await db
    .updateTable('account')
    .set({
      failures,
      locked_until: sql`case when ${failures} >= ${triesBeforeRest} then ${restUntil}::timestamptz end`,
    })
    .where('sign_in', '=', signInName(signIn))
    .where((where) => where.or([where('locked_until', 'is', null), where('locked_until', '<=', now)]))
    .returning(['id', 'sign_in', 'name', 'role', 'passphrase'])
    .executeTakeFirst()
  if (row === undefined) return null
  const { sign_in, ...account } = row
  return { ...account, signIn: sign_in }
}

/** Forgets the wrong tries: the passphrase was right. */
export async function clearTries(db: Kysely<Schema>, accountId: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ failures: 0, locked_until: null })
    .where('id', '=', accountId)
    .execute()
}

function signInName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}
