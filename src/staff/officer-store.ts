import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, marked, markOfRow } from '../platform/crypto/row-mark.ts'
import { compiledOnce } from '../platform/db/compiled-once.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { StaffRole } from '../policy/index.ts'
import type { Account } from './account.ts'

/** Days are `YYYY-MM-DD`, both included. */
type ActingTerm = {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly firstDay: string
  readonly lastDay: string
  /** Null for the command line. */
  readonly namedBy: string | null
}

/** Returns the new id, or null if someone is named for some of these days. */
export async function addActingTerm(
  trx: Trx,
  ring: KeyRing,
  acting: {
    readonly accountId: string
    readonly firstDay: string
    readonly lastDay: string
    readonly namedBy: string | null
  },
): Promise<string | null> {
  const row = marked(ring, 'acting_director', {
    account_id: acting.accountId,
    first_day: acting.firstDay,
    last_day: acting.lastDay,
    named_by: acting.namedBy,
  })
  const named = await trx
    .insertInto('acting_director')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return named?.id ?? null
}

const actingRowsFrom = compiledOnce((db, day: string) =>
  db
    .selectFrom('acting_director as acting')
    .innerJoin('account', 'account.id', 'acting.account_id')
    .leftJoin('account as namer', 'namer.id', 'acting.named_by')
    .selectAll('acting')
    .select(['account.name', 'namer.name as namedBy'])
    .where('acting.ended', '=', false)
    .where('acting.last_day', '>=', day)
    .orderBy('acting.first_day'),
)

/** Terms that end on `day` or later, by first day. */
export async function actingTermsFrom(db: Db, ring: KeyRing, day: string): Promise<ActingTerm[]> {
  const rows = await actingRowsFrom(db, day)
  return rows
    .filter((row) => isMarked(ring, 'acting_director', row))
    .map(({ id, account_id, name, first_day, last_day, namedBy }) => ({
      id,
      name,
      namedBy,
      accountId: account_id,
      firstDay: first_day,
      lastDay: last_day,
    }))
}

/** Ends a term at once. Returns whose it was and its days, or null. */
export async function endActingTerm(
  trx: Trx,
  id: string,
): Promise<Pick<ActingTerm, 'accountId' | 'firstDay' | 'lastDay'> | null> {
  const ended = await trx
    .updateTable('acting_director')
    .set({ ended: true, mark: null })
    .where('id', '=', id)
    .where('ended', '=', false)
    .returning(['account_id as accountId', 'first_day as firstDay', 'last_day as lastDay'])
    .executeTakeFirst()
  return ended ?? null
}

/** Days are `YYYY-MM-DD`, both included. */
export type LeaveRequest = {
  readonly accountId: string
  readonly name: string
  readonly firstDay: string
  readonly lastDay: string
  readonly askedOn: string
}

/** Replaces what the same Director asked before; `undefined` takes it back. */
export async function saveLeaveRequest(
  trx: Trx,
  accountId: string,
  leave?: Pick<LeaveRequest, 'firstDay' | 'lastDay' | 'askedOn'>,
): Promise<void> {
  await trx.deleteFrom('leave_asked').where('account_id', '=', accountId).execute()
  if (leave === undefined) return
  const { firstDay, lastDay, askedOn } = leave
  await trx
    .insertInto('leave_asked')
    .values({ account_id: accountId, first_day: firstDay, last_day: lastDay, asked_on: askedOn })
    .execute()
}

/** Of those who are Director now, for a leave that is not over. */
export function leaveRequestsFrom(db: Db, day: string): Promise<LeaveRequest[]> {
  return db
    .selectFrom('leave_asked as leave')
    .innerJoin('account', 'account.id', 'leave.account_id')
    .select(['account_id as accountId', 'name', 'first_day as firstDay', 'last_day as lastDay'])
    .select('asked_on as askedOn')
    .where('role', '=', 'director')
    .where('passphrase', '!=', '')
    .where('last_day', '>=', day)
    .orderBy('first_day')
    .execute()
}

/** Whom the Board named for some of these days. */
export const actingDuring = (
  { firstDay, lastDay }: Pick<LeaveRequest, 'firstDay' | 'lastDay'>,
  terms: readonly ActingTerm[],
): ActingTerm | undefined => terms.find((term) => term.firstDay <= lastDay && term.lastDay >= firstDay)

export async function endActingTermsOf(trx: Trx, accountId: string): Promise<void> {
  await trx
    .updateTable('acting_director')
    .set({ ended: true, mark: null })
    .where('account_id', '=', accountId)
    .where('ended', '=', false)
    .execute()
}

export type Officer = {
  readonly id: string
  readonly name: string
  readonly role: StaffRole
  readonly president: boolean
  /** Someone else made their passphrase. */
  readonly given: boolean
  /** Who last set their passphrase or role; null for the command line or themselves. */
  readonly setUpBy: { readonly id: string; readonly name: string } | null
  /** `by` is null for the command line. */
  readonly confirmed: { readonly by: string | null; readonly on: string } | null
}

