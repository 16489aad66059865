import type { Pack } from '../../policy/index.ts'
import type { Language } from './language.ts'
import { type LibraryTerms, libraryTerms } from './library-terms.ts'

/** Who is spoken to, as far as words depend on it: the language, and the policy pack in that language. */
export type ScreenLanguage = { readonly language: Language; readonly pack: Pick<Pack, 'library' | 'words'> }

/** The same words in Spanish: whatever the English says, with the same names and arguments. */
export type InSpanish<English extends (own: LibraryTerms) => unknown> = (
  own: LibraryTerms,
) => ReturnType<English>

/** One group of screen words in each language, with the library's own terms filled in; each is made once per pack. */
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
