import { type Selectable, sql } from 'kysely'
import { minutesBefore } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, markOfRow } from '../platform/crypto/row-mark.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { clockErrorMinutes, isSessionOver, sessionEnd, sessionOverSql } from '../platform/db/session-clock.ts'
import { type PreparedStatement, runPrepared } from '../platform/db/statements.ts'
import type { Account } from './account.ts'
import { isConfirmedAccount } from './officer-store.ts'
import { hasSecondFactorSql } from './second-factor-store.ts'
import { endShifts } from './shift-store.ts'

/** A session ends after this long idle. */
export const idleMinutes = 20
/** A session ends after a working day, even if used. */
export const longestHours = 10
const limits = { idleMinutes, maxMinutes: longestHours * 60 }
/** How long a sign-in may take after the passphrase. */
const pendingSignInMinutes = 15
/** How long a reauthentication lasts. */
const reauthMinutes = 10

type Session = Account & {
  readonly secondStep: boolean
  /** Last day of their acting term, if they are acting Director today. */
  readonly actingUntil: string | null
  /** A Director set up the account, and no one else confirmed it. */
  readonly unconfirmed: boolean
  /** Reauthenticated recently, with no change of credentials since. */
  readonly proved: boolean
  /** Reauthenticated or signed in so recently that no one else is likely to sit there. */
  readonly fresh: boolean
  /** The patron who has the screen to type a PIN, or `noPatron`; null while staff has it. */
  readonly handsTo: string | null
  /** When the session ends if left idle. */
  readonly endsAt: Date
  /** It began with a staff PIN. */
  readonly byPin: boolean
}

/** The passphrase was right, and steps remain. */
export type PendingSignIn = Account & {
  /** Passed in this sign-in. */
  readonly secondStep: boolean
  /** The account has a second factor. */
  readonly hasSecondStep: boolean
  readonly given: boolean
  readonly again: boolean
  readonly actingUntil: string | null
}

/** `tokenHash` is of a session or pending sign-in of the account. */
type SessionHolder = { readonly accountId: string; readonly tokenHash: Buffer }

/** `today` is the library's own day (`YYYY-MM-DD`). */
type RequestTime = { readonly now: Date; readonly today: string }

/**
 * `passphrase` is the verified hash; false if it has changed by now.
 * INVARIANT: the account's row is locked, so that a reset or end leaves no sign-in behind.
 */
export async function beginSignIn(
  db: Db,
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
    token_hash: tokenHash,
    account_id: accountId,
    signed_in_at: now,
    open: false,
    second_step: false,
    again,
    proved_at: null,
    place,
    hands_to: null,
  }
  const { rows } = await sql`
    insert into session (token_hash, account_id, signed_in_at, seen_at, open, again, place, mark)
    select ${tokenHash}::bytea, id, ${now}::timestamptz, ${now}::timestamptz, false, ${again}::boolean, ${place}::text,
      ${markOfRow(ring, 'session', row)}::bytea
    from account where id = ${accountId}::uuid and passphrase = ${passphrase} for share
    returning account_id`.execute(db)
  return rows.length > 0
}

