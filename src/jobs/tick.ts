import type { Kysely, Transaction } from 'kysely'
import { signCheckpoint } from '../register/checkpoint.ts'
import type { FilledTile } from '../register/edge.ts'
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
  storeTiles,
  takePending,
  type Waiting,
} from '../store/register.ts'
import { addLog, allLogs, currentLog, firstSignedOn } from '../store/register-log.ts'
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

type Parts = { readonly signer: Signer; readonly lastSigned: LastSigned; readonly now: Date }
type Step = {
  readonly added: number
  readonly setAside: number
  readonly size: bigint
  readonly note: string
}

/**
 * Gives the pending entries their places in the tree and signs the new checkpoint.
 *
 * Each transaction leaves the register whole: leaves, tiles and checkpoint together, or nothing. Nothing of
 * it is shown before the commit, and an outcome that is not known is found out by the next tick, which reads
 * everything again. A tick with nothing pending signs the same bytes as the one before and writes nothing.
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
    if (step.added + step.setAside < mostInOneTransaction)
      return { ...step, status: 'ticked', added, setAside: aside }
  }
}

/** One transaction's worth. Undefined where another process is at it. */
async function advance(trx: Transaction<Schema>, parts: Parts): Promise<Step | undefined> {
  if (!(await lockForTick(trx))) return undefined
  const log = await logToContinue(trx, parts)
  const filled: FilledTile[] = []
  const { edge, newest } = await continueTree(trx, log, parts, filled)
  const { ids, setAside } = await soundOnes(trx, parts.now)
  const leaves = await takePending(trx, { log, first: edge.size, ids })
  if (leaves.length === 0 && newest !== undefined)
    return { size: newest.size, note: newest.note, added: 0, setAside }
  edge.append(Buffer.concat(leaves.map(leafHash)))
  await storeTiles(
    trx,
    [...filled, ...edge.partialTiles()].map((tile) => ({ log, ...tile })),
  )
  const { size } = edge
  const note = signCheckpoint({ size, root: edge.root() }, parts.signer)
  await storeCheckpoint(trx, { log, signedOn: dayOf(parts.now), size, note })
  return { added: leaves.length, setAside, size, note }
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
  // Type 2 too: a log's open leaf never waits.
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
