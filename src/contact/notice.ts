import type { ContactChannel } from '../gate/index.ts'
import {
  type Ask,
  daysAfter,
  type NoticeRules,
  type Pack,
  type RecordKind,
  weekdayOf,
} from '../policy/index.ts'

/** What the night plans that somebody is turned to for: something is overdue, a reserve waits, is owed, a card runs out. */
export const noticeKinds = ['overdue', 'hold', 'charges', 'card'] as const
/**
 * `address`: their e-mail address was replaced, which the one before is told; planned when it is. `call-back`: they phoned
 * in, and are called back from a private room.
 */
export type NoticeKind = (typeof noticeKinds)[number] | 'address' | 'call-back'
/** What somebody's links say is so, or is no longer. */
export type AccountNoticeKind = Exclude<NoticeKind, 'card' | 'address' | 'call-back'>

/** Whom a notice is about, and for what. No item, title, day or amount is in it. */
export type Notice = {
  /** The patron's id. */
  readonly patron: string
  readonly kind: NoticeKind
  /** The step of the pack's ladder for overdue material, from 1; of an address a number of chance; 1 for the other kinds. */
  readonly step: number
}

/**
 * How a planned contact stands.
 * - `ready`: to be done on its day or later; no try is under way or had an unknown end
 * - `trying`: a try is under way, or it is not known what became of it
 * - `trying-again`: the same of the second try, which is the last
 * - `done`, `unknown`: nothing more is done; the row is kept for a while so that nobody is turned to twice
 * - `failed`: not by this channel; the night looks for the next one
 */
export type NoticeState = 'ready' | 'trying' | 'trying-again' | NoticeOutcome

/** What is counted of a month, by channel. */
export const noticeOutcomes = ['done', 'unknown', 'failed'] as const
export type NoticeOutcome = (typeof noticeOutcomes)[number]

/** How a patron stands, as far as it takes to know whether the library turns to them. No item, title or due day. */
export type AccountStatus = {
  /** Since how many whole weeks their oldest loan is overdue; 0 where for less, or none is. */
  readonly weeksLate: number
  /** Something of theirs on hold can be fetched. */
  readonly waits: boolean
  readonly owedCents: number
}

/** For so many weeks after the last step of the ladder whoever has not heard of it yet still does. */
const lastStepWeeks = 4
/** For so many weeks at most it is remembered that somebody was turned to. */
const rememberedWeeks = 13

/**
 * The last day on which a kind of notice was due, today among them; undefined where the pack has none of the kind.
 * Days on which the computer was off are made up for, under the date of the day that they were of.
 */
export function noticeDay(rules: NoticeRules, kind: NoticeKind, today: string): string | undefined {
  if (kind === 'address' || kind === 'call-back') return undefined
  if (kind === 'hold') return rules.hold && lastOf(rules.hold.weekdays, today)
  const has = kind === 'overdue' ? rules.overdue.length > 0 : rules[kind] !== undefined
  return has ? lastOf([rules.weekday], today) : undefined
}

function lastOf(days: readonly NoticeRules['weekday'][], today: string): string {
  for (let back = 0; back < 7; back++) {
    const day = daysAfter(today, -back)
    if (days.includes(weekdayOf(day))) return day
  }
  return today
}

/** What a patron is to be turned to for, of one kind; undefined where nothing is, or no more. */
export function noticeDueFor(
  rules: NoticeRules,
  kind: AccountNoticeKind,
  patron: string,
  standing: AccountStatus,
): Notice | undefined {
  if (kind === 'overdue') {
    const step = stepAt(rules, standing.weeksLate)
    return step === 0 ? undefined : { patron, kind, step }
  }
  return stillApplies(rules, kind, standing) ? { patron, kind, step: 1 } : undefined
}

/** The step of the ladder that so many weeks have reached, from 1; 0 before the first, and some weeks after the last. */
function stepAt({ overdue }: NoticeRules, weeksLate: number): number {
  const last = overdue.at(-1)
  if (last === undefined || weeksLate >= last.weeks + lastStepWeeks) return 0
  return overdue.filter(({ weeks }) => weeks <= weeksLate).length
}

/** Whether what somebody was turned to for still is so. */
export function stillApplies(
  rules: NoticeRules,
  kind: AccountNoticeKind,
  standing: AccountStatus | undefined,
): boolean {
  if (standing === undefined) return false
  switch (kind) {
    case 'overdue':
      return standing.weeksLate > 0
    case 'hold':
      return standing.waits
    case 'charges':
      return rules.charges !== undefined && standing.owedCents >= rules.charges['at-least-cents']
  }
}

/** Until which day it is remembered that somebody was turned to for this, so that it happens once. */
export function rememberedUntil(rules: NoticeRules, kind: NoticeKind, plannedOn: string): string {
  const weeks = kind === 'charges' ? rules.charges?.['again-after-weeks'] : undefined
  return daysAfter(plannedOn, 7 * (weeks ?? rememberedWeeks))
}

/** The first and the last day on which a card that somebody is written to for runs out; the last is not among them. */
export function expiringCardDays(
  rules: NoticeRules,
  on: string,
): { readonly from: string; readonly until: string } {
  return { from: on, until: daysAfter(on, 7 * (rules.card?.['weeks-before'] ?? 0)) }
}

