import type { Kysely } from 'kysely'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, markOfRow } from '../platform/crypto/row-mark.ts'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { Account, StaffRole } from './account.ts'

/** Somebody who is Director from a first to a last day of the library's calendar, both `YYYY-MM-DD`. */
export type ActingTerm = {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly firstDay: string
  readonly lastDay: string
  /** Null where it was done on the command line. */
  readonly namedBy: string | null
}

/** Names an acting Director; null where somebody is named for some of these days. */
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
  const row = {
    account_id: acting.accountId,
    first_day: acting.firstDay,
    last_day: acting.lastDay,
    named_by: acting.namedBy,
  }
  const named = await trx
    .insertInto('acting_director')
    .values({ ...row, mark: markOfRow(ring, 'acting_director', row) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return named?.id ?? null
}

/** Who acts on a day or later and was named by somebody who may, the first first. */
export async function actingTermsFrom(db: Kysely<Schema>, ring: KeyRing, day: string): Promise<ActingTerm[]> {
  const rows = await db
    .selectFrom('acting_director as acting')
    .innerJoin('account', 'account.id', 'acting.account_id')
    .leftJoin('account as namer', 'namer.id', 'acting.named_by')
    .selectAll('acting')
    .select(['account.name', 'namer.name as namedBy'])
    .where('acting.ended', '=', false)
    .where('acting.last_day', '>=', day)
    .orderBy('acting.first_day')
    .execute()
  return rows
    .filter((row) => isMarked(ring, 'acting_director', row))
    .map(({ id, account_id, name, first_day, last_day, namedBy }) => ({
      ...{ id, name, namedBy },
      ...{ accountId: account_id, firstDay: first_day, lastDay: last_day },
    }))
}

/** Ends somebody's time before its last day, at once. Returns whose it was, or null. */
export async function endActingTerm(trx: Trx, id: string): Promise<string | null> {
  const ended = await trx
    .updateTable('acting_director')
    .set({ ended: true, mark: null })
    .where('id', '=', id)
    .where('ended', '=', false)
    .returning('account_id')
    .executeTakeFirst()
  return ended?.account_id ?? null
}

/** Ends whatever time somebody was named for. */
export async function endActingTermsOf(trx: Trx, accountId: string): Promise<void> {
  await trx
    .updateTable('acting_director')
    .set({ ended: true, mark: null })
    .where('account_id', '=', accountId)
    .where('ended', '=', false)
    .execute()
}

/** Somebody who may decide, advise or oversee, and in whose hands their sign-in is. */
export type Officer = {
  readonly id: string
  readonly name: string
  readonly role: StaffRole
  readonly president: boolean
  /** Their passphrase is not yet their own. */
  readonly given: boolean
  /** Who gave them their passphrase or their role last; null where that was done on the command line, or by themselves. */
  readonly setUpBy: { readonly id: string; readonly name: string } | null
  /** Who confirmed since that it is theirs; `by` is null for the command line. */
  readonly confirmed: { readonly by: string | null; readonly on: string } | null
}

const officers: readonly StaffRole[] = ['director', 'counsel', 'trustee']

/**
 * Everyone whose role is an officer's and whose sign-in has not ended, by role and name.
 * @param also the ids of those who are among them for a while
 */
export async function listOfficers(
  db: Kysely<Schema>,
  ring: KeyRing,
  also: readonly string[] = [],
): Promise<Officer[]> {
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
    return { ...{ id, name, role, president, given, setUpBy }, confirmed }
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

/** Whether a confirmation is of what the account is now, and was written by this program. */
export const isConfirmedAccount = (ring: KeyRing, row: ConfirmationRow): boolean =>
  isMarked(ring, 'account_confirmed', row)

/** Confirms a sign-in as it is now, in place of an earlier confirmation. The caller holds the account locked. */
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

/** Whoever gets another passphrase or another role from somebody is confirmed anew. */
export async function deleteConfirmation(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('account_confirmed').where('account_id', '=', id).execute()
}

/** A sign-in as this program wrote it, and in whose hands it may be. */
export type VerifiedAccount = Account & {
  /** Who gave them their passphrase or their role last, by name; null where that was the command line, or they themselves. */
  readonly setUpBy: string | null
  /** Somebody gave it to them, and nobody else confirmed that it is theirs (decision 31). */
  readonly unconfirmed: boolean
}

/**
 * Every sign-in that has not ended and was written by this program, by role and name: of a row that SQL alone changed there is
 * none. Whoever is to be given something to open is looked for here.
 */
export async function verifiedAccounts(db: Kysely<Schema>, ring: KeyRing): Promise<VerifiedAccount[]> {
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
      const { id, sign_in: signIn, name, role, president, given_by } = row
      const confirmed = isConfirmedAccount(ring, { ...row, account_id: id, mark: confirmedMark })
      const setUpBy = given_by === null ? null : (giver ?? '')
      return { id, signIn, name, role, president, setUpBy, unconfirmed: given_by !== null && !confirmed }
    })
}
