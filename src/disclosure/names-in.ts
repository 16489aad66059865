import { isPlausibleCard, longestCard } from '../circulation/card-number.ts'
import { fold, type PatronName } from '../sealing/name-index.ts'

const titles = ['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'sr', 'sra', 'srta']

/** Small words of last names that begin with no capital. */
const particles = ['al', 'da', 'de', 'del', 'der', 'di', 'do', 'dos', 'du', 'el', 'la', 'las', 'le', 'los']
const moreParticles = ['mac', 'ten', 'ter', 'van', 'vom', 'von', 'y', 'zu']

/** Words of one letter that are no initial where they are small: of English and Spanish. */
const smallWords = ['a', 'i', 'e', 'o', 'u', 'y']

/**
 * The words of a text that name somebody, as they stand there; undefined where it does not: first and last name both, or
 * the last after a title or beside an initial of the first. A last name alone may be any word.
 */
export function namesIn(text: string, { surname, firstName }: PatronName): string | undefined {
  const words = placed(text)
  const said = words.map(({ word }) => word)
  const [first, ...last] = [wordsOf(firstName ?? '')[0], ...wordsOf(surname)]
  if (last.length === 0) return undefined
  for (const at of said.keys()) {
    if (!last.every((part, next) => said[at + next] === part)) continue
    const after = at + last.length
    const isFirst = (place: number) =>
      first !== undefined && (said[place] === first || isInitialOf(words, place, { first, beside: at }))
    const isTitled = titles.includes(said[at - 1] ?? '')
    const beside = [at - 1, at - 2, after].find(isFirst)
    if (!isTitled && beside === undefined && (first === undefined || !said.includes(first))) continue
    const from = isTitled || isFirst(at - 1) ? at - 1 : beside === at - 2 ? at - 2 : at
    const end = isFirst(after) ? after : after - 1
    return text.slice(words[from]?.from, words[end]?.until)
  }
  return undefined
}

/**
 * Words of a text that may be somebody's first and last name, in either order and however they are written: two that stand
 * together, or with an initial, a small word of last names, or between capitals any one word between them. One of them may
 * be an initial. At most twice as many as it has words.
 */
export function pairsIn(text: string): readonly (readonly [string, string])[] {
  const words = placed(text)
  const fits = (at: number) => /\p{L}/u.test(words[at]?.word ?? '')
  return words.flatMap(({ word, isCapital }, at) => {
    if (!fits(at)) return []
    const between = words[at + 1]
    const parts = [...particles, ...moreParticles]
    const skips =
      between !== undefined &&
      (between.word.length === 1 || parts.includes(between.word) || (isCapital && words[at + 2]?.isCapital))
    return [at + 1, ...(skips ? [at + 2] : [])].flatMap((other) => {
      const isOne = (place: number, beside: number) =>
        (words[place]?.word.length ?? 0) > 1 || isInitial(words, place, beside)
      const isPair = fits(other) && isOne(at, other) && isOne(other, at)
      return isPair ? [[word, words[other]?.word ?? ''] as const] : []
    })
  })
}

/** A shorter number is a year, a page or a section. */
const shortestNumber = 6

/** So many numbers a text has at most that are looked up. */
const mostNumbers = 300

/**
 * Numbers of a text that may be a card's, each with the words that say it: digits, with blanks or dashes between them or
 * without, and every part of a longer row.
 */
export function numbersSaid(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { 0: row, index } of text.matchAll(/\d+(?:[\s\p{Pd}]{1,3}\d+)*/gu)) {
    const groups = [...row.matchAll(/\d+/g)].map((group) => ({
      from: index + group.index,
      until: index + group.index + group[0].length,
      digits: group[0],
    }))
    for (const [at, { from }] of groups.entries()) {
      let number = ''
      for (const { digits, until } of groups.slice(at)) {
        number += digits
        if (number.length > longestCard || found.size >= mostNumbers) break
        if (number.length >= shortestNumber && isPlausibleCard(number))
          found.set(number, text.slice(from, until))
      }
    }
  }
  return found
}

/** Whether a first or a last name of theirs is in a text, for one where nothing but a number should be. */
export function namesPartOf(text: string, { surname, firstName }: PatronName): boolean {
  const words = wordsOf(text)
  return [...wordsOf(surname), ...wordsOf(firstName ?? '')].some((part) => words.includes(part))
}

/** Its words without accents, in lower case. */
const wordsOf = (text: string): string[] => placed(text).map(({ word }) => word)

export type Placed = {
  readonly from: number
  readonly until: number
  readonly word: string
  readonly isCapital: boolean
  /** A full stop comes next. */
  readonly isCut: boolean
}

/** Whether a letter stands for a name beside another word: it has a full stop, both are capitals, or it is no word itself. */
function isInitial(words: readonly Placed[], at: number, beside: number): boolean {
  const one = words[at]
  if (one?.word.length !== 1 || !/\p{L}/u.test(one.word)) return false
  return one.isCut || (one.isCapital && words[beside]?.isCapital === true) || !smallWords.includes(one.word)
}

function isInitialOf(
  words: readonly Placed[],
  at: number,
  { first, beside }: { readonly first: string; readonly beside: number },
): boolean {
  return isInitial(words, at, beside) && first.startsWith(words[at]?.word ?? ' ')
}

/** The same with where in the text each stands. */
export function placed(text: string): Placed[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’ʼ`][\p{L}\p{N}\p{M}]+)*/gu)].map(({ 0: said, index }) => {
    // O'Brien is one word, and "Roe's" is Roe.
    const [word = ''] = said.split(/['’]s$/)
    const until = index + word.length
    const isCut = text[index + said.length] === '.'
    return { from: index, until, word: fold(word), isCapital: /^\p{Lu}/u.test(word), isCut }
  })
}
