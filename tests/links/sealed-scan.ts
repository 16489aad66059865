import { createCipheriv } from 'node:crypto'

/** Something that was sealed and that opens: where it begins, and what it says. */
export type Found = { readonly at: number; readonly says: Readonly<Record<string, unknown>> }

const nonceAt = 1
const textAt = 13
const offsetsAtOnce = 1 << 16

/**
 * Tries every offset of some bytes as the beginning of something sealed (form, nonce, ciphertext), under every key,
 * without knowing which row or table it is of: AES-GCM enciphers like AES in counter mode, so the first block alone shows
 * whether it begins with a length and an object of JSON. A hit by chance is one in 2^32.
 */
export function sealedIn(bytes: Buffer, keys: readonly Buffer[]): Found[] {
  const found: Found[] = []
  for (let from = 0; from < bytes.length - textAt - 16; from += offsetsAtOnce) {
    const count = Math.min(offsetsAtOnce, bytes.length - textAt - 16 - from)
    const counters = Buffer.alloc(count * 16)
    for (let at = 0; at < count; at++) {
      bytes.copy(counters, at * 16, from + at + nonceAt, from + at + textAt)
      counters[at * 16 + 15] = 2
    }
    for (const key of keys) {
      const stream = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(counters)
      for (let at = 0; at < count; at++) {
        const text = from + at + textAt
        if (stream[at * 16] !== bytes[text] || stream[at * 16 + 1] !== bytes[text + 1]) continue
        if (((stream[at * 16 + 4] ?? 0) ^ (bytes[text + 4] ?? 0)) !== 0x7b) continue
        const says = opened(bytes, from + at, key)
        if (says !== undefined) found.push({ at: from + at, says })
      }
    }
  }
  return found
}

function opened(bytes: Buffer, at: number, key: Buffer): Found['says'] | undefined {
  const counter = Buffer.alloc(16)
  bytes.copy(counter, 0, at + nonceAt, at + textAt)
  counter[15] = 2
  const cipher = createCipheriv('aes-256-ctr', key, counter)
  const text = at + textAt
  const length = cipher.update(bytes.subarray(text, text + 4)).readUInt32BE(0)
  try {
    return JSON.parse(cipher.update(bytes.subarray(text + 4, text + 4 + length)).toString('utf8'))
  } catch {
    return undefined
  }
}

/** Where each of some byte strings of one length begins in others, each offset tried. */
export class Needles<T> {
  readonly #byStart = new Map<number, { readonly needle: Buffer; readonly stands: T }[]>()

  add(needle: Buffer, stands: T): void {
    const start = needle.readUInt32LE(0)
    const others = this.#byStart.get(start)
    if (others === undefined) this.#byStart.set(start, [{ needle, stands }])
    else others.push({ needle, stands })
  }

  *in(bytes: Buffer): Generator<T> {
    for (let at = 0; at + 4 <= bytes.length; at++) {
      for (const { needle, stands } of this.#byStart.get(bytes.readUInt32LE(at)) ?? []) {
        if (needle.equals(bytes.subarray(at, at + needle.length))) yield stands
      }
    }
  }
}
