import {
  BundleBuffer,
  blindedCommitment,
  blindingOf,
  type CommitmentsLeaf,
  type ExportFault,
  ExportFaultError,
  type ExportVerdict,
  hashBytes,
  includes,
  isCommitmentsLeaf,
  type LogFiles,
  MalformedError,
  readCommitmentsLeaf,
  tilePath,
  tileWidth,
  tileWidthAt,
  type Verifier,
  type VerifyProgress,
  verifyExport,
} from '../register/log/index.ts'
import type { UnusedSlot } from './intake.ts'
import {
  commitmentOf,
  emptyCommitment,
  hashMatterEntry,
  type MatterEntry,
  type MatterState,
  type SignedPosition,
  type SlotNumber,
  treeHeadsOf,
} from './matter.ts'
import { type MatterEntryProof, type MatterProof, monthsOf, type SealedProof } from './proof.ts'

export type SealedFaultCode =
  /** Its entries do not give the roots it names. */
  | 'tree'
  /** Its entries name another matter. */
  | 'reference'
  /** It belongs to another log than the export. */
  | 'other-register'
  /** A leaf contradicts what the proof says the slot held. */
  | 'leaf'
  /** No leaf holds it, though some must. */
  | 'no-leaf'

export type LeafPosition = { readonly log: string; readonly index: number }
export type SealedProofFault = {
  readonly code: SealedFaultCode
  readonly message: string
  readonly leaf?: LeafPosition
}

/** Oldest first. */
type ExportedLog = { readonly origin: string; readonly size: number }

export type SlotEvidence = {
  readonly cell: number
  readonly leaves: number
  readonly first: LeafPosition | undefined
  readonly last: LeafPosition | undefined
}

type ProofEvidence = {
  readonly cells: readonly SlotEvidence[]
  /** Undefined if no leaf binds the entry yet. */
  readonly entries: readonly (LeafPosition | undefined)[]
  /** Entries dated before a state or leaf that does not have them: they waited in the intake, or are backdated. */
  readonly datedBefore: readonly number[]
  /** Whether a bound entry names the matter; nothing else binds its reference. */
  readonly isNamed: boolean
  readonly short: readonly string[]
}

/** Whether the entries give each state's root, so that each state extends the one before. */
export function treeFault(proof: SealedProof): SealedProofFault | undefined {
  if (proof.kind === 'empty') return undefined
  return (proof.kind === 'compartment' ? logFault(proof) : pathFault(proof)) ?? nameFault(proof)
}

const entriesIn = (proof: SealedProof): readonly MatterEntry[] => {
  if (proof.kind === 'compartment') return proof.entries
  return proof.kind === 'entry' ? [proof.entry] : []
}

function nameFault(proof: MatterProof | MatterEntryProof): SealedProofFault | undefined {
  const { reference } = proof
  if (entriesIn(proof).every(({ entry }) => (entry.case ?? reference) === reference)) return undefined
  const message = `the proof was changed: it says that it is of ${reference}, and what was recorded is of another matter`
  return { code: 'reference', message }
}

function logFault({ states, entries }: MatterProof): SealedProofFault | undefined {
  const sizes = states.map(({ size }) => size)
  if (sizes[0] !== 0) return treeWrong('it does not begin with the cell that holds nothing')
  const falls = sizes.findIndex((size, at) => at > 0 && size < (sizes[at - 1] ?? 0))
  if (falls > 0) return treeWrong(`state ${falls} has fewer entries than the one before it`)
  if (sizes.at(-1) !== entries.length)
    return treeWrong(`its last state is of ${sizes.at(-1)} entries, and it has ${entries.length}`)
  const trees = treeHeadsOf(entries, sizes)
  const differs = trees.findIndex(({ root }, at) => root.toString('base64') !== states[at]?.root)
  if (differs < 0) return undefined
  return treeWrong(`its first ${sizes[differs]} entries do not give the root of state ${differs}`)
}

