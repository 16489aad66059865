import type { Kysely, Transaction } from 'kysely'
import { leafFault } from '../register/any-leaf.ts'
import { checkProof, type EntryProof } from '../register/entry-proof.ts'
import { hashBytes } from '../register/hashing.ts'
import { leafReference } from '../register/leaf.ts'
import { Malformed } from '../register/malformed.ts'
import { rawPublicKey, readVerifierKey } from '../register/note.ts'
import { proveInclusion } from '../register/proof.ts'
import { newestCheckpoint, readTile, withRegisterAtRest } from '../store/register.ts'
import { allLogs, findEntry } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'
import { newestWholeDay } from './whole-day.ts'

/**
 * Why an entry has no proof: there is none, it waits for the tick, what is stored under its reference is another entry,
 * or what is stored of it does not lead to the signature.
 */
export type Unproven = 'unknown' | 'waits' | 'another' | 'damaged'

/** `size`: how many entries are signed together with it. `signedOn`: the day of the checkpoint, `YYYY-MM-DD`. */
export type Proven = { readonly proof: EntryProof; readonly size: bigint; readonly signedOn: string }

/**
 * The proof that an entry is in its log, sealed, so it tells nothing. It is to the checkpoint that ended the last whole day,
 * as in a public export, and to the newest one where the entry is newer.
 * INVARIANT: it holds, or it is none.
 * @param db as the worker: the app cannot read what waits, and would call it unknown
 * @param reference of the entry: 22 characters, base64url
 */
export async function proveEntry(
  db: Kysely<Schema>,
  reference: string,
  now: Date,
): Promise<Proven | Unproven> {
  return withRegisterAtRest(db, async (trx) => {
    const entry = await findEntry(trx, Buffer.from(reference, 'base64url'))
    if (entry === undefined) return 'unknown'
    const { leaf, place } = entry
    if (leafReference(leaf) !== reference) return 'another'
    if (place === undefined) return 'waits'
    try {
      return (await proofAt(trx, leaf, place, now)) ?? 'damaged'
    } catch (error) {
      if (error instanceof Malformed) return 'damaged'
      throw error
    }
  })
}

type Place = { readonly log: number; readonly index: bigint }

/** Undefined where a part is missing. @throws Malformed where one is not what it was */
async function proofAt(
  trx: Transaction<Schema>,
  leaf: Buffer,
  { log, index }: Place,
  now: Date,
): Promise<Proven | undefined> {
  const signed = await checkpointOver(trx, { log, index }, now)
  const key = (await allLogs(trx)).find((one) => one.log === log)?.key
  if (signed === undefined || key === undefined || index >= signed.size) return undefined
  if (leafFault(leaf, index === 0n ? 'first' : 'later') !== undefined) return undefined
  const path = await proveInclusion(index, signed.size, async ({ level, index: at, width }) => {
    const tile = await readTile(trx, { log, level, index: at })
    // What is missing leads to no signature either.
    return tile !== undefined && tile.width >= width ? tile.hashes : Buffer.alloc(width * hashBytes)
  })
  const verifier = readVerifierKey(key)
  const publicKey = rawPublicKey(verifier.publicKey)
  const proof = { leaf, index, path, checkpoint: signed.note, publicKey }
  return { proof, size: checkProof(proof, verifier).size, signedOn: signed.signedOn }
}

/** The checkpoint to prove an entry to. Why a whole day's first: the newest one tells how much this day had until now. */
async function checkpointOver(
  trx: Transaction<Schema>,
  { log, index }: Place,
  now: Date,
): Promise<{ readonly size: bigint; readonly note: string; readonly signedOn: string } | undefined> {
  const ended = await newestWholeDay(trx, { now, log })
  return ended !== undefined && index < ended.size
    ? { ...ended, signedOn: ended.day }
    : newestCheckpoint(trx, log)
}
