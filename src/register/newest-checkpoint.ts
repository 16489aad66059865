import type { Kysely } from 'kysely'
import { daysIn } from '../platform/clock.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import {
  type CheckpointFingerprint,
  compactFingerprint,
  fingerprintLines,
  openCheckpoint,
} from './log/checkpoint.ts'
import { checkProof, type EntryProof } from './log/entry-proof.ts'
import { leafFault, leafReference } from './log/leaf.ts'
import { MalformedError } from './log/malformed-error.ts'
import { rawPublicKey, readVerifierKey } from './log/note.ts'
import { hashBytes, proveInclusion } from './log/tree.ts'
import {
  allLogs,
  currentLog,
  type DayEnd,
  findEntry,
  newestCheckpoint,
  newestDayEnd,
  readTile,
  withRegisterSnapshot,
} from './log-store.ts'

/** The newest checkpoint, in every form in which it goes out. */
export type NewestFingerprint = CheckpointFingerprint & {
  /** Which of the register's logs it is of. */
  readonly log: number
  /** How many of its leaves are of commitments, and so no entries; as stored, and not signed. */
  readonly commitments: bigint
  /** For a letter, a decision or a receipt: four lines of ASCII. */
  readonly lines: readonly string[]
  /** The same in one word. */
  readonly compact: string
  /** The signed note itself. */
  readonly note: string
  /** The public key that signed it, one line. */
  readonly key: string
}

/** Why kept: every answer carries it, and a note that was found good once is good. */
let cachedFingerprint: NewestFingerprint | undefined

/**
 * What to print on whatever leaves the house; undefined in the first minute, while nothing is signed yet.
 * @throws MalformedError where what is stored is no checkpoint that this register's key signed
 */
export async function newestFingerprint(db: Db): Promise<NewestFingerprint | undefined> {
  const log = await currentLog(db)
  const newest = log && (await newestCheckpoint(db, log.log))
  if (log === undefined || newest === undefined) return undefined
  const { key } = log
  const { note, commitments } = newest
  if (
    cachedFingerprint?.note === note &&
    cachedFingerprint.key === key &&
    cachedFingerprint.commitments === commitments
  )
    return cachedFingerprint
  const pin = openCheckpoint(note, readVerifierKey(key))
  cachedFingerprint = {
    ...pin,
    log: log.log,
    commitments,
    lines: fingerprintLines(pin),
    compact: compactFingerprint(pin),
    note,
    key,
  }
  return cachedFingerprint
}

/** The same for a screen, which says that it is `unreadable`: whoever reads it is to be alarmed, and not left without a page. */
export async function tryNewestFingerprint(
  db: Kysely<Schema>,
): Promise<NewestFingerprint | 'unreadable' | undefined> {
  try {
    return await newestFingerprint(db)
  } catch (error) {
    if (error instanceof MalformedError) return 'unreadable'
    throw error
  }
}

/** Its lines, for what is printed; none where none is there that can be read, of which the register's page tells. */
export async function newestFingerprintLines(db: Kysely<Schema>): Promise<readonly string[]> {
  const pin = await tryNewestFingerprint(db)
  return pin === undefined || pin === 'unreadable' ? [] : pin.lines
}

/** Why not at midnight itself: a tick that began before it may be written after it, and would change how the day ends. */
const settledMs = 10 * 60_000

/**
 * The checkpoint that ended the newest day that has been over at the library for ten minutes, of one log or of the newest
 * that has one; undefined where no day is over yet.
 */
export async function newestWholeDay(
  db: Db,
  { now, log }: { readonly now: Date; readonly log?: number },
): Promise<DayEnd | undefined> {
  const newest = await newestDayEnd(db, { log })
  if (newest === undefined) return undefined
  const today = daysIn(newest.timeZone)(new Date(now.getTime() - settledMs))
  return newest.day < today ? newest : newestDayEnd(db, { log, before: today })
}

/**
 * Why an entry has no proof: there is none, it waits for the tick, what is stored under its reference is another entry,
 * or what is stored of it does not lead to the signature.
 */
export type NoProofReason = 'unknown' | 'waits' | 'another' | 'damaged'

/** `size`: how many entries are signed together with it. `signedOn`: the day of the checkpoint, `YYYY-MM-DD`. */
export type StoredEntryProof = {
  readonly proof: EntryProof
  readonly size: bigint
  readonly signedOn: string
}

/**
 * The proof that an entry is in its log, sealed, so it tells nothing. It is to the checkpoint that ended the last whole day,
 * as in a public export, and to the newest one where the entry is newer.
 * INVARIANT: it holds, or it is none.
 * @param db as the worker: the app cannot read what waits, and would call it unknown
 * @param reference of the entry: 22 characters, base64url
 */
export async function proveStoredEntry(
  db: Kysely<Schema>,
  reference: string,
  now: Date,
): Promise<StoredEntryProof | NoProofReason> {
  return withRegisterSnapshot(db, async (trx) => {
    const entry = await findEntry(trx, Buffer.from(reference, 'base64url'))
    if (entry === undefined) return 'unknown'
    const { leaf, place } = entry
    if (leafReference(leaf) !== reference) return 'another'
    if (place === undefined) return 'waits'
    try {
      return (await proofAt(trx, leaf, place, now)) ?? 'damaged'
    } catch (error) {
      if (error instanceof MalformedError) return 'damaged'
      throw error
    }
  })
}

type LogPlace = { readonly log: number; readonly index: bigint }

/** Undefined where a part is missing. @throws MalformedError where one is not what it was */
async function proofAt(
  trx: Trx,
  leaf: Buffer,
  { log, index }: LogPlace,
  now: Date,
): Promise<StoredEntryProof | undefined> {
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
  trx: Trx,
  { log, index }: LogPlace,
  now: Date,
): Promise<{ readonly size: bigint; readonly note: string; readonly signedOn: string } | undefined> {
  const ended = await newestWholeDay(trx, { now, log })
  return ended !== undefined && index < ended.size
    ? { ...ended, signedOn: ended.day }
    : newestCheckpoint(trx, log)
}
