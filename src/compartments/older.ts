import type { CommitmentsLeaf } from '../register/commitments-leaf.ts'
import { CellWalk, mayHoldOlder, type Place } from './cell-walk.ts'
import { commitmentOf, emptyCommitment, type Signed, type State } from './compartment.ts'
import type { Unused } from './index-of-side.ts'
import { monthsOf } from './proof.ts'
import type { CellNumber } from './side.ts'

/** The newest leaves of commitments of the log that grows, those that are `looked` at, in order, each with its place in it. */
export type NewestLeaves = {
  /** The log's origin. */
  readonly log: string
  readonly leaves: readonly (CommitmentsLeaf & { readonly index: number })[]
}

/**
 * At which leaves is looked: of a week, each of the last day, and every tenth of the days before. Why not all since the last writing:
 * an unlocking must take as long in years as today.
 */
export const looked = { most: 7 * 1440, each: 1440, every: 10 }

/** So many are compared in one go. */
const fewLeaves = 100

type Parts = {
  readonly newest: NewestLeaves
  readonly monthKey: (cell: CellNumber, month: string) => Buffer
  /** The program's clock. */
  readonly now: string
}

/**
 * Whether the register says that something else stood in a cell than what it has: it was put back from an older copy, or a state of it
 * was taken out. Leaves of a tick that was under way when the cell began to hold that are let pass.
 */
export function isOlder(cell: CellNumber, states: readonly State[], parts: Parts): Promise<boolean> {
  const stood = states.map((state) => ({ commitment: commitmentOf(state), since: state, at: state.at }))
  return differs(cell, stood, parts)
}

/**
 * The same of a cell that holds nothing, as the index of its side has it, by a tenth of these leaves. Why fewer: where its file alone
 * was put back, its head tells.
 */
export function isOtherThanEmpty({ cell, blind, since }: Unused, parts: Parts): Promise<boolean> {
  const { log, size: seen, at } = since
  const leaves = parts.newest.leaves.filter((_, nth) => nth % 10 === 0)
  const stood = [{ commitment: emptyCommitment(blind), since: { log, seen }, at }]
  return differs(cell, stood, { ...parts, newest: { ...parts.newest, leaves } })
}

type Stood = {
  readonly commitment: Buffer
  readonly since: { readonly log: string; readonly seen: number }
  readonly at: string
}

async function differs(cell: CellNumber, stood: readonly Stood[], parts: Parts): Promise<boolean> {
  const { newest, now } = parts
  // Why: the first key is made at the first tick, and no backup may be longer for an unlocking.
  if (newest.leaves.length === 0) return false
  const placeOf = (log: string, index: Signed['size']): Place =>
    log === newest.log ? { log: 1, index } : { log: 0, index: 0 }
  const walk = new CellWalk({
    ...{ cell, mode: 'each', until: { log: 2, index: 0 } },
    states: stood.map(({ commitment, since }) => ({ commitment, from: placeOf(since.log, since.seen) })),
    keys: likelyMonths([...stood.map(({ at }) => at), now]).map((month) => parts.monthKey(cell, month)),
  })
  for (let from = 0; from < newest.leaves.length; from += fewLeaves) {
    for (const { id, values, index } of newest.leaves.slice(from, from + fewLeaves)) {
      const isAsSaid = walk.take({ at: { log: 1, index }, id, values })
      if (!isAsSaid && (walk.held > 0 || walk.seen > mayHoldOlder)) return true
    }
    await new Promise<void>((done) => setImmediate(done))
  }
  return false
}

/** The months in which a leaf of the last week may be, by any clock that was right or wrong when something was written; the likely ones first. */
function likelyMonths(instants: readonly string[]): string[] {
  const months = [...instants].reverse().flatMap((at) => {
    const [before = '', month = '', after = ''] = monthsOf([at])
    return [month, before, after]
  })
  return [...new Set(months)]
}
