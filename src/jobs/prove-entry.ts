import type { Kysely } from 'kysely'
import type { EntryProof } from '../register/entry-proof.ts'
import { leafReference } from '../register/leaf.ts'
import { rawPublicKey, readVerifierKey } from '../register/note.ts'
import { proveInclusion } from '../register/proof.ts'
import { newestCheckpoint, readTile, withRegisterAtRest } from '../store/register.ts'
import { allLogs, findEntry } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'

/**
 * Why an entry has no proof: there is none, it waits for the tick, nothing was ever signed, or what is stored under its
 * reference is another entry.
 */
export type Unproven = 'unknown' | 'waits' | 'unsigned' | 'another'

/** `signedOn`: the day of the checkpoint, `YYYY-MM-DD`. */
export type Proven = { readonly proof: EntryProof; readonly signedOn: string }

/**
 * The proof that an entry stands in its log as the newest checkpoint signs it; sealed, so it tells nothing.
 * @param db as the worker: the app cannot read what waits, and would call it unknown
 * @param reference of the entry: 22 characters, base64url
 */
export async function proveEntry(db: Kysely<Schema>, reference: string): Promise<Proven | Unproven> {
  return withRegisterAtRest(db, async (trx) => {
    const entry = await findEntry(trx, Buffer.from(reference, 'base64url'))
    if (entry === undefined) return 'unknown'
    if (leafReference(entry.leaf) !== reference) return 'another'
    if (entry.place === undefined) return 'waits'
    const { log, index } = entry.place
    const newest = await newestCheckpoint(trx, log)
    const key = (await allLogs(trx)).find((one) => one.log === log)?.key
    if (newest === undefined || key === undefined) return 'unsigned'
    const path = await proveInclusion(index, newest.size, async ({ level, index: at, width }) => {
      const tile = await readTile(trx, { log, level, index: at })
      if (tile === undefined || tile.width < width) throw new Error('the stored register lacks a tile')
      return tile.hashes
    })
    const publicKey = rawPublicKey(readVerifierKey(key).publicKey)
    const proof = { leaf: entry.leaf, index, path, checkpoint: newest.note, publicKey }
    return { proof, signedOn: newest.signedOn }
  })
}
