import type { RecordPlace } from './koha-table.ts'

/** Places in a file, sorted by a number each: 24 bytes a place, so that a million take 24 MB. */
export class PlaceList {
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
