import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked, markOf } from '../sealing/row-mark.ts'
import { endActingOf } from './accounts-acting.ts'
import { forgetConfirmation } from './accounts-confirmed.ts'
import { hasSecondStep } from './accounts-factor.ts'
import { retireKeys } from './accounts-keys.ts'
import { forgetSources } from './known-sources.ts'
import { locks } from './locks.ts'
import { removePasskeysOf } from './passkeys.ts'
import type { Schema } from './schema.ts'
import { endSessionsOf } from './sessions.ts'

export type Role = Schema['account']['role']

export type Account = {
  readonly id: string
  readonly signIn: string
  readonly name: string
  readonly role: Role
  /** The Board's president, who names an acting Director. */
  readonly president: boolean
}

/** A sign-in as the list of people shows it. */
export type Person = Account & {
  /** The passphrase was made by somebody else; its owner chooses another at the next sign-in. */
  readonly given: boolean
  /** When it was made. */
  readonly givenAt: Date | null
  readonly secondStep: boolean
  readonly lockedUntil: Date | null
  readonly codesFailed: number
}

/** In place of a passphrase's hash: it has ended. Its row stays, since the register names its id. */
const ended = ''

/**
 * Waits until nobody else changes who is Director, and returns the ids of all who are.
 * INVARIANT: held to the end of the transaction, so that neither do two who end each other at once both succeed,
 * nor is a library set up twice.
 */
