import { createCipheriv, createDecipheriv, hash, randomFillSync, timingSafeEqual } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { canonicalEntry, type Entry, readEntry } from './entry.ts'
import {
  beginLeaf,
  bodyBytes,
  headBytes,
  idBytes,
  nonceAt,
  nonceBytes,
  readLeaf,
  sealedAt,
  tagAt,
  tagBytes,
} from './leaf.ts'
import { MalformedError } from './malformed-error.ts'
import { hashBytes } from './tree.ts'

/*
 * Sealing an entry and opening it again (FORMAT.md, "The sealed body").
 *
 *   month key ── HKDF, id ──> entry key ──> one entry
 *
 * Handing over an entry's key opens that entry alone. Destroying a month's key forgets its entries, and the
 * tree, which hashes only sealed bytes, still verifies.
 */

type SealedEntry = {
  /** The exact bytes that the tree hashes. */
  readonly leaf: Buffer
  /** Stored beside the leaf where the entry did not fit into it: nonce, ciphertext, tag. */
  readonly overflow?: Buffer
}

type OpenedEntry =
  | { readonly entry: Entry }
  | {
      /**
       * `wrong-key`: another key, or another month's. `damaged`: the key is right, the bytes are not.
       * `overflow-missing`, `overflow-damaged`: the part kept aside is not there, or not the one hashed.
       */
      readonly refused: 'wrong-key' | BodyProblem
    }

/** A new entry's id: random, so that neither it nor its order says when the entry was made. */
export function newEntryId(): Buffer {
  return takeRandom(idBytes)
}

/**
 * Seals an entry under its own key.
 *
 * @param options.id 16 random bytes, never used twice
 * @param options.month `YYYY-MM`, the name of the month key; see `entryMonth`
 * @param options.monthKey 32 bytes
 * @param options.nonce for worked examples only; random where left out
 * @throws MalformedError where the entry, the id or the month is out of form
 */
export function sealEntry(
  entry: Entry,
  options: {
    readonly id: Uint8Array
    readonly month: string
    readonly monthKey: Uint8Array
    readonly nonce?: Uint8Array
  },
): SealedEntry {
  const text = Buffer.from(canonicalEntry(entry), 'latin1')
  const entryKey = entryKeyOf(options.monthKey, options.id)
  const leaf = beginLeaf({ ...options, commitment: commitmentTo(entryKey) })
  const nonce = options.nonce ?? takeRandom(nonceBytes)
  const { body, overflow } = encodeBody(text, entryKey)
  const cipher = createCipheriv('aes-256-gcm', entryKey, nonce).setAAD(leaf.subarray(0, headBytes))
  leaf.set(nonce, nonceAt)
  leaf.set(cipher.update(body), sealedAt)
  cipher.final()
  leaf.set(cipher.getAuthTag(), tagAt)
  return overflow === undefined ? { leaf } : { leaf, overflow }
}

/** Opens an entry with the key of its month. */
export function openEntry(leaf: Uint8Array, monthKey: Uint8Array, overflow?: Uint8Array): OpenedEntry {
  return openEntryWithKey(leaf, entryKeyOf(monthKey, readLeaf(leaf).id), overflow)
}

/**
 * Opens an entry with the key of that entry alone, as somebody does to whom it was handed over.
 * @throws MalformedError `leaf` where the bytes are no leaf at all
 */
export function openEntryWithKey(leaf: Uint8Array, entryKey: Uint8Array, overflow?: Uint8Array): OpenedEntry {
  const { commitment, nonce, sealed } = readLeaf(leaf)
  // INVARIANT: one key only opens a leaf. AES-GCM alone would let a second key open it to other words.
  if (!timingSafeEqual(commitmentTo(entryKey), commitment)) return { refused: 'wrong-key' }
  const body = openSealedBytes(sealed, entryKey, nonce, leaf.subarray(0, headBytes))
  if (body === undefined) return { refused: 'damaged' }
  return decodeBody(body, entryKey, overflow)
}

/** How the body holds the entry. The smallest that fits is used. */
const plainForm = 0
const deflatedForm = 1
const overflowForm = 2

const bodyHeadBytes = 3
const bodyRoom = bodyBytes - bodyHeadBytes
const overflowUnit = 1024
/** Hostile: a deflated body could claim to be endless. No entry comes near this. */
const mostEntryBytes = 64 * 1024

/** `overflow-uncalled`: a second part beside an entry that has none. */
type BodyProblem = 'damaged' | 'overflow-missing' | 'overflow-damaged' | 'overflow-uncalled'

/** The body that is sealed into the leaf, and what does not fit into it, sealed already. */
function encodeBody(text: Buffer, entryKey: Buffer): { body: Buffer; overflow?: Buffer } {
  if (text.length <= bodyRoom) return { body: padded(plainForm, text) }
  const small = deflateRawSync(text)
  if (small.length <= bodyRoom) return { body: padded(deflatedForm, small) }
  const overflow = sealOverflow(text, entryKey)
  return { body: padded(overflowForm, hash('sha256', overflow, 'buffer')), overflow }
}

function padded(form: number, content: Buffer): Buffer {
  const body = Buffer.allocUnsafe(bodyBytes)
  body[0] = form
  body.writeUInt16BE(content.length, 1)
  content.copy(body, bodyHeadBytes)
  return body.fill(0, bodyHeadBytes + content.length)
}

