import type { Kysely } from 'kysely'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { readCommitmentsLeaf } from '../register/log/leaf.ts'
import { MalformedError } from '../register/log/malformed-error.ts'
import { allLogs, commitmentLeaves, newestCheckpoint, withRegisterSnapshot } from '../register/log-store.ts'
import type { SealedProof } from './proof.ts'
import { readSealedProof } from './proof.ts'
import type { SlotWalk } from './proof-check.ts'
import { proofEvidence, proofWalks, treeFault } from './proof-check.ts'

/** `waits`: some entry of it is in no leaf yet. */
export type ProofStatus = 'holds' | 'waits' | 'fails'

/** So many leaves are read at once: some two days of ticks. */
const fewLeaves = 3000

/** Whether the proof in a file holds against the register as this library has it, as whoever checks it later will find. */
export async function checkProofInLog(db: Kysely<Schema>, file: Buffer): Promise<ProofStatus> {
  let proof: SealedProof
  try {
    proof = readSealedProof(file)
  } catch (error) {
    if (error instanceof MalformedError) return 'fails'
    throw error
  }
  if (treeFault(proof) !== undefined) return 'fails'
  return withRegisterSnapshot(db, async (trx) => {
    const logs: { log: number; origin: string; size: number }[] = []
    for (const { log, origin } of await allLogs(trx)) {
      logs.push({ log, origin, size: Number((await newestCheckpoint(trx, log))?.size ?? 0n) })
    }
    const walks = proofWalks(proof, logs)
    if ('code' in walks) return 'fails'
    for (const walk of walks) if (!(await walked(trx, walk, logs))) return 'fails'
    const shown = proofEvidence(proof, walks, logs)
    if ('code' in shown) return 'fails'
    return shown.entries.includes(undefined) ? 'waits' : 'holds'
  })
}

/** Whether each leaf that the walk speaks of holds what it says. */
async function walked(
  trx: Trx,
  walk: SlotWalk,
  logs: readonly { readonly log: number; readonly size: number }[],
): Promise<boolean> {
  for (const [nth, { log, size }] of logs.entries()) {
    if (nth < walk.from.log || nth > walk.until.log) continue
    const end = nth === walk.until.log ? Math.min(walk.until.index, size) : size
    for (let first = nth === walk.from.log ? walk.from.index : 0; first < end; first += fewLeaves) {
      const until = Math.min(end, first + fewLeaves)
      for (const { index, leaf } of await commitmentLeaves(trx, { log, first, until })) {
        const at = { log: nth, index: Number(index) }
        if (!walk.take({ at, ...readCommitmentsLeaf(leaf) })) return false
      }
    }
  }
  return true
}
