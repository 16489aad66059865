/*
 * What chance draws anew in each world: ids, references, tokens, what is sealed. Each is replaced by how long it is and when it
 * first came up in its world, so that two worlds that differ in chance alone read the same, and in nothing else.
 */
const drawn = new RegExp(
  [
    // An id.
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    // In groups of four, as people read out an entry, a case, a key.
    '(?<![\\w-])(?:(?:[0-9a-z]{4}-){3,}[0-9a-z]{4}|(?:[0-9A-Z]{4}-){1,}[0-9A-Z]{4})(?![\\w-])',
    // Bytes in base64url; a word of its length that has a capital or a digit is taken for them, in every world alike.
    '(?<![\\w-])(?=[a-z_-]*[A-Z0-9])[\\w-]{16,}(?![\\w-])',
    // Bytes in base64, and in hex.
    '(?<![\\w+/])[A-Za-z0-9+/]{40,}={0,2}|(?<![0-9a-f])[0-9a-f]{8,}(?![0-9a-f])',
  ].join('|'),
  'g',
)

/** The names of one thing that is seen: the same everywhere in it. */
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

export const asAnywhere = (text: string): string => new Normal().text(text)
