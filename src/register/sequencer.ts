import type { Kysely } from 'kysely'
import { type Clock, daysIn } from '../platform/clock.ts'
import { KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { startRepeating } from '../platform/jobs/repeat.ts'
import { type LastSigned, openTreeHead, RegisterError, readStoredLog } from './head.ts'
import { signCheckpoint } from './log/checkpoint.ts'
import { clearBytes, commitmentsLeaf, leafId, sealedHeadFault } from './log/leaf.ts'
import { originOf, type Signer, verifierKey, verifierOf } from './log/note.ts'
import { newEntryId } from './log/sealed-entry.ts'
import { type FilledTile, leafHash } from './log/tree.ts'
import {
  addLog,
  currentLog,
  firstSignedOn,
  lockForSequencing,
  type PendingEntry,
  placeLeaf,
  readPending,
  setAside,
  storeCheckpoint,
  storeDayEnd,
  storeTiles,
  takePending,
} from './log-store.ts'

/** Also when nothing is pending. */
export const sequenceSeconds = 60

/** Limits memory, however much is pending: sixteen tiles. */
export const maxPerTransaction = 4096

type SequenceReport =
  | {
      readonly status: 'ticked'
      readonly added: number
      /** How many pending rows were not new entries. */
      readonly setAside: number
      readonly size: bigint
      readonly note: string
    }
  | { readonly status: 'busy' }

/** Gives a commitments leaf its eight values, in the order of the slots, within the run's transaction. `month` is in UTC. */
export type SlotValues = (leaf: { readonly id: Buffer; readonly month: string }) => Promise<readonly Buffer[]>

type SequenceParts = {
  readonly signer: Signer
  readonly lastSigned: LastSigned
  readonly now: Date
  /** Where given, every run adds one commitments leaf, whether or not anything was pending. */
  readonly cells?: SlotValues | undefined
  /** The library's; where given, the last checkpoint of each of its days is kept. */
  readonly timeZone?: string | undefined
}
type SequenceStep = {
  /** Entries, without the commitments leaf. */
  readonly added: number
  readonly setAside: number
  /** Whether nothing is pending any more. */
  readonly isLast: boolean
  readonly size: bigint
  readonly note: string
}

/**
 * Gives pending entries their places in the tree and signs the new checkpoint. Each transaction writes leaves, tiles and
 * checkpoint together, or nothing, and nothing is shown before its commit; the next run finds out an unknown outcome by
 * reading everything again. With nothing pending and no slots it signs the same bytes as before and writes nothing.
 * @throws RegisterError where the stored register is not the signed one: the program has to stop
 */
export async function sequenceEntries(worker: Kysely<Schema>, parts: SequenceParts): Promise<SequenceReport> {
  let added = 0
  let aside = 0
  for (;;) {
    const lastNote = await parts.lastSigned.read()
    const step = await worker.transaction().execute((trx) => sequenceBatch(trx, parts))
    if (step === undefined) return { status: 'busy' }
    // Why after the commit: a note remembered before it would look like a lost history if the commit failed.
    if (step.note !== lastNote) await parts.lastSigned.write(step.note)
    added += step.added
    aside += step.setAside
    const { isLast, size, note } = step
    if (isLast) return { status: 'ticked', added, setAside: aside, size, note }
  }
}

/** Undefined where another process holds the lock. */
async function sequenceBatch(trx: Trx, parts: SequenceParts): Promise<SequenceStep | undefined> {
  if (!(await lockForSequencing(trx))) return undefined
  const log = await logToContinue(trx, parts)
  const filled: FilledTile[] = []
  const stored = await readStoredLog(trx, log, parts.lastSigned)
  const { newest } = stored
  const edge = await openTreeHead(stored, verifierOf(parts.signer), (tile) => filled.push(tile))
  const { ids, setAside } = await validPending(trx, parts.now)
  const isLast = ids.length + setAside < maxPerTransaction
  const leaves = await takePending(trx, { log, first: edge.size, ids })
  const cells = isLast ? parts.cells : undefined
  if (leaves.length === 0 && cells === undefined && newest !== undefined)
    return { size: newest.size, note: newest.note, added: 0, setAside, isLast }
  edge.append(Buffer.concat(leaves.map(leafHash)))
  // INVARIANT: of one form and one size whatever the slots hold, once in every run, and its last.
  if (cells !== undefined)
    edge.append(leafHash(await addCommitmentsLeaf(trx, { log, index: edge.size, cells, now: parts.now })))
  await storeTiles(
    trx,
    [...filled, ...edge.partialTiles()].map((tile) => ({ log, ...tile })),
  )
  const { size } = edge
  const note = signCheckpoint({ size, root: edge.root() }, parts.signer)
  const commitments = (newest?.commitments ?? 0n) + (cells === undefined ? 0n : 1n)
  await storeCheckpoint(trx, { log, signedOn: dayOf(parts.now), size, note, commitments })
  const { timeZone } = parts
  if (timeZone !== undefined)
    await storeDayEnd(trx, { log, day: daysIn(timeZone)(parts.now), timeZone, size, note, commitments })
  return { added: leaves.length, setAside, size, note, isLast }
}

async function addCommitmentsLeaf(
  trx: Trx,
  at: { readonly log: number; readonly index: bigint; readonly cells: SlotValues; readonly now: Date },
): Promise<Buffer> {
  const { log, index, cells, now } = at
  const id = newEntryId()
  const bytes = commitmentsLeaf(id, await cells({ id, month: now.toISOString().slice(0, 7) }))
  await placeLeaf(trx, { log, index, id, bytes })
  return bytes
}

/** The pending entries that may be signed. Others are set aside: in the tree they would stay forever, and here stop every run. */
async function validPending(
  trx: Trx,
  now: Date,
): Promise<{ readonly ids: string[]; readonly setAside: number }> {
  const ids: string[] = []
  const waiting = await readPending(trx, { most: maxPerTransaction, headBytes: clearBytes })
  for (const one of waiting) {
    const reason = whyInvalid(one)
    if (reason === undefined) ids.push(one.id)
    else await setAside(trx, { id: one.id, reason, since: dayOf(now) })
  }
  return { ids, setAside: waiting.length - ids.length }
}

function whyInvalid({ id, head, there }: PendingEntry) {
  // Types 2 and 3 too: neither a log's open leaf nor a commitments leaf is ever pending.
  if (head.length < clearBytes || sealedHeadFault(head) !== undefined) return 'no-leaf'
  if (leafId(head).toString('hex') !== id.replaceAll('-', '')) return 'other-id'
  return there ? 'there-already' : undefined
}

/** The number of the log that grows; the very first run begins the first. */
async function logToContinue(trx: Trx, { signer, now }: SequenceParts): Promise<number> {
  const key = verifierKey(signer.name, signer.publicKey)
  const current = await currentLog(trx)
  if (current === undefined) {
    const since = (await firstSignedOn(trx, 1)) ?? dayOf(now)
    await addLog(trx, { log: 1, origin: signer.name, key, since, follows: null })
    return 1
  }
  if (current.key === key) return current.log
  throw new RegisterError(
    'head-not-signed',
    `the register is signed by the key ${current.key}, and this library's key is another: bring back the keys that belong to this database`,
  )
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10)
}

