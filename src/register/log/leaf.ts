import { readTreeHead, type TreeHead, treeHeadText } from './checkpoint.ts'
import { slotCount } from './commitment.ts'
import { base32, base32Bits, typedBase32 } from './crockford.ts'
import { entryInstant } from './entry.ts'
import { MalformedError, orMalformed } from './malformed-error.ts'
import { readVerifierKey } from './note.ts'
import { hashBytes } from './tree.ts'

// The bytes that the tree hashes for one entry (FORMAT.md, "A leaf"). All sealed leaves have one size, so that without a
// key no one can tell a view from a seizure.
export const idBytes = 16
const monthBytes = 7
export const commitmentBytes = 32
export const leafNonceBytes = 12
export const leafTagBytes = 16
/** Ciphertext and tag: 1 KiB. */
const sealedBytes = 1024
export const bodyBytes = sealedBytes - leafTagBytes

const sealedEntryMagic = Buffer.from('carrel')
const version = 1
const typeSealedEntry = 1

export const idAt = sealedEntryMagic.length + 2
const monthAt = idAt + idBytes
const commitmentAt = monthAt + monthBytes + 1
export const nonceAt = commitmentAt + commitmentBytes
export const sealedAt = nonceAt + leafNonceBytes
export const leafBytes = sealedAt + sealedBytes
/** The cleartext before the nonce, which is authenticated with the body. */
export const headBytes = nonceAt
export const tagAt = sealedAt + bodyBytes

/** Everything before the key commitment, whose form can be checked. */
export const clearBytes = commitmentAt

export function leafId(leaf: Uint8Array): Buffer {
  return Buffer.from(leaf.subarray(idAt, monthAt))
}

/** A leaf's id whole, as addresses, proofs and signed texts have it: 22 characters of base64url. */
export function leafReference(leaf: Uint8Array): string {
  return leafId(leaf).toString('base64url')
}

export const isReference = (text: string): boolean => /^[A-Za-z0-9_-]{21}[AQgw]$/.test(text)

const spokenLetters = 12

/** The first 60 bits of a reference as it is read aloud and written on paper: `7K3M-Q9TA-0X2D`. */
export const spokenReference = (reference: string): string =>
  (base32(Buffer.from(reference, 'base64url'), spokenLetters).toUpperCase().match(/.{4}/g) ?? []).join('-')

/** Whether what someone typed, whole or as it is read aloud, is this reference. */
export const isReferenceTyped = (reference: string, typed: string): boolean =>
  typed === reference || typedBase32(typed) === typedBase32(spokenReference(reference))

/** Whether it can be a reference as someone typed it, whole or as it is read aloud. */
export const isTypedReference = (typed: string): boolean =>
  isReference(typed) || idsSpoken(typed) !== undefined

/** The first and the last id, in hex, whose reference is read aloud so. Undefined where it is none. */
export function idsSpoken(typed: string): { readonly first: string; readonly last: string } | undefined {
  const letters = typedBase32(typed)
  const bits = letters.length === spokenLetters ? base32Bits(letters) : undefined
  if (bits === undefined) return undefined
  const half = (text: string) => BigInt(`0b${text}`).toString(16).padStart(16, '0')
  return { first: half(`${bits}0000`) + '0'.repeat(16), last: half(`${bits}1111`) + 'f'.repeat(16) }
}

type Leaf = {
  readonly id: Uint8Array
  /** `YYYY-MM`: the month whose key the entry's key derives from. */
  readonly month: string
  /** SHA-256 that binds the one key that opens it. */
  readonly commitment: Uint8Array
  readonly nonce: Uint8Array
  /** Ciphertext, then the AES-GCM tag. */
  readonly sealed: Uint8Array
}

/** A leaf with only its head written. @throws MalformedError `leaf` where the id or the month is out of form */
export function beginLeaf({ id, month, commitment }: Pick<Leaf, 'id' | 'month' | 'commitment'>): Buffer {
  if (id.length !== idBytes)
    throw new MalformedError('leaf', `an entry's id has ${idBytes} bytes, not ${id.length}`)
  if (!isMonth(month))
    throw new MalformedError('leaf', `a month is written YYYY-MM, not ${JSON.stringify(month)}`)
  // Why not zeroed: the caller writes every byte after the head.
  const leaf = Buffer.allocUnsafe(leafBytes)
  leaf.set(sealedEntryMagic)
  leaf[sealedEntryMagic.length] = version
  leaf[sealedEntryMagic.length + 1] = typeSealedEntry
  leaf.set(id, idAt)
  leaf.write(month, monthAt, 'latin1')
  leaf[monthAt + monthBytes] = 0
  leaf.set(commitment, commitmentAt)
  return leaf
}