/** The entry in an opened body. */
function decodeBody(
  body: Buffer,
  entryKey: Uint8Array,
  overflow: Uint8Array | undefined,
): { readonly entry: Entry } | { readonly refused: BodyProblem } {
  const end = bodyHeadBytes + body.readUInt16BE(1)
  if (end > body.length || body.subarray(end).some((byte) => byte !== 0)) return { refused: 'damaged' }
  const content = body.subarray(bodyHeadBytes, end)
  if (body[0] !== overflowForm && overflow !== undefined) return { refused: 'overflow-uncalled' }
  try {
    switch (body[0]) {
      case plainForm:
        return { entry: readEntry(content.toString('latin1')) }
      case deflatedForm:
        return { entry: readEntry(inflated(content)) }
      case overflowForm: {
        if (overflow === undefined) return { refused: 'overflow-missing' }
        const text = openOverflow(overflow, content, entryKey)
        return text === undefined ? { refused: 'overflow-damaged' } : { entry: readEntry(text) }
      }
      default:
        return { refused: 'damaged' }
    }
  } catch (error) {
    if (error instanceof MalformedError || (error as NodeJS.ErrnoException).code?.startsWith('Z_')) {
      return { refused: 'damaged' }
    }
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return { refused: 'damaged' }
    throw error
  }
}

/** @throws MalformedError where something follows the compressed entry: it would be a second text for it */
function inflated(content: Buffer): string {
  const options = { maxOutputLength: mostEntryBytes, info: true }
  const { buffer, engine } = inflateRawSync(content, options) as unknown as {
    buffer: Buffer
    engine: { bytesWritten: number }
  }
  if (engine.bytesWritten !== content.length) throw new MalformedError('entry', 'something follows the entry')
  return buffer.toString('latin1')
}

/** The entry's length, the entry, and zeros up to a whole number of KiB; sealed under a key of its own. */
function sealOverflow(text: Buffer, entryKey: Buffer): Buffer {
  const body = Buffer.alloc(Math.ceil((4 + text.length) / overflowUnit) * overflowUnit)
  body.writeUInt32BE(text.length, 0)
  text.copy(body, 4)
  const nonce = takeRandom(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', overflowKeyOf(entryKey), nonce)
  return Buffer.concat([nonce, cipher.update(body), cipher.final(), cipher.getAuthTag()])
}

function openOverflow(overflow: Uint8Array, digest: Buffer, entryKey: Uint8Array): string | undefined {
  if (!hash('sha256', overflow, 'buffer').equals(digest)) return undefined
  const nonce = overflow.subarray(0, nonceBytes)
  const body = openSealedBytes(
    overflow.subarray(nonceBytes),
    overflowKeyOf(entryKey),
    nonce,
    new Uint8Array(),
  )
  if (body === undefined || body.length < 4) return undefined
  const end = 4 + body.readUInt32BE(0)
  if (body.length !== Math.ceil(end / overflowUnit) * overflowUnit) return undefined
  if (body.subarray(end).some((byte) => byte !== 0)) return undefined
  return body.toString('latin1', 4, end)
}

/** The key of one entry, to open it or to hand it over. 32 bytes. */
export function entryKeyOf(monthKey: Uint8Array, id: Uint8Array): Buffer {
  return expand(monthKey, 'carrel/register/entry/1', id)
}

/** The key of the part of an entry that is kept aside. 32 bytes. */
export function overflowKeyOf(entryKey: Uint8Array): Buffer {
  return expand(entryKey, 'carrel/register/overflow/1', new Uint8Array())
}

/**
 * HKDF-Expand with SHA-256 for 32 bytes (RFC 5869): one block. There is nothing to extract, since every key
 * here is 32 random bytes or was expanded from such (section 3.3).
 */
function expand(key: Uint8Array, purpose: string, info: Uint8Array): Buffer {
  return hmac(key, Buffer.concat([Buffer.from(purpose, 'latin1'), info, firstBlock]))
}

const firstBlock = Buffer.of(1)
const blockBytes = 64

/**
 * HMAC with SHA-256 (RFC 2104) under a key that is not longer than a block.
 *
 * Why by two hashes and not `createHmac`: that makes an object outside of JavaScript each time, and to make and clear
 * it away takes longer than both hashes, for every entry that is recorded.
 */
function hmac(key: Uint8Array, message: Uint8Array): Buffer {
  const inner = Buffer.allocUnsafe(blockBytes + message.length)
  const outer = Buffer.allocUnsafe(blockBytes + hashBytes)
  for (let at = 0; at < blockBytes; at++) {
    const byte = key[at] ?? 0
    inner[at] = byte ^ 0x36
    outer[at] = byte ^ 0x5c
  }
  inner.set(message, blockBytes)
  outer.set(hash('sha256', inner, 'buffer'), blockBytes)
  const code = hash('sha256', outer, 'buffer')
  // The key can be told from either.
  inner.fill(0)
  outer.fill(0)
  return code
}

/** What binds a leaf to the one key that opens it. 32 bytes. */
export function commitmentTo(entryKey: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([commitmentPurpose, entryKey]), 'buffer')
}

const commitmentPurpose = Buffer.from('carrel/register/commitment/1\0')
const randomPool = Buffer.alloc(4096)
let randomLeft = 0

/** Random bytes, drawn from the system some hundred at a time, each given out once and wiped from the pool. */
function takeRandom(count: number): Buffer {
  if (randomLeft < count) {
    randomFillSync(randomPool)
    randomLeft = randomPool.length
  }
  const drawn = randomPool.subarray(randomLeft - count, randomLeft)
  randomLeft -= count
  const bytes = Buffer.from(drawn)
  drawn.fill(0)
  return bytes
}

/** Opens AES-256-GCM, the tag at the end of `sealed`; undefined where key, head or bytes are not those of the seal. */
function openSealedBytes(
  sealed: Uint8Array,
  key: Uint8Array,
  nonce: Uint8Array,
  head: Uint8Array,
): Buffer | undefined {
  if (sealed.length < tagBytes) return undefined
  const end = sealed.length - tagBytes
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(head).setAuthTag(sealed.subarray(end))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()])
  } catch {
    return undefined
  }
}
