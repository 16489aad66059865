import { randomFillSync } from 'node:crypto'
import { token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { kohaId } from './koha-row.ts'
import type { KohaRecord, KohaRow, KohaTable, RecordPlace } from './koha-table.ts'

export const borrowerPurpose = 'koha.borrowers'

export type RowIdentity = {
  readonly id: { readonly column: string; readonly purpose: string }
  /** What only one row of an export may have, such as a card. */
  readonly claim?: (row: KohaRow) => string | undefined
}

/** A row lands after earlier ones with its id or claim. The last round is in file order. */
const mostRounds = 8

/**
 * Random, except that rows sharing an id or claim keep their order, because the first counts. Faulty records come first.
 *
 * Why: an export is in order of registration, as are many lists of its people, so rows in that order could be matched to
 * names. Reads the file twice and holds 24 bytes per row.
 */
export async function* inLandingOrder(
  ring: KeyRing,
  table: KohaTable,
  identity: RowIdentity,
  batchRows: number,
): AsyncGenerator<readonly KohaRecord[]> {
  let begun = new TokenTable()
  const chance = new Chance()
  const rounds = Array.from({ length: mostRounds }, () => new PlaceList())
  let faulty: KohaRecord[] = []
  for await (const records of table.records) {
    for (const record of records) {
      if (record.fault === undefined) {
        const round = roundOf(ring, record.row, identity, begun)
        rounds[round - 1]?.add(record, round < mostRounds ? chance.next() : 0)
      } else if (faulty.push(record) === batchRows) {
        yield faulty
        faulty = []
      }
    }
  }
  if (faulty.length > 0) yield faulty
  begun = new TokenTable()
  for (const round of rounds) for (const places of round.inOrder(batchRows)) yield table.again(places)
}

function roundOf(ring: KeyRing, row: KohaRow, { id, claim }: RowIdentity, begun: TokenTable): number {
  const text = row.text(id.column)
  const own = token(ring, id.purpose, kohaId(text) ?? text)
  const claimed = claim?.(row)
  const shared = claimed === undefined ? [own] : [own, token(ring, `${id.purpose} claim`, claimed)]
  const round = Math.min(mostRounds, 1 + Math.max(...shared.map((key) => begun.get(key))))
  for (const key of shared) begun.set(key, round)
  return round
}

/** Unguessable integers below 2^52. */
class Chance {
  readonly #some = new Uint32Array(2048)
  #used = this.#some.length

  next(): number {
    if (this.#used === this.#some.length) {
      randomFillSync(this.#some)
      this.#used = 0
    }
    const [high = 0, low = 0] = this.#some.subarray(this.#used, this.#used + 2)
    this.#used += 2
    return (high >>> 12) * 2 ** 32 + low
  }
}

type RowClaim = { readonly self: string; readonly key: string | undefined }

type SettledClaims = {
  /** Positions of claims that an earlier row of this export has. */
  readonly taken: ReadonlySet<number>
  /** Keys held since an earlier export, which pass to the row that claims them now. */
  readonly surrendered: ReadonlySet<string>
}

/**
 * In one export the first row keeps its claim; holders from an earlier export give it up, so patrons may swap cards.
 * `landed`: whether a holder's row landed in an earlier batch of this export.
 */
export function settleClaims(
  claims: readonly RowClaim[],
  holders: ReadonlyMap<string, string>,
  landed: (self: string) => boolean,
): SettledClaims {
  const taken = new Set<number>()
  const surrendered = new Set<string>()
  const claimed = new Set<string>()
  claims.forEach(({ self, key }, at) => {
    if (key === undefined) return
    const holder = holders.get(key)
    if (claimed.has(key) || (holder !== undefined && holder !== self && landed(holder))) taken.add(at)
    else {
      claimed.add(key)
      if (holder !== undefined && holder !== self) surrendered.add(key)
    }
  })
  return { taken, surrendered }
}

/** By eight bytes of a token, so a million patrons take 25 MB; two tokens collide once in 37 million imports. */
export class TokenTable {
  #high = new Uint32Array(1 << 12)
  #low = new Uint32Array(1 << 12)
  #values = new Int32Array(1 << 12)
  #used = 0

  get size(): number {
    return this.#used
  }

  /** 0 if the token is unknown. */
  get(token: Buffer): number {
    return this.#values[this.#slot(token.readUInt32BE(0), token.readUInt32BE(4))] ?? 0
  }

  set(token: Buffer, value: number): void {
    if (this.#used * 4 >= this.#values.length * 3) this.#grow()
    this.#put(token.readUInt32BE(0), token.readUInt32BE(4), value)
  }

  #put(high: number, low: number, value: number): void {
    const slot = this.#slot(high, low)
    if (this.#values[slot] === 0) this.#used++
    this.#high[slot] = high
    this.#low[slot] = low
    this.#values[slot] = value
  }

  #slot(high: number, low: number): number {
    const mask = this.#values.length - 1
    let slot = low & mask
    while (this.#values[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  #grow(): void {
    const [high, low, values] = [this.#high, this.#low, this.#values]
    const size = values.length * 2
    this.#high = new Uint32Array(size)
    this.#low = new Uint32Array(size)
    this.#values = new Int32Array(size)
    this.#used = 0
    for (let at = 0; at < values.length; at++) {
      const value = values[at] ?? 0
      if (value !== 0) this.#put(high[at] ?? 0, low[at] ?? 0, value)
    }
  }
}

/** Positions in a file, each with a sort key: 24 bytes each. */
class PlaceList {
  #size = 0
  #from = new Float64Array(1 << 10)
  #order = new Float64Array(1 << 10)
  #line = new Uint32Array(1 << 10)
  #bytes = new Uint32Array(1 << 10)

  /** `order`: an integer below 2^52. */
  add({ line, from, bytes }: RecordPlace, order: number): void {
    if (this.#size === this.#from.length) this.#grow()
    this.#from[this.#size] = from
    this.#order[this.#size] = order
    this.#line[this.#size] = line
    this.#bytes[this.#size] = bytes
    this.#size++
  }

  /** Yields `atOnce` positions at a time. Ties, by the bits left above the index, keep the order of adding. Use only once. */
  *inOrder(atOnce: number): Generator<readonly RecordPlace[]> {
    // The index goes into the low bits, because plain numbers sort ten times as fast.
    const step = 2 ** Math.ceil(Math.log2(Math.max(2, this.#size)))
    const sorted = this.#order.subarray(0, this.#size)
    for (let at = 0; at < sorted.length; at++) {
      sorted[at] = Math.floor((sorted[at] ?? 0) / step) * step + at
    }
    sorted.sort()
    for (let first = 0; first < sorted.length; first += atOnce) {
      yield Array.from(sorted.subarray(first, first + atOnce), (key) => this.#place(key % step))
    }
  }

  #place(at: number): RecordPlace {
    return { line: this.#line[at] ?? 0, from: this.#from[at] ?? 0, bytes: this.#bytes[at] ?? 0 }
  }

  #grow(): void {
    const twice = <T extends Float64Array | Uint32Array>(from: T, to: T): T => {
      to.set(from)
      return to
    }
    const size = this.#size * 2
    this.#from = twice(this.#from, new Float64Array(size))
    this.#order = twice(this.#order, new Float64Array(size))
    this.#line = twice(this.#line, new Uint32Array(size))
    this.#bytes = twice(this.#bytes, new Uint32Array(size))
  }
}