export async function lockDirectors(trx: Transaction<Schema>): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(${locks.directors})`.execute(trx)
  return directors(trx)
}

/** The ids of all whose sign-in is a Director's; an acting Director is none of them. */
export async function directors(db: Kysely<Schema>): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .select('id')
    .where('passphrase', '!=', ended)
    .where('role', '=', 'director')
    .execute()
  return rows.map(({ id }) => id)
}

/** Adds a sign-in and returns its id, or null when the sign-in name is taken. `passphrase` is an argon2id hash. */
export async function addAccount(
  db: Kysely<Schema>,
  ring: KeyRing,
  account: {
    readonly signIn: string
    readonly name: string
    readonly role: Role
    readonly passphrase: string
    readonly president?: boolean
    readonly given?: boolean
    /** Whoever made the passphrase; null for the command line, or where it is the owner's. */
    readonly givenBy?: string | null
    readonly givenAt?: Date | null
  },
): Promise<string | null> {
  const { name, role, passphrase, president = false, given = false, givenBy = null, givenAt = null } = account
  const row = {
    ...{ sign_in: signInName(account.signIn), name, role, passphrase, president, given },
    ...{ given_by: givenBy, given_at: given ? givenAt : null },
  }
  const added = await db
    .insertInto('account')
    .values({ ...row, mark: markOf(ring, 'account', row) })
    .onConflict((conflict) => conflict.column('sign_in').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id ?? null
}

/** Every sign-in that has not ended, by role and name. */
export async function allAccounts(db: Kysely<Schema>): Promise<Person[]> {
  return people(db).orderBy('role').orderBy('name').execute()
}

/** One sign-in that has not ended, by its id or its name, or null. */
export async function accountOf(
  db: Kysely<Schema>,
  which: { readonly id: string } | { readonly signIn: string },
): Promise<Person | null> {
  const found =
    'id' in which
      ? people(db).where('account.id', '=', which.id)
      : people(db).where('sign_in', '=', signInName(which.signIn))
  return (await found.executeTakeFirst()) ?? null
}

function people(db: Kysely<Schema>) {
  return db
    .selectFrom('account')
    .select(['id', 'sign_in as signIn', 'name', 'role', 'president', 'given', 'given_at as givenAt'])
    .select(['locked_until as lockedUntil', 'codes_failed as codesFailed', hasSecondStep.as('secondStep')])
    .where('passphrase', '!=', ended)
}

/** A passphrase that somebody else made is good for so many days: a slip in a drawer must not be a sign-in for good. */
export const givenDays = 7

/** Whether it is over. Where it is not known when it was made, it was before that was kept, and is not. */
export function isGivenOver({ given, givenAt }: Pick<Person, 'given' | 'givenAt'>, now: Date): boolean {
  return given && givenAt !== null && now.getTime() >= givenAt.getTime() + givenDays * 24 * 3600_000
}

/** The hash of an account's own passphrase, or null where it has ended. */
export async function passphraseOf(db: Kysely<Schema>, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('account')
    .select('passphrase')
    .where('id', '=', id)
    .where('passphrase', '!=', ended)
    .executeTakeFirst()
  return row?.passphrase ?? null
}

/**
 * Who made an account's passphrase when it was added or last reset, or gave it its role since, whatever its owner chose
 * meanwhile; null for nobody.
 */
export async function passphraseGivenBy(db: Kysely<Schema>, id: string): Promise<string | null> {
  const row = await db.selectFrom('account').select('given_by').where('id', '=', id).executeTakeFirst()
  return row?.given_by ?? null
}

/**
 * Puts a passphrase that its owner chose in place of `was`, both argon2id hashes; false where it is another by now.
 */
export async function replacePassphrase(
  trx: Transaction<Schema>,
  ring: KeyRing,
  account: { readonly id: string; readonly was: string; readonly passphrase: string },
): Promise<boolean> {
  const { id, was, passphrase } = account
  return change(trx, ring, id, (now) =>
    now.passphrase === was && isMarked(ring, 'account', now)
      ? { passphrase, given: false, given_at: null }
      : null,
  )
}

type Row = Selectable<Schema['account']>

/** Changes an account that has not ended, under its lock, and marks it anew. False where `becomes` says null. */
async function change(
  trx: Transaction<Schema>,
  ring: KeyRing,
  id: string,
  becomes: (was: Row) => Partial<Row> | null,
): Promise<boolean> {
  const was = await trx
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id)
    .where('passphrase', '!=', ended)
    .forUpdate()
    .executeTakeFirst()
  const set = was === undefined ? null : becomes(was)
  if (was === undefined || set === null) return false
  const mark = markOf(ring, 'account', { ...was, ...set })
  await trx
    .updateTable('account')
    .set({ ...set, mark })
    .where('id', '=', id)
    .execute()
  return true
}

/** The sign-ins that somebody wrote or changed who has no keys of the library: they open nothing. */
export async function forgedAccounts(db: Kysely<Schema>, ring: KeyRing): Promise<string[]> {
  const rows = await db.selectFrom('account').selectAll().where('passphrase', '!=', ended).execute()
  return rows.filter((row) => !isMarked(ring, 'account', row)).map(({ sign_in }) => sign_in)
}

/**
 * Gives a sign-in a passphrase (an argon2id hash) that its owner replaces at the next sign-in. Its rest, its
 * sessions, its second step and its private keys end: it opens nothing old. False when there is none.
 */
export async function resetAccount(
  trx: Transaction<Schema>,
  ring: KeyRing,
  account: {
    readonly id: string
    readonly passphrase: string
    readonly on: string
    readonly givenBy: string | null
    readonly givenAt: Date
  },
): Promise<boolean> {
  const { passphrase, givenBy, givenAt } = account
  return closeTo(trx, ring, account, { passphrase, given: true, given_by: givenBy, given_at: givenAt })
}

/** Ends a sign-in for good, with all that a reset ends. The last Director's cannot end. */
export async function endAccount(
  trx: Transaction<Schema>,
  ring: KeyRing,
  account: { readonly id: string; readonly on: string },
): Promise<'ended' | 'unknown' | 'last-director'> {
  const left = await lockDirectors(trx)
  if (left.length === 1 && left[0] === account.id) return 'last-director'
  await endActingOf(trx, account.id)
  return (await closeTo(trx, ring, account, { passphrase: ended, president: false })) ? 'ended' : 'unknown'
}

async function closeTo(
  trx: Transaction<Schema>,
  ring: KeyRing,
  { id, on }: { readonly id: string; readonly on: string },
  set: {
    passphrase: string
    given?: boolean
    given_by?: string | null
    given_at?: Date
    president?: boolean
  },
): Promise<boolean> {
  const gone = { failures: 0, locked_until: null, codes_failed: 0, second_factor: null }
  if (!(await change(trx, ring, id, () => ({ ...set, ...gone })))) return false
  await forgetConfirmation(trx, id)
  await removePasskeysOf(trx, id)
  await forgetSources(trx, id)
  await retireKeys(trx, id, on)
  await endSessionsOf(trx, id)
  return true
}

/** Gives a sign-in another role, from its next sign-in on. The last Director stays one. */
export async function changeRole(
  trx: Transaction<Schema>,
  ring: KeyRing,
  account: {
    readonly id: string
    readonly role: Role
    readonly president: boolean
    /** Whoever gives it; null on the command line. */
    readonly givenBy: string | null
  },
): Promise<'changed' | 'unknown' | 'last-director'> {
  const { id, role, president, givenBy } = account
  const left = await lockDirectors(trx)
  if (role !== 'director' && left.length === 1 && left[0] === id) return 'last-director'
  const changed = await change(trx, ring, id, (was) =>
    isMarked(ring, 'account', was) ? { role, president, given_by: givenBy ?? was.given_by } : null,
  )
  if (!changed) return 'unknown'
  await forgetConfirmation(trx, id)
  if (role === 'director') await endActingOf(trx, id)
  await endSessionsOf(trx, id)
  return 'changed'
}

/** A sign-in name as it is kept: however it is typed, it is one. */
export function signInName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}
