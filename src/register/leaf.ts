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
const typeSealedEntry = 1

const idAt = magic.length + 2
const monthAt = idAt + idBytes
const commitmentAt = monthAt + monthBytes + 1
const nonceAt = commitmentAt + commitmentBytes
const sealedAt = nonceAt + nonceBytes
export const leafBytes = sealedAt + sealedBytes
/** The bytes before the nonce: they stand in the clear and are authenticated with the body. */
export const headBytes = nonceAt

export type Leaf = {
  /** Random; the entry's name in the register. */
  readonly id: Buffer
  /** `YYYY-MM`: which month's key its own key derives from. */
  readonly month: string
  /** SHA-256 that binds the one key which opens it. */
  readonly commitment: Buffer
  readonly nonce: Buffer
  /** Ciphertext, then the AES-GCM tag. */
  readonly sealed: Buffer
}

/** The head of a leaf: everything that is authenticated beside the body. */
export function leafHead(id: Uint8Array, month: string, commitment: Uint8Array): Buffer {
  if (id.length !== idBytes)
    throw new Malformed('leaf', `an entry's id has ${idBytes} bytes, not ${id.length}`)
  if (!isMonth(month)) throw new Malformed('leaf', `a month is written YYYY-MM, not ${JSON.stringify(month)}`)
  const head = Buffer.alloc(headBytes)
  magic.copy(head)
  head[magic.length] = version
  head[magic.length + 1] = typeSealedEntry
  head.set(id, idAt)
  head.write(month, monthAt, 'latin1')
  head.set(commitment, commitmentAt)
  return head
}

/** @throws Malformed `leaf`, saying what is not as FORMAT.md has it. */
export function readLeaf(bytes: Uint8Array): Leaf {
  const fault = leafFault(bytes)
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

/** Why these bytes are no leaf, or undefined where they are one. Does not open anything. */
export function leafFault(bytes: Uint8Array): string | undefined {
  if (bytes.length !== leafBytes) return `a leaf has ${leafBytes} bytes, and this has ${bytes.length}`
  for (let at = 0; at < magic.length; at++) {
    if (bytes[at] !== magic[at]) return 'a leaf begins with "carrel", and this does not'
  }
  if (bytes[magic.length] !== version) return `this leaf is of version ${bytes[magic.length]}, not ${version}`
  if (bytes[magic.length + 1] !== typeSealedEntry) {
    return `this leaf is of type ${bytes[magic.length + 1]}, and only ${typeSealedEntry} is known`
  }
  if (!isMonthAt(bytes, monthAt)) return 'the month of this leaf is not written YYYY-MM'
  if (bytes[monthAt + monthBytes] !== 0) return 'the byte after the month of this leaf is not zero'
  return undefined
}

function isMonth(text: string): boolean {
  return text.length === monthBytes && isMonthAt(Buffer.from(text, 'latin1'), 0)
}

// Why not a regular expression: a million leaves are checked in a row, and each would become a string first.
function isMonthAt(bytes: Uint8Array, at: number): boolean {
  for (const digit of [0, 1, 2, 3, 5, 6]) {
    const code = bytes[at + digit] ?? 0
    if (code < 0x30 || code > 0x39) return false
  }
  const month = ((bytes[at + 5] ?? 0) - 0x30) * 10 + (bytes[at + 6] ?? 0) - 0x30
  return bytes[at + 4] === 0x2d && month >= 1 && month <= 12
}
