import type { Kysely, Transaction } from 'kysely'
import { daysIn } from '../clock.ts'
import { signCheckpoint } from '../register/checkpoint.ts'
import { commitmentsLeaf } from '../register/commitments-leaf.ts'
import type { FilledTile } from '../register/edge.ts'
import { newEntryId } from '../register/entry.ts'
import { leafHash } from '../register/hashing.ts'
import { clearBytes, leafId, sealedHeadFault } from '../register/leaf.ts'
import { type Signer, verifierKey, verifierOf } from '../register/note.ts'
import {
  leafCount,
  lockForTick,
  newestCheckpoint,
  readTile,
  readWaiting,
  setAside,
  storeCheckpoint,
  storeDayEnd,
  storeTiles,
  takePending,
  type Waiting,
} from '../store/register.ts'
import { addLog, allLogs, currentLog, firstSignedOn, placeLeaf } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'
import type { LastSigned } from './last-signed.ts'
import { openHead, RegisterRefused } from './register-head.ts'

/** How often the register ticks, also when nothing waits. */
export const tickSeconds = 60

/** What one transaction takes, so that memory stays small whatever has gathered: sixteen tiles. */
export const mostInOneTransaction = 4096

export type TickReport =
  | {
      readonly status: 'ticked'
      readonly added: number
      /** How much of what waited is no entry, or is in the register already. */
      readonly setAside: number
      readonly size: bigint
      readonly note: string
    }
  /** Another process ticks at this moment. */
  | { readonly status: 'busy' }

/**
 * Gives the eight values of a tick's own leaf, in the order of the cells; called within the transaction of the tick.
 * @param leaf.month `YYYY-MM` of the tick, in UTC
 */
export type CellValues = (leaf: { readonly id: Buffer; readonly month: string }) => Promise<readonly Buffer[]>

type Parts = {
  readonly signer: Signer
  readonly lastSigned: LastSigned
  readonly now: Date
  /** Where it is given, every tick adds one leaf of commitments, whether or not anything waited. */
  readonly cells?: CellValues | undefined
  /** The library's, an IANA name: where it is given, the last checkpoint of each of its days is kept. */
  readonly timeZone?: string | undefined
}
type Step = {
  /** How many entries; the tick's own leaf is none. */
  readonly added: number
  readonly setAside: number
  /** Whether all that waited is done. */
  readonly isLast: boolean
  readonly size: bigint
  readonly note: string
}

/**
 * Gives the pending entries their places in the tree and signs the new checkpoint.
 *
 * Each transaction leaves the register whole: leaves, tiles and checkpoint together, or nothing. Nothing of
 * it is shown before the commit, and an outcome that is not known is found out by the next tick, which reads
 * everything again. A tick with nothing pending and without cells signs the same bytes as the one before and writes
 * nothing; with cells it adds its leaf of commitments, the last one of the tick, in the last of its transactions.
 *
 * @throws RegisterRefused where the stored register is not the one that was signed: the program has to stop
 */
export async function tick(worker: Kysely<Schema>, parts: Parts): Promise<TickReport> {
  let added = 0
  let aside = 0
  for (;;) {
    const lastNote = await parts.lastSigned.read()
    const step = await worker.transaction().execute((trx) => advance(trx, parts))
    if (step === undefined) return { status: 'busy' }
    // Why after the commit: a note remembered before it would look like a lost history if the commit failed.
    if (step.note !== lastNote) await parts.lastSigned.write(step.note)
    added += step.added
    aside += step.setAside
    const { isLast, size, note } = step
    if (isLast) return { status: 'ticked', added, setAside: aside, size, note }
  }
}

