import type { Kysely } from 'kysely'
import type { Clock } from '../platform/clock.ts'
import type { Schema } from '../platform/db/schema.ts'
import { reportLongWork } from '../platform/jobs/long-work-store.ts'
import { type CheckpointFingerprint, compactFingerprint, findFingerprint } from './log/checkpoint.ts'
import { type LogFiles, publicEndFile, writeBundle } from './log/export-files.ts'
import { orMalformed } from './log/malformed-error.ts'
import { readVerifierKey } from './log/note.ts'
import { hashBytes, readTilePath, tileWidth } from './log/tree.ts'
import { type ExportVerdict, keysInExport, verifyExport } from './log/verify.ts'
import { allLogs, type CheckFound, newestCheckpoint, readLeaves, readTile, saveCheck } from './log-store.ts'

/** What a check is doing; what it found is saved (`savedChecks`). */
export type IntegrityCheckState =
  | { readonly as: 'idle' }
  | {
      readonly as: 'running'
      readonly begunAt: Date
      readonly done: bigint
      readonly size: bigint
      readonly against?: CheckpointFingerprint
    }
  /** Nothing was signed yet, or the check itself failed. */
  | { readonly as: 'not-done'; readonly why: 'unsigned' | 'failed' }

type IntegrityCheckParts = {
  readonly app: Kysely<Schema>
  readonly clock: Clock
  readonly failed: (error: unknown) => void
}

/** Checks the whole stored register in the background, one check at a time. */
export class IntegrityCheck {
  readonly #parts: IntegrityCheckParts
  #state: IntegrityCheckState = { as: 'idle' }
  #ended: Promise<void> = Promise.resolve()

  constructor(parts: IntegrityCheckParts) {
    this.#parts = parts
  }

  get state(): IntegrityCheckState {
    return this.#state
  }

  /** Settles when the last check has ended; for tests and an orderly shutdown. */
  get ended(): Promise<void> {
    return this.#ended
  }

  /** False, and nothing begins, where a running check does not compare with the given fingerprint; otherwise it serves both callers. */
  begin(against?: CheckpointFingerprint): boolean {
    if (this.#state.as === 'running')
      return against === undefined || isSameFingerprint(against, this.#state.against)
    const begunAt = this.#parts.clock.now()
    this.#state = { as: 'running', begunAt, done: 0n, size: 0n, ...(against && { against }) }
    const { app, clock } = this.#parts
    const reported = reportLongWork({ db: app, kind: 'check', now: () => clock.now() }, (report) =>
      this.#run(against, (done, size) => {
        this.#state = { as: 'running', begunAt, done, size, ...(against && { against }) }
        report({ done, total: size })
      }),
    )
    this.#ended = reported.then(
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

  async #run(
    against: CheckpointFingerprint | undefined,
    progress: (done: bigint, size: bigint) => void,
  ): Promise<IntegrityCheckState> {
    const { app, clock } = this.#parts
    const stored = await storedRegisterFiles(app)
    if (stored === undefined) return { as: 'not-done', why: 'unsigned' }
    const verdict = await verifyExport(stored.files, {
      verifier: readVerifierKey(stored.key),
      against: against && Buffer.from(compactFingerprint(against)),
      progress,
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
    if (compared?.as === 'unreadable') throw new Error(unreadableFingerprint)
    // The stored register is no export of an earlier day: no fingerprint counts more, unless entries were taken away.
    if (compared?.as === 'newer') return { as: 'rewritten' }
    const as = compared === undefined || compared.as === 'beginning' ? 'good' : compared.as
    return { as, size: checkpoint.size }
  }
  const { code, entry } = verdict.fault
  // Why: the caller has already read the fingerprint, and an unreadable one says nothing about the register.
  if (code === 'against') throw new Error(unreadableFingerprint)
  return { as: code, ...(entry !== undefined && { entry }) }
}

/**
 * The stored register as the files of an export, so that one check reads both. Why without a transaction: leaves never
 * change and tiles only grow wider, so what a checkpoint signed stays, and a long check does not hold the database back.
 */
async function storedRegisterFiles(
  db: Kysely<Schema>,
): Promise<{ readonly key: string; readonly files: LogFiles } | undefined> {
  const logs = await allLogs(db)
  const heads = new Map<string, { readonly log: number; readonly key: string; readonly note: string }>()
  const newest = logs.at(-1)
  for (const { log, key } of logs) {
    const head = await newestCheckpoint(db, log)
    if (head !== undefined)
      heads.set(log === newest?.log ? '' : `past/${log}/`, { log, key, note: head.note })
  }
  if (newest === undefined || !heads.has('')) return undefined
  return {
    key: newest.key,
    files: {
      async read(path, target) {
        const [, folder = '', name = ''] = /^(past\/\d+\/)?(.*)$/.exec(path) ?? []
        const head = heads.get(folder)
        if (head === undefined) return undefined
        if (name === 'checkpoint') return Buffer.from(head.note).copy(target)
        if (name === 'register.vkey') return Buffer.from(`${head.key}\n`).copy(target)
        // The leaves are there, so this is no public export.
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

/** `none`: no whole fingerprint in the text. `another`: one of another register. */
type FingerprintFault = 'none' | 'mistyped' | 'another'

/** The fingerprint in a pasted text. Why before a check begins: a check's findings are about the register, and raise an alarm. */
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
  return orMalformed(
    () => findFingerprint(text) ?? 'none',
    () => 'mistyped',
  )
}
