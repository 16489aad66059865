import { isAscii } from 'node:buffer'
import { type KeyObject, randomBytes } from 'node:crypto'
import { KeyError } from '../platform/crypto/key-folder.ts'
import {
  closeBytes,
  closedOverheadBytes,
  closeLong,
  openBytes,
  openLong,
  openSealedTo,
  sealedToBytes,
  sealTo,
  sealToNobody,
  wipePadded,
} from '../platform/crypto/sealed-box.ts'

/*
 * A slot: a file of fixed size that holds a matter or nothing, and never shows which.
 *
 *   id of its outer key (16) | head: nonce (12), ciphertext (672), tag (16) | body: nonce (12), ciphertext, tag (16)
 *
 * The library's outer key is new for each write, so that no byte stays from one night to the next. Under it:
 *
 *   head: state (32) | 8 slots of 80 bytes, each the data key sealed to one person, or to no one
 *   body: nonce (12) | ciphertext of length (4, big-endian), JSON, zeros | tag (16), under the data key
 *
 * An unused slot looks the same to someone with the library's keys: it is sealed to no one.
 */
export const keySlotCount = 8
const keyIdBytes = 16
const stateBytes = 32
const dataKeyBytes = 32
const keySlotBytes = sealedToBytes(dataKeyBytes)
const headPlain = stateBytes + keySlotCount * keySlotBytes
const headAt = keyIdBytes
const bodyAt = headAt + headPlain + closedOverheadBytes
const lengthBytes = 4

export type SlotHead = {
  /** The commitment to its content, 32 bytes. */
  readonly state: Buffer
  readonly slots: readonly Buffer[]
}

export const outerKeyId = (file: Uint8Array): Buffer => Buffer.from(file.subarray(0, keyIdBytes))
export const newOuterKeyId = (): Buffer => randomBytes(keyIdBytes)

/** The JSON bytes a slot of this size can hold. */
export const slotRoom = (cellBytes: number): number =>
  cellBytes - bodyAt - 2 * closedOverheadBytes - lengthBytes

export const headFileBytes = bodyAt

export async function closeOuter(
  outer: { readonly id: Buffer; readonly key: Buffer },
  { head, inner }: { readonly head: SlotHead; readonly inner: Buffer },
): Promise<Buffer> {
  const plain = Buffer.concat([head.state, ...head.slots])
  const file = Buffer.allocUnsafeSlow(bodyAt + inner.length + closedOverheadBytes)
  file.set(outer.id)
  file.set(closeBytes(outer.key, 'carrel cell head 1', plain), headAt)
  await closeLong(outer.key, 'carrel cell body 1', inner, file.subarray(bodyAt))
  return file
}

/** @throws KeyError `keys-damaged` if the key or the bytes are wrong */
export function openSlotHead(outer: { readonly id: Buffer; readonly key: Buffer }, file: Buffer): SlotHead {
  const plain = openBytes(outer.key, 'carrel cell head 1', file.subarray(headAt, bodyAt)) ?? damagedSlot()
  const slots = Array.from({ length: keySlotCount }, (_, at) =>
    plain.subarray(stateBytes + at * keySlotBytes, stateBytes + (at + 1) * keySlotBytes),
  )
  return { state: plain.subarray(0, stateBytes), slots }
}

/** @throws KeyError `keys-damaged` */
export async function openInner(
  outer: { readonly id: Buffer; readonly key: Buffer },
  file: Buffer,
): Promise<Buffer> {
  return (await openLong(outer.key, 'carrel cell body 1', file.subarray(bodyAt))) ?? damagedSlot()
}

/** The matter is longer than its slot. */
export class SlotFullError extends Error {
  readonly code = 'cell-full'
}

