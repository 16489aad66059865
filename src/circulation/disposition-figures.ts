import type { Kysely } from 'kysely'
import { backupRetentionDays } from '../platform/crypto/link-nights.ts'
import type { Schema } from '../platform/db/schema.ts'
import { typeset } from '../platform/pdf/typesetter.ts'
import { leastCount } from '../platform/small-numbers.ts'
import type { Pack } from '../policy/index.ts'
import { anonymizedIn, publishedMonthsOf, reportYears } from './statistics-store.ts'

type DispositionWords = {
  readonly kind: Readonly<Record<DispositionSeries, string>>
  readonly few: (least: string) => string
  readonly report: {
    readonly title: string
    readonly of: (month: string, year: string) => string
    readonly intro: (month: string, year: string) => string
    readonly head: readonly string[]
    readonly facts: Readonly<Record<'month' | 'schedule' | 'under' | 'policy', string>>
    readonly after: (days: number) => string
    readonly signs: readonly string[]
  }
}

type Formatters = {
  readonly day: (name: string) => string
  readonly month: (at: number) => string
  readonly count: (many: number) => string
}

type DispositionInput = {
  readonly pack: Pack
  readonly cut: MonthDispositions
  readonly today: string
  readonly language: string
  readonly words: DispositionWords
  readonly told: Formatters
}

/** A month's records disposition report; undefined if the pack names no retention schedule. */
export function dispositionReport({
  pack,
  cut,
  today,
  language,
  words,
  told,
}: DispositionInput): DispositionReport | undefined {
  const { disposal } = pack.manifest
  if (disposal === undefined) return undefined
  const { report } = words
  const month = told.month(Number(cut.month.slice(5)) - 1)
  const year = cut.month.slice(0, 4)
  const [who = '', date = ''] = report.signs
  return {
    library: pack.library,
    language,
    title: report.title,
    day: told.day(today),
    head: report.head,
    intro: report.intro(month, year),
    rows: seriesInOrder.map((series) => [
      ...[disposal.series[series], words.kind[series], publishedNumber(cut.links[series], words, told)],
    ]),
    total: [],
    facts: [
      [report.facts.month, report.of(month, year)],
      [report.facts.schedule, disposal.schedule],
      [report.facts.under, disposal.citation],
      [report.facts.policy, `${pack.number}, ${pack.title}`],
    ],
    after: [report.after(backupRetentionDays)],
    pinHeading: '',
    pin: [],
    signs: [who, date],
  }
}

export function publishedNumber(
  many: number | 'few',
  words: Pick<DispositionWords, 'few'>,
  told: Pick<Formatters, 'count'>,
): string {
  return many === 'few' ? words.few(told.count(leastCount)) : told.count(many)
}

export const seriesInOrder = ['loan', 'hold', 'charge'] as const
export type DispositionSeries = (typeof seriesInOrder)[number]

/** A finished month. `few` is one to nine. */
export type MonthDispositions = {
  readonly month: string
  readonly links: Readonly<Record<DispositionSeries, number | 'few'>>
}

export type YearDispositions = {
  readonly year: string
  readonly years: readonly string[]
  readonly months: readonly MonthDispositions[]
}

/**
 * The dispositions of a year. There is no total, from which a suppressed number could be subtracted; loans are
 * published anyway (decision 8).
 *
 * @param asked `YYYY`; default: the newest year with data
 */
export async function dispositionsOfYear(
  app: Kysely<Schema>,
  asked: string | undefined,
  today: string,
): Promise<YearDispositions> {
  const { year, years } = await reportYears(app, asked, today)
  const cuts = await anonymizedIn(app, year)
  const cutIn = (month: string, series: string) =>
    cuts.find((one) => one.month === month && one.series === series)?.links ?? 0
  return {
    year,
    years,
    months: (await publishedMonthsOf(app, { first: year, last: year })).map(({ month, returns }) => ({
      month,
      links: { loan: returns, hold: orFew(cutIn(month, 'hold')), charge: orFew(cutIn(month, 'charge')) },
    })),
  }
}

/** How many years the charts compare. */
const yearsCompared = 3

/** The year asked for, then the years right before it, each exactly as its own report shows it. */
export async function dispositionsOfYears(
  app: Kysely<Schema>,
  asked: string | undefined,
  today: string,
): Promise<readonly [YearDispositions, ...YearDispositions[]]> {
  const first = await dispositionsOfYear(app, asked, today)
  const before = first.years.filter((year) => year < first.year).slice(0, yearsCompared - 1)
  return [first, ...(await Promise.all(before.map((year) => dispositionsOfYear(app, year, today))))]
}

function orFew(links: number): number | 'few' {
  return links > 0 && links < leastCount ? 'few' : links
}

export type DispositionReport = {
  readonly library: string
  readonly language: string
  readonly title: string
  readonly day: string
  readonly intro: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly total: readonly string[]
  readonly facts: readonly (readonly [string, string])[]
  readonly after: readonly string[]
  readonly pinHeading: string
  /** The audit log's fingerprint, one line each; empty where the log has no part in it. */
  readonly pin: readonly string[]
  readonly signs: readonly [string, string]
}

/** Tagged PDF/UA-1. Throws if it cannot be typeset. */
export function dispositionPdf(report: DispositionReport): Promise<Buffer> {
  return typeset(new URL('./disposal-report.typ', import.meta.url), report)
}
