import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../gate/index.ts'
import { token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked } from '../platform/crypto/row-mark.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Account } from './account.ts'
import { normalizeSignInName } from './account-store.ts'
import { computerSource, knownBrowser, type SignInSource, unknownSource } from './known-source-store.ts'
import { type CoreServices, recordAction } from './logged-action.ts'

/** Wrong passphrases or codes in a row before the account is locked. */
export const attemptsBeforeLock = 5
export const lockMinutes = 15
/** Then only the Director can unlock: with temporary locks alone, all codes could be tried in a few years. */
export const maxWrongCodes = 20

/** `last`: this attempt locks the account, unless it succeeds. */
type PassphraseAttempt = Account & {
  readonly passphrase: string
  readonly given: boolean
  readonly givenAt: Date | null
  readonly last: boolean
}
type CodeAttempt = { readonly sealedSecret: Buffer; readonly lastStep: bigint; readonly last: boolean }

const attemptCounts = (now: Date, table: 'account' | 'known_source') => {
  const [count, until] = [sql.ref<number>(`${table}.failures`), sql.ref(`${table}.locked_until`)]
  const failures = sql<number>`case when ${until} is null then ${count} + 1 else 1 end`
  return { failures, locked_until: lockAfter(now, failures) }
}

const lockAfter = (now: Date, failures: RawBuilder<number>) =>
  sql<Date | null>`case when ${failures} >= ${attemptsBeforeLock} then ${lockEndAfter(now)}::timestamptz end`

const lockEndAfter = (now: Date) => new Date(now.getTime() + lockMinutes * 60_000)

/** A lock that ends later than a full one began before the clock was set back, and is over. */
export function isTemporarilyLocked(
  { lockedUntil }: { readonly lockedUntil: Date | null },
  now: Date,
): boolean {
  return lockedUntil !== null && lockedUntil > now && lockedUntil <= lockEndAfter(now)
}

/** The same in SQL. */
const notTemporarilyLocked = (now: Date, table: 'account' | 'known_source') => {
  const until = sql.ref(`${table}.locked_until`)
  return sql<boolean>`coalesce(${until} <= ${now}::timestamptz or ${until} > ${lockEndAfter(now)}::timestamptz, true)`
}
const isLast = sql<boolean>`locked_until is not null`

type SignInAttempt = { readonly now: Date; readonly today: string; readonly from: SignInSource }

/**
 * Charges the source if the account knows it, otherwise the account; null if that is locked.
 * Why two: a stranger who knows a sign-in name must not keep its owner out at their usual computer.
 * INVARIANT: counted under the row's lock before the passphrase is verified, so neither concurrency nor a
 * crash gives a free attempt.
 */
async function chargeAttempt(
  db: Db,
  accountId: string,
  trying: SignInAttempt,
): Promise<{ readonly last: boolean } | null> {
  const { now, from } = trying
  const browser = await knownBrowser(db, accountId, trying)
  if (browser === null && from.computer !== null) return chargeComputer(db, accountId, trying, from.computer)
  const row =
    browser === null
      ? await db
          .updateTable('account')
          .set(attemptCounts(now, 'account'))
          .where('id', '=', accountId)
          .where(notTemporarilyLocked(now, 'account'))
          .returning(isLast.as('last'))
          .executeTakeFirst()
      : await db
          .updateTable('known_source')
          .set(attemptCounts(now, 'known_source'))
          .where('account_id', '=', accountId)
          .where('source', '=', browser)
          .where(notTemporarilyLocked(now, 'known_source'))
          .returning(isLast.as('last'))
          .executeTakeFirst()
  return row ?? null
}

/** The first attempt at a computer inserts its row. */
async function chargeComputer(
  db: Db,
  accountId: string,
  { now, today }: SignInAttempt,
  computer: string,
): Promise<{ readonly last: boolean } | null> {
  const { failures, locked_until } = attemptCounts(now, 'known_source')
  const { rows } = await sql<{ last: boolean }>`
    insert into known_source (account_id, source, failures, seen_on)
    select id, ${computerSource(computer)}, 1, ${today}::date from account where id = ${accountId}::uuid
    on conflict (account_id, source) do update
      set failures = ${failures}, locked_until = ${locked_until}, seen_on = excluded.seen_on
      where ${notTemporarilyLocked(now, 'known_source')}
    returning locked_until is not null as last`.execute(db)
  return rows[0] ?? null
}

/** `tried` is null if the account is locked, ended or missing. */
type ChargedAttempt = {
  readonly known: boolean
  readonly tried: PassphraseAttempt | null
  /** The name of a missing account reached the lock. */
  readonly lockedName: boolean
}

/** INVARIANT: the same statements run and a row is written, whether the account exists or is locked. */
export async function chargePassphrase(
  db: Db,
  ring: KeyRing,
  signIn: string,
  trying: SignInAttempt,
): Promise<ChargedAttempt> {
  const row = await db
    .selectFrom('account')
    .selectAll()
    .where('sign_in', '=', normalizeSignInName(signIn))
    .where('passphrase', '!=', '')
    .where('codes_failed', '<', maxWrongCodes)
    .executeTakeFirst()
  const known = row !== undefined && isMarked(ring, 'account', row)
  const done = await chargeAttempt(db, known ? row.id : missingAccountId, trying)
  const { now } = trying
  const key = token(ring, 'sign-in try', `name\n${normalizeSignInName(signIn)}`)
  const { isLast } = await writeAttempt(db, {
    key,
    now,
    longestRest: lockEndAfter(now),
    rest: (failures) =>
      sql`case when ${failures} % ${attemptsBeforeLock} = 0 then ${lockEndAfter(now)}::timestamptz end`,
  })
  const lockedName = !known && isLast
  if (!known || done === null) return { known, tried: null, lockedName }
  const { id, sign_in, name, role, president, passphrase, given, given_at: givenAt } = row
  const account = { id, signIn: sign_in, name, role, president, passphrase, given, givenAt }
  return { known, tried: { ...account, ...done }, lockedName }
}

