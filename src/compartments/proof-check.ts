import { hashBytes } from '../register/hashing.ts'
import { includes } from '../register/proof.ts'
import { CellWalk, isBefore, mayHoldOlder, type Place } from './cell-walk.ts'
import { commitmentOf, emptyCommitment, type Signed, type State } from './compartment.ts'
import { hashOfLogged, type Logged, treesOf } from './log.ts'
import type { CompartmentProof, EntryProof, SealedProof } from './proof.ts'

/** Why a proof does not hold, beside what may be wrong with the register. */
export type SealedFaultCode =
  /** What it says does not give the roots that it names. */
  | 'tree'
  /** Its entries name another matter. */
  | 'reference'
  /** It is of another register than the export. */
  | 'other-register'
  /** A leaf holds something else than what the proof says the cell held. */
  | 'leaf'
  /** No leaf holds it, and some would have to. */
  | 'no-leaf'

/** A leaf of an export: its log, by its origin, and its index there. */
export type Leaf = { readonly log: string; readonly index: number }
export type SealedFault = { readonly code: SealedFaultCode; readonly message: string; readonly leaf?: Leaf }

/** A log of an export. The oldest comes first. */
export type LogThere = { readonly origin: string; readonly size: number }

/** What the leaves show of a cell. */
export type CellShown = {
  readonly cell: number
  /** How many leaves hold what the proof says; of which the first, and the last. */
  readonly leaves: number
  readonly first: Leaf | undefined
  readonly last: Leaf | undefined
}

/** What was found where nothing is wrong. */
export type Shown = {
  readonly cells: readonly CellShown[]
  /** Of each entry that the proof has the first leaf that binds it; undefined where none does yet. */
  readonly entries: readonly (Leaf | undefined)[]
  /**
   * Which entries are dated before a state, or a leaf's month, that does not have them yet, by their number: they waited to be
   * taken in, or were written later than they say.
   */
  readonly datedBefore: readonly number[]
  /** Whether an entry that a leaf binds names the matter as the proof does; nothing else binds its reference. */
  readonly isNamed: boolean
  /** Why it is not all shown, in sentences; none where it is. */
  readonly short: readonly string[]
}

/** What is wrong with a proof by itself: its entries have to give each state's root, so that each is a beginning of the next. */
export function treeFault(proof: SealedProof): SealedFault | undefined {
  if (proof.kind === 'empty') return undefined
  return (proof.kind === 'compartment' ? logFault(proof) : pathFault(proof)) ?? nameFault(proof)
}

const entriesIn = (proof: SealedProof): readonly Logged[] => {
  if (proof.kind === 'compartment') return proof.entries
  return proof.kind === 'entry' ? [proof.entry] : []
}

function nameFault(proof: CompartmentProof | EntryProof): SealedFault | undefined {
  const { reference } = proof
  if (entriesIn(proof).every(({ entry }) => (entry.case ?? reference) === reference)) return undefined
  const message = `the proof was changed: it says that it is of ${reference}, and what was recorded is of another matter`
  return { code: 'reference', message }
}

function logFault({ states, entries }: CompartmentProof): SealedFault | undefined {
  const sizes = states.map(({ size }) => size)
  if (sizes[0] !== 0) return treeWrong('it does not begin with the cell that holds nothing')
  const falls = sizes.findIndex((size, at) => at > 0 && size < (sizes[at - 1] ?? 0))
  if (falls > 0) return treeWrong(`state ${falls} has fewer entries than the one before it`)
  if (sizes.at(-1) !== entries.length)
    return treeWrong(`its last state is of ${sizes.at(-1)} entries, and it has ${entries.length}`)
  const trees = treesOf(entries, sizes)
  const differs = trees.findIndex(({ root }, at) => root.toString('base64') !== states[at]?.root)
  if (differs < 0) return undefined
  return treeWrong(`its first ${sizes[differs]} entries do not give the root of state ${differs}`)
}

function pathFault({ states, paths, index, entry }: EntryProof): SealedFault | undefined {
  if (paths.length !== states.length) return treeWrong('it does not have one path for each state')
  const leaf = { hash: hashOfLogged(entry), index: BigInt(index) }
  const differs = states.findIndex(({ size, root }, at) => {
    const tree = { size: BigInt(size), root: Buffer.from(root, 'base64') }
    const path = paths[at]?.map((hash) => Buffer.from(hash, 'base64')) ?? []
    return path.some(({ length }) => length !== hashBytes) || !includes(leaf, tree, path)
  })
  return differs < 0 ? undefined : treeWrong(`its entry does not lead to the root of state ${differs}`)
}

const treeWrong = (what: string): SealedFault => ({ code: 'tree', message: `the proof was changed: ${what}` })

/** The walks that a proof asks for through the leaves of these logs. */
export function walksOf(proof: SealedProof, logs: readonly LogThere[]): readonly CellWalk[] | SealedFault {
  const strange = logsIn(proof).find((log) => log !== '' && !logs.some(({ origin }) => origin === log))
  if (strange !== undefined) {
    const ours = logs.map(({ origin }) => origin).join(', ')
    const message = `the proof is of the register ${strange}, and this export of ${ours}: ask for an export of that library, with all its logs`
    return { code: 'other-register', message }
  }
  const until = placeIn(logs, proof.until)
  if (proof.kind === 'empty') {
    return proof.cells.map(({ cell, blind, from, months }) => {
      const states = [{ commitment: emptyCommitment(blind), from: placeIn(logs, from) }]
      return new CellWalk({ cell, states, keys: keysOf(months), until, mode: 'since' })
    })
  }
  const states = statesIn(logs, proof.states)
  const mode = proof.kind === 'entry' ? 'some' : 'each'
  return [new CellWalk({ cell: proof.cell, states, keys: keysOf(proof.months), until, mode })]
}

