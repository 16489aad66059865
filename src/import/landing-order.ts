import { randomFillSync } from 'node:crypto'
import { token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { kohaId } from './koha-row.ts'
import type { KohaRecord, KohaRow, KohaTable, RecordPlace } from './koha-table.ts'

/** The purpose of the tokens of Koha's borrower numbers. */
export const borrowerPurpose = 'koha.borrowers'

/** What of a row says which one it is, and what no other row may have. */
export type RowIdentity = {
  /** The column of Koha's id, and the purpose of the token made of it. */
  readonly id: { readonly column: string; readonly purpose: string }
  /** What only one row of an export may have (a card, an item), as text. */
  readonly claim?: (row: KohaRow) => string | undefined
}

/** A row waits for those above it that share its id or its claim; in the last round they come as in the file. */
const mostRounds = 8

/**
 * The records of a file in an order of chance. Of rows that share an id or a claim the first of the file comes first,
 * for it is the one that counts. Records with a fault, which never land, come before all.
 *
 * Why not as they stand: an export is in the order in which people registered, and so is many a list of them that
 * somebody else has. Rows that landed in that order could be matched to it, name by name, without a key. Why not by
 * the patron's token: loans in the order of their patrons would say whose each is.
 *
 * The file is read twice; 24 bytes a row are held meanwhile.
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
  // Why: its memory, of both tokens of every row, is needed no longer.
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

/** Whole numbers below 2^52 that nobody can guess. */
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

/** A row that claims something only one row may have: a card number, an item on loan, a barcode. */
type RowClaim = { readonly self: string; readonly key: string | undefined }

type SettledClaims = {
  /** Places of the claims that an earlier row of this export has already. */
  readonly taken: ReadonlySet<number>
  /** Keys whose holder in the vault is from an earlier export: they pass to the row that claims them now. */
  readonly surrendered: ReadonlySet<string>
}

/**
 * Settles the claims of a batch, in order: within one export the first row keeps what it claims; what an earlier
 * export gave passes on, so that two patrons who swapped their cards both get their new ones.
 *
 * @param holders who holds a key in the vault now
 * @param landed whether a holder's row landed in an earlier batch of this export
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

/**
 * A whole number for each of many keyed tokens, by the token's first eight bytes: 12 bytes a slot, so that a
 * million patrons take 25 MB and not 200. Two of a million tokens meet by chance once in 37 million imports.
 */
export class TokenTable {
  #high = new Uint32Array(1 << 12)
  #low = new Uint32Array(1 << 12)
  #values = new Int32Array(1 << 12)
  #used = 0

  get size(): number {
    return this.#used
  }

  /** The token's number, or 0. */
  get(token: Buffer): number {
    return this.#values[this.#slot(token.readUInt32BE(0), token.readUInt32BE(4))] ?? 0
  }

  /** Sets the token's number, which is not 0. */
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

/** Places in a file, sorted by a number each: 24 bytes a place, so that a million take 24 MB. */
class PlaceList {
  #size = 0
  #from = new Float64Array(1 << 10)
  #order = new Float64Array(1 << 10)
  #line = new Uint32Array(1 << 10)
  #bytes = new Uint32Array(1 << 10)

  /** @param order a whole number below 2^52 */
  add({ line, from, bytes }: RecordPlace, order: number): void {
    if (this.#size === this.#from.length) this.#grow()
    this.#from[this.#size] = from
    this.#order[this.#size] = order
    this.#line[this.#size] = line
    this.#bytes[this.#size] = bytes
    this.#size++
  }

  /**
   * So many places at a time, by their order as far as its head tells them apart (all 52 bits but those that count
   * the places), then as they were added. The list is not to be used afterwards.
   */
  *inOrder(atOnce: number): Generator<readonly RecordPlace[]> {
    // Why the place's own number in the last bits: numbers alone sort natively, in a tenth of the time.
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
