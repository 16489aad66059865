import { capitalize, formatsOf } from '../platform/i18n/language.ts'
import type { ScreenLanguage } from '../platform/i18n/screen-words.ts'
import { type DocumentPart, typesetAll } from '../platform/pdf/typesetter.ts'
import { type Pack, readAsk } from '../policy/index.ts'
import { type EmergencyContact, emergencyContactsWords } from '../staff/index.ts'
import { counterCardPart, warrantHours, warrantKitPart } from './counter-kits.ts'
import { kitsWords, paperPackWords } from './words/kits.ts'
import { outsideWords } from './words/policy.ts'

type Speaker = ScreenLanguage & { readonly pack: Pack }

/** Who answers a call that staff make, in the order of the script. `none`: a machine, or no one says who they are. */
const answering = ['patron', 'someone-else', 'guardian', 'none'] as const

/** The log sheets of one pack, in order. */
const sheets = ['answers', 'answers', 'calls', 'search'] as const

const linesOfSheet = 16

/**
 * What a day without Carrel takes: the counter card, the page for a search warrant, what to say on the phone, and log sheets. It
 * asks no database, so that it can be made while there is none: then it knows no contacts.
 */
export function paperPackPdf(
  speaker: Speaker,
  { now, today }: { readonly now: Date; readonly today: string },
  contacts: readonly EmergencyContact[] = [],
): Promise<Buffer> {
  const { pack, language } = speaker
  const shared = { pack, today, language, footer: kitFooter(speaker, today) }
  return typesetAll([
    counterCardPart({ ...shared, words: counterCardWords(speaker) }),
    warrantKitPart({ ...shared, ...warrantPage(speaker, contacts) }),
    callScriptPart(speaker, shared),
    ...sheets.map((kind, nth) =>
      logSheetPart(speaker, shared.footer, { kind, number: sheetNumber(now, pack.timeZone, nth) }),
    ),
  ])
}

/** Month, day, time and place in the pack: short enough to be read aloud, and of one pack alone. */
export function sheetNumber(now: Date, timeZone: string, nth: number): string {
  const parts = ['month', 'day', 'hour', 'minute'] as const
  const two = Object.fromEntries(parts.map((part) => [part, '2-digit' as const]))
  const said = new Intl.DateTimeFormat('en-US', { ...two, timeZone, hourCycle: 'h23' }).formatToParts(now)
  const [month, day, hour, minute] = parts.map((part) => said.find(({ type }) => type === part)?.value)
  return `${month}${day}-${hour}${minute}-${nth + 1}`
}

export const counterCardWords = (speaker: ScreenLanguage) => ({
  ...kitsWords(speaker).counterCard,
  subject: outsideWords(speaker),
})

/** What the page for a search warrant says besides the policy's answer. */
export function warrantPage(speaker: Speaker, contacts: readonly EmergencyContact[]) {
  const { warrantKit: words, hours } = kitsWords(speaker)
  const { pack } = speaker
  const { until, disputed } = emergencyContactsWords(speaker)
  const dayOf = (day: Date) => formatsOf(speaker).dayOf(day, pack.timeZone)
  const numberOf = (one: EmergencyContact) => {
    const note = one.disputed ? disputed : one.until && until(dayOf(one.until))
    return [`${one.name}, ${one.phones}`, ...(note ? [`(${note})`] : [])].join(' ')
  }
  const whom = (['director', 'president', 'counsel'] as const).map((role) => ({
    who: capitalize((role !== 'president' && pack.words[role]) || kitsWords(speaker)[role]),
    numbers: contacts.filter((one) => one.whom === role && one.phones !== '').map(numberOf),
  }))
  const lines = warrantHours(speaker).map(({ says, citation }) => `${says} ${citation}.`)
  return { words, whom, hours: { title: hours.title, lines } }
}

export function kitFooter(speaker: Speaker, today: string): string {
  const { library, number, reviewedOn, hash } = speaker.pack
  const { day } = formatsOf(speaker)
  return kitsWords(speaker).footer(library, number, day(reviewedOn), day(today), hash.slice(0, 16))
}

function callScriptPart(
  speaker: Speaker,
  { today, footer }: { readonly today: string; readonly footer: string },
): DocumentPart {
  const { pack, language } = speaker
  const { script } = paperPackWords(speaker)
  const place = pack.privateRooms[0] ?? 'front-desk'
  const rows = answering.map((who) => {
    const ask = {
      recipient: { kind: 'patron', relation: 'self' },
      ...{ records: ['overdue', 'holds'], channel: 'phone-out', place },
      ...(who !== 'none' && { 'speaking-with': who }),
    }
    const { say, next } = pack.decide(readAsk(ask, today, pack))
    return { who: [script.who[who]], say, next }
  })
  const { title, intro, columns } = script
  return {
    template: new URL('./counter-card.typ', import.meta.url),
    page: { ...{ library: pack.library, language, footer }, title, intro, columns, rows },
  }
}

function logSheetPart(
  speaker: Speaker,
  footer: string,
  { kind, number }: { readonly kind: (typeof sheets)[number]; readonly number: string },
): DocumentPart {
  const { library } = speaker.pack
  const { sheet, number: numbered } = paperPackWords(speaker)
  const words = { ...sheet[kind], number: numbered(number) }
  return {
    template: new URL('./log-sheet.typ', import.meta.url),
    page: { library, language: speaker.language, footer, ...words, lines: linesOfSheet },
  }
}
