/*
 * What chance draws anew in each world: ids, references, tokens, what is sealed. Each is replaced by how long it is and when it
 * first came up in its world, so that two worlds that differ in chance alone read the same, and in nothing else.
 */
const drawn = new RegExp(
  [
    // A passphrase's hash, and bytes in base64: of 30 and more, or to their end.
    '\\$argon2id\\$[\\w+/=,$]+|(?<![\\w+/-])(?:[A-Za-z0-9+/]{40,}={0,2}|[A-Za-z0-9+/]{12,}={1,2})(?![\\w+/-])',
    // An id.
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    // In groups of four, as people read out an entry, a case, a key.
    '(?<![\\w-])(?:(?:[0-9a-z]{4}-){3,}[0-9a-z]{4}|(?=[\\d-]*[A-Z])(?:[0-9A-Z]{4}-)+[0-9A-Z]{4})(?![\\w-])|(?<=<code>)[0-9A-Z]{4,6}(?=</code>)',
    // Bytes in base64url; a word of its length that has a capital or a digit is taken for them, in every world alike.
    '(?<![\\w-])(?=[a-z_-]*[A-Z0-9])[\\w-]{16,}(?![\\w-])',
    // The secret of an app for codes, and an instant of this machine's own clock: the one that is played has no thousandths.
    '(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.(?!000)\\d{3}Z',
    // Bytes in hex.
    '(?<![0-9a-f])[0-9a-f]{8,}(?![0-9a-f])',
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

  #named(what: string, length: number): string {
    const number = this.#seen.get(what) ?? this.#seen.size + 1
    this.#seen.set(what, number)
    return `<${length}#${number}>`
  }
}

export const asAnywhere = (text: string): string => new Normal().text(text)

/** The same with no number: what has no order of its own is put in one by it. */
export const blank = (text: string): string => text.replace(drawn, ({ length }) => `<${length}>`)

/** Things that have no order but one that chance drew, in one of their own. */
export function inOrder(parts: readonly string[]): string[] {
  return parts
    .map((part) => [blank(part), part] as const)
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([, part]) => part)
}
