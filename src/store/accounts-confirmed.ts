import type { Kysely, Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked, markOf } from '../sealing/row-mark.ts'
import type { Role } from './accounts.ts'
import type { Schema } from './schema.ts'

/** Somebody who may decide, advise or oversee, and in whose hands their sign-in is. */
export type Officer = {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly president: boolean
  /** Their passphrase is not yet their own. */
  readonly given: boolean
  /** Who gave them their passphrase or their role last; null where that was done on the command line, or by themselves. */
  readonly setUpBy: { readonly id: string; readonly name: string } | null
  /** Who confirmed since that it is theirs; `by` is null for the command line. */
  readonly confirmed: { readonly by: string | null; readonly on: string } | null
}

const officers: readonly Role[] = ['director', 'counsel', 'trustee']

/**
 * Everyone whose role is an officer's and whose sign-in has not ended, by role and name.
 * @param also the ids of those who are among them for a while
 */
export async function officersNow(
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
      confirmed_on !== null && isConfirmed(ring, { ...row, account_id: id })
        ? { by: confirmer, on: confirmed_on }
        : null
    return { ...{ id, name, role, president, given, setUpBy }, confirmed }
  })
}

type Confirmed = {
  readonly account_id: string
  readonly role: Role
  readonly president: boolean
  readonly given_by: string | null
  readonly confirmed_by: string | null
  readonly confirmed_on: string | null
  readonly mark: Buffer | null
}

/** Whether a confirmation is of what the account is now, and was written by this program. */
export const isConfirmed = (ring: KeyRing, row: Confirmed): boolean =>
  isMarked(ring, 'account_confirmed', row)

/** Confirms a sign-in as it is now, in place of an earlier confirmation. The caller holds the account locked. */
export async function confirmAccount(
  trx: Transaction<Schema>,
  ring: KeyRing,
  { id, role, president, setUpBy }: Officer,
  { by, on }: { readonly by: string | null; readonly on: string },
): Promise<void> {
  await forgetConfirmation(trx, id)
  const row = { account_id: id, confirmed_by: by, confirmed_on: on }
  const mark = markOf(ring, 'account_confirmed', { ...row, role, president, given_by: setUpBy?.id ?? null })
  await trx
    .insertInto('account_confirmed')
    .values({ ...row, mark })
    .execute()
}

/** Whoever gets another passphrase or another role from somebody is confirmed anew. */
export async function forgetConfirmation(trx: Transaction<Schema>, id: string): Promise<void> {
  await trx.deleteFrom('account_confirmed').where('account_id', '=', id).execute()
}
