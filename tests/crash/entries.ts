import { type Kysely, sql } from 'kysely'
import type { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import type { Entry } from '../../src/register/log/entry.ts'
import { isCommitmentsLeaf, isSealedEntryLeaf, readLeaf } from '../../src/register/log/leaf.ts'
import { entryKeyOf, openEntryWithKey } from '../../src/register/log/sealed-entry.ts'

/** An entry as a test reads it, without leaving one; or in a sentence why it cannot be read. */
export function openedEntry(
  ring: KeyRing,
  { leaf, overflow }: { readonly leaf: Buffer; readonly overflow: Buffer | null },
): Entry | string {
  if (!isSealedEntryLeaf(leaf)) return 'is not sealed'
  const { id, month } = readLeaf(leaf)
  const key = ring.registerMonthKeyFor(month)
  if (typeof key === 'string') return `is shut: the key of ${month} is ${key}`
  const read = openEntryWithKey(leaf, entryKeyOf(key.key, id), overflow ?? undefined)
  return 'refused' in read ? `does not open: ${read.refused}` : read.entry
}

/** Every entry, placed or waiting, in no order. As the worker. */
export async function entriesOf(worker: Kysely<Schema>, ring: KeyRing): Promise<Entry[]> {
  const { rows } = await sql<{ leaf: Buffer; overflow: Buffer | null }>`
    select leaf, overflow from register_leaf union all select leaf, overflow from register_pending`.execute(
    worker,
  )
  const entries = rows.filter(({ leaf }) => !isCommitmentsLeaf(leaf))
  return entries.map((row) => {
    const entry = openedEntry(ring, row)
    if (typeof entry === 'string') throw new Error(`an entry ${entry}`)
    return entry
  })
}