function logsIn(proof: SealedProof): string[] {
  const own =
    proof.kind === 'empty' ? proof.cells.map(({ from }) => from.log) : proof.states.map(({ log }) => log)
  return [proof.until.log, ...own]
}

const keysOf = (months: readonly { readonly key: string }[]): Buffer[] =>
  months.map(({ key }) => Buffer.from(key, 'base64'))

/** Where nothing was signed yet, the first log begins. */
function placeIn(logs: readonly LogThere[], { log, size }: Signed): Place {
  const at = logs.findIndex(({ origin }) => origin === log)
  return at < 0 ? { log: 0, index: 0 } : { log: at, index: size }
}

/** States with their places, which do not fall: a checkpoint that was not remembered puts none before the one that it follows. */
function statesIn(logs: readonly LogThere[], states: readonly State[]) {
  let latest: Place = { log: 0, index: 0 }
  return states.map((state) => {
    const place = placeIn(logs, { log: state.log, size: state.seen })
    if (isBefore(latest, place)) latest = place
    return { commitment: commitmentOf(state), from: latest }
  })
}

/** What a leaf that fits no state is said to be. */
export function leafFault({ cell }: CellWalk, leaf: Leaf): SealedFault {
  const message = `leaf ${leaf.index} of ${leaf.log} does not hold what the proof says cell ${cell} held: the proof is not whole, or not of this cell, or the register holds something else`
  return { code: 'leaf', message, leaf }
}

/** What the walks found, once they went through all leaves. */
export function shownBy(
  proof: SealedProof,
  walks: readonly CellWalk[],
  logs: readonly LogThere[],
): Shown | SealedFault {
  const leafAt = (place: Place | undefined): Leaf | undefined =>
    place && { log: logs[place.log]?.origin ?? '', index: place.index }
  const endsBefore = missing(proof, logs)
  const never = walks.find(({ held, seen }) => held === 0 && seen > mayHoldOlder)
  if (never !== undefined && !endsBefore) {
    const message = `no leaf of the register holds what the proof says of cell ${never.cell}`
    return { code: 'no-leaf', message }
  }
  const cells = walks.map(({ cell, held, first, last }) => ({
    ...{ cell, leaves: held },
    ...{ first: leafAt(first), last: leafAt(last) },
  }))
  const entries = entryLeaves(proof, walks[0]).map(leafAt)
  return {
    cells,
    entries,
    datedBefore: datedBefore(proof, walks[0]),
    isNamed: entriesIn(proof).some(
      ({ entry }, at) =>
        proof.kind !== 'empty' && entry.case === proof.reference && entries[at] !== undefined,
    ),
    short: [
      ...(endsBefore ? [endsBefore] : []),
      ...beginning(proof, walks[0]),
      ...unshown(proof, cells, entries),
    ],
  }
}

/** Of each entry the first leaf whose state has it. */
function entryLeaves(proof: SealedProof, walk: CellWalk | undefined): (Place | undefined)[] {
  if (proof.kind === 'empty' || walk === undefined) return []
  if (proof.kind === 'entry') return [walk.first]
  const leaves: (Place | undefined)[] = proof.entries.map(() => undefined)
  let next = 0
  proof.states.forEach(({ size }, at) => {
    const first = walk.firsts[at]
    if (first !== undefined) for (; next < size; next += 1) leaves[next] = first
  })
  return leaves
}

function datedBefore(proof: SealedProof, walk: CellWalk | undefined): number[] {
  if (proof.kind !== 'compartment' || walk === undefined) return []
  const { entries, states, months } = proof
  const found: number[] = []
  let next = 0
  let [written, month] = ['', '']
  states.forEach(({ size, at }, state) => {
    for (; next < size; next += 1) {
      const dated = entries[next]?.entry.at ?? ''
      if (dated < written || dated.slice(0, 7) < month) found.push(next)
    }
    if (at > written) written = at
    const key = walk.firstKeys[state]
    month = key === undefined ? month : (months[key]?.month ?? month)
  })
  return found
}

/** Why: else a matter could be shown from where it was rewritten on. */
function beginning(proof: SealedProof, walk: CellWalk | undefined): string[] {
  if (proof.kind !== 'compartment' || walk === undefined || walk.held === 0 || walk.firsts[0]) return []
  return ['No leaf shows that the cell held nothing before: what came earlier in this matter may be missing.']
}

function missing({ until }: SealedProof, logs: readonly LogThere[]): string | undefined {
  const log = logs.find(({ origin }) => origin === until.log)
  if (log === undefined || log.size >= until.size) return undefined
  const what = `The proof speaks of the first ${said(until.size)} leaves of ${until.log}, and this export has ${said(log.size)}`
  // Why two ways: what a restore lost comes back with no export.
  return log === logs.at(-1)
    ? `${what}: give a newer export.`
    : `${what}: the others were lost with a restore, as the register says itself.`
}

function unshown(proof: SealedProof, cells: readonly CellShown[], entries: Shown['entries']): string[] {
  const open = entries.filter((leaf) => leaf === undefined).length
  if (open > 0) {
    const which =
      proof.kind === 'entry'
        ? 'The entry is'
        : `The last ${open === 1 ? 'entry is' : `${said(open)} entries are`}`
    return [
      `${which} in no leaf of this export. What was recorded within the last minute is there a minute later.`,
    ]
  }
  const [empty] = cells.filter(({ leaves }) => leaves === 0)
  return empty === undefined ? [] : [`No leaf of this export shows yet what cell ${empty.cell} held.`]
}

const said = (count: number): string => count.toLocaleString('en-US')
