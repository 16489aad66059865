/** Numbers that look random and are the same for the same seed (mulberry32): for inventing, never for secrets. */
export class SeededRandom {
  #state: number

  /** `parts` name what the numbers are for: the same parts give the same numbers, others unrelated ones. */
  constructor(...parts: readonly (string | number)[]) {
    let hash = 2166136261
    for (const character of parts.join('\n'))
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619)
    this.#state = hash >>> 0
  }

  /** From 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number from `least` to `most`, both possible. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** One of `from`. With `skew` above 1 the first ones come up far more often, as surnames do. */
  pick<T>(from: readonly [T, ...T[]], skew = 1): T {
    return from[Math.floor(from.length * this.next() ** skew)] ?? from[0]
  }
}
