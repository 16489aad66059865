import type { Kysely } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked } from '../sealing/row-mark.ts'
import type { Account } from './accounts.ts'
import { isConfirmed } from './accounts-confirmed.ts'
import type { Schema } from './schema.ts'

/** A sign-in as this program wrote it, and in whose hands it may be. */
export type MarkedAccount = Account & {
  /** Who gave them their passphrase or their role last, by name; null where that was the command line, or they themselves. */
  readonly setUpBy: string | null
  /** Somebody gave it to them, and nobody else confirmed that it is theirs (0036). */
  readonly unconfirmed: boolean
}

/**
 * Every sign-in that has not ended and was written by this program, by role and name: of a row that SQL alone changed there is
 * none. Whoever is to be given something to open is looked for here.
 */
export async function markedAccounts(db: Kysely<Schema>, ring: KeyRing): Promise<MarkedAccount[]> {
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
      const confirmed = isConfirmed(ring, { ...row, account_id: id, mark: confirmedMark })
      const setUpBy = given_by === null ? null : (giver ?? '')
      return { id, signIn, name, role, president, setUpBy, unconfirmed: given_by !== null && !confirmed }
    })
}
