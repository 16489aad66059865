import { formatsOf } from '../platform/i18n/language.ts'
import type { ScreenLanguage } from '../platform/i18n/screen-words.ts'
import { type DocumentPart, typeset } from '../platform/pdf/typesetter.ts'
import { minuteOf, type Pack, readAsk, yearsAfter } from '../policy/index.ts'
import { kitsWords } from './words/kits.ts'

/** A card sleeve has no name or number. */
export type Sleeve = {
  readonly library: string
  readonly language: string
  readonly title: string
  /** How to cut and fold it; not on the sleeve. */
  readonly says: string
  readonly front: string
  readonly each: readonly string[]
}

/** To cut out and fold around a card, on letter paper: tagged PDF/UA-1. */
export function cardSleevePdf(sleeve: Sleeve): Promise<Buffer> {
  return typeset(new URL('./card-sleeve.typ', import.meta.url), sleeve)
}

type PolicySheet = {
  readonly library: string
  readonly from: readonly string[]
  readonly reach: readonly string[]
  /** Of the adopted text. */
  readonly language: string
  readonly title: string
  /** Its number and dates. */
  readonly says: string
  readonly clauses: readonly { readonly heading: string; readonly text: string }[]
  readonly footer: string
}

/** The policy as adopted, to hand to someone: tagged PDF/UA-1, one page where it fits. */
export function policySheetPdf(sheet: PolicySheet): Promise<Buffer> {
  return typeset(new URL('./policy-sheet.typ', import.meta.url), sheet)
}

type CounterCardWords = {
  readonly title: string
  readonly intro: string
  readonly who: string
  readonly say: string
  readonly next: string
  readonly asks: Readonly<Record<CounterAsk, string>>
  /** For people who ask whether someone asked about them: everyone gets one answer, so no ask decides it. */
  readonly subject: { readonly who: string; readonly words: string; readonly next: string }
}

type CounterCardRow = {
  readonly who: readonly string[]
  readonly say: string
  readonly next: readonly string[]
}

type CounterCardInput = {
  readonly pack: Pack
  readonly today: string
  readonly language: string
  readonly words: CounterCardWords
  readonly footer: string
}

export function counterCardPdf(about: CounterCardInput): Promise<Buffer> {
  const { template, page } = counterCardPart(about)
  return typeset(template, page)
}

export function counterCardPart(about: CounterCardInput): DocumentPart {
  const { pack, language, words, footer } = about
  const { title, intro } = words
  const columns = [words.who, words.say, words.next]
  return {
    template: new URL('./counter-card.typ', import.meta.url),
    page: { library: pack.library, language, footer, title, intro, columns, rows: cardRows(about) },
  }
}

/** What to say to each requester and what to do next; those with the same answer share a row. */
export function cardRows({
  pack,
  today,
  words,
}: Pick<CounterCardInput, 'pack' | 'today' | 'words'>): CounterCardRow[] {
  const rows = new Map<string, CounterCardRow>()
  for (const [name, ask] of Object.entries(counterAsks(today))) {
    const { say, next } = pack.decide(readAsk(ask, today, pack))
    const key = JSON.stringify([say, next])
    const who = words.asks[name as CounterAsk]
    rows.set(key, { who: [...(rows.get(key)?.who ?? []), who], say, next })
  }
  const { subject } = words
  return [...rows.values(), { who: [subject.who], say: subject.words, next: [subject.next] }]
}

type WarrantWords = {
  readonly title: string
  readonly say: string
  readonly steps: string
  readonly call: string
  readonly phone: string
  readonly write: string
  readonly lines: readonly string[]
  readonly long: readonly string[]
  readonly taken: string
  readonly thing: string
  readonly time: string
}

type WarrantKitInput = {
  readonly pack: Pack
  readonly today: string
  readonly language: string
  readonly words: WarrantWords
  /** With no number there is a line to write one on. */
  readonly whom: readonly { readonly who: string; readonly numbers: readonly string[] }[]
  readonly hours: { readonly title: string; readonly lines: readonly string[] }
  readonly footer: string
}

/** For the moment officers arrive with a search warrant: tagged PDF/UA-1. */
export function warrantKitPdf(about: WarrantKitInput): Promise<Buffer> {
  const { template, page } = warrantKitPart(about)
  return typeset(template, page)
}

export function warrantKitPart(about: WarrantKitInput): DocumentPart {
  const { pack, today, language, words, whom, hours, footer } = about
  const { say, next } = warrantAnswer(pack, today)
  return {
    template: new URL('./warrant-kit.typ', import.meta.url),
    page: { library: pack.library, language, footer, words, whom, hours, said: say, next },
  }
}

export function warrantAnswer(pack: Pack, today: string) {
  return pack.decide(readAsk(counterAsks(today)['search-warrant'], today, pack))
}

/** When each kind of warrant is carried out, as the pack cites it; `from` and `until` are minutes of the day. */
export function warrantHours(speaker: ScreenLanguage & { readonly pack: Pack }) {
  const { of: says } = kitsWords(speaker).hours
  const { timeOfDay } = formatsOf(speaker)
  return (['warrant-hours', 'federal-warrant-hours'] as const).flatMap((kind) => {
    const hours = speaker.pack.manifest.cases?.[kind]
    if (hours === undefined) return []
    const [from, until] = [minuteOf(hours.from), minuteOf(hours.until)]
    return [{ from, until, says: says[kind](timeOfDay(from), timeOfDay(until)), citation: hours.citation }]
  })
}

/** Common requests, as asks that any pack can decide. */
export const counterAsks = (today: string) => ({
  patron: {
    recipient: { kind: 'patron', relation: 'self', verified: ['card'] },
    records: ['loans', 'overdue.titles', 'holds.titles', 'charges'],
    place: 'front-desk',
  },
  stranger: {
    recipient: { kind: 'patron', relation: 'self' },
    records: ['loans'],
    place: 'front-desk',
  },
  guardian: {
    recipient: { kind: 'guardian', relation: 'parent', liable: true, verified: ['guardian-on-file'] },
    subject: { born: yearsAfter(today, -10), liabilities: ['overdue', 'charges'] },
    records: ['overdue', 'overdue.titles', 'charges'],
    place: 'front-desk',
  },
  'no-paper': { recipient: { kind: 'justice-agency' }, records: ['existence', 'loans'], place: 'front-desk' },
  paper: {
    recipient: { kind: 'justice-agency' },
    records: ['loans'],
    instrument: { kind: 'unread' },
    place: 'front-desk',
  },
  'search-warrant': {
    recipient: { kind: 'justice-agency' },
    records: ['loans'],
    instrument: { kind: 'search-warrant' },
    place: 'front-desk',
  },
  spouse: {
    recipient: { kind: 'private-party', relation: 'spouse' },
    records: ['presence', 'existence'],
    place: 'front-desk',
  },
  reporter: {
    recipient: { kind: 'public' },
    records: ['loans'],
    instrument: { kind: 'public-records-request' },
    place: 'front-desk',
  },
  phone: {
    recipient: { kind: 'patron', relation: 'self', verified: ['card'] },
    records: ['loans'],
    channel: 'phone-in',
    'speaking-with': 'patron',
    place: 'front-desk',
  },
  call: {
    recipient: { kind: 'patron', relation: 'self' },
    records: ['overdue', 'holds'],
    channel: 'phone-out',
    'speaking-with': 'patron',
    place: 'front-desk',
  },
})

export type CounterAsk = keyof ReturnType<typeof counterAsks>