const officers: readonly StaffRole[] = ['director', 'counsel', 'special-counsel', 'trustee']

/** By role and name. `also` are ids of accounts that act as officers for now. */
export async function listOfficers(db: Db, ring: KeyRing, also: readonly string[] = []): Promise<Officer[]> {
  const rows = await db
    .selectFrom('account')
    .leftJoin('account as giver', 'giver.id', 'account.given_by')
    .leftJoin('account_confirmed as confirmed', 'confirmed.account_id', 'account.id')
    .leftJoin('account as confirmer', 'confirmer.id', 'confirmed.confirmed_by')
    .select(['account.id', 'account.name', 'account.role', 'account.president', 'account.given'])
    .select(['account.given_by', 'giver.name as giver', 'confirmer.name as confirmer'])
    .select(['confirmed.confirmed_by', 'confirmed.confirmed_on', 'confirmed.mark'])
    .where('account.passphrase', '!=', '')
    .where((where) =>
      where.or([
        where('account.role', 'in', officers),
        ...(also.length > 0 ? [where('account.id', 'in', also)] : []),
      ]),
    )
    .orderBy('account.role')
    .orderBy('account.name')
    .execute()
  return rows.map(({ giver, confirmer, ...row }) => {
    const { id, name, role, president, given, given_by, confirmed_on } = row
    const setUpBy = given_by === null ? null : { id: given_by, name: giver ?? '' }
    const confirmed =
      confirmed_on !== null && isConfirmedAccount(ring, { ...row, account_id: id })
        ? { by: confirmer, on: confirmed_on }
        : null
    return { id, name, role, president, given, setUpBy, confirmed }
  })
}

type ConfirmationRow = {
  readonly account_id: string
  readonly role: StaffRole
  readonly president: boolean
  readonly given_by: string | null
  readonly confirmed_by: string | null
  readonly confirmed_on: string | null
  readonly mark: Buffer | null
}

/** Whether a confirmation fits the account as it is now, and this program wrote it. */
export const isConfirmedAccount = (ring: KeyRing, row: ConfirmationRow): boolean =>
  isMarked(ring, 'account_confirmed', row)

/** Replaces an earlier confirmation. The caller holds the account's lock. */
export async function confirmAccount(
  trx: Trx,
  ring: KeyRing,
  { id, role, president, setUpBy }: Officer,
  { by, on }: { readonly by: string | null; readonly on: string },
): Promise<void> {
  await deleteConfirmation(trx, id)
  const row = { account_id: id, confirmed_by: by, confirmed_on: on }
  const mark = markOfRow(ring, 'account_confirmed', {
    ...row,
    role,
    president,
    given_by: setUpBy?.id ?? null,
  })
  await trx
    .insertInto('account_confirmed')
    .values({ ...row, mark })
    .execute()
}

export async function deleteConfirmation(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('account_confirmed').where('account_id', '=', id).execute()
}

/** An account whose row this program wrote. */
export type VerifiedAccount = Account & {
  /** Name of who last set their passphrase or role; null for the command line or themselves. */
  readonly setUpBy: string | null
  /** Someone else set it up, and no one confirmed that it is the owner's (decision 31). */
  readonly unconfirmed: boolean
  /** Someone else made the passphrase, and the owner has not replaced it yet. */
  readonly given: boolean
}

/** By role and name, without rows that SQL alone changed. Recipients of sealed matter come from here. */
export async function verifiedAccounts(db: Db, ring: KeyRing): Promise<VerifiedAccount[]> {
  const rows = await db
    .selectFrom('account')
    .leftJoin('account as giver', 'giver.id', 'account.given_by')
    .leftJoin('account_confirmed as confirmed', 'confirmed.account_id', 'account.id')
    .select(['account.id', 'account.sign_in', 'account.name', 'account.role', 'account.president'])
    .select(['account.given', 'account.passphrase', 'account.given_by', 'account.given_at', 'account.mark'])
    .select(['giver.name as giver', 'confirmed.confirmed_by', 'confirmed.confirmed_on'])
    .select('confirmed.mark as confirmedMark')
    .where('account.passphrase', '!=', '')
    .orderBy('account.role')
    .orderBy('account.name')
    .execute()
  return rows
    .filter((row) => isMarked(ring, 'account', row))
    .map(({ giver, confirmedMark, ...row }) => {
      const { id, sign_in: signIn, name, role, president, given, given_by } = row
      const confirmed = isConfirmedAccount(ring, { ...row, account_id: id, mark: confirmedMark })
      const setUpBy = given_by === null ? null : (giver ?? '')
      const unconfirmed = given_by !== null && !confirmed
      return { id, signIn, name, role, president, given, setUpBy, unconfirmed }
    })
}
