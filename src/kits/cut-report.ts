import { backupRetentionDays } from '../circulation/retention.ts'
import { leastReturns } from '../circulation/small-cells.ts'
import type { Pack } from '../policy/pack.ts'
import { type MonthCut, type Series, seriesInOrder } from '../reports/disposal.ts'
import type { DisposalReport } from './disposal-report.ts'

/** What the report of a month says, in one language. */
type CutWords = {
  readonly kind: Readonly<Record<Series, string>>
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

/** How days, months and numbers are written. */
type Told = {
  readonly day: (name: string) => string
  readonly month: (at: number) => string
  readonly count: (many: number) => string
}

type About = {
  readonly pack: Pack
  readonly cut: MonthCut
  readonly today: string
  readonly language: string
  readonly words: CutWords
  readonly told: Told
}

/** The report of what was cut in a month, under the schedule of the pack; undefined where the pack names none. */
export function cutReport({ pack, cut, today, language, words, told }: About): DisposalReport | undefined {
  const { disposal } = pack.manifest
  if (disposal === undefined) return undefined
  const { report } = words
  const month = told.month(Number(cut.month.slice(5)) - 1)
  const year = cut.month.slice(0, 4)
  const [who = '', date = ''] = report.signs
  return {
    ...{ library: pack.library, language, title: report.title, day: told.day(today), head: report.head },
    intro: report.intro(month, year),
    rows: seriesInOrder.map((series) => [
      ...[disposal.series[series], words.kind[series], manyTold(cut.links[series], words, told)],
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

/** A number of a report, or that it is fewer than are told. */
export function manyTold(
  many: number | 'few',
  words: Pick<CutWords, 'few'>,
  told: Pick<Told, 'count'>,
): string {
  return many === 'few' ? words.few(told.count(leastReturns)) : told.count(many)
}
