import { type Kysely, sql } from 'kysely'
import type { Account } from './accounts.ts'
import type { Schema } from './schema.ts'

/** Left alone for so long, a session is over. */
export const idleMinutes = 20
/** Used or not, a session is over after a working day. */
export const longestHours = 10

/**
 * Begins a session for an account; `tokenHash` is SHA-256 of what the cookie holds, `passphrase` the hash that the
 * typed one was held against. False where the account has another by now, or has ended.
 *
 * INVARIANT: the account's row is locked while the session begins, so that a reset or an end leaves none behind.
 */
export async function beginSession(
  db: Kysely<Schema>,
  session: {
    readonly tokenHash: Buffer
    readonly accountId: string
    readonly passphrase: string
    readonly now: Date
  },
): Promise<boolean> {
  const now = sql<Date>`${session.now}::timestamptz`
  const begun = await db
    .insertInto('session')
    .columns(['token_hash', 'account_id', 'signed_in_at', 'seen_at'])
    .expression((from) =>
      from
        .selectFrom('account')
        .select([sql<Buffer>`${session.tokenHash}::bytea`.as('token_hash'), 'id'])
        .select([now.as('signed_in_at'), now.as('seen_at')])
        .where('id', '=', session.accountId)
        .where('passphrase', '=', session.passphrase)
        .forShare(),
    )
    .returning('account_id')
    .executeTakeFirst()
  return begun !== undefined
}

/** Who a token belongs to, and marks it as seen; null where it is unknown, idle for too long, or too old. */
export async function liveSession(db: Kysely<Schema>, tokenHash: Buffer, now: Date): Promise<Account | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['account.id', 'account.sign_in', 'account.name', 'account.role', 'session.seen_at'])
    .where('session.token_hash', '=', tokenHash)
    .where('session.seen_at', '>', minutesBefore(now, idleMinutes))
    .where('session.signed_in_at', '>', minutesBefore(now, longestHours * 60))
    .executeTakeFirst()
  if (row === undefined) return null
  // Why: a write on every page would be one more commit for each; a minute's error in 20 is none.
  if (row.seen_at < minutesBefore(now, 1)) {
    await db.updateTable('session').set({ seen_at: now }).where('token_hash', '=', tokenHash).execute()
  }
  return { id: row.id, signIn: row.sign_in, name: row.name, role: row.role }
}

/** Ends one session, and sweeps away those that are over anyway. */
export async function endSession(db: Kysely<Schema>, tokenHash: Buffer, now: Date): Promise<void> {
  await db
    .deleteFrom('session')
    .where((where) =>
      where.or([
        where('token_hash', '=', tokenHash),
        where('seen_at', '<=', minutesBefore(now, idleMinutes)),
        where('signed_in_at', '<=', minutesBefore(now, longestHours * 60)),
      ]),
    )
    .execute()
}

/** Ends every session of an account. */
export async function endSessionsOf(db: Kysely<Schema>, accountId: string): Promise<void> {
  await db.deleteFrom('session').where('account_id', '=', accountId).execute()
}

function minutesBefore(now: Date, minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000)
}