/** `to`: up to eight public keys of 32 bytes. `most`: a lower limit of JSON bytes. @throws SlotFullError */
export async function closeInner(
  what: string,
  {
    value,
    to,
    cellBytes,
    most = slotRoom(cellBytes),
  }: {
    readonly value: unknown
    readonly to: readonly Buffer[]
    readonly cellBytes: number
    readonly most?: number
  },
): Promise<{ readonly inner: Buffer; readonly slots: readonly Buffer[]; readonly bytes: number }> {
  if (to.length > keySlotCount) throw new SlotFullError(`a compartment is for ${keySlotCount} people at most`)
  const plain = await paddedContent(value, cellBytes)
  const bytes = plain.readUInt32BE(0)
  if (bytes > most) {
    wipePadded(plain)
    throw new SlotFullError('it leaves too little room in its compartment')
  }
  const dataKey = randomBytes(dataKeyBytes)
  const inner = await closeLong(dataKey, bodyPurpose(what), plain)
  wipePadded(plain)
  const slots = [
    ...to.map((one) => sealTo(one, keySlotPurpose(what), dataKey)),
    ...Array.from({ length: keySlotCount - to.length }, () =>
      sealToNobody(keySlotPurpose(what), randomBytes(dataKeyBytes)),
    ),
  ]
  dataKey.fill(0)
  return { inner, slots: shuffled(slots), bytes }
}

/** Undefined without access. Tries every key slot. */
export function dataKeyFor(what: string, { slots }: SlotHead, by: KeyObject): Buffer | undefined {
  const opened = slots.map((slot) => openSealedTo(by, keySlotPurpose(what), slot))
  return opened.find((one) => one !== undefined)
}

/** `bytes`: its length as JSON. @throws KeyError `keys-damaged` */
export async function readInner(
  what: string,
  dataKey: Buffer,
  inner: Buffer,
): Promise<{ readonly value: unknown; readonly bytes: number }> {
  const plain = (await openLong(dataKey, bodyPurpose(what), inner)) ?? damagedSlot()
  try {
    return { value: await readPaddedLong(plain), bytes: plain.readUInt32BE(0) }
  } finally {
    wipePadded(plain)
  }
}

async function paddedContent(value: unknown, cellBytes: number): Promise<Buffer> {
  try {
    return await paddedLong(value, lengthBytes + slotRoom(cellBytes))
  } catch (error) {
    throw error instanceof RangeError ? new SlotFullError('it is longer than its compartment') : error
  }
}

const bodyPurpose = (what: string) => `carrel cell 1\n${what}`
const keySlotPurpose = (what: string) => `carrel cell slot 1\n${what}`

/** Otherwise the order would tell how many people have access, and who came last. */
function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, by: randomBytes(8).readBigUInt64BE() }))
    .sort((a, b) => (a.by < b.by ? -1 : 1))
    .map(({ one }) => one)
}

function damagedSlot(): never {
  throw new KeyError(
    'keys-damaged',
    'a sealed compartment does not open: its file was changed, or keys and files are not of one day; put those of one day back together',
  )
}

/* `paddedJson` and `readPadded` for many megabytes, in pieces, so that other requests are served: the same bytes. */

/** Each piece takes a few milliseconds at most. */
const pieceLength = 256 * 1024
/** Strings this long are taken out before the rest is parsed. */
const longBytes = 64 * 1024
const jsonLengthBytes = 4
const quote = 0x22
const backslash = 0x5c
const colon = 0x3a
const othersFirst = () => new Promise<void>((done) => setImmediate(done))

/** Its length (4, big-endian), JSON, then zeros. @throws RangeError if it does not fit */
export async function paddedLong(value: unknown, bytes: number): Promise<Buffer> {
  const plain = Buffer.alloc(bytes)
  let at = jsonLengthBytes
  let turned = at
  for (const piece of piecesOf(value)) {
    const length = Buffer.byteLength(piece, 'utf8')
    if (length > bytes - at) {
      plain.fill(0, 0, at)
      throw new RangeError('it is longer than its place')
    }
    at += plain.write(piece, at, 'utf8')
    if (at - turned < pieceLength) continue
    turned = at
    await othersFirst()
  }
  plain.writeUInt32BE(at - jsonLengthBytes, 0)
  return plain
}

