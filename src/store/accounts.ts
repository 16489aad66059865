import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'
import { endSessionsOf } from './sessions.ts'

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

/** In place of a passphrase's hash: it has ended. Its row stays, since the register names its id. */
const ended = ''

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

/** Every sign-in that has not ended, by role and name. */
export async function allAccounts(db: Kysely<Schema>): Promise<Account[]> {
  const rows = await db
    .selectFrom('account')
    .select(['id', 'sign_in', 'name', 'role'])
    .where('passphrase', '!=', ended)
    .orderBy('role')
    .orderBy('name')
    .execute()
  return rows.map(({ sign_in, ...row }) => ({ ...row, signIn: sign_in }))
}

/**
 * Charges one try to a sign-in, and returns it with its passphrase's hash; null when there is no such sign-in,
 * it rests, or it has ended.
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
    .where('passphrase', '!=', ended)
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

/** Gives a sign-in another passphrase (an argon2id hash), ends its rest and its sessions; false when there is none. */
export async function resetPassphrase(
  db: Kysely<Schema>,
  signIn: string,
  passphrase: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const account = await trx
      .updateTable('account')
      .set({ passphrase, failures: 0, locked_until: null })
      .where('sign_in', '=', signInName(signIn))
      .where('passphrase', '!=', ended)
      .returning('id')
      .executeTakeFirst()
    if (account !== undefined) await endSessionsOf(trx, account.id)
    return account !== undefined
  })
}

/** Ends a sign-in and its sessions for good; its name is not given again. The last Director's cannot end. */
export async function endAccount(
  db: Kysely<Schema>,
  signIn: string,
): Promise<'ended' | 'unknown' | 'last-director'> {
  return db.transaction().execute(async (trx) => {
    const live = trx.selectFrom('account').select('id').where('passphrase', '!=', ended)
    // INVARIANT: the Directors stay locked to the end, so that two who end each other at once cannot both succeed.
    const directors = await live.where('role', '=', 'director').orderBy('id').forUpdate().execute()
    const account = await live.where('sign_in', '=', signInName(signIn)).executeTakeFirst()
    if (account === undefined) return 'unknown'
    if (directors.length === 1 && directors[0]?.id === account.id) return 'last-director'
    await trx.updateTable('account').set({ passphrase: ended }).where('id', '=', account.id).execute()
    await endSessionsOf(trx, account.id)
    return 'ended'
  })
}

function signInName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}
