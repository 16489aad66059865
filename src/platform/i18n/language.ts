import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import type { Pack } from '../../policy/index.ts'
import { daysIn } from '../clock.ts'
import { readCookie } from '../http/cookies.ts'

/** The languages of the screens; the first is the default. */
export const languages = ['en', 'es'] as const
export type Language = (typeof languages)[number]

export const languageNames: Record<Language, string> = { en: 'English', es: 'Español' }

type Speaking = Pick<Pack, 'languages'>

/** The languages of both the screens and the policy, at least one. */
export function offeredLanguages(pack: Speaking): readonly Language[] {
  const both = languages.filter((language) => pack.languages.includes(language))
  return both.length > 0 ? both : [languages[0]]
}

/** The language chosen in this browser, else the one it asks for. Hostile: both are only compared. */
export function languageOf(c: Context, secure: boolean, pack: Speaking): Language {
  const among = offeredLanguages(pack)
  return (
    languageOfTag(readCookie(c, secure, 'language') ?? '', among) ??
    requestedLanguage(c, among) ??
    among[0] ??
    languages[0]
  )
}

/** `es` for `es-MX`; undefined where it is not offered. */
function languageOfTag(tag: string, among: readonly Language[]): Language | undefined {
  return among.find((language) => language === tag.slice(0, 2).toLowerCase())
}

function requestedLanguage(c: Context, among: readonly Language[]): Language | undefined {
  const best = accepts(c, {
    header: 'Accept-Language',
    supports: [...among],
    default: '',
    match: (wanted) =>
      wanted
        .filter(({ q }) => q > 0)
        .sort((one, other) => other.q - one.q)
        .find(({ type }) => languageOfTag(type, among) !== undefined)?.type ?? '',
  })
  return languageOfTag(best, among)
}

const locales: Record<Language, string> = { en: 'en-US', es: 'es-US' }

export function makeFormats(language: Language) {
  const locale = locales[language]
  const dayFormat = madeOnce((timeZone) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }))
  const timeFormat = madeOnce((timeZone) => new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }))
  const weekdayFormat = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  })
  const dayShortFormat = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' })
  const monthFormat = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const monthOfYearFormat = new Intl.DateTimeFormat(locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const shortFormat = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const letterFormat = new Intl.DateTimeFormat(locale, { month: 'narrow', timeZone: 'UTC' })
  const dollarFormat = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' })
  const countFormat = new Intl.NumberFormat(locale)
  const allFormat = new Intl.ListFormat(locale)
  const dayNames = madeOnce(daysIn)
  const nearFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const eitherFormat = new Intl.ListFormat(locale, { type: 'disjunction' })
  const day = (at: Date, timeZone: string) => dayFormat(timeZone).format(at)
  // Node's versions differ in the space before AM; the house style is a.m.
  const time = (at: Date, timeZone: string) =>
    timeFormat(timeZone)
      .format(at)
      .replace(/\s/g, ' ')
      .replace(/ ([AP])M$/, (_, half) => ` ${half.toLowerCase()}.m.`)
  return {
    /** `2026-11-24` as November 24, 2026. */
    day: (name: string) => day(new Date(`${name}T00:00:00Z`), 'UTC'),
    /** The day of an instant in a time zone, as `2026-11-24`. */
    dayName: (at: Date, timeZone: string) => dayNames(timeZone)(at),
    /** The day of an instant in a time zone. */
    dayOf: day,
    /** `2026-12-01` as Tuesday, December 1. */
    weekday: (name: string) => weekdayFormat.format(new Date(`${name}T00:00:00Z`)),
    /** `2026-12-01` as Dec 1. */
    dayShort: (name: string) => dayShortFormat.format(new Date(`${name}T00:00:00Z`)),
    /** January is 0. */
    month: (at: number) => monthFormat.format(new Date(Date.UTC(2000, at))),
    /** `2026-11` as November 2026. */
    monthOfYear: (name: string) => monthOfYearFormat.format(new Date(`${name}-01T00:00:00Z`)),
    /** Jan for 0. */
    monthShort: (at: number) => shortFormat.format(new Date(Date.UTC(2000, at))),
    /** J for 0. */
    monthLetter: (at: number) => letterFormat.format(new Date(Date.UTC(2000, at))),
    /** 9:12 a.m. */
    time,
    /** A minute of any day, counted from midnight. */
    timeOfDay: (minute: number) => time(new Date(minute * 60_000), 'UTC'),
    /** November 24, 2026, 9:12 a.m. */
    moment: (at: Date, timeZone: string) => `${day(at, timeZone)}, ${time(at, timeZone)}`,
    /** A day seen from another, both `2026-11-24`: yesterday, in 3 days, 4 months ago. */
    near: (name: string, today: string) => {
      const days = Math.round((Date.parse(name) - Date.parse(today)) / 86_400_000)
      if (Math.abs(days) < 60) return nearFormat.format(days, 'day')
      const months = Math.round(days / 30.44)
      return Math.abs(months) < 24
        ? nearFormat.format(months, 'month')
        : nearFormat.format(Math.round(days / 365.25), 'year')
    },
    /** Minutes or hours within a day: 5 minutes ago, in 2 hours. */
    nearTime: (at: Date, now: Date) => {
      const minutes = Math.round((at.getTime() - now.getTime()) / 60_000)
      return Math.abs(minutes) < 60
        ? nearFormat.format(minutes, 'minute')
        : nearFormat.format(Math.round(minutes / 60), 'hour')
    },
    /** 1234 as $12.34. */
    dollars: (cents: number) => dollarFormat.format(cents / 100),
    count: (many: number | bigint) => countFormat.format(many),
    /** a, b, and c */
    all: (names: readonly string[]) => allFormat.format(names),
    /** a, b, or c */
    either: (names: readonly string[]) => eitherFormat.format(names),
  }
}

/** A time of day ends in a period of its own, which also ends its sentence. */
export const withOnePeriod = (text: string): string => text.replaceAll('.m..', '.m.')

/** Why cached: making a format takes as long as rendering half a page. */
function madeOnce<T>(make: (timeZone: string) => T): (timeZone: string) => T {
  const made = new Map<string, T>()
  return (timeZone) => {
    const known = made.get(timeZone) ?? make(timeZone)
    made.set(timeZone, known)
    return known
  }
}

const made = new Map<Language, Formats>()

export type Formats = ReturnType<typeof makeFormats>

export function formatsOf({ language }: { readonly language: Language }): Formats {
  const formats = made.get(language) ?? makeFormats(language)
  made.set(language, formats)
  return formats
}

export const capitalize = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
