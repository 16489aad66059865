import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import { type Entry, entryInstant, entryMonth } from './log/entry.ts'
import { newEntryId, sealEntry } from './log/sealed-entry.ts'
import { recordPending } from './log-store.ts'
import { aboutToken, isVisibleToPatron } from './patron-access-entries.ts'

/**
 * Puts an entry on record in the caller's transaction: it is there if and only if what it records is. Also for
 * what discloses nothing and still must be known later: a sign-in added, a key changed, a month forgotten.
 * @returns the entry's random reference
 */
export async function recordEntry(
  trx: Trx,
  { ring, now }: { readonly ring: KeyRing; readonly now: Date },
  what: Omit<Entry, 'at'>,
): Promise<string> {
  const entry = { ...what, at: entryInstant(now) }
  const id = newEntryId()
  const month = entryMonth(entry.at)
  const monthKey = ring.registerMonthKey(month)
  const { subjects = [] } = what
  const about = isVisibleToPatron(what) ? subjects.map((patron) => aboutToken(monthKey, patron)) : []
  await recordPending(trx, { id, ...sealEntry(entry, { id, month, monthKey }), about })
  return id.toString('base64url')
}