/** @throws MalformedError `leaf`, saying what differs from FORMAT.md */
export function readLeaf(bytes: Uint8Array): Leaf {
  const fault = sealedLeafFault(bytes)
  if (fault !== undefined) throw new MalformedError('leaf', fault)
  const leaf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    id: leaf.subarray(idAt, monthAt),
    month: leaf.toString('latin1', monthAt, monthAt + monthBytes),
    commitment: leaf.subarray(commitmentAt, nonceAt),
    nonce: leaf.subarray(nonceAt, sealedAt),
    sealed: leaf.subarray(sealedAt),
  }
}

/** Why the bytes from `from` on are no sealed entry. In place, without a regular expression: a million are checked in a row. */
export function sealedLeafFault(bytes: Uint8Array, from = 0): string | undefined {
  if (bytes.length - from !== leafBytes) {
    return `a leaf has ${leafBytes} bytes, and this has ${bytes.length - from}`
  }
  return sealedHeadFault(bytes, from)
}

/** Checks the first `clearBytes` alone. */
export function sealedHeadFault(bytes: Uint8Array, from = 0): string | undefined {
  for (let at = 0; at < sealedEntryMagic.length; at++) {
    if (bytes[from + at] !== sealedEntryMagic[at]) return 'a leaf begins with "carrel", and this does not'
  }
  const leafVersion = bytes[from + sealedEntryMagic.length]
  if (leafVersion !== version) return `this leaf is of version ${leafVersion}, not ${version}`
  const type = bytes[from + sealedEntryMagic.length + 1]
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

const typeAt = 7

/** Why the bytes from `from` on may not be a leaf at that place. An open leaf is the first of its log. Opens nothing. */
export function leafFault(bytes: Uint8Array, place: 'first' | 'later', from = 0): string | undefined {
  const type = bytes[from + typeAt]
  if (type === typeCommitments) return commitmentsLeafFault(bytes, from)
  if (type !== typeNewLog) return sealedLeafFault(bytes, from)
  if (place !== 'first') return `an open leaf (type ${typeNewLog}) stands first in its log or nowhere`
  return orMalformed(
    () => void readNewLogLeaf(bytes.subarray(from)),
    ({ message }) => message,
  )
}

export function isSealedEntryLeaf(leaf: Uint8Array): boolean {
  return leaf[typeAt] === typeSealedEntry
}

/** The open leaf: the first of a log that follows another. */
export function isNewLogLeaf(leaf: Uint8Array): boolean {
  return leaf[typeAt] === typeNewLog
}

export function isCommitmentsLeaf(leaf: Uint8Array, from = 0): boolean {
  return leaf[from + typeAt] === typeCommitments
}

// The one leaf that anyone can read: the first of a log that follows another (FORMAT.md, "A new log"). It says which log
// it follows, how far the restored data reach, and what is known to be missing.
const typeNewLog = 2

const newLogMagic = Buffer.from('carrel\u0001\u0002')
const newLogIdAt = newLogMagic.length
const newLogLengthAt = newLogIdAt + idBytes
const newLogTextAt = newLogLengthAt + 2

/** Instants are UTC, to the second. */
export type NewLogStatement = {
  /** When the new log began: the end of the gap. */
  readonly at: string
  /** The age of the restored data: the beginning of the gap. */
  readonly from: string
  /** The log that ended; absent where nothing was ever signed. */
  readonly before?: {
    /** Its public key, one line; the key's name is its origin. */
    readonly key: string
    /** What the restored data have of it. */
    readonly held: TreeHead
    /** Its last known checkpoint: `held`, or a later one, whose last entries are lost. */
    readonly known: TreeHead
  }
}

export function lostEntries({ before }: NewLogStatement): bigint {
  return before === undefined ? 0n : before.known.size - before.held.size
}

/** `id` is 16 random bytes. @throws MalformedError `leaf` where the statement is out of form */
export function newLogLeaf(statement: NewLogStatement, id: Uint8Array): Buffer {
  const text = statementText(statement)
  const leaf = Buffer.alloc(leafBytes)
  newLogMagic.copy(leaf)
  leaf.set(id, newLogIdAt)
  leaf.writeUInt16BE(text.length, newLogLengthAt)
  leaf.write(text, newLogTextAt, 'latin1')
  readNewLogLeaf(leaf)
  return leaf
}

/** @throws MalformedError `leaf` */
export function readNewLogLeaf(leaf: Uint8Array): NewLogStatement {
  const bytes = Buffer.from(leaf.buffer, leaf.byteOffset, leaf.byteLength)
  if (bytes.length !== leafBytes || !bytes.subarray(0, newLogMagic.length).equals(newLogMagic)) {
    throw new MalformedError('leaf', 'this is no open leaf')
  }
  const end = newLogTextAt + bytes.readUInt16BE(newLogLengthAt)
  if (end > leafBytes || bytes.subarray(end).some((byte) => byte !== 0)) {
    throw new MalformedError('leaf', 'the open leaf has something after its text')
  }
  const text = bytes.toString('latin1', newLogTextAt, end)
  const statement = parseStatement(text)
  // Hostile: another order or a space would be a second text for one statement.
  if (statement === undefined || statementText(statement) !== text) {
    throw new MalformedError('leaf', 'the text of the open leaf is not in its form')
  }
  return statement
}

function parseStatement(text: string): NewLogStatement | undefined {
  try {
    const { at, from, key, held, known } = JSON.parse(text) as Record<string, unknown>
    if (typeof at !== 'string' || typeof from !== 'string' || !isInstant(at) || !isInstant(from))
      return undefined
    // Both have one form, so their order as text is their order in time.
    if (from > at) return undefined
    if (key === undefined && held === undefined && known === undefined) return { at, from }
    if (typeof key !== 'string' || typeof held !== 'string' || typeof known !== 'string') return undefined
    readVerifierKey(key)
    const before = { key, held: readTreeHead(held), known: readTreeHead(known) }
    return isLaterOrSame(before.known, before.held) ? { at, from, before } : undefined
  } catch (error) {
    if (error instanceof MalformedError || error instanceof SyntaxError || error instanceof TypeError)
      return undefined
    throw error
  }
}

/** JSON in one line, its fields in alphabetical order, without spaces. */
function statementText({ at, from, before }: NewLogStatement): string {
  if (before === undefined) return JSON.stringify({ at, from, kind: 'new-log' })
  const { key, held, known } = before
  return JSON.stringify({
    at,
    from,
    held: treeHeadText(held),
    key,
    kind: 'new-log',
    known: treeHeadText(known),
  })
}

/** One size has one tree. */
function isLaterOrSame(known: TreeHead, held: TreeHead): boolean {
  return known.size === held.size ? known.root.equals(held.root) : known.size > held.size
}

function isInstant(text: string): boolean {
  // Why four digits: later years have a sign, and programs write them in different ways.
  if (!/^\d{4}-/.test(text)) return false
  const time = Date.parse(text)
  return !Number.isNaN(time) && entryInstant(new Date(time)) === text
}

// The leaf that every run of the sequencer adds, whether or not anything happened (FORMAT.md, "Commitments"): one value
// for each slot. Without the slots' keys it is 272 random bytes. It is no entry, and is never opened.
const typeCommitments = 3

const commitmentsMagic = Buffer.from('carrel\u0001\u0003')
const valuesAt = idAt + idBytes
/** 280 bytes, whatever the slots hold. */
export const commitmentsLeafBytes = valuesAt + slotCount * hashBytes

export type CommitmentsLeaf = {
  /** Random; the blindings derive from it and the slots' keys. */
  readonly id: Buffer
  /** One for each slot, in order; 32 bytes each. */
  readonly values: readonly Buffer[]
}

/** @throws MalformedError `leaf` where the id or a value is out of form */
export function commitmentsLeaf(id: Uint8Array, values: readonly Uint8Array[]): Buffer<ArrayBuffer> {
  if (id.length !== idBytes)
    throw new MalformedError('leaf', `a leaf's id has ${idBytes} bytes, not ${id.length}`)
  if (values.length !== slotCount)
    throw new MalformedError('leaf', `a leaf of commitments has ${slotCount} values, not ${values.length}`)
  const odd = values.find(({ length }) => length !== hashBytes)
  if (odd !== undefined)
    throw new MalformedError(
      'leaf',
      `a value of a leaf of commitments has ${hashBytes} bytes, not ${odd.length}`,
    )
  return Buffer.concat([commitmentsMagic, id, ...values])
}

/** @throws MalformedError `leaf` */
export function readCommitmentsLeaf(bytes: Uint8Array): CommitmentsLeaf {
  const fault = commitmentsLeafFault(bytes)
  if (fault !== undefined) throw new MalformedError('leaf', fault)
  const leaf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const values = Array.from({ length: slotCount }, (_, cell) => {
    const at = valuesAt + cell * hashBytes
    return leaf.subarray(at, at + hashBytes)
  })
  return { id: leaf.subarray(idAt, valuesAt), values }
}

function commitmentsLeafFault(bytes: Uint8Array, from = 0): string | undefined {
  const length = bytes.length - from
  if (length !== commitmentsLeafBytes)
    return `a leaf of commitments has ${commitmentsLeafBytes} bytes, and this has ${length}`
  for (let at = 0; at < commitmentsMagic.length; at++) {
    if (bytes[from + at] !== commitmentsMagic[at]) return 'this does not begin as a leaf of commitments'
  }
  return undefined
}
