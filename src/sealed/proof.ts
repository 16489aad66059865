import { z } from 'zod'
import { fromBase64, fromUtf8, hashBytes, idBytes, MalformedError, slotCount } from '../register/log/index.ts'
import type { SignedMoment, UnusedSlot } from './intake.ts'
import {
  type MatterEntry,
  type MatterState,
  pathOf,
  readMatterEntry,
  type SealedMatter,
  type SignedPosition,
  type SlotNumber,
} from './matter.ts'

/* Proofs of a matter (FORMAT.md). They open the values of one slot in its own months. */
const proofFormat = 'carrel sealed proof'
const proofVersion = 1
/** A whole matter with its proof; verifiers check the proof. */
export const archiveFormat = 'carrel sealed archive'

/** K of a slot in a month (`YYYY-MM`); 32 bytes in base64. */
type MonthKey = { readonly month: string; readonly key: string }

/** `until`: the proof covers the leaves before this position; its origin names the library. */
type ProofHead = {
  readonly format: typeof proofFormat
  readonly version: typeof proofVersion
  readonly until: SignedPosition
}

type SlotProofBase = { readonly cell: SlotNumber; readonly months: readonly MonthKey[] }
type MatterProofBase = ProofHead &
  SlotProofBase & { readonly reference: string; readonly states: readonly MatterState[] }

export type MatterProof = MatterProofBase & {
  readonly kind: 'compartment'
  readonly entries: readonly MatterEntry[]
}

/** One entry with its path in each state's tree; of the others, only hashes. */
export type MatterEntryProof = MatterProofBase & {
  readonly kind: 'entry'
  readonly index: number
  readonly entry: MatterEntry
  readonly paths: readonly (readonly string[])[]
}

export type EmptySlotsProof = ProofHead & {
  readonly kind: 'empty'
  readonly cells: readonly (SlotProofBase & { readonly from: SignedPosition; readonly blind: string })[]
}

export type SealedProof = MatterProof | MatterEntryProof | EmptySlotsProof

export type ProofParts = {
  readonly cell: SlotNumber
  readonly monthKey: (cell: SlotNumber, month: string) => Buffer
  /** The clock, and how far the log was signed, read before the matter. */
  readonly now: SignedMoment
}

/** The log has not signed anything since it was written. */
export class NothingToProveError extends Error {
  readonly code = 'nothing-to-prove'
}

/** Leaves out what was written since the log was last signed. @throws NothingToProveError */
export function proveMatter(it: SealedMatter, parts: ProofParts): MatterProof {
  const states = sequencedStates(it, parts.now)
  const last = states.at(-1)
  if (last === undefined || last.size === 0) throw nothingToProveYet()
  const entries = it.log.slice(0, last.size)
  return {
    ...headOf(parts.now),
    kind: 'compartment',
    ...matterProofFields(it, parts, states, entries),
    entries,
  }
}

/**
 * Covers the first states with the entry; the matter's proof shows that nothing happened to it later. @throws
 * NothingToProveError
 */
export function proveMatterEntry(it: SealedMatter, parts: ProofParts, index: number): MatterEntryProof {
  const entry = it.log[index]
  if (entry === undefined) throw new RangeError(`the log of this compartment has no entry ${index}`)
  const having = sequencedStates(it, parts.now).filter(({ size }) => size > index)
  const states = provableStates(having, parts.now)
  const last = states.at(-1)
  if (last === undefined) throw nothingToProveYet()
  const after = having[having.indexOf(last) + 1]
  const now =
    after === undefined || after.log === '' ? parts.now : { log: after.log, size: after.seen, at: after.at }
  const paths = states.map(({ size }) => pathOf(it.log, index, size).map((hash) => hash.toString('base64')))
  const known = matterProofFields(it, { ...parts, now }, states, [entry])
  return { ...headOf(now), kind: 'entry', ...known, index, entry, paths }
}

/** Reveals that the group's other slots are not among these, so it is for those who may know how many are used. */
export function proveEmptySlots(
  unused: readonly UnusedSlot[],
  { now, monthKey }: Omit<ProofParts, 'cell'>,
): EmptySlotsProof {
  if (now.log === '') throw nothingToProveYet()
  const cells = unused.map(({ cell, blind, since: { log, size, at } }) => ({
    cell,
    blind,
    from: { log, size },
    months: monthKeys(monthsOf([at, now.at]), (month) => monthKey(cell, month)),
  }))
  return { ...headOf(now), kind: 'empty', cells }
}

function matterProofFields(
  { reference }: SealedMatter,
  { cell, now, monthKey }: ProofParts,
  states: readonly MatterState[],
  entries: readonly MatterEntry[],
) {
  const instants = [now.at, ...states.map(({ at }) => at), ...entries.map(({ entry }) => entry.at)]
  const months = monthKeys(monthsOf(instants), (month) => monthKey(cell, month))
  return { cell, reference, months, states }
}

const headOf = ({ log, size }: SignedMoment): ProofHead => ({
  format: proofFormat,
  version: proofVersion,
  until: { log, size },
})

function sequencedStates({ states }: SealedMatter, now: SignedMoment): MatterState[] {
  return states.filter(({ log, seen }) => now.log !== '' && !(log === now.log && seen >= now.size))
}

const maxProofStates = 3

/** The last state before each signing. Several, because the next signing may have read the slot earlier. */
function provableStates(states: readonly MatterState[], now: SignedMoment): MatterState[] {
  const placeOf = (state: MatterState | undefined) => `${state?.log ?? now.log} ${state?.seen ?? now.size}`
  return states.filter((state, at) => placeOf(state) !== placeOf(states[at + 1])).slice(0, maxProofStates)
}

