import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { canonicalEntry, type Entry, readEntry } from './entry-form.ts'
import { bodyBytes, headBytes, idBytes, leafHead, nonceBytes, readLeaf, tagBytes } from './leaf.ts'
import { Malformed } from './malformed.ts'

export { type Entry, entryInstant, entryMonth } from './entry-form.ts'

/*
 * Sealing an entry and opening it again (FORMAT.md, "The sealed body").
 *
 *   month key ── HKDF(id) ──> entry key ──> one entry
 *
 * Handing over an entry's key opens that entry alone. Destroying a month's key forgets its entries, and the
 * tree, which hashes only sealed bytes, still verifies.
 */

/** How the body holds the entry. The smallest that fits is used. */
const plain = 0
const deflated = 1
const aside = 2

const bodyHeadBytes = 3
const bodyRoom = bodyBytes - bodyHeadBytes
const overflowUnit = 1024
/** Hostile: a deflated body could claim to be endless. No entry comes near this. */
const mostEntryBytes = 64 * 1024

export type SealedEntry = {
  /** The exact bytes that the tree hashes. */
  readonly leaf: Buffer
  /** Stored beside the leaf where the entry did not fit into it: nonce, ciphertext, tag. */
  readonly overflow?: Buffer
}

export type Opened =
  | { readonly entry: Entry }
  | {
      /**
       * `wrong-key`: another key, or another month's. `damaged`: the key is right, the bytes are not.
       * `overflow-missing`, `overflow-damaged`: the part kept aside is not there, or not the one hashed.
       */
      readonly refused: 'wrong-key' | 'damaged' | 'overflow-missing' | 'overflow-damaged'
    }

/** A new entry's id: random, so that neither it nor its order says when the entry was made. */
export function newEntryId(): Buffer {
  return randomBytes(idBytes)
}

/**
 * Seals an entry under its own key.
 *
 * @param options.id 16 random bytes, never used twice
 * @param options.month `YYYY-MM`, the name of the month key; see `entryMonth`
 * @param options.monthKey 32 bytes
 * @param options.nonce for worked examples only; random where left out
 * @throws Malformed where the entry, the id or the month is out of form
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
  const { body, overflow } = layOut(text, entryKey)
  const head = leafHead(options.id, options.month, commitmentTo(entryKey))
  const nonce = options.nonce ?? randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', entryKey, nonce).setAAD(head)
  const leaf = Buffer.concat([head, nonce, cipher.update(body), cipher.final(), cipher.getAuthTag()])
  return overflow === undefined ? { leaf } : { leaf, overflow }
}

/** Opens an entry with the key of its month. */
export function openEntry(leaf: Uint8Array, monthKey: Uint8Array, overflow?: Uint8Array): Opened {
  return openEntryWithKey(leaf, entryKeyOf(monthKey, readLeaf(leaf).id), overflow)
}

/**
 * Opens an entry with the key of that entry alone, as somebody does to whom it was handed over.
 * @throws Malformed `leaf` where the bytes are no leaf at all
 */
export function openEntryWithKey(leaf: Uint8Array, entryKey: Uint8Array, overflow?: Uint8Array): Opened {
  const { commitment, nonce, sealed } = readLeaf(leaf)
  // INVARIANT: one key only opens a leaf. AES-GCM alone would let a second key open it to other words.
  if (!timingSafeEqual(commitmentTo(entryKey), commitment)) return { refused: 'wrong-key' }
  const body = unseal(sealed, entryKey, nonce, leaf.subarray(0, headBytes))
  if (body === undefined) return { refused: 'damaged' }
  return readBody(body, entryKey, overflow)
}

/** The key of one entry, to open it or to hand it over. 32 bytes. */
export function entryKeyOf(monthKey: Uint8Array, id: Uint8Array): Buffer {
  return derive(monthKey, id, 'carrel/register/entry/1')
}

function derive(key: Uint8Array, salt: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, purpose, 32))
}

function commitmentTo(entryKey: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([Buffer.from('carrel/register/commitment/1\0'), entryKey]), 'buffer')
}

function layOut(text: Buffer, entryKey: Buffer): { body: Buffer; overflow?: Buffer } {
  if (text.length <= bodyRoom) return { body: padded(plain, text) }
  const small = deflateRawSync(text)
  if (small.length <= bodyRoom) return { body: padded(deflated, small) }
  const overflow = sealOverflow(text, entryKey)
  return { body: padded(aside, hash('sha256', overflow, 'buffer')), overflow }
}

function padded(form: number, content: Buffer): Buffer {
  const body = Buffer.alloc(bodyBytes)
  body[0] = form
  body.writeUInt16BE(content.length, 1)
  content.copy(body, bodyHeadBytes)
  return body
}

function readBody(body: Buffer, entryKey: Uint8Array, overflow: Uint8Array | undefined): Opened {
  const end = bodyHeadBytes + body.readUInt16BE(1)
  if (end > body.length || body.subarray(end).some((byte) => byte !== 0)) return { refused: 'damaged' }
  const content = body.subarray(bodyHeadBytes, end)
  try {
    switch (body[0]) {
      case plain:
        return { entry: readEntry(content.toString('latin1')) }
      case deflated:
        return {
          entry: readEntry(inflateRawSync(content, { maxOutputLength: mostEntryBytes }).toString('latin1')),
        }
      case aside: {
        if (overflow === undefined) return { refused: 'overflow-missing' }
        const text = openOverflow(overflow, content, entryKey)
        return text === undefined ? { refused: 'overflow-damaged' } : { entry: readEntry(text) }
      }
      default:
        return { refused: 'damaged' }
    }
  } catch (error) {
    if (error instanceof Malformed || (error as NodeJS.ErrnoException).code?.startsWith('Z_')) {
      return { refused: 'damaged' }
    }
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return { refused: 'damaged' }
    throw error
  }
}

/** The entry's length, the entry, and zeros up to a whole number of KiB; sealed under a key of its own. */
function sealOverflow(text: Buffer, entryKey: Buffer): Buffer {
  const body = Buffer.alloc(Math.ceil((4 + text.length) / overflowUnit) * overflowUnit)
  body.writeUInt32BE(text.length, 0)
  text.copy(body, 4)
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', overflowKeyOf(entryKey), nonce)
  return Buffer.concat([nonce, cipher.update(body), cipher.final(), cipher.getAuthTag()])
}

function openOverflow(overflow: Uint8Array, digest: Buffer, entryKey: Uint8Array): string | undefined {
  if (!hash('sha256', overflow, 'buffer').equals(digest)) return undefined
  const nonce = overflow.subarray(0, nonceBytes)
  const body = unseal(overflow.subarray(nonceBytes), overflowKeyOf(entryKey), nonce, new Uint8Array())
  if (body === undefined || body.length < 4) return undefined
  const end = 4 + body.readUInt32BE(0)
  if (end > body.length || body.subarray(end).some((byte) => byte !== 0)) return undefined
  return body.toString('latin1', 4, end)
}

function overflowKeyOf(entryKey: Uint8Array): Buffer {
  return derive(entryKey, new Uint8Array(), 'carrel/register/overflow/1')
}

function unseal(
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
