import { type Kysely, type Selectable, sql } from 'kysely'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, markOfRow } from '../platform/crypto/row-mark.ts'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type PreparedStatement, runPrepared } from '../platform/db/statements.ts'
import type { Account } from './account.ts'
import { isConfirmedAccount } from './officer-store.ts'
import { hasSecondFactorSql } from './second-factor-store.ts'

/** Left alone for so long, a session is over. */
export const idleMinutes = 20
/** Used or not, a session is over after a working day. */
export const longestHours = 10
/** A sign-in whose passphrase was right waits so long for its other steps. */
export const pendingSignInMinutes = 15
/** So long after somebody proved who they are, they may change what they sign in with. */
export const reauthMinutes = 10

/** Somebody signed in, on the day and at the moment asked for. */
export type Session = Account & {
  readonly secondStep: boolean
  /** The last day of their time as acting Director, where they are that today. */
  readonly actingUntil: string | null
  /** A Director set up their sign-in, and nobody else confirmed that it is theirs. */
  readonly unconfirmed: boolean
  /** They proved who they are a moment ago, and have changed nothing since. */
  readonly proved: boolean
  /** They did, or signed in, so short a time ago that it is hardly anybody else who sits there now. */
  readonly fresh: boolean
  /** The patron to whom they have handed the screen, to type a PIN (or `noPatron`); null where they sit there themselves. */
  readonly handsTo: string | null
  /** The latest that it ends, if it is left alone from now on. */
  readonly endsAt: Date
}

/** Somebody whose passphrase was right, and who has steps left before they are signed in. */
export type PendingSignIn = Account & {
  /** Passed in this sign-in. */
  readonly secondStep: boolean
  /** They have one to pass. */
  readonly hasSecondStep: boolean
  readonly given: boolean
  readonly again: boolean
  readonly actingUntil: string | null
}

/**
 * What began later than so long from now began under a clock that was set back since, and is over: else it would last
 * until the clock is there again. No two clocks agree to the second, and several programs may serve one library.
 */
const clockErrorMinutes = 5

/** An account, and the hash of the token of one session or half sign-in of its own. */
type SessionHolder = { readonly accountId: string; readonly tokenHash: Buffer }

/** When something is asked: the instant, and the library's own day (`YYYY-MM-DD`). */
export type RequestTime = { readonly now: Date; readonly today: string }

/**
 * Begins a sign-in for an account; `tokenHash` is SHA-256 of what the cookie holds, `passphrase` the hash that the
 * typed one was held against. False where the account has another by now, or has ended.
 *
 * INVARIANT: the account's row is locked while it begins, so that a reset or an end leaves none behind.
 */
export async function beginSignIn(
  db: Kysely<Schema>,
  ring: KeyRing,
  begun: {
    readonly tokenHash: Buffer
    readonly accountId: string
    readonly passphrase: string
    readonly place: string
    readonly again: boolean
    readonly now: Date
  },
): Promise<boolean> {
  const { tokenHash, accountId, passphrase, place, again, now } = begun
  const row = {
    ...{ token_hash: tokenHash, account_id: accountId, signed_in_at: now, open: false, second_step: false },
    ...{ again, proved_at: null, place, hands_to: null },
  }
  const { rows } = await sql`
    insert into session (token_hash, account_id, signed_in_at, seen_at, open, again, place, mark)
    select ${tokenHash}::bytea, id, ${now}::timestamptz, ${now}::timestamptz, false, ${again}::boolean, ${place}::text,
      ${markOfRow(ring, 'session', row)}::bytea
    from account where id = ${accountId}::uuid and passphrase = ${passphrase} for share
    returning account_id`.execute(db)
  return rows.length > 0
}

/** A sign-in that has steps left, or null where there is none, or it took too long. */
export async function findPendingSignIn(
  db: Kysely<Schema>,
  ring: KeyRing,
  tokenHash: Buffer,
  { now, today }: RequestTime,
): Promise<PendingSignIn | null> {
  const found = await accountOfSession(db, ring, tokenHash, today)
  if (found === null || found.session.open) return null
  const { signed_in_at: begun, second_step: secondStep, again } = found.session
  if (begun <= minutesBefore(now, pendingSignInMinutes) || begun >= minutesBefore(now, -clockErrorMinutes))
    return null
  return { ...found.who, secondStep, again }
}

