import { sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/* Who is called at this moment, and by whom. All of these take a transaction in a context. */
type Trx = Transaction<Schema>

/** Gives back what an account has taken, and whatever its time is over. */
export async function giveCallsBack(trx: Trx, accountId: string, now: Date): Promise<void> {
  await trx
    .deleteFrom('call_taken')
    .where((row) => row.or([row('account_id', '=', accountId), row('until', '<=', now)]))
    .execute()
}

/**
 * Takes a patron's calls until then, or goes on having them.
 * @param token the newest of the patron's notices
 * @returns false where somebody else has them
 */
export async function takeCall(
  trx: Trx,
  token: Buffer,
  { accountId, now, until }: { readonly accountId: string; readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const { rows } = await sql`insert into call_taken as old (patron_index, account_id, until)
    values (${token}, ${accountId}::uuid, ${until})
    on conflict (patron_index) do update set account_id = excluded.account_id, until = excluded.until
      where old.account_id = excluded.account_id or old.until <= ${now}
    returning 1`.execute(trx)
  return rows.length > 0
}
