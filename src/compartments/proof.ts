import type { Compartment, Signed, State } from './compartment.ts'
import type { Since, Unused } from './index-of-side.ts'
import { type Logged, pathOf } from './log.ts'
import type { CellNumber } from './side.ts'

/*
 * Proofs of a compartment (FORMAT.md): what its holder gives to somebody who has an export of the register and nothing else. They
 * open the values of its own cell in its own months, and of no other.
 */
export const proofFormat = 'carrel sealed proof'
export const proofVersion = 1
/** A matter whole, with its proof: whoever checks it checks that. */
export const archiveFormat = 'carrel sealed archive'

/** K of a cell in a month, `YYYY-MM`; 32 bytes in base64. */
export type MonthKey = { readonly month: string; readonly key: string }

/** `until`: the proof speaks of the leaves before that place in the register, whose origin names the library. */
type Head = {
  readonly format: typeof proofFormat
  readonly version: typeof proofVersion
  readonly until: Signed
}

type OfCell = { readonly cell: CellNumber; readonly months: readonly MonthKey[] }
type OfCase = Head & OfCell & { readonly reference: string; readonly states: readonly State[] }

/** All that a compartment recorded. */
export type CompartmentProof = OfCase & { readonly kind: 'compartment'; readonly entries: readonly Logged[] }

/** One entry of it, with its path in the tree of each state; nothing of the others but hashes. */
export type EntryProof = OfCase & {
  readonly kind: 'entry'
  readonly index: number
  readonly entry: Logged
  /** One for each state, from the leaf up; hashes in base64. */
  readonly paths: readonly (readonly string[])[]
}

/** That cells held nothing. */
export type EmptyProof = Head & {
  readonly kind: 'empty'
  readonly cells: readonly (OfCell & { readonly from: Signed; readonly blind: string })[]
}

export type SealedProof = CompartmentProof | EntryProof | EmptyProof

/** What a proof is made with, beside what it is of. */
export type ProofParts = {
  readonly cell: CellNumber
  /** K of a cell in a month. */
  readonly monthKey: (cell: CellNumber, month: string) => Buffer
  /** The program's clock, and how far the register was signed then, read before the compartment was. */
  readonly now: Since
}

/** Nothing of it can be shown yet: no tick has come since it was written. */
export class NothingToProve extends Error {
  override name = 'NothingToProve'
  readonly code = 'nothing-to-prove'
}

/**
 * The proof of a compartment as of the last tick. What was written since is left out: no leaf can hold it yet.
 * @throws NothingToProve
 */
export function proofOf(it: Compartment, parts: ProofParts): CompartmentProof {
  const states = tickedStates(it, parts.now)
  const last = states.at(-1)
  if (last === undefined || last.size === 0) throw nothingYet()
  const entries = it.log.slice(0, last.size)
  return { ...headOf(parts.now), kind: 'compartment', ...ofCase(it, parts, states, entries), entries }
}

/**
 * The proof of one entry of it. It speaks of the first states that have it, and of no leaf after these: the whole compartment's
 * proof shows that nothing became of it later.
 * @throws NothingToProve
 */
export function entryProofOf(it: Compartment, parts: ProofParts, index: number): EntryProof {
  const entry = it.log[index]
  if (entry === undefined) throw new RangeError(`the log of this compartment has no entry ${index}`)
  const having = tickedStates(it, parts.now).filter(({ size }) => size > index)
  const states = showing(having, parts.now)
  const last = states.at(-1)
  if (last === undefined) throw nothingYet()
  const after = having[having.indexOf(last) + 1]
  const now =
    after === undefined || after.log === '' ? parts.now : { log: after.log, size: after.seen, at: after.at }
  const paths = states.map(({ size }) => pathOf(it.log, index, size).map((hash) => hash.toString('base64')))
  const known = ofCase(it, { ...parts, now }, states, [entry])
  return { ...headOf(now), kind: 'entry', ...known, index, entry, paths }
}

/**
 * That these cells hold nothing since they were made free. Whoever is given it learns that the others of the side are not among
 * them: so it is for those who may know how many are used.
 */
export function emptyProofOf(unused: readonly Unused[], parts: Omit<ProofParts, 'cell'>): EmptyProof {
  const { now, monthKey } = parts
  if (now.log === '') throw nothingYet()
  const cells = unused.map(({ cell, blind, since: { log, size, at } }) => ({
    ...{ cell, blind, from: { log, size } },
    months: monthKeys(monthsOf([at, now.at]), (month) => monthKey(cell, month)),
  }))
  return { ...headOf(now), kind: 'empty', cells }
}

function ofCase(
  { reference }: Compartment,
  parts: ProofParts,
  states: readonly State[],
  entries: readonly Logged[],
) {
  const { cell, now, monthKey } = parts
  const instants = [now.at, ...states.map(({ at }) => at), ...entries.map(({ entry }) => entry.at)]
  const months = monthKeys(monthsOf(instants), (month) => monthKey(cell, month))
  return { cell, reference, months, states }
}

const headOf = ({ log, size }: Since): Head => ({
  format: proofFormat,
  version: proofVersion,
  until: { log, size },
})

/** The states before the last tick. */
function tickedStates({ states }: Compartment, now: Since): State[] {
  return states.filter(({ log, seen }) => now.log !== '' && !(log === now.log && seen >= now.size))
}

/** So many ticks are looked at for one that holds an entry. */
const mostStates = 3

/**
 * Those of these states that some leaf holds: of each few that were written between two ticks the last. Why more than one: the
 * tick that came next may have read the cell before it was written.
 */
function showing(states: readonly State[], now: Since): State[] {
  const placeOf = (state: State | undefined) => `${state?.log ?? now.log} ${state?.seen ?? now.size}`
  return states.filter((state, at) => placeOf(state) !== placeOf(states[at + 1])).slice(0, mostStates)
}

/** More than what a person works with; a clock that is wrong by more brings no tick that a proof could show. */
export const mostMonths = 1200

/**
 * The months from the least of these instants to the greatest, and one on each side. Why so many: a clock that was ahead, and is
 * put right, leaves ticks of a month in which nothing was written. A key opens no value but of what the proof has.
 */
export function monthsOf(instants: readonly string[]): string[] {
  const named = [...new Set(instants.map((at) => at.slice(0, 7)))].sort()
  const last = monthAfter(named.at(-1) ?? '')
  const months: string[] = []
  for (let month = monthBefore(named[0] ?? ''); month <= last; month = monthAfter(month)) months.push(month)
  return months.slice(-mostMonths)
}

function monthBefore(month: string): string {
  const [year = 0, of = 0] = month.split('-').map(Number)
  return monthSaid(of === 1 ? [year - 1, 12] : [year, of - 1])
}

export function monthAfter(month: string): string {
  const [year = 0, of = 0] = month.split('-').map(Number)
  return monthSaid(of === 12 ? [year + 1, 1] : [year, of + 1])
}

const monthSaid = ([year = 0, of = 0]: readonly number[]): string =>
  `${String(year).padStart(4, '0')}-${String(of).padStart(2, '0')}`

const monthKeys = (months: readonly string[], keyOf: (month: string) => Buffer): MonthKey[] =>
  months.map((month) => ({ month, key: keyOf(month).toString('base64') }))

const nothingYet = () =>
  new NothingToProve('no tick has come since this was recorded: make the proof again in a minute')
