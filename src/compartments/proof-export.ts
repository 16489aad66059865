import { isCommitments } from '../register/any-leaf.ts'
import { BundleRoom } from '../register/bundle.ts'
import { readCommitmentsLeaf } from '../register/commitments-leaf.ts'
import { type Fault, type LogFiles, Wrong } from '../register/export-files.ts'
import { Malformed } from '../register/malformed.ts'
import type { Verifier } from '../register/note.ts'
import { tilePath, tileWidth, tileWidthAt } from '../register/tile.ts'
import type { Progress } from '../register/verify.ts'
import { type Verdict, verifyExport } from '../register/verify-export.ts'
import { type CellWalk, isBefore, type Place } from './cell-walk.ts'
import type { SealedProof } from './proof.ts'
import {
  type Leaf,
  type LogThere,
  leafFault,
  type SealedFault,
  type Shown,
  shownBy,
  treeFault,
  walksOf,
} from './proof-check.ts'

export type SealedVerdict =
  | { readonly ok: true; readonly register: Extract<Verdict, { ok: true }>; readonly shown: Shown }
  | { readonly ok: false; readonly fault: SealedFault | Fault }

/** A log of an export, with where it is there. */
type LogIn = LogThere & { readonly path: string }

/**
 * Checks a proof of sealed matters with an export of the register and nothing else: first the whole register, then every leaf
 * of commitments of which the proof says something. Entry, tree of the compartment, commitment, leaf, signed checkpoint.
 */
export async function verifySealed(
  files: LogFiles,
  parts: {
    readonly verifier: Verifier
    readonly proof: SealedProof
    readonly progress?: Progress | undefined
  },
): Promise<SealedVerdict> {
  const { verifier, proof, progress } = parts
  const register = await verifyExport(files, { verifier, progress })
  if (!register.ok) return register
  if (register.publicEnd !== undefined) return { ok: false, fault: leavesMissing }
  const changed = treeFault(proof)
  if (changed !== undefined) return { ok: false, fault: changed }
  const logs = logsOf(register)
  const walks = walksOf(proof, logs)
  if ('code' in walks) return { ok: false, fault: walks }
  try {
    const wrong = await walkLogs(files, logs, walks)
    const shown = wrong ?? shownBy(proof, walks, logs)
    return 'code' in shown ? { ok: false, fault: shown } : { ok: true, register, shown }
  } catch (error) {
    if (error instanceof Wrong) return { ok: false, fault: error.fault }
    throw error
  }
}

const leavesMissing: Fault = {
  code: 'missing',
  message:
    'this is the public export, which has no leaves to compare the proof with: ask for the one that carrel register export --with-leaves writes',
}

function logsOf({ checkpoint, past }: Extract<Verdict, { ok: true }>): LogIn[] {
  const before = [...past].reverse()
  return [
    ...before.map((log) => ({ path: `${log.path}/`, ...thereOf(log.checkpoint) })),
    { path: '', ...thereOf(checkpoint) },
  ]
}

const thereOf = ({ origin, size }: { readonly origin: string; readonly size: bigint }): LogThere => ({
  ...{ origin, size: Number(size) },
})

/** Shows the walks each leaf of commitments that any of them speaks of. @throws Wrong where the files changed meanwhile */
async function walkLogs(
  files: LogFiles,
  logs: readonly LogIn[],
  walks: readonly CellWalk[],
): Promise<SealedFault | undefined> {
  const from = walks.map((walk) => walk.from).reduce((one, other) => (isBefore(other, one) ? other : one))
  const until = walks.map((walk) => walk.until).reduce((one, other) => (isBefore(one, other) ? other : one))
  const room = new BundleRoom()
  for (let at = from.log; at <= until.log; at += 1) {
    const log = logs[at]
    if (log === undefined) break
    const begin = at === from.log ? from.index : 0
    const end = at === until.log ? Math.min(until.index, log.size) : log.size
    for (let tile = Math.floor(begin / tileWidth); tile * tileWidth < end; tile += 1) {
      const wrong = await walkBundle(files, room, { ...log, number: at }, tile, walks)
      if (wrong !== undefined) return wrong
    }
  }
  return undefined
}

async function walkBundle(
  files: LogFiles,
  room: BundleRoom,
  log: LogIn & { readonly number: number },
  tile: number,
  walks: readonly CellWalk[],
): Promise<SealedFault | undefined> {
  const width = tileWidthAt(BigInt(log.size), 0, BigInt(tile))
  const path = `${log.path}${tilePath({ level: 'entries', index: BigInt(tile), width })}`
  const size = await files.read(path, room.bytes)
  const changed = (message: string): Wrong => new Wrong({ code: 'entry', path, message })
  if (size === undefined) throw changed(`${path} was taken away while it was checked`)
  let wrong: SealedFault | undefined
  try {
    room.leaves(size, width, (prefixed, nth) => {
      if (wrong !== undefined || !isCommitments(prefixed, 1)) return
      const at: Place = { log: log.number, index: tile * tileWidth + nth }
      const leaf = { at, ...readCommitmentsLeaf(prefixed.subarray(1)) }
      const refuses = walks.find((walk) => !walk.take(leaf))
      const name: Leaf = { log: log.origin, index: at.index }
      if (refuses !== undefined) wrong = leafFault(refuses, name)
    })
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    throw changed(`${path} was changed while it was checked: ${error.message}`)
  }
  return wrong
}
