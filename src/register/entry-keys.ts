import { createDecipheriv, hash, randomFillSync } from 'node:crypto'
import { hashBytes } from './hashing.ts'
import { tagBytes } from './leaf.ts'

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
export function someRandom(count: number): Buffer {
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
export function unseal(
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
