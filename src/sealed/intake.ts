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
 * The intake: one file, in which staff leave what was served, sealed to an access group.
 *
 *   id of its outer key (16) | nonce (12) | ciphertext | tag (16)
 *
 * Under it, for each group:
 *
 *   set up (1) | public key (32) | 8 slots (80 each): the private key, sealed to each person | index (8,240)
 *   | 12 boxes: full (1) | sealed to the public key (8,240)
 *
 * The library's keys and this file reveal how many boxes are full, and nothing else.
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

/** Sealed to no one. */
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

/** @throws RangeError if it is longer than a box */
export function fullBox(side: AccessGroup, to: Buffer, value: unknown): IntakeBox {
  return { full: true, bytes: sealTo(to, boxPurpose(side), paddedJson(value, boxPlain)) }
}

export function openBoxOf(side: AccessGroup, by: KeyObject, box: IntakeBox): unknown {
  const plain = openSealedTo(by, boxPurpose(side), box.bytes)
  return plain === undefined ? undefined : readPadded(plain)
}

/** The id of its log entry, by which the matter's log recognizes it. */
export const intakeItemId = (came: unknown): string | undefined =>
  (came as { readonly logged?: { readonly id?: string } } | undefined)?.logged?.id

function groupKeySlots(side: AccessGroup, key: KeyObject, to: readonly Buffer[]): Buffer[] {
  const raw = rawPrivate(key)
  return [
    ...to.map((one) => sealTo(one, keySlotPurpose(side), raw)),
    ...Array.from({ length: keySlotCount - to.length }, () =>
      sealToNobody(keySlotPurpose(side), randomBytes(publicBytes)),
    ),
  ]
}

/** Tries every slot. */
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

/** What the group's index says to people with access. */
export type GroupIndex = {
  readonly cleared: readonly AccessGrant[]
  /** The public half of the paper key, in base64. */
  readonly recovery: string
  readonly cells: Readonly<Record<SlotNumber, SlotUse>>
  /** Accounts losing access, with the slots still to do. The next person who unlocks finishes it. */
  readonly endings?: readonly PendingRemoval[] | undefined
  readonly notes?: readonly GroupNote[] | undefined
  /** Counts the writes of this index. */
  readonly count?: number | undefined
}

/**
 * Signs of tampering. `older`: the log says the slot held something else. `index`: the intake is older than the slots. `key`:
 * items were sealed to another key.
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

export type GroupNote = {
  readonly what: 'no-matter' | 'archived' | 'given-up' | TamperAlarm['what']
  /** The item, matter or slot. */
  readonly id: string
  readonly at: string
  readonly by: string
  readonly reason: string
  /** The discarded item's SHA-256, to recognize it in a backup or on paper. */
  readonly hash?: string
}

export const intakeItemHash = (came: unknown): string =>
  createHash('sha256').update(JSON.stringify(came)).digest('base64url')

const maxDiscardNotes = 20
const maxAlarmNotes = 6
/** Of the index's 8 KiB; archive notes may take the second amount, about sixteen notes. */
const maxNoteBytes = 4096
const maxArchivedBytes = 2560

/** INVARIANT: discarded items never push out notes of archived matters or tampering. */
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
  /** The blind of its commitment, in base64, and since when it is empty. */
  | { readonly used: false; readonly blind: string; readonly since: SignedMoment }

export type SignedMoment = SignedPosition & { readonly at: string }

export type OpenGroup = { readonly side: AccessGroup; readonly key: KeyObject; readonly index: GroupIndex }

export type IntakeItem = { readonly box: number; readonly came: unknown }

export const intakeItemsOf = ({ side, key }: OpenGroup, { boxes }: StoredGroup): IntakeItem[] =>
  boxes.flatMap((box, at) => {
    const item = box.full ? openBoxOf(side, key, box) : undefined
    return item === undefined ? [] : [{ box: at, came: item }]
  })

/** Someone with the file and the library's keys could replace it. */
export const isGroupKey = ({ key }: OpenGroup, { publicKey }: StoredGroup): boolean =>
  publicOfPrivate(key).equals(publicKey)

export const foreignBoxes = ({ side, key }: OpenGroup, { boxes }: StoredGroup): number[] =>
  boxes.flatMap((box, at) => (box.full && openBoxOf(side, key, box) === undefined ? [at] : []))

export function openGroup(side: AccessGroup, key: KeyObject, kept: StoredGroup): OpenGroup {
  return { side, key, index: openIndex(side, key, kept.index) as GroupIndex }
}

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

/** A new key pair, because someone whose access was removed still has the old one. */
export function rekeyGroup(
  { side, key }: OpenGroup,
  kept: StoredGroup,
  index: GroupIndex,
): { readonly key: KeyObject; readonly kept: StoredGroup } {
  const pair = generateKeyPairSync('x25519')
  const boxes = kept.boxes.map((box) => {
    const item = box.full ? openBoxOf(side, key, box) : undefined
    return item === undefined ? emptyBox(side) : fullBox(side, rawPublic(pair.publicKey), item)
  })
  return { key: pair.privateKey, kept: storedGroup(side, pair.privateKey, { index, boxes }) }
}

export function withBox(intake: StoredIntake, side: AccessGroup, at: number, box: IntakeBox): StoredIntake {
  const boxes = intake[side].boxes.map((one, place) => (place === at ? box : one))
  return { ...intake, [side]: { ...intake[side], boxes } }
}

export type UnusedSlot = { readonly cell: SlotNumber; readonly blind: string; readonly since: SignedMoment }

export function unusedSlots({ side, index }: OpenGroup): UnusedSlot[] {
  return slotsOfGroup(side).flatMap((cell) => {
    const use = index.cells[cell]
    return use === undefined || use.used ? [] : [{ cell, blind: use.blind, since: use.since }]
  })
}

export const nextVersion = (index: GroupIndex): GroupIndex => ({ ...index, count: (index.count ?? 0) + 1 })

export function alarmNote(alarm: TamperAlarm, at: string): GroupNote {
  const of = { older: 'cell', index: 'side', key: 'boxes' } as const
  const id = String((alarm as Readonly<Record<string, unknown>>)[of[alarm.what]])
  return { what: alarm.what, id, at, by: 'system', reason: '' }
}