/** Notes that the second step was passed; false where it was already, or the sign-in is over. */
export async function passSecondFactor(
  db: Kysely<Schema>,
  ring: KeyRing,
  { accountId, tokenHash }: SessionHolder,
): Promise<boolean> {
  return changeSession(db, ring, tokenHash, (was) =>
    was.account_id === accountId && !was.open && !was.second_step ? { second_step: true } : null,
  )
}

/** Opens a session in the place of a sign-in whose steps are done, under another token. False where it is over. */
export async function openSession(
  trx: Trx,
  ring: KeyRing,
  { from, to, now }: { readonly from: Buffer; readonly to: Buffer; readonly now: Date },
): Promise<boolean> {
  return changeSession(trx, ring, from, (was) =>
    was.open
      ? null
      : {
          ...{ token_hash: to, open: true, signed_in_at: now, seen_at: now, challenge: null },
          proved_at: was.again ? now : null,
        },
  )
}

/**
 * Who a token belongs to, and marks it as seen; null where it is unknown, idle for too long, or too old.
 * @param isUse false for what the browser asks by itself: that keeps no session alive
 */
export async function findSession(
  db: Kysely<Schema>,
  ring: KeyRing,
  tokenHash: Buffer,
  { now, today }: RequestTime,
  isUse = true,
): Promise<Session | null> {
  const found = await accountOfSession(db, ring, tokenHash, today)
  if (found === null || !found.session.open || isSessionOver(found.session, now)) return null
  const { seen_at, signed_in_at, proved_at, second_step: secondStep } = found.session
  // Why: a write on every page would be one more commit for each; a minute's error in 20 is none.
  if (isUse && seen_at < minutesBefore(now, 1)) {
    await db.updateTable('session').set({ seen_at: now }).where('token_hash', '=', tokenHash).execute()
  }
  const lately = minutesBefore(now, reauthMinutes)
  const proved = proved_at !== null && proved_at > lately
  const { id, signIn, name, role, president, actingUntil, unconfirmed } = found.who
  const who = { id, signIn, name, role, president, actingUntil, unconfirmed }
  const handsTo = found.session.hands_to
  const idleFrom = isUse ? now : seen_at
  const endsAt = earliestOf(
    minutesBefore(idleFrom, -idleMinutes),
    minutesBefore(signed_in_at, -longestHours * 60),
  )
  return { ...who, secondStep, proved, fresh: proved || signed_in_at > lately, handsTo, endsAt }
}

function isSessionOver({ seen_at, signed_in_at }: SessionRecord, now: Date): boolean {
  return (
    seen_at <= minutesBefore(now, idleMinutes) ||
    signed_in_at <= minutesBefore(now, longestHours * 60) ||
    seen_at >= minutesBefore(now, -clockErrorMinutes)
  )
}

/** Uses up the proof of a moment ago; false where there is none. Of two changes at once one has it. */
export async function consumeReauth(
  db: Kysely<Schema>,
  ring: KeyRing,
  { accountId, tokenHash }: SessionHolder,
  now: Date,
): Promise<boolean> {
  return changeSession(db, ring, tokenHash, (was) => {
    const proved = was.proved_at !== null && was.proved_at > minutesBefore(now, reauthMinutes)
    return was.account_id === accountId && was.open && proved ? { proved_at: null } : null
  })
}

/** Whom a screen is handed to once the PIN is set: nobody, and the clerk has not taken it back. */
export const noPatron = '00000000-0000-0000-0000-000000000000'

/** Hands the screen to a patron, then to `noPatron`, until it is taken back (`null`). False where the session is over. */
export async function handScreen(
  db: Kysely<Schema>,
  ring: KeyRing,
  { accountId, tokenHash }: SessionHolder,
  to: string | null,
): Promise<boolean> {
  return changeSession(db, ring, tokenHash, (was) =>
    was.account_id === accountId && was.open && (to === null || to === noPatron) === (was.hands_to !== null)
      ? { hands_to: to }
      : null,
  )
}

type SessionRecord = Selectable<Schema['session']>

/**
 * Changes a session that counts, and marks it anew; false where there is none, where `becomes` says null, or where it
 * was changed in between. Of two changes at once one is made.
 */
