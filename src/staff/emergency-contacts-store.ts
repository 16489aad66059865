import { sql } from 'kysely'
import type { Db, Trx } from '../platform/db/context.ts'

/** Who is told that a matter waits: the president of the Board, of what is about the Director. */
export type ContactRole = 'director' | 'counsel' | 'president'

/** Somebody to tell, in the order in which they are tried: 1 to 3 for each. */
export type EmergencyContact = {
  readonly whom: ContactRole
  readonly nth: number
  readonly name: string
  /** Empty where they have none. */
  readonly mail: string
  readonly phones: string
}

/** How many of each there are at most. */
export const maxContacts = 3

/** Everybody to tell, each in their order. */
export async function emergencyContacts(db: Db): Promise<EmergencyContact[]> {
  return db
    .selectFrom('case_contact')
    .select(['whom', 'nth', 'name', 'mail', 'phones'])
    .orderBy('whom', 'desc')
    .orderBy('nth')
    .execute()
}

/** Names all of those anew. */
export async function replaceEmergencyContacts(
  trx: Trx,
  contacts: readonly EmergencyContact[],
  whoms: readonly ContactRole[],
): Promise<void> {
  // Why: of two who name them at the same moment, the second would find rows that it did not see when it deleted.
  await sql`select pg_advisory_xact_lock(hashtext('carrel case contacts'))`.execute(trx)
  await trx.deleteFrom('case_contact').where('whom', 'in', whoms).execute()
  if (contacts.length === 0) return
  await trx
    .insertInto('case_contact')
    .values([...contacts])
    .execute()
}