function pathFault({ states, paths, index, entry }: MatterEntryProof): SealedProofFault | undefined {
  if (paths.length !== states.length) return treeWrong('it does not have one path for each state')
  const leaf = { hash: hashMatterEntry(entry), index: BigInt(index) }
  const differs = states.findIndex(({ size, root }, at) => {
    const tree = { size: BigInt(size), root: Buffer.from(root, 'base64') }
    const path = paths[at]?.map((hash) => Buffer.from(hash, 'base64')) ?? []
    return path.some(({ length }) => length !== hashBytes) || !includes(leaf, tree, path)
  })
  return differs < 0 ? undefined : treeWrong(`its entry does not lead to the root of state ${differs}`)
}

const treeWrong = (what: string): SealedProofFault => ({
  code: 'tree',
  message: `the proof was changed: ${what}`,
})

export function proofWalks(
  proof: SealedProof,
  logs: readonly ExportedLog[],
): readonly SlotWalk[] | SealedProofFault {
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
      return new SlotWalk({ cell, states, keys: keysOf(months), until, mode: 'since' })
    })
  }
  const states = statesIn(logs, proof.states)
  const mode = proof.kind === 'entry' ? 'some' : 'each'
  return [new SlotWalk({ cell: proof.cell, states, keys: keysOf(proof.months), until, mode })]
}

function logsIn(proof: SealedProof): string[] {
  const own =
    proof.kind === 'empty' ? proof.cells.map(({ from }) => from.log) : proof.states.map(({ log }) => log)
  return [proof.until.log, ...own]
}

const keysOf = (months: readonly { readonly key: string }[]): Buffer[] =>
  months.map(({ key }) => Buffer.from(key, 'base64'))

/** If nothing was signed yet, the beginning of the first log. */
function placeIn(logs: readonly ExportedLog[], { log, size }: SignedPosition): LeafPlace {
  const at = logs.findIndex(({ origin }) => origin === log)
  return at < 0 ? { log: 0, index: 0 } : { log: at, index: size }
}

/** Positions must not decrease: a forgotten checkpoint puts no state before the one it follows. */
function statesIn(logs: readonly ExportedLog[], states: readonly MatterState[]) {
  let latest: LeafPlace = { log: 0, index: 0 }
  return states.map((state) => {
    const place = placeIn(logs, { log: state.log, size: state.seen })
    if (isBefore(latest, place)) latest = place
    return { commitment: commitmentOf(state), from: latest }
  })
}

function leafMismatch({ cell }: SlotWalk, leaf: LeafPosition): SealedProofFault {
  const message = `leaf ${leaf.index} of ${leaf.log} does not hold what the proof says cell ${cell} held: the proof is not whole, or not of this cell, or the register holds something else`
  return { code: 'leaf', message, leaf }
}

