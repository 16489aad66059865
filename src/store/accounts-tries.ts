import { type Kysely, sql } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked } from '../sealing/row-mark.ts'
import { type Account, signInName } from './accounts.ts'
import type { Schema } from './schema.ts'

/** So many wrong tries in a row, at a passphrase or a code, and the sign-in rests. */
export const triesBeforeRest = 5
export const restMinutes = 15
/**
 * So many wrong codes since the last sign-in, and no more is looked at until the Director unlocks it. Whoever tries
 * codes knows the passphrase: a rest alone would let them go through all the codes in a few years.
 */
export const mostWrongCodes = 20

/** What a try is held against. `last`: the sign-in rests from now on, until it is done or the rest is over. */
export type PassphraseTry = Account & {
  readonly passphrase: string
  readonly given: boolean
  readonly last: boolean
}
export type CodeTry = { readonly sealedSecret: Buffer; readonly lastStep: bigint; readonly last: boolean }

const failures = sql<number>`case when locked_until is null then failures + 1 else 1 end`

const charged = (now: Date) => {
  const restUntil = longestRest(now)
  return {
    failures,
    locked_until: sql<Date | null>`case when ${failures} >= ${triesBeforeRest} then ${restUntil}::timestamptz end`,
  }
}

const longestRest = (now: Date) => new Date(now.getTime() + restMinutes * 60_000)

/** A rest that ends later than a whole one from now began under a clock that was set back since, and is over. */
export function isResting({ lockedUntil }: { readonly lockedUntil: Date | null }, now: Date): boolean {
  return lockedUntil !== null && lockedUntil > now && lockedUntil <= longestRest(now)
}

/** The same, where the row is. */
const notResting = (now: Date) => {
  const longest = longestRest(now)
  return sql<boolean>`coalesce(locked_until <= ${now}::timestamptz or locked_until > ${longest}::timestamptz, true)`
}

const isLast = sql<boolean>`locked_until is not null or codes_failed >= ${mostWrongCodes}`

/**
 * Charges one try to a sign-in, and returns it with its passphrase's hash; null when there is no such sign-in,
 * it rests, or it has ended.
 *
 * INVARIANT: the try is counted, under the row's lock, before the passphrase is looked at: neither many tries
 * at once nor a kill in between gets one for free.
 */
export async function chargeTry(
  db: Kysely<Schema>,
  ring: KeyRing,
  signIn: string,
  now: Date,
): Promise<PassphraseTry | null> {
  const row = await db
    .updateTable('account')
    .set(charged(now))
    .where('sign_in', '=', signInName(signIn))
    .where('passphrase', '!=', '')
    .where('codes_failed', '<', mostWrongCodes)
    .where(notResting(now))
    .returning(['id', 'sign_in', 'name', 'role', 'president', 'passphrase', 'given', 'given_by', 'mark'])
    .returning(isLast.as('last'))
    .executeTakeFirst()
  if (row === undefined || !isMarked(ring, 'account', row)) return null
  const { id, sign_in, name, role, president, passphrase, given, last } = row
  return { id, signIn: sign_in, name, role, president, passphrase, given, last }
}

/**
 * Charges one try at the code of a code app; null where there is none, or the sign-in rests. Counted before the code
 * is looked at, like a passphrase, and together with it: a right passphrase alone forgets no wrong code.
 */
export async function chargeCode(db: Kysely<Schema>, accountId: string, now: Date): Promise<CodeTry | null> {
  const row = await db
    .updateTable('account')
    .set({ ...charged(now), codes_failed: sql<number>`codes_failed + 1` })
    .where('id', '=', accountId)
    .where('passphrase', '!=', '')
    .where('second_factor', 'is not', null)
    .where('codes_failed', '<', mostWrongCodes)
    .where(notResting(now))
    .returning(['second_factor', 'second_factor_step', isLast.as('last')])
    .executeTakeFirst()
  return row === undefined || row.second_factor === null
    ? null
    : { sealedSecret: row.second_factor, lastStep: row.second_factor_step, last: row.last }
}

/** Forgets the wrong tries: whoever it was is signed in, or the Director unlocks it. False where it has ended. */
export async function clearTries(db: Kysely<Schema>, accountId: string): Promise<boolean> {
  const cleared = await db
    .updateTable('account')
    .set({ failures: 0, locked_until: null, codes_failed: 0 })
    .where('id', '=', accountId)
    .where('passphrase', '!=', '')
    .executeTakeFirst()
  return cleared.numUpdatedRows > 0n
}
