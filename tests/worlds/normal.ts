/*
 * What chance draws anew in each world: ids, references, tokens, what is sealed. Each is replaced by how long it is and when it
 * first came up in its world, so that two worlds that differ in chance alone read the same, and in nothing else.
 */
const drawn = new RegExp(
  [
    // An id, bare or as a key's name.
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    // The reference of a case, and words that a program draws for a package.
    '\\b(?:[2-9A-HJKMNP-TV-Z]{4}-){2}[2-9A-HJKMNP-TV-Z]{4}\\b',
    // Bytes in hex, of four letters and more.
    '\\b[0-9a-f]{12,}\\b',
    // Bytes in base64, of either alphabet; a word has no digit in it.
    '(?<![\\w+/-])(?=[A-Za-z+/_-]*\\d)(?=[a-z0-9+/_-]*[A-Z])[A-Za-z0-9+/_-]{16,}={0,2}',
  ].join('|'),
  'g',
)

export class Normal {
  readonly #seen = new Map<string, number>()

  /** A text as any world would have it. */
  text(text: string): string {
    return text.replace(drawn, (found) => this.#named(found, found.length))
  }

  bytes(bytes: Buffer): string {
    return bytes.length < 6 ? bytes.toString('hex') : this.#named(bytes.toString('hex'), bytes.length)
  }

  value(value: unknown): unknown {
    if (Buffer.isBuffer(value)) return this.bytes(value)
    if (typeof value === 'string') return this.text(value)
    if (Array.isArray(value)) return value.map((one) => this.value(one))
    if (value instanceof Date) return value.toISOString()
    if (value !== null && typeof value === 'object') return this.text(JSON.stringify(value))
    return value
  }

  #named(what: string, length: number): string {
    const number = this.#seen.get(what) ?? this.#seen.size + 1
    this.#seen.set(what, number)
    return `<${length}#${number}>`
  }
}
