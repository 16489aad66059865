import { KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { nameIndexOpener } from './capabilities.ts'

export type PatronName = {
  readonly surname: string
  readonly firstName: string
  readonly otherNames?: string
}

type SealedName = { readonly id: string; readonly name: Buffer }

/** Finds patrons by name and returns only ids. In memory: prefix tokens in the database revealed 1,997 of 1,999 names. */
export class NameIndex {
  #keys: string[] = []
  #ids: string[] = []

  /**
   * Searches use the old index until the new one is ready. Damaged names are counted and skipped.
   * @throws KeyError if none opens
   */
  async build(ring: KeyRing, names: AsyncIterable<readonly SealedName[]>): Promise<{ unreadable: number }> {
    const opener = nameIndexOpener(ring)
    const entries: { key: string; id: string }[] = []
    const refusals: KeyError[] = []
    for await (const batch of names) {
      for (const { id, name } of batch) {
        try {
          const opened = opener.field('patron.name', id, name) as PatronName
          for (const key of keysOf(opened)) entries.push({ key, id })
        } catch (error) {
          if (!(error instanceof KeyError)) throw error
          refusals.push(error)
        }
      }
    }
    if (entries.length === 0 && refusals[0] !== undefined) throw refusals[0]
    entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id < b.id ? -1 : 1))
    this.#keys = entries.map((entry) => entry.key)
    this.#ids = entries.map((entry) => entry.id)
    return { unreadable: refusals.length }
  }

  /** As typed first, then by the beginnings of words in any order: `tor lund` finds Lundvall, Torvald. */
  find(text: string, limit: number): { readonly ids: readonly string[]; readonly more: boolean } {
    const asTyped = this.search(text, limit)
    if (asTyped.more) return asTyped
    const ids = new Set(asTyped.ids)
    for (const id of this.#byBeginnings(wordsOf(text))) {
      if (ids.has(id)) continue
      if (ids.size === limit) return { ids: [...ids], more: true }
      ids.add(id)
    }
    return { ids: [...ids], more: false }
  }

  /** A name has a key for each word that it can begin with, so one of the typed words begins one of its keys. */
  *#byBeginnings(typed: readonly string[]): Generator<string> {
    if (typed.length < 2) return
    for (const [nth, first] of typed.entries()) {
      const others = typed.toSpliced(nth, 1)
      for (let at = this.#firstNotBefore(first); this.#keys[at]?.startsWith(first); at++) {
        const [, ...rest] = (this.#keys[at] ?? '').split(' ')
        const id = this.#ids[at]
        if (id !== undefined && eachBegins(others, rest)) yield id
      }
    }
  }

  /** The first `limit` ids in name order. */
  search(text: string, limit: number): { readonly ids: readonly string[]; readonly more: boolean } {
    const prefix = foldName(text)
    const ids = new Set<string>()
    if (prefix === '') return { ids: [], more: false }
    for (let at = this.#firstNotBefore(prefix); this.#keys[at]?.startsWith(prefix); at++) {
      const id = this.#ids[at]
      if (id === undefined || ids.has(id)) continue
      if (ids.size === limit) return { ids: [...ids], more: true }
      ids.add(id)
    }
    return { ids: [...ids], more: false }
  }

  /** Patrons of whom one name is exactly these words, or begins with them and another word. */
  named(words: readonly string[], limit: number): readonly string[] {
    const whole = foldName(words.join(' '))
    const ids = new Set<string>()
    if (whole === '') return []
    // They are adjacent, because a space sorts before every letter and digit.
    for (let at = this.#firstNotBefore(whole); ids.size < limit; at++) {
      const [key, id] = [this.#keys[at], this.#ids[at]]
      if (key === undefined || id === undefined || !(key === whole || key.startsWith(`${whole} `))) break
      ids.add(id)
    }
    return [...ids]
  }

  #firstNotBefore(prefix: string): number {
    let low = 0
    let high = this.#keys.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#keys[middle] ?? '') < prefix) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Whether each of these begins a word of its own; the longest takes its word first. */
function eachBegins(beginnings: readonly string[], words: readonly string[]): boolean {
  const left = [...words]
  return [...beginnings]
    .sort((one, other) => other.length - one.length)
    .every((beginning) => {
      const at = left.findIndex((word) => word.startsWith(beginning))
      if (at !== -1) left.splice(at, 1)
      return at !== -1
    })
}

/** "De la Cruz, Ana" is found by `cruz a`, `la cruz`, `de la cruz`, and `ana d`. */
function keysOf(name: PatronName): Set<string> {
  const surname = foldName(name.surname)
  const given = foldName([name.firstName, name.otherNames ?? ''].join(' '))
  const words = surname.split(' ')
  const keys = new Set(words.map((_, from) => `${words.slice(from).join(' ')} ${given}`.trim()))
  keys.add(`${given} ${surname}`.trim())
  keys.delete('')
  return keys
}

/** Letters whose stroke is no accent to Unicode, so that Łuczak is found as Luczak and stands among the Ls. */
const strokes: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ı: 'i' }

/** Lower case without accents, punctuation and invisible characters. */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[łøđħı]/g, (letter) => strokes[letter] ?? letter)
    .replace(/['’ʼ`\p{Cf}]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * Compares "First Last" or "Last, First" without case, accents and punctuation. Names after the first may be missing or
 * initials.
 */
export function isNameOf(typed: string, { surname, firstName, otherNames = '' }: PatronName): boolean {
  const last = foldName(surname)
  const first = wordsOf(firstName)
  const given = [...first, ...wordsOf(otherNames)]
  const typedGiven = givenBeside(last, typed)
  return last !== '' && typedGiven !== undefined && beginAlike(typedGiven, given, Math.max(1, first.length))
}

/** The given names typed with this surname; undefined if the surname differs. */
function givenBeside(last: string, typed: string): readonly string[] | undefined {
  const comma = typed.indexOf(',')
  if (comma !== -1)
    return foldName(typed.slice(0, comma)) === last ? wordsOf(typed.slice(comma + 1)) : undefined
  const whole = foldName(typed)
  return whole.endsWith(` ${last}`) ? wordsOf(whole.slice(0, -last.length)) : undefined
}

/** The first `inFull` words must match without initials. */
function beginAlike(one: readonly string[], other: readonly string[], inFull: number): boolean {
  const both = Math.min(one.length, other.length)
  const isSame = (word: string, at: number) =>
    word === other[at] || (at >= inFull && isInitialOf(word, other[at] ?? ''))
  return both > 0 && one.slice(0, both).every(isSame)
}

function isInitialOf(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return [...short].length === 1 && long.startsWith(short)
}

function wordsOf(text: string): readonly string[] {
  return foldName(text)
    .split(' ')
    .filter((word) => word !== '')
}
