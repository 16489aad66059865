import type { Kysely } from 'kysely'
import type { Clock } from '../platform/clock.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type CheckpointFingerprint, compactFingerprint, findFingerprint } from './log/checkpoint.ts'
import { type LogFiles, publicEndFile, writeBundle } from './log/export-files.ts'
import { MalformedError } from './log/malformed-error.ts'
import { readVerifierKey } from './log/note.ts'
import { hashBytes, readTilePath, tileWidth } from './log/tree.ts'
import { type ExportVerdict, keysInExport, verifyExport } from './log/verify.ts'
import { allLogs, type CheckFound, newestCheckpoint, readLeaves, readTile, saveCheck } from './log-store.ts'

/** What a check is doing; what it found is kept (`keptChecks`). */
export type IntegrityCheckState =
  | { readonly as: 'idle' }
  | {
      readonly as: 'running'
      readonly done: bigint
      readonly size: bigint
      readonly against?: CheckpointFingerprint
    }
  /** Nothing was signed yet, or the check itself could not go on. */
  | { readonly as: 'not-done'; readonly why: 'unsigned' | 'failed' }

/** The check of the whole stored register that somebody asked for; one at a time, in the background. */
export class IntegrityCheck {
  readonly #parts: { readonly app: Kysely<Schema>; readonly clock: Clock; failed(error: unknown): void }
  #state: IntegrityCheckState = { as: 'idle' }
  #ended: Promise<void> = Promise.resolve()

  constructor(parts: {
    readonly app: Kysely<Schema>
    readonly clock: Clock
    readonly failed: (error: unknown) => void
  }) {
    this.#parts = parts
  }

  get state(): IntegrityCheckState {
    return this.#state
  }

  /** When the check that was asked for last has ended; for tests, and for an orderly end. */
  get ended(): Promise<void> {
    return this.#ended
  }

  /**
   * Begins a check. One that goes on does for another, unless that is to compare with a pin that it does not.
   * @returns false where it is not begun for that reason, and the pin was not used
   */
  begin(against?: CheckpointFingerprint): boolean {
    if (this.#state.as === 'running')
      return against === undefined || isSameFingerprint(against, this.#state.against)
    this.#state = { as: 'running', done: 0n, size: 0n, ...(against && { against }) }
    this.#ended = this.#run(against).then(
      (state) => {
        this.#state = state
      },
      (error: unknown) => {
        this.#parts.failed(error)
        this.#state = { as: 'not-done', why: 'failed' }
      },
    )
    return true
  }

  async #run(against: CheckpointFingerprint | undefined): Promise<IntegrityCheckState> {
    const { app, clock } = this.#parts
    const stored = await storedRegisterFiles(app)
    if (stored === undefined) return { as: 'not-done', why: 'unsigned' }
    const verdict = await verifyExport(stored.files, {
      verifier: readVerifierKey(stored.key),
      against: against && Buffer.from(compactFingerprint(against)),
      progress: (done, size) => {
        this.#state = { as: 'running', done, size, ...(against && { against }) }
      },
    })
    const pin = against && { word: compactFingerprint(against), size: against.size }
    await saveCheck(app, { ...findingOf(verdict), endedAt: clock.now(), ...(pin && { pin }) })
    return { as: 'idle' }
  }
}

const isSameFingerprint = (one: CheckpointFingerprint, other: CheckpointFingerprint | undefined) =>
  other !== undefined && compactFingerprint(one) === compactFingerprint(other)

const unreadableFingerprint = 'the pin that was read before does not read any more'

function findingOf(verdict: ExportVerdict): CheckFound {
  if (verdict.ok) {
    const { checkpoint, compared } = verdict
    // The stored register is no public export, so no pin is newer than its end.
    if (compared?.as === 'unreadable' || compared?.as === 'newer') throw new Error(unreadableFingerprint)
    const as = compared === undefined || compared.as === 'beginning' ? 'good' : compared.as
    return { as, size: checkpoint.size }
  }
  const { code, entry } = verdict.fault
  // Why: whoever begins a check has read the pin, and what does not read says nothing of the register.
  if (code === 'against') throw new Error(unreadableFingerprint)
  return { as: code, ...(entry !== undefined && { entry }) }
}

/**
 * The stored register as the files of an export would be, so that the same check reads both.
 *
 * Why without a transaction: leaves never change and a tile only grows wider, so the beginnings of both that the
 * checkpoints signed stay as they are, and nothing holds the database back for as long as a check takes.
 */
async function storedRegisterFiles(
  db: Kysely<Schema>,
): Promise<{ readonly key: string; readonly size: bigint; readonly files: LogFiles } | undefined> {
  const logs = await allLogs(db)
  const heads = new Map<string, { readonly log: number; readonly key: string; readonly note: string }>()
  const newest = logs.at(-1)
  let size = 0n
  for (const { log, key } of logs) {
    const head = await newestCheckpoint(db, log)
    if (head === undefined) continue
    heads.set(log === newest?.log ? '' : `past/${log}/`, { log, key, note: head.note })
    if (log === newest?.log) size = head.size
  }
  if (newest === undefined || !heads.has('')) return undefined
  return {
    key: newest.key,
    size,
    files: {
      async read(path, target) {
        const [, folder = '', name = ''] = /^(past\/\d+\/)?(.*)$/.exec(path) ?? []
        const head = heads.get(folder)
        if (head === undefined) return undefined
        if (name === 'checkpoint') return Buffer.from(head.note).copy(target)
        if (name === 'register.vkey') return Buffer.from(`${head.key}\n`).copy(target)
        // It has its leaves, so it is no public export.
        if (name === publicEndFile) return undefined
        return (await readPart(db, head.log, name))?.copy(target)
      },
    },
  }
}

async function readPart(db: Kysely<Schema>, log: number, name: string): Promise<Buffer | undefined> {
  const { level, index, width } = readTilePath(name)
  if (level !== 'entries') {
    const tile = await readTile(db, { log, level, index })
    return tile?.hashes.subarray(0, width * hashBytes)
  }
  const leaves = await readLeaves(db, { log, first: index * BigInt(tileWidth), most: width })
  return writeBundle(leaves.map(({ leaf }) => leaf))
}

/** Why a text has no pin to compare with: none is whole in it, it is mistyped, or it is not of this register. */
type FingerprintFault = 'none' | 'mistyped' | 'another'

/**
 * The pin in a text that somebody pasted. Why before a check begins: what the check finds is about the register, and
 * raises the alarm.
 */
export async function readEarlierFingerprint(
  db: Kysely<Schema>,
  text: string,
): Promise<CheckpointFingerprint | FingerprintFault> {
  const pin = fingerprintIn(text)
  if (typeof pin === 'string') return pin
  const stored = await storedRegisterFiles(db)
  if (stored === undefined) return 'another'
  const keys = await keysInExport(stored.files, readVerifierKey(stored.key))
  return keys.some(({ name }) => name === pin.origin) ? pin : 'another'
}

function fingerprintIn(text: string): CheckpointFingerprint | FingerprintFault {
  try {
    return findFingerprint(text) ?? 'none'
  } catch (error) {
    if (error instanceof MalformedError) return 'mistyped'
    throw error
  }
}