/** The ways in which the pack has somebody turned to, in its order. What is owed is said by letter alone. */
export function channelsFor(rules: NoticeRules, { kind, step }: Notice): readonly ContactChannel[] {
  switch (kind) {
    case 'overdue':
      return rules.overdue[step - 1]?.by ?? []
    case 'charges':
      return ['letter']
    case 'address':
      return ['e-mail']
    case 'call-back':
      return ['phone']
    default:
      return rules[kind]?.by ?? []
  }
}

/**
 * The way to take: the first of the pack's that is open, after the one that failed.
 * @param open what is on file and not refused
 */
export function nextChannel(
  ways: readonly ContactChannel[],
  open: readonly ContactChannel[],
  after?: ContactChannel,
): ContactChannel | undefined {
  const from = after === undefined ? 0 : ways.indexOf(after) + 1
  return ways.slice(from).find((way) => open.includes(way))
}

/**
 * What is asked for by each way. Why all that the way may ever carry, whatever the notice is for: the register's entry
 * names the patron and the day for years, and must not say whether something was overdue, on hold or owed.
 */
const recordsByChannel: Readonly<Record<Exclude<ContactChannel, 'phone'>, readonly RecordKind[]>> = {
  'e-mail': ['overdue', 'holds'],
  text: ['overdue', 'holds'],
  letter: ['overdue', 'holds', 'lost', 'damaged', 'charges'],
}

/** What a guardian may be told by letter (Reg 3). */
const guardianRecords: readonly RecordKind[] = ['overdue', 'lost', 'damaged', 'charges']

/** What it takes to reach somebody: opened with what may be told, and never without. */
export const envelopeByChannel: Readonly<Record<Exclude<ContactChannel, 'phone'>, readonly RecordKind[]>> = {
  'e-mail': ['contact'],
  text: ['contact'],
  letter: ['contact', 'identity'],
}

type NoticeOccasion = { readonly on: string; readonly place: string }

/** The library turns to a patron by e-mail, text or letter (Reg 4). @param at.place where it is done */
export function noticeAsk(
  way: Exclude<ContactChannel, 'phone'>,
  at: NoticeOccasion,
  records = recordsByChannel[way],
): Ask {
  return {
    ...emptyAsk(at),
    recipient: { kind: 'patron', relation: 'self', liable: false, verified: [] },
    records: [...records],
    channel: way,
  }
}

/** The same letter to the guardian on file who signed; that they did is the vault's fact (Reg 3). */
export function guardianLetterAsk(at: NoticeOccasion, records = guardianRecords): Ask {
  return {
    ...emptyAsk(at),
    recipient: { kind: 'guardian', relation: 'guardian', liable: true, verified: ['guardian-on-file'] },
    records: [...records],
    channel: 'letter',
  }
}

/** Whether a letter about this may go to a guardian at all: what recovers material or settles an account (Reg 3). */
export function mayGoToGuardian({ kind }: Notice): boolean {
  return kind === 'overdue' || kind === 'charges'
}

const emptyAsk = ({
  on,
  place,
}: NoticeOccasion): Pick<Ask, 'on' | 'subject' | 'place' | 'done' | 'emergencyClaimed'> => ({
  ...{ on, place, done: [], emergencyClaimed: false },
  subject: { married: false, emancipated: false, liabilities: [] },
})

/** The bare facts that are so, of those that may be told. Nothing of it is a title, an item, a day or an amount. */
export type NoticeFacts = {
  readonly overdue?: boolean
  /** Something on hold can be fetched. */
  readonly ready?: boolean
  readonly lost?: boolean
  readonly damaged?: boolean
  readonly owed?: boolean
}

/** The record that a notice of this kind tells, or undefined where it is no longer so. */
export function recordToldBy(
  { kind }: Notice,
  facts: NoticeFacts,
): RecordKind | 'card' | 'address' | undefined {
  if (kind === 'card' || kind === 'address') return kind
  if (kind === 'overdue') return facts.overdue ? 'overdue' : undefined
  if (kind === 'call-back') return undefined
  if (kind === 'hold') return facts.ready ? 'holds' : undefined
  return facts.owed ? 'charges' : undefined
}

/**
 * What a notice says to the patron: the very words of the policy's rule for this way, for what it is about. Of a card
 * that runs out, and of an address that was replaced, which no rule names, the pack's own sentence.
 * @param pack in the language that it is to be said in
 */
export function noticeText(
  pack: Pack,
  way: Exclude<ContactChannel, 'phone'>,
  record: RecordKind | 'card' | 'address',
  at: { readonly on: string; readonly place: string },
): string {
  if (record === 'card' || record === 'address')
    return (pack.manifest['notice-words']?.[record] ?? '').replace('{library}', () => pack.library)
  return pack.decide(noticeAsk(way, at, [record])).say
}

/** What a letter to the guardian who signed says of a child's account (Reg 3). */
export function guardianNoticeText(
  pack: Pack,
  name: string,
  records: readonly ('overdue' | 'lost' | 'damaged' | 'charges')[],
): string {
  const words = pack.manifest['notice-words']
  if (words === undefined) return ''
  const facts = records.map((record) => words[`guardian-${record}`]).join(' ')
  return words['guardian-says'].replace('{name}', () => name).replace('{facts}', () => facts)
}