/** A run is due every minute; a delay of this long is reported in the log, on the start page and on the register's. */
export const sequencerLateSeconds = 100
const lateMs = (minuteMs: number) => (minuteMs * sequencerLateSeconds) / sequenceSeconds

type Sequencer = {
  /** Settles when the stored register is not the signed one, or its key is gone: the program has to stop. */
  readonly refused: Promise<Error>
  /** When a run last succeeded; at first, when it started. */
  tickedAt(): Date
  stop(): Promise<void>
}

/** Reported after each run that set something aside; the register goes on. */
class SetAsideError extends Error {
  constructor(count: number) {
    super(
      `${count} of what waited to be signed was no entry, or was in the register already. It is in register_set_aside: someone other than Carrel wrote to the database`,
    )
  }
}

/** Reported once when nothing was signed for too long, and again only after a run has succeeded. */
class SequencerLateError extends Error {
  constructor(since: Date) {
    super(
      `the register has not been signed since ${since.toISOString()}: entries made since then may not be signed yet. Another session may hold its lock (turn); restart Carrel, and the database if that does not help`,
    )
  }
}

/** At once and then every minute. `failed` hears of each failed run, and once if none succeeds for `sequencerLateSeconds`. */
export function startSequencer(parts: {
  readonly worker: Kysely<Schema>
  readonly ring: KeyRing
  readonly lastSigned: LastSigned
  readonly clock: Clock
  readonly timeZone: string
  readonly failed: (error: unknown) => void
  /** Called before each run; where it gives nothing, the run adds no commitments leaf. */
  readonly cells?: (() => Promise<SlotValues | undefined>) | undefined
  /** For tests: how long a minute is. */
  readonly minuteMs?: number
}): Sequencer {
  const { worker, ring, lastSigned, clock, timeZone, failed, minuteMs = sequenceSeconds * 1000 } = parts
  let stopped = false
  let tickedAt = clock.now()
  const late = () => failed(new SequencerLateError(tickedAt))
  let lateTimer: NodeJS.Timeout | undefined
  /** Why not once it stops: a timer set by the current run would keep the program from ending. */
  const waitForNext = () => {
    clearTimeout(lateTimer)
    if (!stopped) lateTimer = setTimeout(late, lateMs(minuteMs))
  }
  waitForNext()
  let refuse: (error: Error) => void = () => {}
  const refused = new Promise<Error>((settle) => (refuse = settle))
  const work = startRepeating(async () => {
    try {
      const signer = await currentSigner(worker, ring)
      const values = await parts.cells?.()
      const now = clock.now()
      const report = await sequenceEntries(worker, { signer, lastSigned, now, cells: values, timeZone })
      // Why only then: where another process holds the lock, this one signed nothing.
      if (report.status === 'ticked') {
        tickedAt = clock.now()
        waitForNext()
        if (report.setAside > 0) failed(new SetAsideError(report.setAside))
      }
    } catch (error) {
      if (error instanceof RegisterError || error instanceof KeyError) {
        refuse(error)
        return null
      }
      failed(error)
    }
    return minuteMs
  })
  return {
    refused,
    tickedAt: () => tickedAt,
    async stop() {
      stopped = true
      clearTimeout(lateTimer)
      await work.stop()
    },
  }
}

/** The key of the log that grows, and its name. @throws KeyError where the key is missing */
export async function currentSigner(db: Kysely<Schema>, ring: KeyRing): Promise<Signer> {
  const log = await currentLog(db)
  const keys = ring.registerSigner(log?.origin)
  return { name: log?.origin ?? originOf(keys.publicKey), ...keys }
}
