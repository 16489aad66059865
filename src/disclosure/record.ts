import type { Transaction } from 'kysely'
import { type Entry, entryInstant, entryMonth, newEntryId, sealEntry } from '../register/entry.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { recordPending } from '../store/register.ts'
import type { Schema } from '../store/schema.ts'
import { aboutToken, isToldToPatron } from './told-to-patron.ts'

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
  const monthKey = ring.registerMonthKey(month)
  const { subjects = [] } = what
  const tokens = isToldToPatron(what) ? subjects.map((patron) => aboutToken(monthKey, patron)) : []
  const about = tokens.length > 0 ? { tokens, month } : undefined
  await recordPending(trx, { id, ...sealEntry(entry, { id, month, monthKey }), about })
  return id.toString('base64url')
}
