import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/*
 * Reads PostgreSQL's write-ahead log (versions 15 to 18), which the server's own binaries here cannot print: as much of
 * it as tells which transaction did what to which row. See access/xlogrecord.h and access/heapam_xlog.h of PostgreSQL.
 */

/** One record: which transaction wrote it, to which pages, and all of its bytes in one piece. */
export type WalRecord = {
  readonly at: bigint
  readonly xid: number
  readonly manager: number
  readonly info: number
  readonly blocks: readonly WalBlock[]
  readonly main: Buffer
  readonly bytes: Buffer
}
type WalBlock = { readonly file: number; readonly block: number; readonly data: Buffer }

const pageBytes = 8192
const recordHeaderBytes = 24

/** The records of a log from one position (`0/1A2B3C4`) on, to its end. */
export function* walRecords(folder: string, from: string): Generator<WalRecord> {
  const start = positionOf(from)
  const stream = new WalStream(folder, start)
  for (;;) {
    const at = stream.align()
    const length = stream.peekLength()
    if (length < recordHeaderBytes) return
    const bytes = stream.take(length)
    if (bytes === undefined) return
    const record = recordOf(at, bytes)
    if (record === undefined) return
    yield record
  }
}

function positionOf(text: string): bigint {
  const [high = '0', low = '0'] = text.split('/')
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`)
}

/** The log as one stream of bytes, without the headers of its pages. */
class WalStream {
  readonly #segments: ReadonlyMap<bigint, string>
  readonly #segmentBytes: bigint
  /** The one that was read last: years of a log do not fit into memory. */
  #read: { readonly segment: bigint; readonly bytes: Buffer } | undefined
  #at: bigint

  constructor(folder: string, start: bigint) {
    const names = readdirSync(folder).filter((name) => /^[0-9A-F]{24}$/.test(name))
    this.#segmentBytes = BigInt(statSync(join(folder, names[0] ?? '')).size)
    const perId = 0x1_0000_0000n / this.#segmentBytes
    this.#segments = new Map(
      names.map((name) => [
        BigInt(`0x${name.slice(8, 16)}`) * perId + BigInt(`0x${name.slice(16)}`),
        join(folder, name),
      ]),
    )
    this.#at = start
  }

  align(): bigint {
    this.#at = (this.#at + 7n) & ~7n
    this.#skipHeader()
    return this.#at
  }

  peekLength(): number {
    const page = this.#page()
    return page === undefined ? 0 : page.readUInt32LE(Number(this.#at % BigInt(pageBytes)))
  }

  /** The next bytes, across pages. Undefined where the log ends before. */
  take(length: number): Buffer | undefined {
    const parts: Buffer[] = []
    for (let left = length; left > 0; ) {
      this.#skipHeader()
      const page = this.#page()
      if (page === undefined) return undefined
      const offset = Number(this.#at % BigInt(pageBytes))
      const part = page.subarray(offset, Math.min(pageBytes, offset + left))
      parts.push(part)
      left -= part.length
      this.#at += BigInt(part.length)
    }
    return Buffer.concat(parts)
  }

  #skipHeader(): void {
    if (this.#at % BigInt(pageBytes) !== 0n) return
    this.#at += this.#at % this.#segmentBytes === 0n ? 40n : 24n
  }

  #page(): Buffer | undefined {
    const segment = this.#segment(this.#at / this.#segmentBytes)
    const offset = Number(this.#at % this.#segmentBytes)
    const start = offset - (offset % pageBytes)
    const page = segment?.subarray(start, start + pageBytes)
    // A recycled segment still has its old pages, whose addresses are others.
    const address = this.#at - (this.#at % BigInt(pageBytes))
    return page !== undefined && page.readBigUInt64LE(8) === address ? page : undefined
  }

  #segment(segment: bigint): Buffer | undefined {
    const file = this.#segments.get(segment)
    if (file === undefined) return undefined
    if (this.#read?.segment !== segment) this.#read = { segment, bytes: readFileSync(file) }
    return this.#read.bytes
  }
}

function recordOf(at: bigint, bytes: Buffer): WalRecord | undefined {
  const [info, manager] = [bytes.readUInt8(16), bytes.readUInt8(17)]
  const headers: { file: number; block: number; image: number; data: number }[] = []
  let mainLength = 0
  let file = 0
  let next = recordHeaderBytes
  let payload = 0
  while (next + payload < bytes.length) {
    const id = bytes.readUInt8(next)
    if (id === 255) {
      mainLength = bytes.readUInt8(next + 1)
      next += 2
      payload += mainLength
    } else if (id === 254) {
      mainLength = bytes.readUInt32LE(next + 1)
      next += 5
      payload += mainLength
    } else if (id === 253) next += 3
    else if (id === 252) next += 5
    else if (id <= 32) {
      const flags = bytes.readUInt8(next + 1)
      const data = bytes.readUInt16LE(next + 2)
      next += 4
      let image = 0
      if (flags & 0x10) {
        image = bytes.readUInt16LE(next)
        const imageInfo = bytes.readUInt8(next + 4)
        next += 5
        if (imageInfo & 0x01 && imageInfo & 0x1c) next += 2
      }
      if (!(flags & 0x80)) {
        file = bytes.readUInt32LE(next + 8)
        next += 12
      }
      headers.push({ file, block: bytes.readUInt32LE(next), image, data })
      next += 4
      payload += image + data
    } else return undefined
  }
  const blocks = headers.map(({ file, block, image, data }): WalBlock => {
    next += image
    const found = { file, block, data: bytes.subarray(next, next + data) }
    next += data
    return found
  })
  const main = bytes.subarray(next, next + mainLength)
  return { at, xid: bytes.readUInt32LE(4), manager, info, blocks, main, bytes }
}