/** Null if there is none or it took too long. */
export async function findPendingSignIn(
  db: Db,
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

/** False if it was passed already or the sign-in is over. */
export async function passSecondFactor(
  db: Db,
  ring: KeyRing,
  { accountId, tokenHash }: SessionHolder,
): Promise<boolean> {
  return changeSession(db, ring, tokenHash, (was) =>
    was.account_id === accountId && !was.open && !was.second_step ? { second_step: true } : null,
  )
}

/** Turns a pending sign-in whose steps are done into a session under another token; false if it is over. */
export async function openSession(
  trx: Trx,
  ring: KeyRing,
  { from, to, now }: { readonly from: Buffer; readonly to: Buffer; readonly now: Date },
): Promise<boolean> {
  return changeSession(trx, ring, from, (was) =>
    was.open
      ? null
      : {
          token_hash: to,
          open: true,
          signed_in_at: now,
          seen_at: now,
          challenge: null,
          proved_at: was.again ? now : null,
        },
  )
}

/**
 * Opens a session for someone who gave their passphrase at this computer at `beganAt`: it ends as that one would, and it
 * is never a fresh sign-in.
 */
export async function openSessionByPin(
  trx: Trx,
  ring: KeyRing,
  opened: {
    readonly to: Buffer
    readonly accountId: string
    readonly place: string
    readonly beganAt: Date
    readonly now: Date
  },
): Promise<void> {
  const { to, accountId, place, beganAt, now } = opened
  const row = {
    token_hash: to,
    account_id: accountId,
    signed_in_at: beganAt,
    open: true,
    second_step: false,
    again: false,
    proved_at: null,
    place,
    hands_to: null,
    by_pin: true,
  }
  await trx
    .insertInto('session')
    .values({ ...row, seen_at: now, mark: markOfRow(ring, 'session', row) })
    .execute()
}

/** `isUse` is false for the browser's own polling, which must not keep a session alive. */
export async function findSession(
  db: Db,
  ring: KeyRing,
  tokenHash: Buffer,
  { now, today }: RequestTime,
  isUse = true,
): Promise<Session | null> {
  const found = await accountOfSession(db, ring, tokenHash, today)
  if (found === null || !found.session.open || isSessionOver(found.session, now, limits)) return null
  const { seen_at, signed_in_at, proved_at, second_step: secondStep } = found.session
  // Why: writing on every page costs a commit, and a minute's error is negligible.
  if (isUse && seen_at < minutesBefore(now, 1)) {
    await db.updateTable('session').set({ seen_at: now }).where('token_hash', '=', tokenHash).execute()
  }
  const lately = minutesBefore(now, reauthMinutes)
  const proved = proved_at !== null && proved_at > lately
  const { id, signIn, name, role, president, actingUntil, unconfirmed } = found.who
  const who = { id, signIn, name, role, president, actingUntil, unconfirmed }
  const { hands_to: handsTo, by_pin: byPin } = found.session
  const endsAt = sessionEnd({ seen_at: isUse ? now : seen_at, signed_in_at }, limits)
  const fresh = !byPin && (proved || signed_in_at > lately)
  return { ...who, secondStep, proved: proved && !byPin, fresh, handsTo, endsAt, byPin }
}

/** Uses up the reauthentication; of two concurrent changes one gets it. */
export async function consumeReauth(
  db: Db,
  ring: KeyRing,
  { accountId, tokenHash }: SessionHolder,
  now: Date,
): Promise<boolean> {
  return changeSession(db, ring, tokenHash, (was) => {
    const proved = was.proved_at !== null && was.proved_at > minutesBefore(now, reauthMinutes)
    return was.account_id === accountId && was.open && proved ? { proved_at: null } : null
  })
}

/** Has the screen once the PIN is set, until staff takes it back. */
export const noPatron = '00000000-0000-0000-0000-000000000000'

/** To a patron, then to `noPatron`, then back (`null`). False if the session is over. */
export async function handScreen(
  db: Db,
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
 * Renews the mark. False if there is no valid session, `becomes` returns null, or it changed concurrently.
 */
async function changeSession(
  db: Db,
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

export async function setChallenge(db: Db, tokenHash: Buffer, challenge: Buffer): Promise<void> {
  await db.updateTable('session').set({ challenge }).where('token_hash', '=', tokenHash).execute()
}

/** Returns the challenge once, then null. */
export async function takeChallenge(db: Db, tokenHash: Buffer): Promise<Buffer | null> {
  const { rows } = await sql<{ challenge: Buffer }>`
    with asked as (select token_hash, challenge from session where token_hash = ${tokenHash} for update)
    update session set challenge = null from asked
    where session.token_hash = asked.token_hash and asked.challenge is not null
    returning asked.challenge`.execute(db)
  return rows[0]?.challenge ?? null
}

/** Newest first. */
export async function sessionsOf(
  db: Db,
  accountId: string,
  now: Date,
): Promise<{ readonly tokenHash: Buffer; readonly place: string; readonly signedInAt: Date }[]> {
  return db
    .selectFrom('session')
    .select(['token_hash as tokenHash', 'place', 'signed_in_at as signedInAt'])
    .where('account_id', '=', accountId)
    .where('open', '=', true)
    .where(({ not }) => not(sessionOverSql(now, limits)))
    .orderBy('signed_in_at', 'desc')
    .execute()
}

/** Also deletes sessions that are over. */
export async function endSession(db: Db, tokenHash: Buffer, now: Date): Promise<void> {
  await db
    .deleteFrom('session')
    .where((where) => where.or([where('token_hash', '=', tokenHash), sessionOverSql(now, limits)]))
    .execute()
}

export async function endSessionsOf(
  trx: Trx,
  ring: KeyRing,
  accountId: string,
  except?: Buffer,
): Promise<void> {
  const all = trx.deleteFrom('session').where('account_id', '=', accountId)
  await (except === undefined ? all : all.where('token_hash', '!=', except)).execute()
  await endShifts(trx, ring, { accountId })
}

type SessionAccount = Account & {
  readonly given: boolean
  readonly hasSecondStep: boolean
  readonly actingUntil: string | null
  readonly unconfirmed: boolean
}

/** Null unless this program wrote both rows; acting terms that it did not write are ignored. */
export async function accountOfSession(
  db: Db,
  ring: KeyRing,
  tokenHash: Buffer,
  day: string,
): Promise<{ readonly session: SessionRecord; readonly who: SessionAccount } | null> {
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

type SessionAccountRow = SessionRecord &
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

const accountOfSessionSql: PreparedStatement = {
  name: 'who-of-session',
  text: `select session.token_hash, session.account_id, session.signed_in_at, session.seen_at, session.open,
    session.second_step, session.again, session.proved_at, session.challenge, session.place, session.hands_to,
    session.by_pin, session.mark,
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
