import { sql } from 'kysely'
import type { Db, Trx } from '../platform/db/context.ts'

/** The president is told of matters about the Director; an acting Director, where no one opens a report. */
export type ContactRole = 'director' | 'counsel' | 'president' | 'acting'

/** Whom staff call. */
export type CalledRole = Exclude<ContactRole, 'acting'>

/** `nth` is the order in which contacts of one role are tried, from 1 to 3. */
export type EmergencyContact = {
  readonly whom: ContactRole
  readonly nth: number
  readonly name: string
  /** Empty if they have none. */
  readonly mail: string
  readonly phones: string
  /** The account that counsel signs in to, if they have one. */
  readonly account?: string
}

export const maxContacts = 3

export async function emergencyContacts(db: Db): Promise<EmergencyContact[]> {
  const rows = await db
    .selectFrom('case_contact')
    .select(['whom', 'nth', 'name', 'mail', 'phones', 'account_id'])
    .orderBy('whom', 'desc')
    .orderBy('nth')
    .execute()
  return rows.map(({ account_id, ...contact }) => ({
    ...contact,
    ...(account_id !== null && { account: account_id }),
  }))
}

export async function replaceEmergencyContacts(
  trx: Trx,
  contacts: readonly EmergencyContact[],
  whoms: readonly ContactRole[],
): Promise<void> {
  // Why: of two concurrent replacements, the second would not see the first one's rows when it deletes.
  await sql`select pg_advisory_xact_lock(hashtext('carrel case contacts'))`.execute(trx)
  await trx.deleteFrom('case_contact').where('whom', 'in', whoms).execute()
  if (contacts.length === 0) return
  await trx
    .insertInto('case_contact')
    .values(contacts.map(({ account = null, ...contact }) => ({ ...contact, account_id: account })))
    .execute()
}