/** One transaction's worth. Undefined where another process is at it. */
async function advance(trx: Transaction<Schema>, parts: Parts): Promise<Step | undefined> {
  if (!(await lockForTick(trx))) return undefined
  const log = await logToContinue(trx, parts)
  const filled: FilledTile[] = []
  const { edge, newest } = await continueTree(trx, log, parts, filled)
  const { ids, setAside } = await soundOnes(trx, parts.now)
  const isLast = ids.length + setAside < mostInOneTransaction
  const leaves = await takePending(trx, { log, first: edge.size, ids })
  const cells = isLast ? parts.cells : undefined
  if (leaves.length === 0 && cells === undefined && newest !== undefined)
    return { size: newest.size, note: newest.note, added: 0, setAside, isLast }
  edge.append(Buffer.concat(leaves.map(leafHash)))
  // INVARIANT: of one form and one size whatever the cells hold, once in every tick, and its last.
  if (cells !== undefined)
    edge.append(leafHash(await addOwnLeaf(trx, { log, index: edge.size, cells, now: parts.now })))
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
    await storeDayEnd(trx, { log, day: daysIn(timeZone)(parts.now), timeZone, size, note })
  return { added: leaves.length, setAside, size, note, isLast }
}

async function addOwnLeaf(
  trx: Transaction<Schema>,
  at: { readonly log: number; readonly index: bigint; readonly cells: CellValues; readonly now: Date },
): Promise<Buffer> {
  const { log, index, cells, now } = at
  const id = newEntryId()
  const bytes = commitmentsLeaf(id, await cells({ id, month: now.toISOString().slice(0, 7) }))
  await placeLeaf(trx, { log, index, id, bytes })
  return bytes
}

/**
 * The ids of what waits and may be signed. What may not is set aside: once in the tree it would stay there for ever, and
 * left where it is it would stop every tick.
 */
async function soundOnes(
  trx: Transaction<Schema>,
  now: Date,
): Promise<{ readonly ids: string[]; readonly setAside: number }> {
  const ids: string[] = []
  const waiting = await readWaiting(trx, { most: mostInOneTransaction, headBytes: clearBytes })
  for (const one of waiting) {
    const reason = whyUnsound(one)
    if (reason === undefined) ids.push(one.id)
    else await setAside(trx, { id: one.id, reason, since: dayOf(now) })
  }
  return { ids, setAside: waiting.length - ids.length }
}

function whyUnsound({ id, head, there }: Waiting) {
  // Types 2 and 3 too: a log's open leaf never waits, nor does a tick's own.
  if (head.length < clearBytes || sealedHeadFault(head) !== undefined) return 'no-leaf'
  if (leafId(head).toString('hex') !== id.replaceAll('-', '')) return 'other-id'
  return there ? 'there-already' : undefined
}

/** The number of the log that grows; the very first tick begins the first. */
async function logToContinue(trx: Transaction<Schema>, { signer, now }: Parts): Promise<number> {
  const key = verifierKey(signer.name, signer.publicKey)
  const current = await currentLog(trx)
  if (current === undefined) {
    const since = (await firstSignedOn(trx, 1)) ?? dayOf(now)
    await addLog(trx, { log: 1, origin: signer.name, key, since, follows: null })
    return 1
  }
  if (current.key === key) return current.log
  throw new RegisterRefused(
    'head-not-signed',
    `the register is signed by the key ${current.key}, and this library's key is another: bring back the keys that belong to this database`,
  )
}

async function continueTree(trx: Transaction<Schema>, log: number, parts: Parts, filled: FilledTile[]) {
  const newest = await newestCheckpoint(trx, log)
  const stored = {
    newest,
    leafCount: await leafCount(trx, log),
    // Read under the lock: whoever ticked before has written it by then, or left it behind, which is safe.
    lastSigned: await parts.lastSigned.read(),
    endedBefore: async (origin: string) =>
      (await allLogs(trx)).some((one) => one.origin === origin && one.log < log),
    tile: async (name: { level: number; index: bigint }) => (await readTile(trx, { log, ...name }))?.hashes,
  }
  return { edge: await openHead(stored, verifierOf(parts.signer), (tile) => filled.push(tile)), newest }
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10)
}
