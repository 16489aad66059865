import { fewestBytes } from './canary-forms.ts'

/** How many bytes are looked up at once, and how many a string is filed by. */
const blockBytes = 3
const headBytes = 6
/** The leaps are kept by so many bits of the three bytes: a megabyte stays in the processor's cache. */
const leapBits = 20

/**
 * Looks for very many byte strings at once, each of `fewestBytes` or more (Wu and Manber, 1994): three bytes say how
 * far it is safe to leap, which with ten thousand strings is six bytes nearly always.
 */
export class ByteSearch {
  readonly #leaps = new Uint8Array(1 << leapBits).fill(fewestBytes - blockBytes + 1)
  /** The strings by the number that their heads make. */
  readonly #byHead = new Map<number, number[]>()
  readonly #strings: readonly Buffer[]
  readonly longest: number

  constructor(strings: readonly Buffer[]) {
    this.#strings = strings
    this.longest = strings.reduce((most, { length }) => Math.max(most, length), 0)
    strings.forEach((bytes, index) => {
      if (bytes.length < fewestBytes) throw new Error('too short a string to look for')
      for (let end = blockBytes; end <= fewestBytes; end++) {
        const block = slotOf(bytes.readUIntBE(end - blockBytes, blockBytes))
        this.#leaps[block] = Math.min(this.#leaps[block] ?? 0, fewestBytes - end)
      }
      const head = bytes.readUIntBE(0, headBytes)
      this.#byHead.set(head, [...(this.#byHead.get(head) ?? []), index])
    })
  }

  /** Tells of every place at which one of the strings begins. */
  in(bytes: Buffer, found: (index: number, at: number) => void): void {
    const leaps = this.#leaps
    for (let last = fewestBytes - 1; last < bytes.length; ) {
      const block =
        ((bytes[last - 2] as number) << 16) | ((bytes[last - 1] as number) << 8) | (bytes[last] as number)
      const leap = leaps[slotOf(block)] as number
      if (leap === 0) this.#tell(bytes, last - fewestBytes + 1, found)
      last += leap || 1
    }
  }

  #tell(bytes: Buffer, at: number, found: (index: number, at: number) => void): void {
    for (const index of this.#byHead.get(bytes.readUIntBE(at, headBytes)) ?? []) {
      const string = this.#strings[index]
      if (string?.equals(bytes.subarray(at, at + string.length))) found(index, at)
    }
  }
}

/** Two blocks in one slot only make a leap shorter. */
function slotOf(block: number): number {
  return Math.imul(block, 0x9e3779b1) >>> (32 - leapBits)
}
