import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { publicOfPrivate, rawPublic } from '../sealing/sealed-to.ts'
import { type Cleared, openTo, type Signed } from './compartment.ts'
import {
  type Box,
  emptyBox,
  fullBox,
  type Intake,
  openBoxOf,
  openIndex,
  type SideKept,
  sealIndex,
  sideSlots,
} from './intake.ts'
import { type CellNumber, cellsOn, type Side } from './side.ts'

/** What the index of a side says, to whoever is cleared for the side. */
export type Index = {
  readonly cleared: readonly Cleared[]
  /** The public half of the key on paper, in base64. */
  readonly recovery: string
  readonly cells: Readonly<Record<CellNumber, CellUse>>
  /** Who is cleared no more, and in which cells that is still to be done: a kill in between is finished by whoever unlocks next. */
  readonly endings?: readonly Ending[] | undefined
  readonly notes?: readonly SideNote[] | undefined
  /** Its number among its own writings: each is one more. */
  readonly count?: number | undefined
}

/**
 * What somebody who has the files can have done to them. `older`: the register says that something else stood in the cell. `index`:
 * the intake is older than the cells. `key`: what came was sealed to another key than the side's own; in `boxes` of it.
 */
export type Alarm =
  | { readonly what: 'older'; readonly side?: Side; readonly cell: CellNumber; readonly reference?: string }
  | { readonly what: 'index'; readonly side: Side }
  | { readonly what: 'key'; readonly side: Side; readonly boxes: number }

/** What was thrown away, archived, or given up because it did not open, in whose cell or box nothing is any more. */
export type SideNote = {
  readonly what: 'no-matter' | 'archived' | 'given-up' | Alarm['what']
  /** Of what came, the reference of the matter, or the number of the cell. */
  readonly id: string
  readonly at: string
  readonly by: string
  readonly reason: string
  /** What was thrown away, as its SHA-256: whoever has it still, in a backup or on paper, can show that it was this. */
  readonly hash?: string
}

/** Of what came, as it lay in its box. */
export const hashOfCame = (came: unknown): string =>
  createHash('sha256').update(JSON.stringify(came)).digest('base64url')

/** Of those that were thrown away, and of what was found of the files. */
const mostNotes = 20
const mostFound = 6
/** Of the index's 8 KiB; and of these what the archived ones may take, some sixteen. */
const mostNoteBytes = 4096
const mostArchivedBytes = 2560

/**
 * The last notes: as many as there is room for, in their order.
 * INVARIANT: that a matter was archived, or what somebody did to the files, is pushed out by nothing that is thrown away.
 */
export function withNote(index: Index, note: SideNote): Index {
  const all = [...(index.notes ?? []), note]
  const archived = all.filter(({ what }) => what === 'archived')
  while (archived.length > 1 && bytesOf(archived) > mostArchivedBytes) archived.shift()
  const found = all.filter(({ what }) => what !== 'archived' && what !== 'no-matter').slice(-mostFound)
  const thrown = all.filter(({ what }) => what === 'no-matter').slice(-mostNotes)
  const kept = () => [...archived, ...found, ...thrown]
  while (thrown.length > 0 && bytesOf(kept()) > mostNoteBytes) thrown.shift()
  const last = new Set(kept())
  return { ...index, notes: all.filter((one) => last.has(one)) }
}

const bytesOf = (notes: readonly SideNote[]): number => Buffer.byteLength(JSON.stringify(notes))

export type Ending = { readonly account: string; readonly cells: readonly CellNumber[] }

export type CellUse =
  | { readonly used: true }
  /** The blind of its commitment, in base64, and since when it holds nothing. */
  | { readonly used: false; readonly blind: string; readonly since: Since }

export type Since = Signed & { readonly at: string }

/** A side whose key is open. */
export type OpenSide = { readonly side: Side; readonly key: KeyObject; readonly index: Index }

/** What came for a side, and in which box it lies. */
export type Came = { readonly box: number; readonly came: unknown }

/** What waits in the boxes and opens. */
export const cameOf = ({ side, key }: OpenSide, { boxes }: SideKept): Came[] =>
  boxes.flatMap((box, at) => {
    const came = box.full ? openBoxOf(side, key, box) : undefined
    return came === undefined ? [] : [{ box: at, came }]
  })

/** Whether what comes is sealed to the side's own key: whoever has the file and the library's keys can put another there. */
export const isOwnKey = ({ key }: OpenSide, { publicKey }: SideKept): boolean =>
  publicOfPrivate(key).equals(publicKey)

/** The boxes that do not open to the side's own key. */
export const strangeBoxes = ({ side, key }: OpenSide, { boxes }: SideKept): number[] =>
  boxes.flatMap((box, at) => (box.full && openBoxOf(side, key, box) === undefined ? [at] : []))

export function openSideOf(side: Side, key: KeyObject, kept: SideKept): OpenSide {
  return { side, key, index: openIndex(side, key, kept.index) as Index }
}

/** A side as it is written. */
export function keptSide(
  side: Side,
  key: KeyObject,
  { index, boxes }: { readonly index: Index; readonly boxes: readonly Box[] },
): SideKept {
  return {
    isSetUp: true,
    publicKey: publicOfPrivate(key),
    slots: sideSlots(side, key, openTo(index)),
    index: sealIndex(side, key, index),
    boxes,
  }
}

/**
 * The same side under another key pair. Why another: whoever is cleared no more could still open what comes from now on.
 * What waits in its boxes is sealed anew.
 */
export function rekeyedSide(
  { side, key }: OpenSide,
  kept: SideKept,
  index: Index,
): { readonly key: KeyObject; readonly kept: SideKept } {
  const pair = generateKeyPairSync('x25519')
  const boxes = kept.boxes.map((box) => {
    const came = box.full ? openBoxOf(side, key, box) : undefined
    return came === undefined ? emptyBox(side) : fullBox(side, rawPublic(pair.publicKey), came)
  })
  return { key: pair.privateKey, kept: keptSide(side, pair.privateKey, { index, boxes }) }
}

export function withBox(intake: Intake, side: Side, at: number, box: Box): Intake {
  const boxes = intake[side].boxes.map((one, place) => (place === at ? box : one))
  return { ...intake, [side]: { ...intake[side], boxes } }
}

/** A cell that holds nothing, and what shows that. */
export type Unused = { readonly cell: CellNumber; readonly blind: string; readonly since: Since }

export function unusedIn({ side, index }: OpenSide): Unused[] {
  return cellsOn(side).flatMap((cell) => {
    const use = index.cells[cell]
    return use === undefined || use.used ? [] : [{ cell, blind: use.blind, since: use.since }]
  })
}

/** The index as its next writing. */
export const counted = (index: Index): Index => ({ ...index, count: (index.count ?? 0) + 1 })

/** What the side's own log keeps of it. */
export function noteOf(alarm: Alarm, at: string): SideNote {
  const of = { older: 'cell', index: 'side', key: 'boxes' } as const
  const id = String((alarm as Readonly<Record<string, unknown>>)[of[alarm.what]])
  return { what: alarm.what, id, at, by: 'system', reason: '' }
}