function* piecesOf(value: unknown): Generator<string> {
  const plain = hasOwnForm(value) ? value.toJSON() : value
  if (weightOf(plain) <= pieceLength) yield JSON.stringify(plain) ?? 'null'
  else if (typeof plain === 'string') yield* piecesOfText(plain)
  else if (Array.isArray(plain)) {
    for (const [nth, one] of plain.entries()) {
      yield nth === 0 ? '[' : ','
      yield* piecesOf(isLeftOut(one) ? null : one)
    }
    yield ']'
  } else {
    let before = '{'
    for (const [name, one] of Object.entries(plain as object)) {
      if (isLeftOut(one)) continue
      yield `${before}${JSON.stringify(name)}:`
      yield* piecesOf(one)
      before = ','
    }
    yield before === '{' ? '{}' : '}'
  }
}

function* piecesOfText(text: string): Generator<string> {
  yield '"'
  for (let at = 0; at < text.length; ) {
    // Half of a surrogate pair would be written as another character.
    const isSplit = /[\ud800-\udbff]/.test(text[at + pieceLength - 1] ?? '')
    const end = at + pieceLength + (isSplit ? 1 : 0)
    yield JSON.stringify(text.slice(at, end)).slice(1, -1)
    at = end
  }
  yield '"'
}

const hasOwnForm = (value: unknown): value is { toJSON(): unknown } =>
  typeof (value as { readonly toJSON?: unknown } | null | undefined)?.toJSON === 'function'

const isLeftOut = (value: unknown): boolean =>
  value === undefined || typeof value === 'function' || typeof value === 'symbol'

/** The approximate JSON length, counted up to one piece. */
function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  let weight = 2
  const isList = Array.isArray(value)
  for (const name in value) {
    weight += (isList ? 1 : name.length + 4) + weightOf((value as Record<string, unknown>)[name])
    if (weight > pieceLength) break
  }
  return weight
}

export async function readPaddedLong(plain: Buffer): Promise<unknown> {
  const end = jsonLengthBytes + plain.readUInt32BE(0)
  const mark = randomBytes(12).toString('hex')
  const rest: string[] = []
  const long: string[] = []
  let from = jsonLengthBytes
  for (let at = jsonLengthBytes; at < end; ) {
    const last = plain.lastIndexOf(quote, Math.min(at + longBytes, end) - 1)
    if (last >= at) {
      at = last + 1
      continue
    }
    const next = plain.indexOf(quote, at)
    if (next < 0 || next >= end) break
    if (isBareString(plain, at, next)) {
      rest.push(plain.toString('utf8', from, at), mark + long.length)
      long.push(plain.toString('latin1', at, next))
      from = next
      await othersFirst()
    }
    at = next + 1
  }
  rest.push(plain.toString('utf8', from, end))
  const read: unknown = JSON.parse(rest.join(''))
  if (long.length === 0) return read
  return putBack(read, (text) => (text.startsWith(mark) ? long[Number(text.slice(mark.length))] : undefined))
}

/**
 * Whether text between quotes is a value without escapes, such as base64. INVARIANT: false for text between two strings,
 * which never begins with such a character.
 */
function isBareString(plain: Buffer, from: number, until: number): boolean {
  const first = String.fromCharCode(plain[from] ?? 0)
  const text = plain.subarray(from, until)
  return (
    plain[from - 1] === quote &&
    plain[from - 2] !== backslash &&
    plain[until + 1] !== colon &&
    /[A-Za-z0-9+/]/.test(first) &&
    isAscii(text) &&
    !text.includes(backslash)
  )
}

function putBack(value: unknown, textFor: (mark: string) => string | undefined): unknown {
  if (typeof value === 'string') return textFor(value) ?? value
  if (typeof value !== 'object' || value === null) return value
  for (const name in value) {
    const all = value as Record<string, unknown>
    const one = all[name]
    const put = putBack(one, textFor)
    if (put !== one) all[name] = put
  }
  return value
}
