import { fold, type PatronName } from '../sealing/name-index.ts'

const titles = ['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'sr', 'sra', 'srta']

/** Small words of last names that begin with no capital. */
const particles = ['al', 'da', 'de', 'del', 'der', 'di', 'do', 'dos', 'du', 'el', 'la', 'las', 'le', 'los']
const moreParticles = ['mac', 'ten', 'ter', 'van', 'vom', 'von', 'y', 'zu']

/**
 * The words of a text that name somebody, as they stand there; undefined where it does not: first and last name both, or
 * the last after a title. A last name alone may be any word.
 */
export function namesIn(text: string, { surname, firstName }: PatronName): string | undefined {
  const words = placed(text)
  const said = words.map(({ word }) => word)
  const [first, ...last] = [wordsOf(firstName ?? '')[0], ...wordsOf(surname)]
  if (last.length === 0) return undefined
  for (const at of said.keys()) {
    if (!last.every((part, next) => said[at + next] === part)) continue
    const isTitled = titles.includes(said[at - 1] ?? '')
    if (!isTitled && (first === undefined || !said.includes(first))) continue
    const from = isTitled || said[at - 1] === first ? at - 1 : at
    const end = at + last.length - (said[at + last.length] === first ? 0 : 1)
    return text.slice(words[from]?.from, words[end]?.until)
  }
  return undefined
}

/**
 * Words of a text that may be somebody's first and last name, in either order: two with capitals that stand together, or
 * with one other between them. At most twice as many as it has words.
 */
export function pairsIn(text: string): readonly (readonly [string, string])[] {
  const words = placed(text)
  const isName = (at: number) => /^\p{Lu}/u.test(text.slice(words[at]?.from, words[at]?.until))
  const isPart = (at: number) => [...particles, ...moreParticles].includes(words[at]?.word ?? '')
  return words.flatMap(({ word }, at) => {
    if (!isName(at)) return []
    const next = isName(at + 1) || isPart(at + 1) ? [at + 1] : []
    const later = isName(at + 2) ? [at + 2] : []
    return [...next, ...later].map((other) => [word, words[other]?.word ?? ''] as const)
  })
}

/** Whether a first or a last name of theirs is in a text, for one where nothing but a number should be. */
export function namesPartOf(text: string, { surname, firstName }: PatronName): boolean {
  const words = wordsOf(text)
  return [...wordsOf(surname), ...wordsOf(firstName ?? '')].some((part) => words.includes(part))
}

/** Its words without accents, in lower case. */
const wordsOf = (text: string): string[] => placed(text).map(({ word }) => word)

/** The same with where in the text each stands. */
function placed(text: string) {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’ʼ`][\p{L}\p{N}\p{M}]+)*/gu)].map(({ 0: said, index }) => {
    // O'Brien is one word, and "Roe's" is Roe.
    const [word = ''] = said.split(/['’]s$/)
    return { from: index, until: index + word.length, word: fold(word) }
  })
}
