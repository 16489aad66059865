import type { Pack } from '../../policy/index.ts'
import type { Language } from './language.ts'

/** What words depend on: the language, and the policy pack in that language. */
export type ScreenLanguage = { readonly language: Language; readonly pack: Pick<Pack, 'library' | 'words'> }

/** The Spanish of a group: the same names and arguments as the English. */
export type InSpanish<English extends (own: LibraryTerms) => unknown> = (
  own: LibraryTerms,
) => ReturnType<English>

/** One group of screen words in each language, with the library's own terms; made once per pack. */
export function screenWords<T>(
  english: (own: LibraryTerms) => T,
  spanish: (own: LibraryTerms) => T,
): (speaker: ScreenLanguage) => T {
  const made = { en: new WeakMap<object, T>(), es: new WeakMap<object, T>() }
  const makers = { en: english, es: spanish }
  return ({ language, pack }) => {
    const known = made[language].get(pack.words)
    if (known !== undefined) return known
    const words = makers[language](libraryTerms(pack))
    made[language].set(pack.words, words)
    return words
  }
}

/** The library's own terms from its pack, in one language. */
export type LibraryTerms = {
  readonly library: string
  readonly customer: string
  readonly customers: string
  /** With the article: `a customer`, `un cliente`. */
  readonly aCustomer: string
  readonly theCustomer: string
  readonly ofTheCustomer: string
  /** Who advises the library on the law, with the article. */
  readonly counsel: string
  readonly reserve: string
  readonly reserves: string
  /** With its article: `the Board of Trustees`, `la Junta`. */
  readonly board: string
  /** The private rooms, each with its article: `the Office or the Crane Room`. */
  readonly rooms: string
  /** What the policy calls these clauses; in Spanish with the article. */
  readonly findingsClause: string
  readonly decisionClause: string
}

/** Forms that a pack leaves out follow English rules. */
function libraryTerms({ library, words }: Pick<Pack, 'library' | 'words'>): LibraryTerms {
  const { patron, hold } = words
  const word = (name: string, otherwise: string) => words[name] ?? otherwise
  return {
    library,
    customer: patron,
    customers: word('patrons', `${patron}s`),
    aCustomer: word('a-patron', `${/^[aeiou]/i.test(patron) ? 'an' : 'a'} ${patron}`),
    theCustomer: word('the-patron', `the ${patron}`),
    ofTheCustomer: word('of-the-patron', `of the ${patron}`),
    counsel: word('counsel', 'legal counsel'),
    reserve: hold,
    reserves: word('holds', `${hold}s`),
    board: word('board', 'the Board'),
    rooms: word('rooms', 'a private room'),
    findingsClause: word('findings-clause', 'the policy'),
    decisionClause: word('decision-clause', 'the policy'),
  }
}
