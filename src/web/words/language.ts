import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import type { Pack } from '../../policy/pack.ts'
import { readCookie } from '../cookies.ts'

/** What the screens speak; the first is what they speak where nobody said. */
export const languages = ['en', 'es'] as const
export type Language = (typeof languages)[number]

/** Each in its own language, as a list to choose from names it. */
export const languageNames: Record<Language, string> = { en: 'English', es: 'Español' }

type Speaking = Pick<Pack, 'languages'>

/** The languages that both the screens and the policy speak; there is always one. */
export function offered(pack: Speaking): readonly Language[] {
  const both = languages.filter((language) => pack.languages.includes(language))
  return both.length > 0 ? both : [languages[0]]
}

/** What somebody chose in this browser, else what the browser asks for. Hostile: either is only compared. */
export function languageOf(c: Context, secure: boolean, pack: Speaking): Language {
  const among = offered(pack)
  return spoken(readCookie(c, secure, 'language') ?? '', among) ?? asked(c, among) ?? among[0] ?? languages[0]
}

/** `es` of `es-MX`; undefined where it is not among the languages. */
function spoken(tag: string, among: readonly Language[]): Language | undefined {
  return among.find((language) => language === tag.slice(0, 2).toLowerCase())
}

function asked(c: Context, among: readonly Language[]): Language | undefined {
  const best = accepts(c, {
    header: 'Accept-Language',
    supports: [...among],
    default: '',
    match: (wanted) =>
      wanted
        .filter(({ q }) => q > 0)
        .sort((one, other) => other.q - one.q)
        .find(({ type }) => spoken(type, among) !== undefined)?.type ?? '',
  })
  return spoken(best, among)
}
