import { type Selectable, sql } from 'kysely'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, marked, markOfRow } from '../platform/crypto/row-mark.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import { locks } from '../platform/db/locks.ts'
import type { Schema } from '../platform/db/schema.ts'
import { CarrelError } from '../platform/error.ts'
import type { StaffRole } from '../policy/index.ts'
import type { Account } from './account.ts'
import { forgetSources } from './known-source-store.ts'
import { deleteConfirmation, endActingTermsOf } from './officer-store.ts'
import { hasSecondFactorExpression, removePasskeysOf } from './second-factor-store.ts'
import { endSessionsOf } from './session-store.ts'

export type ListedAccount = Account & {
  /** Someone else made the passphrase; the owner must replace it at the next sign-in. */
  readonly given: boolean
  /** When the passphrase was made. */
  readonly givenAt: Date | null
  readonly secondStep: boolean
  readonly lockedUntil: Date | null
  readonly codesFailed: number
}

/** Marks an ended account. Its row stays, since the register names its id. */
const endedPassphrase = ''

/**
 * Locks who is Director and returns their ids.
 * INVARIANT: held until the transaction ends, so that two cannot end each other and no library is set up
 * twice.
 */
export async function lockDirectors(trx: Trx): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(${locks.directors})`.execute(trx)
  return directorIds(trx)
}

/** Acting Directors are not included. */
export async function directorIds(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .select('id')
    .where('passphrase', '!=', endedPassphrase)
    .where('role', '=', 'director')
    .execute()
  return rows.map(({ id }) => id)
}

/** Returns the new id, or null if the sign-in name is taken. `passphrase` is an argon2id hash. */
export async function addAccount(
  db: Db,
  ring: KeyRing,
  account: {
    readonly signIn: string
    readonly name: string
    readonly role: StaffRole
    readonly passphrase: string
    readonly president?: boolean
    readonly given?: boolean
    /** Null for the command line, or if the owner chose the passphrase. */
    readonly givenBy?: string | null
    readonly givenAt?: Date | null
  },
): Promise<string | null> {
  const { name, role, passphrase, president = false, given = false, givenBy = null, givenAt = null } = account
  const row = marked(ring, 'account', {
    sign_in: normalizeSignInName(account.signIn),
    name,
    role,
    passphrase,
    president,
    given,
    given_by: givenBy,
    given_at: given ? givenAt : null,
  })
  const added = await db
    .insertInto('account')
    .values(row)
    .onConflict((conflict) => conflict.column('sign_in').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id ?? null
}

/** All accounts that have not ended, by role and name. */
export async function allAccounts(db: Db): Promise<ListedAccount[]> {
  return selectListedAccounts(db).orderBy('role').orderBy('name').execute()
}

/** The names by id, also of accounts that were closed: the log names their ids. */
export async function everyAccountName(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('account').select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Also those that were closed. */
export async function directorAccounts(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('account').select('id').where('role', '=', 'director').execute()
  return new Set(rows.map(({ id }) => id))
}

export async function accountNames(db: Db): Promise<ReadonlyMap<string, string>> {
  return new Map((await allAccounts(db)).map(({ id, name }) => [id, name]))
}

export async function findAccount(
  db: Db,
  which: { readonly id: string } | { readonly signIn: string },
): Promise<ListedAccount | null> {
  const found =
    'id' in which
      ? selectListedAccounts(db).where('account.id', '=', which.id)
      : selectListedAccounts(db).where('sign_in', '=', normalizeSignInName(which.signIn))
  return (await found.executeTakeFirst()) ?? null
}

function selectListedAccounts(db: Db) {
  return db
    .selectFrom('account')
    .select(['id', 'sign_in as signIn', 'name', 'role', 'president', 'given', 'given_at as givenAt'])
    .select([
      'locked_until as lockedUntil',
      'codes_failed as codesFailed',
      hasSecondFactorExpression.as('secondStep'),
    ])
    .where('passphrase', '!=', endedPassphrase)
}

/** Limited so that a forgotten slip of paper does not remain a sign-in. */
export const givenPassphraseDays = 7

/** Rows from before `givenAt` was kept do not expire. */
export function isGivenPassphraseExpired(
  { given, givenAt }: Pick<ListedAccount, 'given' | 'givenAt'>,
  now: Date,
): boolean {
  return given && givenAt !== null && now.getTime() >= givenAt.getTime() + givenPassphraseDays * 24 * 3600_000
}

export async function passphraseOf(db: Db, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('account')
    .select('passphrase')
    .where('id', '=', id)
    .where('passphrase', '!=', endedPassphrase)
    .executeTakeFirst()
  return row?.passphrase ?? null
}

/** Who made the passphrase at the last reset, or last set the role; null for no one else. */
export async function passphraseSetBy(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('account').select('given_by').where('id', '=', id).executeTakeFirst()
  return row?.given_by ?? null
}

/** Replaces the passphrase hash `was` with one the owner chose; false if it has changed by now. */
export async function replacePassphrase(
  trx: Trx,
  ring: KeyRing,
  { id, was, passphrase }: { readonly id: string; readonly was: string; readonly passphrase: string },
): Promise<boolean> {
  return changeAccountRow(trx, ring, id, (now) =>
    now.passphrase === was && isMarked(ring, 'account', now)
      ? { passphrase, given: false, given_at: null }
      : null,
  )
}

type AccountRow = Selectable<Schema['account']>

/** Changes an active account under its lock and renews its mark; false if `becomes` returns null. */
async function changeAccountRow(
  trx: Trx,
  ring: KeyRing,
  id: string,
  becomes: (was: AccountRow) => Partial<AccountRow> | null,
): Promise<boolean> {
  const was = await trx
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id)
    .where('passphrase', '!=', endedPassphrase)
    .forUpdate()
    .executeTakeFirst()
  const set = was === undefined ? null : becomes(was)
  if (was === undefined || set === null) return false
  const mark = markOfRow(ring, 'account', { ...was, ...set })
  await trx
    .updateTable('account')
    .set({ ...set, mark })
    .where('id', '=', id)
    .execute()
  return true
}

/** Accounts written by someone without the library's keys; they open nothing. */
export async function forgedAccounts(db: Db, ring: KeyRing): Promise<string[]> {
  const rows = await db.selectFrom('account').selectAll().where('passphrase', '!=', endedPassphrase).execute()
  return rows.filter((row) => !isMarked(ring, 'account', row)).map(({ sign_in }) => sign_in)
}

/**
 * Sets a passphrase hash that the owner must replace; ends lock, sessions, second factor and private keys.
 */
export async function resetAccount(
  trx: Trx,
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
  return resetAccountRow(trx, ring, account, {
    passphrase,
    given: true,
    given_by: givenBy,
    given_at: givenAt,
  })
}

/** Ends an account with everything a reset ends, unless it is the last Director's. */
export async function endAccount(
  trx: Trx,
  ring: KeyRing,
  account: { readonly id: string; readonly on: string },
): Promise<'ended' | 'unknown' | 'last-director'> {
  const left = await lockDirectors(trx)
  if (left.length === 1 && left[0] === account.id) return 'last-director'
  await endActingTermsOf(trx, account.id)
  return (await resetAccountRow(trx, ring, account, { passphrase: endedPassphrase, president: false }))
    ? 'ended'
    : 'unknown'
}

async function resetAccountRow(
  trx: Trx,
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
  if (!(await changeAccountRow(trx, ring, id, () => ({ ...set, ...gone })))) return false
  await deleteConfirmation(trx, id)
  await removePasskeysOf(trx, id)
  await forgetSources(trx, id)
  await retireAccountKeys(trx, id, on)
  await endSessionsOf(trx, ring, id)
  return true
}

/** Takes effect at the next sign-in. The last Director keeps the role. */
export async function changeRole(
  trx: Trx,
  ring: KeyRing,
  account: {
    readonly id: string
    readonly role: StaffRole
    readonly president: boolean
    readonly givenBy: string | null
  },
): Promise<'changed' | 'unknown' | 'last-director'> {
  const { id, role, president, givenBy } = account
  const left = await lockDirectors(trx)
  if (role !== 'director' && left.length === 1 && left[0] === id) return 'last-director'
  const changed = await changeAccountRow(trx, ring, id, (was) =>
    isMarked(ring, 'account', was) ? { role, president, given_by: givenBy ?? was.given_by } : null,
  )
  if (!changed) return 'unknown'
  await deleteConfirmation(trx, id)
  if (role === 'director') await endActingTermsOf(trx, id)
  await endSessionsOf(trx, ring, id)
  return 'changed'
}

export function normalizeSignInName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

export type StoredAccountKeys = {
  readonly accountId: string
  readonly generation: number
  readonly sealingPublic: Buffer
  readonly signingPublic: Buffer
  readonly salt: Buffer
  readonly wrapped: Buffer
}

/** Null until the owner has chosen a passphrase. */
export async function activeAccountKeys(
  db: Db,
  ring: KeyRing,
  accountId: string,
): Promise<StoredAccountKeys | null> {
  const row = await db
    .selectFrom('account_key')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('retired_on', 'is', null)
    .executeTakeFirst()
  if (row === undefined || row.salt === null || row.wrapped === null) return null
  if (!isMarked(ring, 'account_key', row)) throw new ForgedAccountKeysError()
  const { generation, salt, wrapped } = row
  return {
    accountId,
    generation,
    sealingPublic: row.sealing_public,
    signingPublic: row.signing_public,
    salt,
    wrapped,
  }
}

export async function wrappedKeys(
  db: Db,
): Promise<{ readonly accountId: string; readonly wrapped: Buffer }[]> {
  const rows = await db
    .selectFrom('account_key')
    .select(['account_id as accountId', 'wrapped'])
    .where('retired_on', 'is', null)
    .execute()
  return rows.flatMap(({ accountId, wrapped }) => (wrapped === null ? [] : [{ accountId, wrapped }]))
}

/** Locks the account. INVARIANT: code that makes or rewraps keys takes the same lock. */
export async function lockAccountKeys(
  trx: Trx,
  ring: KeyRing,
  accountId: string,
): Promise<StoredAccountKeys | null> {
  await trx.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute()
  return activeAccountKeys(trx, ring, accountId)
}

export async function nextKeyGeneration(db: Db, accountId: string): Promise<number> {
  const { last } = await db
    .selectFrom('account_key')
    .select((row) => row.fn.max('generation').as('last'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

/** False if the account has active keys, or its passphrase hash is no longer the one that wrapped these. */
export async function addAccountKeys(
  db: Db,
  ring: KeyRing,
  keys: StoredAccountKeys,
  made: { readonly passphrase: string; readonly on: string },
): Promise<boolean> {
  const mark = markOfRow(ring, 'account_key', accountKeysRow(keys, made.on))
  const { rows } = await sql`
    insert into account_key (account_id, generation, sealing_public, signing_public, made_on, salt, wrapped, mark)
    select id, ${keys.generation}::int, ${keys.sealingPublic}::bytea, ${keys.signingPublic}::bytea, ${made.on}::date,
      ${keys.salt}::bytea, ${keys.wrapped}::bytea, ${mark}::bytea
    from account where id = ${keys.accountId}::uuid and passphrase = ${made.passphrase} for share
    on conflict do nothing returning account_id`.execute(db)
  return rows.length > 0
}

/** Replaces the wrapping of the same keys. */
export async function replaceAccountKeys(trx: Trx, ring: KeyRing, keys: StoredAccountKeys): Promise<boolean> {
  const { accountId, generation, salt, wrapped } = keys
  const row = await trx
    .selectFrom('account_key')
    .select('made_on')
    .where('account_id', '=', accountId)
    .where('generation', '=', generation)
    .executeTakeFirst()
  if (row === undefined) return false
  const changed = await trx
    .updateTable('account_key')
    .set({ salt, wrapped, mark: markOfRow(ring, 'account_key', accountKeysRow(keys, row.made_on)) })
    .where('account_id', '=', accountId)
    .where('generation', '=', generation)
    .where('retired_on', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** Deletes the private halves; the public ones stay, since old signatures must verify. */
async function retireAccountKeys(trx: Trx, accountId: string, on: string): Promise<void> {
  await trx
    .updateTable('account_key')
    .set({ retired_on: on, salt: null, wrapped: null, mark: null })
    .where('account_id', '=', accountId)
    .where('retired_on', 'is', null)
    .execute()
}

function accountKeysRow(keys: StoredAccountKeys, madeOn: string) {
  const { accountId, generation, sealingPublic, signingPublic, salt, wrapped } = keys
  return {
    account_id: accountId,
    generation,
    made_on: madeOn,
    salt,
    wrapped,
    sealing_public: sealingPublic,
    signing_public: signingPublic,
  }
}

/** Someone without the library's keys replaced an account's keys. */
export class ForgedAccountKeysError extends CarrelError<'keys-forged'> {
  constructor() {
    super(
      'keys-forged',
      'something other than this program changed the keys of this sign-in: ask the Director for a reset',
    )
  }
}
