import type { Kysely } from 'kysely'
import type { Account } from './accounts.ts'
import type { Schema } from './schema.ts'

/** Left alone for so long, a session is over. */
export const idleMinutes = 20
/** Used or not, a session is over after a working day. */
export const longestHours = 10

/** Begins a session for an account; `tokenHash` is SHA-256 of what the cookie holds. */
export async function beginSession(
  db: Kysely<Schema>,
  session: { readonly tokenHash: Buffer; readonly accountId: string; readonly now: Date },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      account_id: session.accountId,
      signed_in_at: session.now,
      seen_at: session.now,
    })
    .execute()
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

function minutesBefore(now: Date, minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000)
}
