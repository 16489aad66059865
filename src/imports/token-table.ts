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
