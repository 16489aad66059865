import type { Language } from './language.ts'

const locales: Record<Language, string> = { en: 'en-US', es: 'es-US' }

/** Days, times, amounts and lists as people say them in a language. */
export function told(language: Language) {
  const locale = locales[language]
  const day = (at: Date, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(at)
  // Node's versions differ in the blank before AM.
  const time = (at: Date, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(at).replace(/\s/g, ' ')
  return {
    /** `2026-11-24` as people here say it: November 24, 2026. */
    day: (name: string) => day(new Date(`${name}T00:00:00Z`), 'UTC'),
    /** The day of an instant in the library's time zone. */
    dayOf: day,
    /** January is 0. */
    month: (at: number) =>
      new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(
        new Date(Date.UTC(2000, at)),
      ),
    /** 9:12 AM */
    time,
    /** November 24, 2026, 9:12 AM */
    moment: (at: Date, timeZone: string) => `${day(at, timeZone)}, ${time(at, timeZone)}`,
    /** 1234 as $12.34. */
    dollars: (cents: number) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(cents / 100),
    count: (many: number | bigint) => new Intl.NumberFormat(locale).format(many),
    /** a, b, and c */
    all: (names: readonly string[]) => new Intl.ListFormat(locale).format(names),
    /** a, b, or c */
    either: (names: readonly string[]) => new Intl.ListFormat(locale, { type: 'disjunction' }).format(names),
  }
}