/**
 * Charged before the code is checked and together with passphrases, so that a right passphrase resets
 * nothing. Wrong codes count for the account from any source, since the person has the passphrase.
 */
async function chargeCode(trx: Trx, accountId: string, trying: SignInAttempt): Promise<CodeAttempt | null> {
  const done = await chargeAttempt(trx, accountId, trying)
  if (done === null) return null
  const row = await trx
    .updateTable('account')
    .set({ codes_failed: sql<number>`codes_failed + 1` })
    .where('id', '=', accountId)
    .where('passphrase', '!=', '')
    .where('second_factor', 'is not', null)
    .where('codes_failed', '<', maxWrongCodes)
    .returning(['second_factor', 'second_factor_step', 'codes_failed'])
    .executeTakeFirst()
  if (row === undefined || row.second_factor === null) return null
  const last = done.last || row.codes_failed >= maxWrongCodes
  return { sealedSecret: row.second_factor, lastStep: row.second_factor_step, last }
}

/** After a sign-in, or when the Director unlocks. False if the account has ended. */
export async function clearAttempts(db: Db, accountId: string): Promise<boolean> {
  const cleared = await db
    .updateTable('account')
    .set({ failures: 0, locked_until: null, codes_failed: 0 })
    .where('id', '=', accountId)
    .where('passphrase', '!=', '')
    .executeTakeFirst()
  await db
    .updateTable('known_source')
    .set({ failures: 0, locked_until: null })
    .where('account_id', '=', accountId)
    .execute()
  return cleared.numUpdatedRows > 0n
}

/** Stands in for a missing account, so that the same statements run. */
export const missingAccountId = '00000000-0000-0000-0000-000000000000'

/** Longer than any lock. */
const keptDays = 2

/**
 * Returns whether this attempt locks a name, or met a lock. `rest` is SQL for when the lock ends at a count.
 * Why for missing accounts too: without a write the commit skips the disk, and the time shows it (decision
 * 42).
 */
export async function writeAttempt(
  trx: Db,
  {
    key,
    now,
    rest,
    longestRest,
  }: {
    readonly key: Buffer
    readonly now: Date
    readonly longestRest: Date
    rest(failures: RawBuilder<number>): RawBuilder<Date | null>
  },
): Promise<{ readonly isLast: boolean; readonly isLocked: boolean }> {
  const was = sql.raw<number>('sign_in_try.failures')
  const failures = sql<number>`(${was} + 1)`
  const isLocked = sql<boolean>`coalesce(sign_in_try.locked_until > ${now}::timestamptz
    and sign_in_try.locked_until <= ${longestRest}::timestamptz, false)`
  const { rows } = await sql<{ last: boolean; locked: boolean }>`
    insert into sign_in_try (key, failures, locked_until, last, tried_at)
    values (${key}, 1, null, false, ${now}::timestamptz)
    on conflict (key) do update set
      failures = case when ${isLocked} then ${was} else ${failures} end,
      locked_until = case when ${isLocked} then sign_in_try.locked_until else ${rest(failures)} end,
      last = not ${isLocked} and (${rest(failures)}) is not null,
      tried_at = excluded.tried_at
    returning last, locked_until is not null and not last as locked`.execute(trx)
  return { isLast: rows[0]?.last === true, isLocked: rows[0]?.locked === true }
}

export async function deleteOldAttempts(trx: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 24 * 3600_000)
  await trx.deleteFrom('sign_in_try').where('tried_at', '<', before).execute()
}

/** `place` is for the register. */
export type AttemptSource = SignInSource & { readonly place?: string }

// The lock is logged in the same transaction as the attempt that causes it, even if that attempt is right: no
// other is accepted until the sign-in is complete. The actor is not known.
const systemActorAt = ({ place }: AttemptSource): Actor => ({
  role: 'system',
  ...(place !== undefined && { place }),
})

/** See `chargePassphrase`. */
export async function chargePassphraseAttempt(
  office: CoreServices,
  signIn: string,
  from: AttemptSource = unknownSource,
): Promise<PassphraseAttempt | null> {
  return recordAction(office, systemActorAt(from), async (trx, note) => {
    const { tried, lockedName } = await chargePassphrase(trx, office.ring, signIn, attemptNow(office, from))
    if (tried?.last) await note({ kind: 'account-locked', account: tried.id })
    // Why for missing names too: an entry takes time, which must not tell the two apart.
    if (lockedName) await note({ kind: 'unknown-name-locked' })
    return tried
  })
}

/** See `chargeCode`. */
export async function chargeCodeAttempt(
  office: CoreServices,
  accountId: string,
  from: AttemptSource = unknownSource,
): Promise<CodeAttempt | null> {
  return recordAction(office, systemActorAt(from), async (trx, note) => {
    const charged = await chargeCode(trx, accountId, attemptNow(office, from))
    if (charged?.last) await note({ kind: 'account-locked', account: accountId })
    return charged
  })
}

const attemptNow = ({ clock }: CoreServices, from: SignInSource) => ({
  now: clock.now(),
  today: clock.today(),
  from,
})
