import { Malformed } from './malformed.ts'

/*
 * The bytes that the tree hashes for one entry (FORMAT.md, "A leaf"). All leaves are of one size, whatever
 * the entry says, so that nobody without a key can tell a view from a seizure.
 */
export const idBytes = 16
export const monthBytes = 7
export const commitmentBytes = 32
export const nonceBytes = 12
export const tagBytes = 16
/** Ciphertext and tag together: 1 KiB. */
export const sealedBytes = 1024
/** What the sealed body has room for before it is encrypted. */
export const bodyBytes = sealedBytes - tagBytes

const magic = Buffer.from('carrel')
const version = 1
export const typeSealedEntry = 1

export const idAt = magic.length + 2
const monthAt = idAt + idBytes
const commitmentAt = monthAt + monthBytes + 1
export const nonceAt = commitmentAt + commitmentBytes
export const sealedAt = nonceAt + nonceBytes
export const leafBytes = sealedAt + sealedBytes
/** The bytes before the nonce: they stand in the clear and are authenticated with the body. */
export const headBytes = nonceAt
/** Where the ciphertext ends and its tag begins. */
export const tagAt = sealedAt + bodyBytes

/** What has a form of its own: all up to the key commitment. */
export const clearBytes = commitmentAt

/** The id in the bytes of a leaf, of whatever type. */
export function leafId(leaf: Uint8Array): Buffer {
  return Buffer.from(leaf.subarray(idAt, monthAt))
}

/**
 * The name of a leaf, by which it is found again, as it stands on letters and screens: 22 characters of base64url.
 */
export function leafReference(leaf: Uint8Array): string {
  return leafId(leaf).toString('base64url')
}

export const isReference = (text: string): boolean => /^[A-Za-z0-9_-]{21}[AQgw]$/.test(text)

export type Leaf = {
  /** Random; the entry's name in the register. */
  readonly id: Uint8Array
  /** `YYYY-MM`: which month's key its own key derives from. */
  readonly month: string
  /** SHA-256 that binds the one key which opens it. */
  readonly commitment: Uint8Array
  readonly nonce: Uint8Array
  /** Ciphertext, then the AES-GCM tag. */
  readonly sealed: Uint8Array
}

/**
 * A leaf of which only the head is written: everything that is authenticated beside the body. What follows the
 * head is whatever was there, until the caller writes it.
 * @throws Malformed `leaf` where the id or the month is out of form
 */
export function beginLeaf(head: Pick<Leaf, 'id' | 'month' | 'commitment'>): Buffer {
  const { id, month, commitment } = head
  if (id.length !== idBytes)
    throw new Malformed('leaf', `an entry's id has ${idBytes} bytes, not ${id.length}`)
  if (!isMonth(month)) throw new Malformed('leaf', `a month is written YYYY-MM, not ${JSON.stringify(month)}`)
  // Why not zeroed first: the caller writes every byte after the head.
  const leaf = Buffer.allocUnsafe(leafBytes)
  leaf.set(magic)
  leaf[magic.length] = version
  leaf[magic.length + 1] = typeSealedEntry
  leaf.set(id, idAt)
  leaf.write(month, monthAt, 'latin1')
  leaf[monthAt + monthBytes] = 0
  leaf.set(commitment, commitmentAt)
  return leaf
}

/** @throws Malformed `leaf`, saying what is not as FORMAT.md has it. */
export function readLeaf(bytes: Uint8Array): Leaf {
  const fault = sealedLeafFault(bytes)
  if (fault !== undefined) throw new Malformed('leaf', fault)
  const leaf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    id: leaf.subarray(idAt, monthAt),
    month: leaf.toString('latin1', monthAt, monthAt + monthBytes),
    commitment: leaf.subarray(commitmentAt, nonceAt),
    nonce: leaf.subarray(nonceAt, sealedAt),
    sealed: leaf.subarray(sealedAt),
  }
}

/**
 * Why the bytes from `from` on are no sealed entry, or undefined where they are one. Does not open anything.
 *
 * Why it takes an offset and no regular expression: a million leaves are checked in a row, where they lie.
 */
export function sealedLeafFault(bytes: Uint8Array, from = 0): string | undefined {
  if (bytes.length - from !== leafBytes) {
    return `a leaf has ${leafBytes} bytes, and this has ${bytes.length - from}`
  }
  return sealedHeadFault(bytes, from)
}

/** The same, of the first `clearBytes` alone. */
export function sealedHeadFault(bytes: Uint8Array, from = 0): string | undefined {
  for (let at = 0; at < magic.length; at++) {
    if (bytes[from + at] !== magic[at]) return 'a leaf begins with "carrel", and this does not'
  }
  const leafVersion = bytes[from + magic.length]
  if (leafVersion !== version) return `this leaf is of version ${leafVersion}, not ${version}`
  const type = bytes[from + magic.length + 1]
  if (type !== typeSealedEntry)
    return `this leaf is of type ${type}, and not a sealed entry (${typeSealedEntry})`
  if (!isMonthAt(bytes, from + monthAt)) return 'the month of this leaf is not written YYYY-MM'
  if (bytes[from + monthAt + monthBytes] !== 0) return 'the byte after the month of this leaf is not zero'
  return undefined
}

function isMonth(text: string): boolean {
  return text.length === monthBytes && isMonthAt(Buffer.from(text, 'latin1'), 0)
}

function isMonthAt(bytes: Uint8Array, at: number): boolean {
  const month = digitAt(bytes, at + 5) * 10 + digitAt(bytes, at + 6)
  const year = digitAt(bytes, at) + digitAt(bytes, at + 1) + digitAt(bytes, at + 2) + digitAt(bytes, at + 3)
  return bytes[at + 4] === 0x2d && year >= 0 && month >= 1 && month <= 12
}

/** The digit there, or a number so low that no sum with it is a date. */
function digitAt(bytes: Uint8Array, at: number): number {
  const digit = (bytes[at] ?? 0) - 0x30
  return digit >= 0 && digit <= 9 ? digit : -1000
}
