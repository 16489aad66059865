import type { Kysely, Selectable } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked } from '../sealing/row-mark.ts'
import type { Account } from './accounts.ts'
import { isConfirmed } from './accounts-confirmed.ts'
import { hasSecondStepText } from './accounts-factor.ts'
import { runKept } from './prepared.ts'
import type { Schema } from './schema.ts'

/** The account of a session, as it is now. */
type Who = Account & {
  readonly given: boolean
  readonly hasSecondStep: boolean
  /** The last day of their time as acting Director, where they are that on the day asked for. */
  readonly actingUntil: string | null
  /** A Director gave them their passphrase or role, and nobody else confirmed that the sign-in is theirs. */
  readonly unconfirmed: boolean
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
): Promise<{ readonly session: Session; readonly who: Who } | null> {
  const [row] = await runKept<Row>(db, whoOfToken, [tokenHash, day])
  if (row === undefined) return null
  const isOurs =
    isMarked(ring, 'session', row) && isMarked(ring, 'account', { ...row, mark: row.accountMark })
  if (!isOurs) return null
  const { account_id: id, sign_in: signIn, name, role, president, given, hasSecondStep: has } = row
  const { confirmedMark: mark } = row
  const unconfirmed = row.given_by !== null && !isConfirmed(ring, { ...row, mark })
  const who = { id, signIn, name, role, president, given, hasSecondStep: has, unconfirmed }
  return { session: row, who: { ...who, actingUntil: actingUntil(ring, row) } }
}

type Session = Selectable<Schema['session']>
type Row = Session &
  Pick<Selectable<Schema['account']>, 'sign_in' | 'name' | 'role' | 'president'> &
  Pick<Selectable<Schema['account']>, 'given' | 'passphrase' | 'given_by' | 'given_at'> & {
    readonly accountMark: Buffer | null
    readonly first_day: string | null
    readonly last_day: string | null
    readonly named_by: string | null
    readonly actingMark: Buffer | null
    readonly hasSecondStep: boolean
    readonly confirmed_by: string | null
    readonly confirmed_on: string | null
    readonly confirmedMark: Buffer | null
  }

/** Asked for on every page. */
const whoOfToken = `/* kept: who-of-session */
  select session.token_hash, session.account_id, session.signed_in_at, session.seen_at, session.open,
    session.second_step, session.again, session.proved_at, session.challenge, session.place, session.hands_to, session.mark,
    account.sign_in, account.name, account.role, account.president, account.given, account.passphrase,
    account.given_by, account.given_at, account.mark as "accountMark",
    acting.first_day, acting.last_day, acting.named_by, acting.mark as "actingMark",
    confirmed.confirmed_by, confirmed.confirmed_on, confirmed.mark as "confirmedMark",
    ${hasSecondStepText} as "hasSecondStep"
  from session join account on account.id = session.account_id
    left join acting_director acting on acting.account_id = account.id and not acting.ended
      and acting.first_day <= $2::date and acting.last_day >= $2::date
    left join account_confirmed confirmed on confirmed.account_id = account.id
  where session.token_hash = $1` as const

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