export function proofEvidence(
  proof: SealedProof,
  walks: readonly SlotWalk[],
  logs: readonly ExportedLog[],
): ProofEvidence | SealedProofFault {
  const leafAt = (place: LeafPlace | undefined): LeafPosition | undefined =>
    place && { log: logs[place.log]?.origin ?? '', index: place.index }
  const endsBefore = missing(proof, logs)
  const never = walks.find(({ held, seen }) => held === 0 && seen > maxOlderLeaves)
  if (never !== undefined && !endsBefore) {
    const message = `no leaf of the register holds what the proof says of cell ${never.cell}`
    return { code: 'no-leaf', message }
  }
  const cells = walks.map(({ cell, held, first, last }) => ({
    cell,
    leaves: held,
    first: leafAt(first),
    last: leafAt(last),
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

function entryLeaves(proof: SealedProof, walk: SlotWalk | undefined): (LeafPlace | undefined)[] {
  if (proof.kind === 'empty' || walk === undefined) return []
  if (proof.kind === 'entry') return [walk.first]
  const leaves: (LeafPlace | undefined)[] = proof.entries.map(() => undefined)
  let next = 0
  proof.states.forEach(({ size }, at) => {
    const first = walk.firsts[at]
    if (first !== undefined) for (; next < size; next += 1) leaves[next] = first
  })
  return leaves
}

function datedBefore(proof: SealedProof, walk: SlotWalk | undefined): number[] {
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

/** Otherwise a matter could be shown only from where it was rewritten. */
function beginning(proof: SealedProof, walk: SlotWalk | undefined): string[] {
  if (proof.kind !== 'compartment' || walk === undefined || walk.held === 0 || walk.firsts[0]) return []
  return ['No leaf shows that the slot held nothing before: what came earlier in this matter may be missing.']
}

function missing({ until }: SealedProof, logs: readonly ExportedLog[]): string | undefined {
  const log = logs.find(({ origin }) => origin === until.log)
  if (log === undefined || log.size >= until.size) return undefined
  const what = `The proof speaks of the first ${said(until.size)} leaves of ${until.log}, and this export has ${said(log.size)}`
  // What a restore lost comes back with no export.
  return log === logs.at(-1)
    ? `${what}: give a newer export.`
    : `${what}: the others were lost with a restore, as the register says itself.`
}

function unshown(
  proof: SealedProof,
  cells: readonly SlotEvidence[],
  entries: ProofEvidence['entries'],
): string[] {
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

/** A position in an export: which log (the oldest is 0), and how many of its leaves come before. */
export type LeafPlace = { readonly log: number; readonly index: number }

const isBefore = (one: LeafPlace, other: LeafPlace): boolean =>
  one.log < other.log || (one.log === other.log && one.index < other.index)

export type PlacedCommitments = {
  readonly at: LeafPlace
  readonly id: Buffer
  readonly values: readonly Buffer[]
}

/** From a position on, the slot may hold this: C, 32 bytes. */
type StateAt = { readonly commitment: Buffer; readonly from: LeafPlace }

/** Sequencing that was under way, or was killed, may still show the earlier content. */
const maxOlderLeaves = 2

/**
 * `each`: every leaf must match; the first two may be older. `since`: every leaf after the first match. `some`: finds leaves that
 * hold one of the states.
 */
export type WalkMode = 'each' | 'since' | 'some'

/** Compares one slot's value in each leaf, in order, with the states of a proof. Pure. */
export class SlotWalk {
  readonly cell: SlotNumber
  readonly #states: readonly StateAt[]
  readonly #keys: readonly Buffer[]
  readonly #until: LeafPlace
  readonly #mode: WalkMode
  /** The state that the previous leaf held, and the key that opened it. */
  #state = 0
  #key = 0
  readonly firsts: (LeafPlace | undefined)[]
  /** The index of the month key that opened it. */
  readonly firstKeys: (number | undefined)[]
  first: LeafPlace | undefined
  last: LeafPlace | undefined
  seen = 0
  held = 0

  /** States' positions must not decrease. `keys`: K of each month. `until`: the first position the proof does not cover. */
  constructor(parts: {
    readonly cell: SlotNumber
    readonly states: readonly StateAt[]
    readonly keys: readonly Buffer[]
    readonly until: LeafPlace
    readonly mode: WalkMode
  }) {
    this.cell = parts.cell
    this.#states = parts.states
    this.#keys = parts.keys
    this.#until = parts.until
    this.#mode = parts.mode
    this.firsts = parts.states.map(() => undefined)
    this.firstKeys = parts.states.map(() => undefined)
  }

  get from(): LeafPlace {
    return this.#states[0]?.from ?? this.#until
  }

  get until(): LeafPlace {
    return this.#until
  }

  /** Whether the leaf matches the proof, or is not covered by it. */
  take({ at, id, values }: PlacedCommitments): boolean {
    if (isBefore(at, this.from) || !isBefore(at, this.#until)) return true
    this.seen += 1
    const value = values[this.cell - 1]
    const found = value === undefined ? undefined : this.#opening(id, value, this.#candidates(at))
    if (found === undefined) return this.#mode === 'some' || (this.held === 0 && this.#mayBeOlder())
    this.#state = found.state
    this.#key = found.key
    this.firsts[found.state] ??= at
    this.firstKeys[found.state] ??= found.key
    this.first ??= at
    this.last = at
    this.held += 1
    return true
  }

  #mayBeOlder(): boolean {
    return this.#mode === 'since' || (this.#states.length > 1 && this.seen <= maxOlderLeaves)
  }

  /**
   * Likely ones first, none earlier than the last found. Of states written between two sequencings, any may be there, or the
   * one before if the slot was read earlier.
   */
  #candidates(at: LeafPlace): number[] {
    if (this.#mode === 'some') return [...new Set([this.#state, ...this.#states.keys()])]
    const states = this.#states
    let high = this.#state
    while (high + 1 < states.length && !isBefore(at, states[high + 1]?.from as LeafPlace)) high += 1
    let low = high
    while (low > this.#state && samePlace(states[low - 1], states[high])) low -= 1
    low = Math.max(this.#state, low - 1)
    const likely = low === this.#state ? [low] : []
    for (let state = high; state >= low; state -= 1) if (state !== likely[0]) likely.push(state)
    return likely
  }

  /** Tries every key, because a clock set back repeats a month. No value opens in two ways. */
  #opening(
    id: Buffer,
    value: Buffer,
    states: readonly number[],
  ): { readonly state: number; readonly key: number } | undefined {
    const count = this.#keys.length
    for (let nth = 0; nth < count; nth += 1) {
      const key = (this.#key + nth) % count
      const blinding = blindingOf(this.#keys[key] as Buffer, id)
      for (const state of states) {
        if (blindedCommitment(this.#states[state]?.commitment as Buffer, blinding).equals(value))
          return { state, key }
      }
    }
    return undefined
  }
}

const samePlace = (one: StateAt | undefined, other: StateAt | undefined): boolean =>
  one?.from.log === other?.from.log && one?.from.index === other?.from.index

export type SealedProofVerdict =
  | {
      readonly ok: true
      readonly register: Extract<ExportVerdict, { ok: true }>
      readonly shown: ProofEvidence
    }
  | { readonly ok: false; readonly fault: SealedProofFault | ExportFault }

type LogIn = ExportedLog & { readonly path: string }

/** Needs only an export: verifies the whole log, then each covered leaf. */
export async function verifySealedProof(
  files: LogFiles,
  parts: {
    readonly verifier: Verifier
    readonly proof: SealedProof
    readonly progress?: VerifyProgress | undefined
  },
): Promise<SealedProofVerdict> {
  const { verifier, proof, progress } = parts
  const register = await verifyExport(files, { verifier, progress })
  if (!register.ok) return register
  if (register.publicEnd !== undefined) return { ok: false, fault: leavesMissing }
  const changed = treeFault(proof)
  if (changed !== undefined) return { ok: false, fault: changed }
  const logs = logsOf(register)
  const walks = proofWalks(proof, logs)
  if ('code' in walks) return { ok: false, fault: walks }
  try {
    const wrong = await walkLogs(files, logs, walks)
    const shown = wrong ?? proofEvidence(proof, walks, logs)
    return 'code' in shown ? { ok: false, fault: shown } : { ok: true, register, shown }
  } catch (error) {
    if (error instanceof ExportFaultError) return { ok: false, fault: error.fault }
    throw error
  }
}

const leavesMissing: ExportFault = {
  code: 'missing',
  message:
    'this is the public export, which has no leaves to compare the proof with: ask for the one that carrel register export --with-leaves writes',
}

function logsOf({ checkpoint, past }: Extract<ExportVerdict, { ok: true }>): LogIn[] {
  const before = [...past].reverse()
  return [
    ...before.map((log) => ({ path: `${log.path}/`, ...thereOf(log.checkpoint) })),
    { path: '', ...thereOf(checkpoint) },
  ]
}

const thereOf = ({ origin, size }: { readonly origin: string; readonly size: bigint }): ExportedLog => ({
  origin,
  size: Number(size),
})

/** @throws ExportFaultError if the files changed meanwhile */
async function walkLogs(
  files: LogFiles,
  logs: readonly LogIn[],
  walks: readonly SlotWalk[],
): Promise<SealedProofFault | undefined> {
  const from = walks.map((walk) => walk.from).reduce((one, other) => (isBefore(other, one) ? other : one))
  const until = walks.map((walk) => walk.until).reduce((one, other) => (isBefore(one, other) ? other : one))
  const room = new BundleBuffer()
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
  room: BundleBuffer,
  log: LogIn & { readonly number: number },
  tile: number,
  walks: readonly SlotWalk[],
): Promise<SealedProofFault | undefined> {
  const width = tileWidthAt(BigInt(log.size), 0, BigInt(tile))
  const path = `${log.path}${tilePath({ level: 'entries', index: BigInt(tile), width })}`
  const size = await files.read(path, room.bytes)
  const changed = (message: string): ExportFaultError =>
    new ExportFaultError({ code: 'entry', path, message })
  if (size === undefined) throw changed(`${path} was taken away while it was checked`)
  let wrong: SealedProofFault | undefined
  try {
    room.leaves(size, width, (prefixed, nth) => {
      if (wrong !== undefined || !isCommitmentsLeaf(prefixed, 1)) return
      const at: LeafPlace = { log: log.number, index: tile * tileWidth + nth }
      const leaf = { at, ...readCommitmentsLeaf(prefixed.subarray(1)) }
      const refuses = walks.find((walk) => !walk.take(leaf))
      const name: LeafPosition = { log: log.origin, index: at.index }
      if (refuses !== undefined) wrong = leafMismatch(refuses, name)
    })
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    throw changed(`${path} was changed while it was checked: ${error.message}`)
  }
  return wrong
}

export type NewestLeaves = {
  readonly log: string
  readonly leaves: readonly (CommitmentsLeaf & { readonly index: number })[]
}

/** Each leaf of the last day, every tenth of the week before. Unlocking must always take as long. */
export const leafSample = { most: 7 * 1440, each: 1440, every: 10 }

const leavesPerTurn = 100

type RollbackParts = {
  readonly newest: NewestLeaves
  readonly monthKey: (cell: SlotNumber, month: string) => Buffer
  readonly now: string
}

/** The log shows that the slot held something else. Leaves of a sequencing that was under way are skipped. */
export function isRolledBack(
  cell: SlotNumber,
  states: readonly MatterState[],
  parts: RollbackParts,
): Promise<boolean> {
  const stood = states.map((state) => ({ commitment: commitmentOf(state), since: state, at: state.at }))
  return differsFromRegister(cell, stood, parts)
}

/** With a tenth of the leaves: if only its file was replaced, its head tells. */
export function isEmptySlotRolledBack(
  { cell, blind, since }: UnusedSlot,
  parts: RollbackParts,
): Promise<boolean> {
  const { log, size: seen, at } = since
  const leaves = parts.newest.leaves.filter((_, nth) => nth % 10 === 0)
  const stood = [{ commitment: emptyCommitment(blind), since: { log, seen }, at }]
  return differsFromRegister(cell, stood, { ...parts, newest: { ...parts.newest, leaves } })
}

type HeldState = {
  readonly commitment: Buffer
  readonly since: { readonly log: string; readonly seen: number }
  readonly at: string
}

async function differsFromRegister(
  cell: SlotNumber,
  stood: readonly HeldState[],
  parts: RollbackParts,
): Promise<boolean> {
  const { newest, now } = parts
  // The first key is made by the first sequencing, and unlocking must not lengthen a backup.
  if (newest.leaves.length === 0) return false
  const placeOf = (log: string, index: SignedPosition['size']): LeafPlace =>
    log === newest.log ? { log: 1, index } : { log: 0, index: 0 }
  const walk = new SlotWalk({
    cell,
    mode: 'each',
    until: { log: 2, index: 0 },
    states: stood.map(({ commitment, since }) => ({ commitment, from: placeOf(since.log, since.seen) })),
    keys: likelyMonths([...stood.map(({ at }) => at), now]).map((month) => parts.monthKey(cell, month)),
  })
  for (let from = 0; from < newest.leaves.length; from += leavesPerTurn) {
    for (const { id, values, index } of newest.leaves.slice(from, from + leavesPerTurn)) {
      const isAsSaid = walk.take({ at: { log: 1, index }, id, values })
      if (!isAsSaid && (walk.held > 0 || walk.seen > maxOlderLeaves)) return true
    }
    await new Promise<void>((done) => setImmediate(done))
  }
  return false
}

/** Months that leaves of the last week may have under any clock, likely ones first. */
function likelyMonths(instants: readonly string[]): string[] {
  const months = [...instants].reverse().flatMap((at) => {
    const [before = '', month = '', after = ''] = monthsOf([at])
    return [month, before, after]
  })
  return [...new Set(months)]
}
