import type { Kysely, Transaction } from 'kysely'
import type { Entry } from '../register/entry.ts'
import { leafReference } from '../register/leaf.ts'
import { type NewLogStatement, readNewLogLeaf } from '../register/open-leaf.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { findEntry, type StoredEntry } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'
import { openLeaf } from './leaf-opened.ts'
import { recordEntry } from './record.ts'

export type ShownEntry =
  | {
      readonly status: 'opened'
      readonly entry: Entry
      readonly stored: StoredEntry
      readonly month: string
      /** The key of this entry alone. */
      readonly entryKey: Buffer
      /** The reference of the entry that says that this one was shown. */
      readonly recordedAs: string
    }
  /** The first leaf of a log that follows another: anyone may read it. */
  | { readonly status: 'open'; readonly statement: NewLogStatement; readonly stored: StoredEntry }
  /** A tick's own leaf: it is no entry. */
  | { readonly status: 'commitments'; readonly stored: StoredEntry }
  /** Its month's key was destroyed by age. */
  | { readonly status: 'forgotten'; readonly month: string; readonly stored: StoredEntry }
  | { readonly status: 'no-key'; readonly month: string; readonly stored: StoredEntry }
  /** Its bytes, or what is kept beside them, are not what was sealed. */
  | { readonly status: 'damaged'; readonly why: string; readonly stored: StoredEntry }
  | { readonly status: 'unknown' }

/**
 * Shows one entry of the register, or hands it over. An entry may name a patron, so to show it is a disclosure:
 * it is opened here, that it was is recorded and committed, and only then is it said.
 *
 * Why not by the policy's rules: who can run this has the keys in their hands, and would ask the same of any program.
 * What it can do is to leave no look without its entry.
 *
 * @param reference of the entry: 22 characters, base64url
 */
export async function discloseEntry(
  worker: Kysely<Schema>,
  parts: { readonly ring: KeyRing; readonly now: Date },
  request: {
    readonly kind: 'entry-shown' | 'entry-handed-over'
    readonly actor: string
    readonly reference: string
  },
): Promise<ShownEntry> {
  const { kind, actor, reference } = request
  return worker.transaction().execute(async (trx) => {
    const opened = await openStored(trx, parts.ring, reference)
    if (opened.status !== 'opened') return opened
    const { subjects } = opened.entry
    const recordedAs = await recordEntry(trx, parts, {
      kind,
      actor,
      entry: reference,
      ...(subjects !== undefined && { subjects }),
    })
    return { ...opened, recordedAs }
  })
}

type Unrecorded =
  | Exclude<ShownEntry, { status: 'opened' }>
  | Omit<Extract<ShownEntry, { status: 'opened' }>, 'recordedAs'>

async function openStored(trx: Transaction<Schema>, ring: KeyRing, reference: string): Promise<Unrecorded> {
  const stored = await findEntry(trx, Buffer.from(reference, 'base64url'))
  if (stored === undefined) return { status: 'unknown' }
  // Why: whoever can write to the tables could put another entry where a letter points to.
  if (leafReference(stored.leaf) !== reference) return { status: 'damaged', why: 'another-entry', stored }
  const opened = openLeaf(ring, stored)
  switch (opened.as) {
    case 'opened': {
      const { entry, month, entryKey } = opened
      return { status: 'opened', entry, stored, month, entryKey }
    }
    case 'open':
      return { status: 'open', statement: readNewLogLeaf(stored.leaf), stored }
    case 'commitments':
      return { status: 'commitments', stored }
    case 'damaged':
      return { status: 'damaged', why: opened.why, stored }
    default:
      return { status: opened.as, month: opened.month, stored }
  }
}
