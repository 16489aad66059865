import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { readCookie } from '../cookies.ts'

/** What the screens speak; the first is what they speak where nobody said. */
export const languages = ['en', 'es'] as const
export type Language = (typeof languages)[number]

/** Each in its own language, as a list to choose from names it. */
export const languageNames: Record<Language, string> = { en: 'English', es: 'Español' }

/** What somebody chose in this browser, else what the browser asks for. Hostile: either is only compared. */
export function languageOf(c: Context, secure: boolean): Language {
  return spoken(readCookie(c, secure, 'language') ?? '') ?? asked(c) ?? languages[0]
}

/** `es` of `es-MX`; undefined where the screens do not speak it. */
function spoken(tag: string): Language | undefined {
  return languages.find((language) => language === tag.slice(0, 2).toLowerCase())
}

function asked(c: Context): Language | undefined {
  const best = accepts(c, {
    header: 'Accept-Language',
    supports: [...languages],
    default: '',
    match: (wanted) =>
      wanted
        .filter(({ q }) => q > 0)
        .sort((one, other) => other.q - one.q)
        .find(({ type }) => spoken(type) !== undefined)?.type ?? '',
  })
  return spoken(best)
}
