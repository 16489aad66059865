import type { Pack } from '../../policy/pack.ts'
import * as english from './en/index.ts'
import * as spanish from './es/index.ts'
import type { Language } from './language.ts'
import { type OwnWords, ownWords } from './own-words.ts'
import { told } from './told.ts'

type Parts = typeof english

/** All that the screens say, part by part; what a part says is a text, or a function that makes one. */
export type Words = { readonly [P in keyof Parts]: ReturnType<Parts[P]> } & {
  readonly told: ReturnType<typeof told>
}

/** What a part in another language has to say: the same as the English one. */
export type PartWords<P extends keyof Parts> = (own: OwnWords) => ReturnType<Parts[P]>

const parts: Record<Language, { readonly [P in keyof Parts]: PartWords<P> }> = { en: english, es: spanish }
const made = new WeakMap<object, Map<Language, Words>>()

/** The words of the screens in a language, with the library's own in them. */
export function wordsFor(pack: Pick<Pack, 'library' | 'words'>, language: Language): Words {
  const known = made.get(pack.words) ?? new Map<Language, Words>()
  made.set(pack.words, known)
  const words = known.get(language) ?? makeWords(pack, language)
  known.set(language, words)
  return words
}

function makeWords(pack: Pick<Pack, 'library' | 'words'>, language: Language): Words {
  const own = ownWords(pack)
  const all = Object.entries(parts[language]).map(([name, part]) => [name, part(own)])
  return { ...Object.fromEntries(all), told: told(language) } as Words
}
