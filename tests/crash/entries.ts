import { type Kysely, sql } from 'kysely'
import { isCommitments, isSealed } from '../../src/register/any-leaf.ts'
import { type Entry, entryKeyOf, openEntryWithKey } from '../../src/register/entry.ts'
import { readLeaf } from '../../src/register/leaf.ts'
import type { KeyRing } from '../../src/sealing/key-ring.ts'
import type { Schema } from '../../src/store/schema.ts'

/** An entry as a test reads it, without leaving one; or in a sentence why it cannot be read. */
export function openedEntry(
  ring: KeyRing,
  { leaf, overflow }: { readonly leaf: Buffer; readonly overflow: Buffer | null },
): Entry | string {
  if (!isSealed(leaf)) return 'is not sealed'
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
  const entries = rows.filter(({ leaf }) => !isCommitments(leaf))
  return entries.map((row) => {
    const entry = openedEntry(ring, row)
    if (typeof entry === 'string') throw new Error(`an entry ${entry}`)
    return entry
  })
}
