import { createCipheriv, createDecipheriv, hash, randomFillSync, timingSafeEqual } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { canonicalEntry, type Entry, readEntry } from './entry.ts'
import {
  beginLeaf,
  bodyBytes,
  headBytes,
  idBytes,
  leafNonceBytes,
  leafTagBytes,
  nonceAt,
  readLeaf,
  sealedAt,
  tagAt,
} from './leaf.ts'
import { MalformedError } from './malformed-error.ts'
import { hashBytes } from './tree.ts'

/*
 * Sealing an entry and opening it again (FORMAT.md, "The sealed body").
 *
 *   month key ── HKDF, id ──> entry key ──> one entry
 *
 * An entry's key opens that entry alone. Destroying a month's key makes its entries unreadable, and the tree, which hashes
 * only sealed bytes, still verifies.
 */

type SealedEntry = {
  /** The exact bytes that the tree hashes. */
  readonly leaf: Buffer
  /** What did not fit into the leaf: nonce, ciphertext, tag. */
  readonly overflow?: Buffer
}

type OpenedEntry =
  | { readonly entry: Entry }
  | {
      /** `damaged`: the key is right, the bytes are not. `overflow-uncalled`: an overflow for an entry that has none. */
      readonly refused: 'wrong-key' | BodyProblem
    }

/** Random, so that neither the id nor its order says when the entry was made. */
export function newEntryId(): Buffer {
  return takeRandom(idBytes)
}

/** `id` is 16 random bytes, never used twice; `nonce` is for worked examples only. @throws MalformedError */
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
  const nonce = options.nonce ?? takeRandom(leafNonceBytes)
  const { body, overflow } = encodeBody(text, entryKey)
  const cipher = createCipheriv('aes-256-gcm', entryKey, nonce).setAAD(leaf.subarray(0, headBytes))
  leaf.set(nonce, nonceAt)
  leaf.set(cipher.update(body), sealedAt)
  cipher.final()
  leaf.set(cipher.getAuthTag(), tagAt)
  return overflow === undefined ? { leaf } : { leaf, overflow }
}

export function openEntry(leaf: Uint8Array, monthKey: Uint8Array, overflow?: Uint8Array): OpenedEntry {
  return openEntryWithKey(leaf, entryKeyOf(monthKey, readLeaf(leaf).id), overflow)
}

/** Opens an entry with its own key, as its recipient does. @throws MalformedError `leaf` where the bytes are no leaf */
export function openEntryWithKey(leaf: Uint8Array, entryKey: Uint8Array, overflow?: Uint8Array): OpenedEntry {
  const { commitment, nonce, sealed } = readLeaf(leaf)
  // INVARIANT: only one key opens a leaf. AES-GCM alone would let a second key open it to other words.
  if (!timingSafeEqual(commitmentTo(entryKey), commitment)) return { refused: 'wrong-key' }
  const body = openSealedBytes(sealed, entryKey, nonce, leaf.subarray(0, headBytes))
  if (body === undefined) return { refused: 'damaged' }
  return decodeBody(body, entryKey, overflow)
}

/** How the body holds the entry; the smallest form that fits is used. */
const plainForm = 0
const deflatedForm = 1
const overflowForm = 2

const bodyHeadBytes = 3
const bodyRoom = bodyBytes - bodyHeadBytes
const overflowUnit = 1024
/** Hostile: a deflated body could be endless. No entry comes near this size. */
const mostEntryBytes = 64 * 1024

type BodyProblem = 'damaged' | 'overflow-missing' | 'overflow-damaged' | 'overflow-uncalled'

/** The body to seal into the leaf, and the overflow, already sealed. */
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

function decodeBody(body: Buffer, entryKey: Uint8Array, overflow: Uint8Array | undefined): OpenedEntry {
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
    const { code } = error as NodeJS.ErrnoException
    if (error instanceof MalformedError || code?.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE')
      return { refused: 'damaged' }
    throw error
  }
}

