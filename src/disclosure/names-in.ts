import type { PatronName } from '../sealing/name-index.ts'

const titles = ['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'sr', 'sra', 'srta']

/** Whether a text names somebody: first and last name both, or the last after a title. A last name alone may be any word. */
export function namesIn(text: string, { surname, firstName }: PatronName): boolean {
  const words = wordsOf(text)
  const [first, ...last] = [wordsOf(firstName ?? '')[0], ...wordsOf(surname)]
  if (last.length === 0) return false
  return words.some((_word, at) => {
    if (!last.every((part, next) => words[at + next] === part)) return false
    return titles.includes(words[at - 1] ?? '') || (first !== undefined && words.includes(first))
  })
}

/** Whether a first or a last name of theirs is in a text, for one where nothing but a number should be. */
export function namesPartOf(text: string, { surname, firstName }: PatronName): boolean {
  const words = wordsOf(text)
  return [...wordsOf(surname), ...wordsOf(firstName ?? '')].some((part) => words.includes(part))
}

/** Its words without accents, in lower case. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
