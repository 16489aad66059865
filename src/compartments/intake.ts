import { hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { slotCount } from '../sealing/cell-bytes.ts'
import { closeBytes, closedMore, openBytes, paddedJson, readPadded } from '../sealing/closed-bytes.ts'
import { KeysRefused } from '../sealing/key-refusal.ts'
import {
  openSealedTo,
  privateOf,
  publicBytes,
  rawPrivate,
  sealedToBytes,
  sealTo,
  sealToNobody,
} from '../sealing/sealed-to.ts'
import { type Side, sides } from './side.ts'

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
export const boxesOfSide = 12
const boxPlain = 8192
const boxBytes = sealedToBytes(boxPlain)
const indexPlain = 8192
const indexBytes = indexPlain + closedMore
const slotBytes = sealedToBytes(publicBytes)
const sideBytes = 1 + publicBytes + slotCount * slotBytes + indexBytes + boxesOfSide * (1 + boxBytes)
const keyIdBytes = 16

export type Box = { readonly full: boolean; readonly bytes: Buffer }
export type SideKept = {
  readonly isSetUp: boolean
  readonly publicKey: Buffer
  readonly slots: readonly Buffer[]
  readonly index: Buffer
  readonly boxes: readonly Box[]
}
export type Intake = Readonly<Record<Side, SideKept>>

const fileName = 'carrel intake file 1'
const boxOf = (side: Side) => `carrel intake 1\n${side}`
const slotOf = (side: Side) => `carrel side slot 1\n${side}`

/** A box that holds nothing: sealed to nobody. */
export const emptyBox = (side: Side): Box => ({
  full: false,
  bytes: sealToNobody(boxOf(side), randomBytes(boxPlain)),
})

export function newIntake(): Intake {
  return { director: newSide('director'), president: newSide('president') }
}

function newSide(side: Side): SideKept {
  return {
    isSetUp: false,
    publicKey: sealToNobody(slotOf(side), randomBytes(1)).subarray(0, publicBytes),
    slots: Array.from({ length: slotCount }, () => sealToNobody(slotOf(side), randomBytes(publicBytes))),
    index: randomBytes(indexBytes),
    boxes: Array.from({ length: boxesOfSide }, () => emptyBox(side)),
  }
}

/** Seals what came into a box. @throws RangeError where it is longer than a box */
export function fullBox(side: Side, to: Buffer, value: unknown): Box {
  return { full: true, bytes: sealTo(to, boxOf(side), paddedJson(value, boxPlain)) }
}

/** What is in a box, for whoever has the side's private key. */
export function openBoxOf(side: Side, by: KeyObject, box: Box): unknown {
  const plain = openSealedTo(by, boxOf(side), box.bytes)
  return plain === undefined ? undefined : readPadded(plain)
}

/** By what it is known again: the id of its entry, which goes into the log of its matter. Undefined of what has none. */
export const idOfCame = (came: unknown): string | undefined =>
  (came as { readonly logged?: { readonly id?: string } } | undefined)?.logged?.id

/** The side's private key in the slots of these people. */
export function sideSlots(side: Side, key: KeyObject, to: readonly Buffer[]): Buffer[] {
  const raw = rawPrivate(key)
  return [
    ...to.map((one) => sealTo(one, slotOf(side), raw)),
    ...Array.from({ length: slotCount - to.length }, () =>
      sealToNobody(slotOf(side), randomBytes(publicBytes)),
    ),
  ]
}

/** The side's private key, for whoever is cleared for the side. Every slot is tried. */
export function sideKeyFor(side: Side, { slots }: SideKept, by: KeyObject): KeyObject | undefined {
  const raw = slots.map((slot) => openSealedTo(by, slotOf(side), slot)).find((one) => one !== undefined)
  return raw && privateOf(raw)
}

export function sealIndex(side: Side, key: KeyObject, value: unknown): Buffer {
  return closeBytes(indexKey(key), `carrel side index 1\n${side}`, paddedJson(value, indexPlain))
}

/** @throws KeysRefused `keys-damaged` */
export function openIndex(side: Side, key: KeyObject, index: Buffer): unknown {
  return readPadded(openBytes(indexKey(key), `carrel side index 1\n${side}`, index) ?? damaged())
}

export function intakeFile(intake: Intake, outer: { readonly id: Buffer; readonly key: Buffer }): Buffer {
  const plain = Buffer.concat(sides.map((side) => written(intake[side])))
  return Buffer.concat([outer.id, closeBytes(outer.key, fileName, plain)])
}

/** @throws KeysRefused `keys-damaged` */
export function readIntake(file: Buffer, outer: { readonly key: Buffer }): Intake {
  const plain = openBytes(outer.key, fileName, file.subarray(keyIdBytes)) ?? damaged()
  const [director, president] = sides.map((_, at) =>
    sideIn(plain.subarray(at * sideBytes, (at + 1) * sideBytes)),
  )
  return { director: director as SideKept, president: president as SideKept }
}

function written({ isSetUp, publicKey, slots, index, boxes }: SideKept): Buffer {
  return Buffer.concat([
    Buffer.of(isSetUp ? 1 : 0),
    publicKey,
    ...slots,
    index,
    ...boxes.flatMap(({ full, bytes }) => [Buffer.of(full ? 1 : 0), bytes]),
  ])
}

function sideIn(plain: Buffer): SideKept {
  let at = 0
  const take = (bytes: number) => {
    at += bytes
    return plain.subarray(at - bytes, at)
  }
  const isSetUp = take(1)[0] === 1
  const publicKey = take(publicBytes)
  const slots = Array.from({ length: slotCount }, () => take(slotBytes))
  const index = take(indexBytes)
  const boxes = Array.from({ length: boxesOfSide }, () => ({ full: take(1)[0] === 1, bytes: take(boxBytes) }))
  return { isSetUp, publicKey, slots, index, boxes }
}

function indexKey(key: KeyObject): Buffer {
  return Buffer.from(hkdfSync('sha256', rawPrivate(key), '', 'carrel/side index/1', 32))
}

function damaged(): never {
  throw new KeysRefused(
    'keys-damaged',
    'the intake of sealed matters does not open: its file was changed, or keys and files are not of one day; put those of one day back together',
  )
}
