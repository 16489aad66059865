import { type KeyObject, randomBytes } from 'node:crypto'
import { closeBytes, closedMore, closeLong, openBytes, openLong, wipePadded } from './closed-bytes.ts'
import { KeysRefused } from './key-refusal.ts'
import { paddedLong, readPaddedLong } from './long-json.ts'
import { openSealedTo, sealedToBytes, sealTo, sealToNobody } from './sealed-to.ts'

/*
 * A cell: a file of fixed size that holds a compartment, or nothing, and never shows which.
 *
 *   id of its outer key (16) | head: nonce (12), ciphertext (672), tag (16) | body: nonce (12), ciphertext, tag (16)
 *
 * The outer key is the library's, made anew at each writing and destroyed at the next, so that no byte of a cell stays from one
 * night to the next. Under it lie
 *
 *   head: state (32) | 8 slots of 80 bytes, each the data key sealed to one person, or to nobody
 *   body: nonce (12) | ciphertext of length (4, big-endian), JSON, zeros | tag (16), under the data key
 *
 * A data key is made anew at each writing by whoever is cleared. An unused cell is written the same way and sealed to nobody:
 * whoever holds the library's keys takes the outer layer away, and still does not see whether the rest is anything.
 */
export const slotCount = 8
const keyIdBytes = 16
const stateBytes = 32
const dataKeyBytes = 32
const slotBytes = sealedToBytes(dataKeyBytes)
const headPlain = stateBytes + slotCount * slotBytes
const headAt = keyIdBytes
const bodyAt = headAt + headPlain + closedMore
const lengthBytes = 4

export type CellHead = {
  /** The commitment to what is in it, 32 bytes. */
  readonly state: Buffer
  /** Eight, of 80 bytes each. */
  readonly slots: readonly Buffer[]
}

export const outerKeyId = (file: Uint8Array): Buffer => Buffer.from(file.subarray(0, keyIdBytes))
export const newOuterKeyId = (): Buffer => randomBytes(keyIdBytes)

/** How many bytes of JSON a cell of this size has room for. */
export const roomOf = (cellBytes: number): number => cellBytes - bodyAt - 2 * closedMore - lengthBytes

/** How much of a file has to be read for its head. */
export const headFileBytes = bodyAt

/** Closes a cell under an outer key. @param inner what `closeInner` gave, or was there before */
export async function closeOuter(
  outer: { readonly id: Buffer; readonly key: Buffer },
  { head, inner }: { readonly head: CellHead; readonly inner: Buffer },
): Promise<Buffer> {
  const plain = Buffer.concat([head.state, ...head.slots])
  const file = Buffer.allocUnsafeSlow(bodyAt + inner.length + closedMore)
  file.set(outer.id)
  file.set(closeBytes(outer.key, 'carrel cell head 1', plain), headAt)
  await closeLong(outer.key, 'carrel cell body 1', inner, file.subarray(bodyAt))
  return file
}

/** @throws KeysRefused `keys-damaged` where the key is another's or the bytes were changed */
export function openHead(outer: { readonly id: Buffer; readonly key: Buffer }, file: Buffer): CellHead {
  const plain = openBytes(outer.key, 'carrel cell head 1', file.subarray(headAt, bodyAt)) ?? damaged()
  const slots = Array.from({ length: slotCount }, (_, at) =>
    plain.subarray(stateBytes + at * slotBytes, stateBytes + (at + 1) * slotBytes),
  )
  return { state: plain.subarray(0, stateBytes), slots }
}

/** @throws KeysRefused `keys-damaged` */
export async function openInner(
  outer: { readonly id: Buffer; readonly key: Buffer },
  file: Buffer,
): Promise<Buffer> {
  return (await openLong(outer.key, 'carrel cell body 1', file.subarray(bodyAt))) ?? damaged()
}

/** Why a compartment is not written: it is longer than its cell. */
export class CellFull extends Error {
  override name = 'CellFull'
  readonly code = 'cell-full'
}

/**
 * Closes what a cell holds under a new data key, for these people and nobody else.
 * @param to their public keys, 32 bytes each, eight at most
 * @param most how many bytes of JSON it may be, where less than there is room for
 * @returns with how many it is
 * @throws CellFull
 */
export async function closeInner(
  what: string,
  {
    value,
    to,
    cellBytes,
    most = roomOf(cellBytes),
  }: {
    readonly value: unknown
    readonly to: readonly Buffer[]
    readonly cellBytes: number
    readonly most?: number
  },
): Promise<{ readonly inner: Buffer; readonly slots: readonly Buffer[]; readonly bytes: number }> {
  if (to.length > slotCount) throw new CellFull(`a compartment is for ${slotCount} people at most`)
  const plain = await placed(value, cellBytes)
  const bytes = plain.readUInt32BE(0)
  if (bytes > most) {
    wipePadded(plain)
    throw new CellFull('it leaves too little room in its compartment')
  }
  const dataKey = randomBytes(dataKeyBytes)
  const inner = await closeLong(dataKey, innerOf(what), plain)
  wipePadded(plain)
  const slots = [
    ...to.map((one) => sealTo(one, slotOf(what), dataKey)),
    ...Array.from({ length: slotCount - to.length }, () =>
      sealToNobody(slotOf(what), randomBytes(dataKeyBytes)),
    ),
  ]
  dataKey.fill(0)
  return { inner, slots: shuffled(slots), bytes }
}

/** The data key of a cell for whoever is cleared; undefined for all others. Every slot is tried, whichever opens. */
export function dataKeyFor(what: string, { slots }: CellHead, by: KeyObject): Buffer | undefined {
  const opened = slots.map((slot) => openSealedTo(by, slotOf(what), slot))
  return opened.find((one) => one !== undefined)
}

/** What a cell holds, and how many bytes of JSON that is. @throws KeysRefused `keys-damaged` */
export async function readInner(
  what: string,
  dataKey: Buffer,
  inner: Buffer,
): Promise<{ readonly value: unknown; readonly bytes: number }> {
  const plain = (await openLong(dataKey, innerOf(what), inner)) ?? damaged()
  try {
    return { value: await readPaddedLong(plain), bytes: plain.readUInt32BE(0) }
  } finally {
    wipePadded(plain)
  }
}

async function placed(value: unknown, cellBytes: number): Promise<Buffer> {
  try {
    return await paddedLong(value, lengthBytes + roomOf(cellBytes))
  } catch (error) {
    throw error instanceof RangeError ? new CellFull('it is longer than its compartment') : error
  }
}

const innerOf = (what: string) => `carrel cell 1\n${what}`
const slotOf = (what: string) => `carrel cell slot 1\n${what}`

/** Why: whose slot stands first must not tell how many there are, nor who came last. */
function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, by: randomBytes(8).readBigUInt64BE() }))
    .sort((a, b) => (a.by < b.by ? -1 : 1))
    .map(({ one }) => one)
}

function damaged(): never {
  throw new KeysRefused(
    'keys-damaged',
    'a sealed compartment does not open: its file was changed, or keys and files are not of one day; put those of one day back together',
  )
}