async function changeSession(
  db: Kysely<Schema>,
  ring: KeyRing,
  tokenHash: Buffer,
  becomes: (was: SessionRecord) => Partial<SessionRecord> | null,
): Promise<boolean> {
  const was = await db
    .selectFrom('session')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  if (was === undefined || was.mark === null || !isMarked(ring, 'session', was)) return false
  const set = becomes(was)
  if (set === null) return false
  const changed = await db
    .updateTable('session')
    .set({ ...set, mark: markOfRow(ring, 'session', { ...was, ...set }) })
    .where('token_hash', '=', tokenHash)
    .where('mark', '=', was.mark)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** Keeps what a passkey is to sign, with the session or the sign-in that asks for it. */
export async function setChallenge(db: Kysely<Schema>, tokenHash: Buffer, challenge: Buffer): Promise<void> {
  await db.updateTable('session').set({ challenge }).where('token_hash', '=', tokenHash).execute()
}

/** What a passkey was to sign, once: whoever comes second gets null. */
export async function takeChallenge(db: Kysely<Schema>, tokenHash: Buffer): Promise<Buffer | null> {
  const { rows } = await sql<{ challenge: Buffer }>`
    with asked as (select token_hash, challenge from session where token_hash = ${tokenHash} for update)
    update session set challenge = null from asked
    where session.token_hash = asked.token_hash and asked.challenge is not null
    returning asked.challenge`.execute(db)
  return rows[0]?.challenge ?? null
}

/** Where an account is signed in, the newest first. */
export async function sessionsOf(
  db: Kysely<Schema>,
  accountId: string,
  now: Date,
): Promise<{ readonly tokenHash: Buffer; readonly place: string; readonly signedInAt: Date }[]> {
  return db
    .selectFrom('session')
    .select(['token_hash as tokenHash', 'place', 'signed_in_at as signedInAt'])
    .where('account_id', '=', accountId)
    .where('open', '=', true)
    .where('seen_at', '>', minutesBefore(now, idleMinutes))
    .where('signed_in_at', '>', minutesBefore(now, longestHours * 60))
    .where('seen_at', '<', minutesBefore(now, -clockErrorMinutes))
    .orderBy('signed_in_at', 'desc')
    .execute()
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
        where('seen_at', '>=', minutesBefore(now, -clockErrorMinutes)),
      ]),
    )
    .execute()
}

/** Ends every session and every half sign-in of an account, but the one of `except`. */
export async function endSessionsOf(db: Kysely<Schema>, accountId: string, except?: Buffer): Promise<void> {
  const all = db.deleteFrom('session').where('account_id', '=', accountId)
  await (except === undefined ? all : all.where('token_hash', '!=', except)).execute()
}

const earliestOf = (a: Date, b: Date) => (a < b ? a : b)

function minutesBefore(now: Date, minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000)
}

/** The account of a session, as it is now. */
type SessionAccount = Account & {
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
export async function accountOfSession(
  db: Kysely<Schema>,
  ring: KeyRing,
  tokenHash: Buffer,
  day: string,
): Promise<{ readonly session: SessionRow; readonly who: SessionAccount } | null> {
  const [row] = await runPrepared<SessionAccountRow>(db, accountOfSessionSql, [tokenHash, day])
  if (row === undefined) return null
  const isOurs =
    isMarked(ring, 'session', row) && isMarked(ring, 'account', { ...row, mark: row.accountMark })
  if (!isOurs) return null
  const { account_id: id, sign_in: signIn, name, role, president, given, hasSecondStep: has } = row
  const { confirmedMark: mark } = row
  const unconfirmed = row.given_by !== null && !isConfirmedAccount(ring, { ...row, mark })
  const who = { id, signIn, name, role, president, given, hasSecondStep: has, unconfirmed }
  return { session: row, who: { ...who, actingUntil: actingUntil(ring, row) } }
}

type SessionRow = Selectable<Schema['session']>
type SessionAccountRow = SessionRow &
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
const accountOfSessionSql: PreparedStatement = {
  name: 'who-of-session',
  text: `select session.token_hash, session.account_id, session.signed_in_at, session.seen_at, session.open,
    session.second_step, session.again, session.proved_at, session.challenge, session.place, session.hands_to, session.mark,
    account.sign_in, account.name, account.role, account.president, account.given, account.passphrase,
    account.given_by, account.given_at, account.mark as "accountMark",
    acting.first_day, acting.last_day, acting.named_by, acting.mark as "actingMark",
    confirmed.confirmed_by, confirmed.confirmed_on, confirmed.mark as "confirmedMark",
    ${hasSecondFactorSql} as "hasSecondStep"
  from session join account on account.id = session.account_id
    left join acting_director acting on acting.account_id = account.id and not acting.ended
      and acting.first_day <= $2::date and acting.last_day >= $2::date
    left join account_confirmed confirmed on confirmed.account_id = account.id
  where session.token_hash = $1`,
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
