import type { RecordKind } from './vocabulary.ts'

/** The words that depend on what may be told: which records, and the bare facts that a message may state. */
export type Phrases = {
  /** `{told}`: what each record is called when it is named aloud. */
  readonly told: ReadonlyMap<RecordKind, string>
  /** `{facts}`: each bare fact as a sentence to the person concerned. */
  readonly facts: ReadonlyMap<RecordKind, string>
  /** `{message}`: each bare fact as a sentence to whoever answers. */
  readonly message: ReadonlyMap<RecordKind, string>
}

const slots = ['told', 'facts', 'message'] as const
type Slot = (typeof slots)[number]
const isSlot = (name: string): name is Slot => (slots as readonly string[]).includes(name)

/** A text made ready: alternating plain text and slots. */
export type Template = readonly (string | { readonly slot: Slot })[]

/** Puts the pack's own words in. Returns the name of a word that the pack lacks instead of throwing. */
export function template(
  text: string,
  words: Readonly<Record<string, string>>,
): Template | { readonly lacks: string } {
  const parts: (string | { slot: Slot })[] = []
  for (const part of text.split(/(\{[^{}]*\})/)) {
    if (!part.startsWith('{')) {
      parts.push(part)
      continue
    }
    const name = part.slice(1, -1)
    if (isSlot(name)) parts.push({ slot: name })
    else if (Object.hasOwn(words, name)) parts.push(words[name] ?? '')
    else return { lacks: name }
  }
  return merged(parts)
}

/** Fills in the pack's own words where no slot may stand. Returns the name of a word that the pack lacks. */
export function worded(
  text: string,
  words: Readonly<Record<string, string>>,
): string | { readonly lacks: string } {
  const made = template(text, words)
  if ('lacks' in made) return made
  const slot = made.find((part) => typeof part !== 'string')
  return slot === undefined || typeof slot === 'string' ? made.join('') : { lacks: slot.slot }
}

function merged(parts: readonly (string | { slot: Slot })[]): Template {
  const joined: (string | { slot: Slot })[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return joined
}

/** The text for these records. */
export function speak(parts: Template, records: readonly RecordKind[], phrases: Phrases): string {
  const [only] = parts
  if (parts.length === 1 && typeof only === 'string') return only
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else if (part.slot === 'told') text += enumerated(named(records, phrases.told))
    else text += named(records, phrases[part.slot]).join(' ')
  }
  return text.trim()
}

function named(records: readonly RecordKind[], names: ReadonlyMap<RecordKind, string>): string[] {
  const found = new Set<string>()
  for (const record of records) {
    const name = names.get(record)
    if (name !== undefined) found.add(name)
  }
  return [...found]
}

/** `a, b and c`. */
export function enumerated(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? ''
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
