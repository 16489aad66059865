import { createCipheriv, timingSafeEqual } from 'node:crypto'
import { type BodyRefused, layOut, readBody } from './entry-body.ts'
import { canonicalEntry, type Entry } from './entry-form.ts'
import { commitmentTo, entryKeyOf, someRandom, unseal } from './entry-keys.ts'
import { beginLeaf, headBytes, idBytes, nonceAt, nonceBytes, readLeaf, sealedAt, tagAt } from './leaf.ts'

export { type Entry, entryInstant, entryMonth } from './entry-form.ts'
export { entryKeyOf } from './entry-keys.ts'

/*
 * Sealing an entry and opening it again (FORMAT.md, "The sealed body").
 *
 *   month key ── HKDF, id ──> entry key ──> one entry
 *
 * Handing over an entry's key opens that entry alone. Destroying a month's key forgets its entries, and the
 * tree, which hashes only sealed bytes, still verifies.
 */

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
      readonly refused: 'wrong-key' | BodyRefused
    }

/** A new entry's id: random, so that neither it nor its order says when the entry was made. */
export function newEntryId(): Buffer {
  return someRandom(idBytes)
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
  const leaf = beginLeaf({ ...options, commitment: commitmentTo(entryKey) })
  const nonce = options.nonce ?? someRandom(nonceBytes)
  const { body, overflow } = layOut(text, entryKey)
  const cipher = createCipheriv('aes-256-gcm', entryKey, nonce).setAAD(leaf.subarray(0, headBytes))
  leaf.set(nonce, nonceAt)
  leaf.set(cipher.update(body), sealedAt)
  cipher.final()
  leaf.set(cipher.getAuthTag(), tagAt)
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
