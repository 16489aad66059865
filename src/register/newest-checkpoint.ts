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
import { idsSpoken, isReference, leafFault, leafReference } from './log/leaf.ts'
import { onMalformed } from './log/malformed-error.ts'
import { rawPublicKey, readVerifierKey } from './log/note.ts'
import { hashBytes, proveInclusion } from './log/tree.ts'
import {
  allLogs,
  currentLog,
  type DayEnd,
  findEntry,
  findIds,
  newestCheckpoint,
  newestDayEnd,
  readTile,
  withRegisterSnapshot,
} from './log-store.ts'

/** The newest checkpoint, in every form in which it is given out. */
export type NewestFingerprint = CheckpointFingerprint & {
  readonly log: number
  /** How many of its leaves are commitments and not entries; as stored, not signed. */
  readonly commitments: bigint
  /** Four lines of ASCII, for a letter, a decision or a receipt. */
  readonly lines: readonly string[]
  readonly compact: string
  readonly note: string
  /** The public key that signed it, one line. */
  readonly key: string
}

/** Why cached: every answer carries it, and a note that verified once stays valid. */
let cachedFingerprint: NewestFingerprint | undefined

/** Undefined in the first minute, before anything is signed. @throws MalformedError where its key did not sign it */
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

/** For screens: `unreadable` instead of an error, so that the page can warn and still appear. */
export async function tryNewestFingerprint(
  db: Kysely<Schema>,
): Promise<NewestFingerprint | 'unreadable' | undefined> {
  return newestFingerprint(db).catch(onMalformed(() => 'unreadable' as const))
}

/** For print; empty where no checkpoint can be read, which the register's page reports. */
export async function newestFingerprintLines(db: Kysely<Schema>): Promise<readonly string[]> {
  const pin = await tryNewestFingerprint(db)
  return pin === undefined || pin === 'unreadable' ? [] : pin.lines
}

/** Why not at midnight: a run that began before it may be written after it, and change how the day ended. */
const settledMs = 10 * 60_000

/** The last checkpoint of the newest day that ended at least ten minutes ago at the library, of one log or of any. */
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
 * The whole reference of an entry, from that or from the short form that is read aloud. Undefined where no entry has it, or
 * two have, which only someone with access to the tables can bring about. Works as the worker only.
 */
export async function wholeReference(db: Kysely<Schema>, typed: string): Promise<string | undefined> {
  if (isReference(typed)) return typed
  const ids = idsSpoken(typed)
  const [id, another] = ids === undefined ? [] : await findIds(db, ids)
  return id === undefined || another !== undefined ? undefined : Buffer.from(id, 'hex').toString('base64url')
}

/** `waits`: it is pending. `another`: its stored leaf has another reference. `damaged`: it does not lead to the signature. */
export type NoProofReason = 'unknown' | 'waits' | 'another' | 'damaged'

/** `size`: how many entries are signed with it. `signedOn`: the checkpoint's day, `YYYY-MM-DD`. */
export type StoredEntryProof = {
  readonly proof: EntryProof
  readonly size: bigint
  readonly signedOn: string
}

/**
 * Proves that an entry, still sealed, is in its log: to the checkpoint of the last whole day, as in a public export, or to
 * the newest one where the entry is newer. INVARIANT: the proof holds, or there is none. Works as the worker only: the app
 * cannot read pending entries, and would call them unknown. `reference` is 22 characters of base64url.
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
    const proof = await proofAt(trx, leaf, place, now).catch(onMalformed(() => undefined))
    return proof ?? 'damaged'
  })
}

type LogPlace = { readonly log: number; readonly index: bigint }

/** Undefined where a part is missing. @throws MalformedError where one was changed */
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
    // A missing hash leads to no signature either.
    return tile !== undefined && tile.width >= width ? tile.hashes : Buffer.alloc(width * hashBytes)
  })
  const verifier = readVerifierKey(key)
  const publicKey = rawPublicKey(verifier.publicKey)
  const proof = { leaf, index, path, checkpoint: signed.note, publicKey }
  return { proof, size: checkProof(proof, verifier).size, signedOn: signed.signedOn }
}

/** Why a whole day's first: the newest checkpoint would show how much happened today so far. */
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
