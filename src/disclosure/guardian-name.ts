import type { PatronName } from '../sealing/name-index.ts'
import { fold } from '../sealing/name-index.ts'

/**
 * Whether what was typed is this name: "First Last" or "Last, First", whatever the case, accents and punctuation. What
 * stands after the first name may be missing on one side, or be an initial there. Nothing else may differ: who is almost on
 * file is not.
 */
export function isNameOf(typed: string, { surname, firstName, otherNames = '' }: PatronName): boolean {
  const last = fold(surname)
  const first = wordsOf(firstName)
  const given = [...first, ...wordsOf(otherNames)]
  const typedGiven = givenBeside(last, typed)
  return last !== '' && typedGiven !== undefined && beginAlike(typedGiven, given, Math.max(1, first.length))
}

/** The first names that were typed beside this surname; undefined where another surname was. */
function givenBeside(last: string, typed: string): readonly string[] | undefined {
  const comma = typed.indexOf(',')
  if (comma !== -1) return fold(typed.slice(0, comma)) === last ? wordsOf(typed.slice(comma + 1)) : undefined
  const whole = fold(typed)
  return whole.endsWith(` ${last}`) ? wordsOf(whole.slice(0, -last.length)) : undefined
}

/** @param inFull so many words of the first name, for which no initial stands */
function beginAlike(one: readonly string[], other: readonly string[], inFull: number): boolean {
  const both = Math.min(one.length, other.length)
  const isSame = (word: string, at: number) =>
    word === other[at] || (at >= inFull && isInitialOf(word, other[at] ?? ''))
  return both > 0 && one.slice(0, both).every(isSame)
}

/** Whether one of two words is the first letter of the other. */
function isInitialOf(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return [...short].length === 1 && long.startsWith(short)
}

function wordsOf(text: string): readonly string[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
}
