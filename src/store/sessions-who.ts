import type { Kysely, Selectable } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked } from '../sealing/row-mark.ts'
import type { Account } from './accounts.ts'
import { hasSecondStep } from './accounts-factor.ts'
import type { Schema } from './schema.ts'

/** The account of a session, as it is now. */
type Who = Account & {
  readonly given: boolean
  readonly hasSecondStep: boolean
  /** The last day of their time as acting Director, where they are that on the day asked for. */
  readonly actingUntil: string | null
}

/**
 * The session or half sign-in of this token and whose it is, in one query; null where there is none, or where the
 * session or its account was not written by this program. A naming as acting Director that was not is none.
 * @param day `YYYY-MM-DD`
 */
export async function whoOfSession(
  db: Kysely<Schema>,
  ring: KeyRing,
  tokenHash: Buffer,
  day: string,
): Promise<{ readonly session: Selectable<Schema['session']>; readonly who: Who } | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .leftJoin('acting_director as acting', (join) =>
      join
        .onRef('acting.account_id', '=', 'account.id')
        .on('acting.ended', '=', false)
        .on('acting.first_day', '<=', day)
        .on('acting.last_day', '>=', day),
    )
    .selectAll('session')
    .select(['account.sign_in', 'account.name', 'account.role', 'account.president', 'account.given'])
    .select(['account.passphrase', 'account.given_by', 'account.mark as accountMark'])
    .select(['acting.first_day', 'acting.last_day', 'acting.named_by', 'acting.mark as actingMark'])
    .select(hasSecondStep.as('hasSecondStep'))
    .where('session.token_hash', '=', tokenHash)
    .executeTakeFirst()
  if (row === undefined) return null
  const isOurs =
    isMarked(ring, 'session', row) && isMarked(ring, 'account', { ...row, mark: row.accountMark })
  if (!isOurs) return null
  const { account_id: id, sign_in: signIn, name, role, president, given, hasSecondStep: has } = row
  const who = { id, signIn, name, role, president, given, hasSecondStep: has }
  return { session: row, who: { ...who, actingUntil: actingUntil(ring, row) } }
}

function actingUntil(
  ring: KeyRing,
  acting: {
    readonly account_id: string
    readonly first_day: string | null
    readonly last_day: string | null
    readonly named_by: string | null
    readonly actingMark: Buffer | null
  },
): string | null {
  return isMarked(ring, 'acting_director', { ...acting, mark: acting.actingMark }) ? acting.last_day : null
}
