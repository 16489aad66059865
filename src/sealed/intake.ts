import { createHash, generateKeyPairSync, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { KeyError } from '../platform/crypto/key-folder.ts'
import {
  closeBytes,
  closedOverheadBytes,
  openBytes,
  openSealedTo,
  paddedJson,
  privateOf,
  publicBytes,
  publicOfPrivate,
  rawPrivate,
  rawPublic,
  readPadded,
  sealedToBytes,
  sealTo,
  sealToNobody,
} from '../platform/crypto/sealed-box.ts'
import {
  type AccessGrant,
  type AccessGroup,
  accessGroups,
  recipientKeys,
  type SignedPosition,
  type SlotNumber,
  slotsOfGroup,
} from './matter.ts'
import { keySlotCount } from './slot-bytes.ts'

/*
 * The intake: one file, in which whoever is served leaves what came, sealed to a side.
 *
 *   id of its outer key (16) | nonce (12) | ciphertext | tag (16)
 *
 * Under it, for each side, with nothing of variable length:
 *
 *   set up (1) | public key (32) | 8 slots (80 each): the private key, sealed to each person | index (8,240)
 *   | 12 boxes: full (1) | sealed to the public key (8,240)
 *
 * Whoever holds the library's keys and this file learns how many boxes are full, and not of what.
 */
export const boxesPerGroup = 12
const boxPlain = 8192
const boxBytes = sealedToBytes(boxPlain)
const indexPlain = 8192
const indexBytes = indexPlain + closedOverheadBytes
const keySlotBytes = sealedToBytes(publicBytes)
const groupBytes = 1 + publicBytes + keySlotCount * keySlotBytes + indexBytes + boxesPerGroup * (1 + boxBytes)
const keyIdBytes = 16

export type IntakeBox = { readonly full: boolean; readonly bytes: Buffer }
export type StoredGroup = {
  readonly isSetUp: boolean
  readonly publicKey: Buffer
  readonly slots: readonly Buffer[]
  readonly index: Buffer
  readonly boxes: readonly IntakeBox[]
}
export type StoredIntake = Readonly<Record<AccessGroup, StoredGroup>>

const fileName = 'carrel intake file 1'
const boxPurpose = (side: AccessGroup) => `carrel intake 1\n${side}`
const keySlotPurpose = (side: AccessGroup) => `carrel side slot 1\n${side}`

/** A box that holds nothing: sealed to nobody. */
export const emptyBox = (side: AccessGroup): IntakeBox => ({
  full: false,
  bytes: sealToNobody(boxPurpose(side), randomBytes(boxPlain)),
})

export function newIntake(): StoredIntake {
  return { director: newGroup('director'), president: newGroup('president') }
}

function newGroup(side: AccessGroup): StoredGroup {
  return {
    isSetUp: false,
    publicKey: sealToNobody(keySlotPurpose(side), randomBytes(1)).subarray(0, publicBytes),
    slots: Array.from({ length: keySlotCount }, () =>
      sealToNobody(keySlotPurpose(side), randomBytes(publicBytes)),
    ),
    index: randomBytes(indexBytes),
    boxes: Array.from({ length: boxesPerGroup }, () => emptyBox(side)),
  }
}

/** Seals what came into a box. @throws RangeError where it is longer than a box */
export function fullBox(side: AccessGroup, to: Buffer, value: unknown): IntakeBox {
  return { full: true, bytes: sealTo(to, boxPurpose(side), paddedJson(value, boxPlain)) }
}

/** What is in a box, for whoever has the side's private key. */
export function openBoxOf(side: AccessGroup, by: KeyObject, box: IntakeBox): unknown {
  const plain = openSealedTo(by, boxPurpose(side), box.bytes)
  return plain === undefined ? undefined : readPadded(plain)
}

/** By what it is known again: the id of its entry, which goes into the log of its matter. Undefined of what has none. */
export const intakeItemId = (came: unknown): string | undefined =>
  (came as { readonly logged?: { readonly id?: string } } | undefined)?.logged?.id

/** The side's private key in the slots of these people. */
function groupKeySlots(side: AccessGroup, key: KeyObject, to: readonly Buffer[]): Buffer[] {
  const raw = rawPrivate(key)
  return [
    ...to.map((one) => sealTo(one, keySlotPurpose(side), raw)),
    ...Array.from({ length: keySlotCount - to.length }, () =>
      sealToNobody(keySlotPurpose(side), randomBytes(publicBytes)),
    ),
  ]
}

/** The side's private key, for whoever is cleared for the side. Every slot is tried. */
export function groupKeyFor(side: AccessGroup, { slots }: StoredGroup, by: KeyObject): KeyObject | undefined {
  const raw = slots
    .map((slot) => openSealedTo(by, keySlotPurpose(side), slot))
    .find((one) => one !== undefined)
  return raw && privateOf(raw)
}

function sealIndex(side: AccessGroup, key: KeyObject, value: unknown): Buffer {
  return closeBytes(indexKey(key), `carrel side index 1\n${side}`, paddedJson(value, indexPlain))
}

/** @throws KeyError `keys-damaged` */
function openIndex(side: AccessGroup, key: KeyObject, index: Buffer): unknown {
  return readPadded(openBytes(indexKey(key), `carrel side index 1\n${side}`, index) ?? damagedIntake())
}

export function intakeFile(
  intake: StoredIntake,
  outer: { readonly id: Buffer; readonly key: Buffer },
): Buffer {
  const plain = Buffer.concat(accessGroups.map((side) => encodeGroup(intake[side])))
  return Buffer.concat([outer.id, closeBytes(outer.key, fileName, plain)])
}

/** @throws KeyError `keys-damaged` */
export function readIntake(file: Buffer, outer: { readonly key: Buffer }): StoredIntake {
  const plain = openBytes(outer.key, fileName, file.subarray(keyIdBytes)) ?? damagedIntake()
  const [director, president] = accessGroups.map((_, at) =>
    decodeGroup(plain.subarray(at * groupBytes, (at + 1) * groupBytes)),
  )
  return { director: director as StoredGroup, president: president as StoredGroup }
}

function encodeGroup({ isSetUp, publicKey, slots, index, boxes }: StoredGroup): Buffer {
  return Buffer.concat([
    Buffer.of(isSetUp ? 1 : 0),
    publicKey,
    ...slots,
    index,
    ...boxes.flatMap(({ full, bytes }) => [Buffer.of(full ? 1 : 0), bytes]),
  ])
}

function decodeGroup(plain: Buffer): StoredGroup {
  let at = 0
  const take = (bytes: number) => {
    at += bytes
    return plain.subarray(at - bytes, at)
  }
  const isSetUp = take(1)[0] === 1
  const publicKey = take(publicBytes)
  const slots = Array.from({ length: keySlotCount }, () => take(keySlotBytes))
  const index = take(indexBytes)
  const boxes = Array.from({ length: boxesPerGroup }, () => ({
    full: take(1)[0] === 1,
    bytes: take(boxBytes),
  }))
  return { isSetUp, publicKey, slots, index, boxes }
}

function indexKey(key: KeyObject): Buffer {
  return Buffer.from(hkdfSync('sha256', rawPrivate(key), '', 'carrel/side index/1', 32))
}

function damagedIntake(): never {
  throw new KeyError(
    'keys-damaged',
    'the intake of sealed matters does not open: its file was changed, or keys and files are not of one day; put those of one day back together',
  )
}

/** What the index of a side says, to whoever is cleared for the side. */
export type GroupIndex = {
  readonly cleared: readonly AccessGrant[]
  /** The public half of the key on paper, in base64. */
  readonly recovery: string
  readonly cells: Readonly<Record<SlotNumber, SlotUse>>
  /** Who is cleared no more, and in which cells that is still to be done: a kill in between is finished by whoever unlocks next. */
  readonly endings?: readonly PendingRemoval[] | undefined
  readonly notes?: readonly GroupNote[] | undefined
  /** Its number among its own writings: each is one more. */
  readonly count?: number | undefined
}

/**
 * What somebody who has the files can have done to them. `older`: the register says that something else stood in the cell. `index`:
 * the intake is older than the cells. `key`: what came was sealed to another key than the side's own; in `boxes` of it.
 */
export type TamperAlarm =
  | {
      readonly what: 'older'
      readonly side?: AccessGroup
      readonly cell: SlotNumber
      readonly reference?: string
    }
  | { readonly what: 'index'; readonly side: AccessGroup }
  | { readonly what: 'key'; readonly side: AccessGroup; readonly boxes: number }

/** What was thrown away, archived, or given up because it did not open, in whose cell or box nothing is any more. */
export type GroupNote = {
  readonly what: 'no-matter' | 'archived' | 'given-up' | TamperAlarm['what']
  /** Of what came, the reference of the matter, or the number of the cell. */
  readonly id: string
  readonly at: string
  readonly by: string
  readonly reason: string
  /** What was thrown away, as its SHA-256: whoever has it still, in a backup or on paper, can show that it was this. */
  readonly hash?: string
}

/** Of what came, as it lay in its box. */
export const intakeItemHash = (came: unknown): string =>
  createHash('sha256').update(JSON.stringify(came)).digest('base64url')

/** Of those that were thrown away, and of what was found of the files. */
const maxDiscardNotes = 20
const maxAlarmNotes = 6
/** Of the index's 8 KiB; and of these what the archived ones may take, some sixteen. */
const maxNoteBytes = 4096
const maxArchivedBytes = 2560

/**
 * The last notes: as many as there is room for, in their order.
 * INVARIANT: that a matter was archived, or what somebody did to the files, is pushed out by nothing that is thrown away.
 */
export function withNote(index: GroupIndex, note: GroupNote): GroupIndex {
  const all = [...(index.notes ?? []), note]
  const archived = all.filter(({ what }) => what === 'archived')
  while (archived.length > 1 && bytesOf(archived) > maxArchivedBytes) archived.shift()
  const found = all.filter(({ what }) => what !== 'archived' && what !== 'no-matter').slice(-maxAlarmNotes)
  const thrown = all.filter(({ what }) => what === 'no-matter').slice(-maxDiscardNotes)
  const kept = () => [...archived, ...found, ...thrown]
  while (thrown.length > 0 && bytesOf(kept()) > maxNoteBytes) thrown.shift()
  const last = new Set(kept())
  return { ...index, notes: all.filter((one) => last.has(one)) }
}

const bytesOf = (notes: readonly GroupNote[]): number => Buffer.byteLength(JSON.stringify(notes))

type PendingRemoval = { readonly account: string; readonly cells: readonly SlotNumber[] }

export type SlotUse =
  | { readonly used: true }
  /** The blind of its commitment, in base64, and since when it holds nothing. */
  | { readonly used: false; readonly blind: string; readonly since: SignedMoment }

export type SignedMoment = SignedPosition & { readonly at: string }

/** A side whose key is open. */
export type OpenGroup = { readonly side: AccessGroup; readonly key: KeyObject; readonly index: GroupIndex }

/** What came for a side, and in which box it lies. */
export type IntakeItem = { readonly box: number; readonly came: unknown }

/** What waits in the boxes and opens. */
export const intakeItemsOf = ({ side, key }: OpenGroup, { boxes }: StoredGroup): IntakeItem[] =>
  boxes.flatMap((box, at) => {
    const came = box.full ? openBoxOf(side, key, box) : undefined
    return came === undefined ? [] : [{ box: at, came }]
  })

/** Whether what comes is sealed to the side's own key: whoever has the file and the library's keys can put another there. */
export const isGroupKey = ({ key }: OpenGroup, { publicKey }: StoredGroup): boolean =>
  publicOfPrivate(key).equals(publicKey)

/** The boxes that do not open to the side's own key. */
export const foreignBoxes = ({ side, key }: OpenGroup, { boxes }: StoredGroup): number[] =>
  boxes.flatMap((box, at) => (box.full && openBoxOf(side, key, box) === undefined ? [at] : []))

export function openGroup(side: AccessGroup, key: KeyObject, kept: StoredGroup): OpenGroup {
  return { side, key, index: openIndex(side, key, kept.index) as GroupIndex }
}

/** A side as it is written. */
export function storedGroup(
  side: AccessGroup,
  key: KeyObject,
  { index, boxes }: { readonly index: GroupIndex; readonly boxes: readonly IntakeBox[] },
): StoredGroup {
  return {
    isSetUp: true,
    publicKey: publicOfPrivate(key),
    slots: groupKeySlots(side, key, recipientKeys(index)),
    index: sealIndex(side, key, index),
    boxes,
  }
}

/**
 * The same side under another key pair. Why another: whoever is cleared no more could still open what comes from now on.
 * What waits in its boxes is sealed anew.
 */
export function rekeyGroup(
  { side, key }: OpenGroup,
  kept: StoredGroup,
  index: GroupIndex,
): { readonly key: KeyObject; readonly kept: StoredGroup } {
  const pair = generateKeyPairSync('x25519')
  const boxes = kept.boxes.map((box) => {
    const came = box.full ? openBoxOf(side, key, box) : undefined
    return came === undefined ? emptyBox(side) : fullBox(side, rawPublic(pair.publicKey), came)
  })
  return { key: pair.privateKey, kept: storedGroup(side, pair.privateKey, { index, boxes }) }
}

export function withBox(intake: StoredIntake, side: AccessGroup, at: number, box: IntakeBox): StoredIntake {
  const boxes = intake[side].boxes.map((one, place) => (place === at ? box : one))
  return { ...intake, [side]: { ...intake[side], boxes } }
}

/** A cell that holds nothing, and what shows that. */
export type UnusedSlot = { readonly cell: SlotNumber; readonly blind: string; readonly since: SignedMoment }

export function unusedSlots({ side, index }: OpenGroup): UnusedSlot[] {
  return slotsOfGroup(side).flatMap((cell) => {
    const use = index.cells[cell]
    return use === undefined || use.used ? [] : [{ cell, blind: use.blind, since: use.since }]
  })
}

/** The index as its next writing. */
export const nextVersion = (index: GroupIndex): GroupIndex => ({ ...index, count: (index.count ?? 0) + 1 })

/** What the side's own log keeps of it. */
export function alarmNote(alarm: TamperAlarm, at: string): GroupNote {
  const of = { older: 'cell', index: 'side', key: 'boxes' } as const
  const id = String((alarm as Readonly<Record<string, unknown>>)[of[alarm.what]])
  return { what: alarm.what, id, at, by: 'system', reason: '' }
}
