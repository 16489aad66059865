import { pglzOpened } from './pglz.ts'

// What PostgreSQL 15 to 17 writes on a little-endian machine, read as far as is needed to look for a text in it.

export const pageBytes = 8192
/** A byte opens to 91 at most (three to 273), and of one value no more than so much is looked at. */
const mostOpened = 1 << 26

/** A segment of the write-ahead log without the heads of its pages, which stand in the middle of what it logs. */
export function withoutPageHeads(segment: Buffer): Buffer {
  const bodies: Buffer[] = []
  for (let from = 0; from < segment.length; from += pageBytes) {
    const page = segment.subarray(from, from + pageBytes)
    const hasLongHead = page.length >= 4 && (page.readUInt16LE(2) & 2) !== 0
    bodies.push(page.subarray(hasLongHead ? 40 : 24))
  }
  return Buffer.concat(bodies)
}

/** Every value that was compressed where it stands in its row: opened. `step`: values begin at its multiples. */
export function* compressedValues(bytes: Buffer, step: 1 | 4): Generator<Buffer> {
  for (let at = 0; at + 16 <= bytes.length; at += step) {
    // A value of this kind begins with its length in 30 bits after the two bits 10, then its length when opened.
    if (((bytes[at] as number) & 3) !== 2 || bytes[at + 3] !== 0) continue
    const length = bytes.readUInt32LE(at) >>> 2
    if (length < 12 || length > pageBytes || at + length > bytes.length) continue
    const opened = openedAs(bytes.subarray(at + 4, at + length))
    if (opened !== undefined) yield opened
  }
}

/** A value kept outside its row, in chunks, put together; and opened where it was compressed. */
export function* chunkedValues(chunks: readonly Chunk[]): Generator<Buffer> {
  const values = new Map<number, Buffer[]>()
  for (const { value, at, bytes } of chunks) {
    const parts = values.get(value) ?? []
    parts[at] ??= bytes
    values.set(value, parts)
  }
  for (const parts of values.values()) {
    const whole = Buffer.concat(Array.from(parts, (part) => part ?? Buffer.alloc(0)))
    yield whole
    const opened = openedAs(whole)
    if (opened !== undefined) yield opened
  }
}

/** A part of a value that is kept outside its row; `value` is the value's number, `at` the part's. */
export type Chunk = { readonly value: number; readonly at: number; readonly bytes: Buffer }

/**
 * Every row that looks like a chunk, in a table's file or in the log: three columns, a head of 24 bytes, the value's
 * number, the part's, and its bytes.
 */
export function* chunksIn(bytes: Buffer): Generator<Chunk> {
  for (let at = bytes.indexOf(3); at !== -1 && at + 16 < bytes.length; at = bytes.indexOf(3, at + 1)) {
    if (((bytes[at + 1] as number) & 7) !== 0 || bytes[at + 4] !== 24 || bytes[at + 5] !== 0) continue
    const value = bytes.readUInt32LE(at + 6)
    const part = bytes.readUInt32LE(at + 10)
    const head = bytes[at + 14] as number
    const short = head % 2 === 1
    const length = short ? head >> 1 : bytes.readUInt32LE(at + 14) >>> 2
    if ((!short && head % 4 !== 0) || length < 2 || length > 2000 || part > 100_000) continue
    // Why: what goes on behind the end of these bytes is whole in the next, which begin earlier.
    if (at + 14 + length > bytes.length) continue
    yield { value, at: part, bytes: Buffer.from(bytes.subarray(at + (short ? 15 : 18), at + 14 + length)) }
  }
}

/** `compressed` begins with the length when opened (30 bits) and the method (2 bits: 0 is PostgreSQL's own). */
function openedAs(compressed: Buffer): Buffer | undefined {
  if (compressed.length < 8) return undefined
  const head = compressed.readUInt32LE(0)
  const length = head & 0x3fffffff
  if (head >>> 30 !== 0 || length <= compressed.length - 4) return undefined
  return pglzOpened(compressed.subarray(4), Math.min(length, 91 * compressed.length, mostOpened))
}