/** @throws MalformedError where something follows the compressed entry, which would be a second text for it */
function inflated(content: Buffer): string {
  const options = { maxOutputLength: mostEntryBytes, info: true }
  const { buffer, engine } = inflateRawSync(content, options) as unknown as {
    buffer: Buffer
    engine: { bytesWritten: number }
  }
  if (engine.bytesWritten !== content.length) throw new MalformedError('entry', 'something follows the entry')
  return buffer.toString('latin1')
}

/** The length, the entry, and zeros up to a whole KiB; sealed under a key of its own. */
function sealOverflow(text: Buffer, entryKey: Buffer): Buffer {
  const body = Buffer.alloc(Math.ceil((4 + text.length) / overflowUnit) * overflowUnit)
  body.writeUInt32BE(text.length, 0)
  text.copy(body, 4)
  const nonce = takeRandom(leafNonceBytes)
  const cipher = createCipheriv('aes-256-gcm', overflowKeyOf(entryKey), nonce)
  return Buffer.concat([nonce, cipher.update(body), cipher.final(), cipher.getAuthTag()])
}

function openOverflow(overflow: Uint8Array, digest: Buffer, entryKey: Uint8Array): string | undefined {
  if (!hash('sha256', overflow, 'buffer').equals(digest)) return undefined
  const [nonce, sealed] = [overflow.subarray(0, leafNonceBytes), overflow.subarray(leafNonceBytes)]
  const body = openSealedBytes(sealed, overflowKeyOf(entryKey), nonce, new Uint8Array())
  if (body === undefined || body.length < 4) return undefined
  const end = 4 + body.readUInt32BE(0)
  if (body.length !== Math.ceil(end / overflowUnit) * overflowUnit) return undefined
  if (body.subarray(end).some((byte) => byte !== 0)) return undefined
  return body.toString('latin1', 4, end)
}

/** 32 bytes. */
export function entryKeyOf(monthKey: Uint8Array, id: Uint8Array): Buffer {
  return expand(monthKey, 'carrel/register/entry/1', id)
}

/** 32 bytes. */
export function overflowKeyOf(entryKey: Uint8Array): Buffer {
  return expand(entryKey, 'carrel/register/overflow/1', new Uint8Array())
}

/** HKDF-Expand with SHA-256, one block (RFC 5869). Every key here is random or expanded, so none is extracted (section 3.3). */
function expand(key: Uint8Array, purpose: string, info: Uint8Array): Buffer {
  return hmac(key, Buffer.concat([Buffer.from(purpose, 'latin1'), info, firstBlock]))
}

const firstBlock = Buffer.of(1)
const blockBytes = 64

/** HMAC with SHA-256 (RFC 2104), for a key of at most one block. `createHmac` takes longer, for every recorded entry. */
export function hmac(key: Uint8Array, message: Uint8Array): Buffer {
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
  // Either reveals the key.
  inner.fill(0)
  outer.fill(0)
  return code
}

/** Binds a leaf to the one key that opens it. 32 bytes. */
export function commitmentTo(entryKey: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([commitmentPurpose, entryKey]), 'buffer')
}

const commitmentPurpose = Buffer.from('carrel/register/commitment/1\0')
const randomPool = Buffer.alloc(4096)
let randomLeft = 0

/** Random bytes drawn in batches, each given out once and wiped from the pool. */
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

/** AES-256-GCM with the tag at the end of `sealed`; undefined where it does not open. */
function openSealedBytes(
  sealed: Uint8Array,
  key: Uint8Array,
  nonce: Uint8Array,
  head: Uint8Array,
): Buffer | undefined {
  if (sealed.length < leafTagBytes) return undefined
  const end = sealed.length - leafTagBytes
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: leafTagBytes })
  decipher.setAAD(head).setAuthTag(sealed.subarray(end))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()])
  } catch {
    return undefined
  }
}
