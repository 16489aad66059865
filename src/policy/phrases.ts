import type { RecordKind } from './ask.ts'

/** Words that depend on which records may be told. */
export type Phrases = {
  readonly told: ReadonlyMap<RecordKind, string>
  /** `{facts}`: each fact as a sentence to the patron. */
  readonly facts: ReadonlyMap<RecordKind, string>
  /** `{message}`: each fact as a sentence to someone else who answers. */
  readonly message: ReadonlyMap<RecordKind, string>
  enumerated(names: readonly string[]): string
}

const slots = ['told', 'facts', 'message'] as const
type Slot = (typeof slots)[number]
const isSlot = (name: string): name is Slot => (slots as readonly string[]).includes(name)

export type Template = readonly (string | { readonly slot: Slot })[]

export function slotsOf(text: string): readonly string[] {
  return slots.flatMap((slot) =>
    text
      .split(`{${slot}}`)
      .slice(1)
      .map(() => slot),
  )
}

/** Fills in the pack's own words; returns a word that the pack lacks. */
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

/** Like `template`, for text that may have no slots. */
export function fillWords(
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

export function speak(parts: Template, records: readonly RecordKind[], phrases: Phrases): string {
  const [only] = parts
  if (parts.length === 1 && typeof only === 'string') return only
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else if (part.slot === 'told') text += phrases.enumerated(named(records, phrases.told))
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

/** `a, b and c` in a language (ISO 639-1). */
export function enumerator(language: string): Phrases['enumerated'] {
  // Why: British English has no comma before the last.
  const format = new Intl.ListFormat(language === 'en' ? 'en-GB' : language)
  const known = new Map<string, string>()
  return (names) => {
    if (names.length < 2) return names[0] ?? ''
    const key = names.join('|')
    const list = known.get(key) ?? format.format(names)
    // Hostile: the requester chooses what is listed, so the cache is bounded.
    if (known.size < 4_096) known.set(key, list)
    return list
  }
}