/** More than anyone needs; a clock that is further off gives nothing provable. */
const maxProofMonths = 1200

/**
 * One month on each side, because a clock that was ahead signs leaves in months without writes. Keys open only values in the
 * proof.
 */
export function monthsOf(instants: readonly string[]): string[] {
  const named = [...new Set(instants.map((at) => at.slice(0, 7)))].sort()
  const last = monthAfter(named.at(-1) ?? '')
  const months: string[] = []
  for (let month = monthBefore(named[0] ?? ''); month <= last; month = monthAfter(month)) months.push(month)
  return months.slice(-maxProofMonths)
}

function monthBefore(month: string): string {
  const [year = 0, of = 0] = month.split('-').map(Number)
  return monthSaid(of === 1 ? [year - 1, 12] : [year, of - 1])
}

function monthAfter(month: string): string {
  const [year = 0, of = 0] = month.split('-').map(Number)
  return monthSaid(of === 12 ? [year + 1, 1] : [year, of + 1])
}

const monthSaid = ([year = 0, of = 0]: readonly number[]): string =>
  `${String(year).padStart(4, '0')}-${String(of).padStart(2, '0')}`

const monthKeys = (months: readonly string[], keyOf: (month: string) => Buffer): MonthKey[] =>
  months.map((month) => ({ month, key: keyOf(month).toString('base64') }))

const nothingToProveYet = () =>
  new NothingToProveError('no tick has come since this was recorded: make the proof again in a minute')

/** More than a slot can hold. */
export const maxSealedProofBytes = 64 * 1024 * 1024
/** Hostile: 64 hashes reach through any tree. */
const maxPathLength = 64

const bytes = (count: number, what: string) =>
  z.string().refine((text) => isBase64(text, count), `is not ${what}: ${count} bytes in Base64`)
const hash = bytes(hashBytes, 'a hash')
const size = z.int().min(0)
// Hostile: both are printed.
const origin = z.string().regex(/^[\x21-\x7e]{1,200}$/)
const reference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,63}$/)
const place = z.strictObject({ log: origin, size })
const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)

const logged = z.strictObject({
  id: z.string().refine((text) => isId(text), `is no id: ${idBytes} bytes in Base64 for addresses`),
  // The log's own reader checks the fields.
  entry: z.custom<Parameters<typeof readMatterEntry>[0]['entry']>(
    (value) => typeof value === 'object' && value !== null,
  ),
})
const state = z.strictObject({
  size,
  root: hash,
  blind: bytes(32, 'a blind'),
  at: instant,
  seen: size,
  log: origin.or(z.literal('')),
})
const months = z
  .array(z.strictObject({ month, key: bytes(32, 'a key') }))
  .min(1)
  .max(maxProofMonths)
  .refine(
    (all) => all.every((one, at) => at === 0 || one.month === monthAfter(all[at - 1]?.month ?? '')),
    'does not name months one after the other',
  )
const cell = z.int().min(1).max(slotCount)

const head = { format: z.literal(proofFormat), version: z.literal(proofVersion), until: place }
const matterProofForm = { cell, months, reference, states: z.array(state).min(1) }
const form = z.discriminatedUnion('kind', [
  z.strictObject({ ...head, ...matterProofForm, kind: z.literal('compartment'), entries: z.array(logged) }),
  z.strictObject({
    ...head,
    ...matterProofForm,
    kind: z.literal('entry'),
    index: size,
    entry: logged,
    paths: z.array(z.array(hash).max(maxPathLength)),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('empty'),
    cells: z
      .array(
        z.strictObject({
          cell,
          months,
          from: place.extend({ log: state.shape.log }),
          blind: bytes(32, 'a blind'),
        }),
      )
      .min(1)
      .max(slotCount),
  }),
])

/** Nothing in it counts before it is checked. @throws MalformedError */
export function readSealedProof(file: Uint8Array): SealedProof {
  const read = form.safeParse(proofIn(jsonIn(file)))
  if (!read.success) throw malformed(whatIsWrong(read.error))
  const proof = read.data
  // Read as the log reads its own: extra fields would be hashed but not shown.
  if (proof.kind === 'compartment') return { ...proof, entries: proof.entries.map(readMatterEntry) }
  if (proof.kind === 'entry') return { ...proof, entry: readMatterEntry(proof.entry) }
  return proof
}

function proofIn(json: unknown): unknown {
  const { format, proof } = (json ?? {}) as { readonly format?: unknown; readonly proof?: unknown }
  return format === archiveFormat ? proof : json
}

function jsonIn(file: Uint8Array): unknown {
  if (file.length > maxSealedProofBytes) throw malformed(`is longer than ${maxSealedProofBytes} bytes`)
  try {
    return JSON.parse(fromUtf8(file, 'the proof'))
  } catch (error) {
    if (error instanceof MalformedError) throw error
    throw malformed('is not JSON')
  }
}

/** The first fault, without values of the file, which may be anyone's. */
function whatIsWrong({ issues: [first] }: z.ZodError): string {
  const path = first?.path.join('.') ?? ''
  return path === '' ? 'is no proof of a sealed matter' : `has at ${path} what may not stand there`
}

function isBase64(text: string, count: number): boolean {
  try {
    return fromBase64(text, 'it').length === count
  } catch {
    return false
  }
}

function isId(text: string): boolean {
  const id = Buffer.from(text, 'base64url')
  return id.length === idBytes && id.toString('base64url') === text
}

function malformed(says: string): MalformedError {
  return new MalformedError('proof', `the proof ${says}`)
}
