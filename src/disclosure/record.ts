import type { Transaction } from 'kysely'
import { type Entry, entryInstant, entryMonth, newEntryId, sealEntry } from '../register/entry.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { recordPending } from '../store/register.ts'
import type { Schema } from '../store/schema.ts'

/**
 * Puts an entry on record in the caller's transaction: it is there if and only if what it records is. Also for
 * what discloses nothing and still must be known later: a sign-in added, a key changed, a month forgotten.
 * @returns the entry's random reference
 */
export async function recordEntry(
  trx: Transaction<Schema>,
  { ring, now }: { readonly ring: KeyRing; readonly now: Date },
  what: Omit<Entry, 'at'>,
): Promise<string> {
  const entry = { ...what, at: entryInstant(now) }
  const id = newEntryId()
  const month = entryMonth(entry.at)
  await recordPending(trx, { id, ...sealEntry(entry, { id, month, monthKey: ring.registerMonthKey(month) }) })
  return id.toString('base64url')
}
