import type { Pack } from '../../policy/index.ts'

/** The library's own words, from its pack, in one language. */
export type LibraryTerms = {
  readonly library: string
  readonly customer: string
  readonly customers: string
  /** With the words that a language puts before it: `a customer`, `un cliente`. */
  readonly aCustomer: string
  readonly theCustomer: string
  readonly ofTheCustomer: string
  readonly reserve: string
  readonly reserves: string
}

/** What a pack leaves out is made as English makes it. */
export function libraryTerms({ library, words }: Pick<Pack, 'library' | 'words'>): LibraryTerms {
  const { patron, hold } = words
  const word = (name: string, otherwise: string) => words[name] ?? otherwise
  return {
    library,
    customer: patron,
    customers: word('patrons', `${patron}s`),
    aCustomer: word('a-patron', `${/^[aeiou]/i.test(patron) ? 'an' : 'a'} ${patron}`),
    theCustomer: word('the-patron', `the ${patron}`),
    ofTheCustomer: word('of-the-patron', `of the ${patron}`),
    reserve: hold,
    reserves: word('holds', `${hold}s`),
  }
}
