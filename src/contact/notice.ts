import type { ContactChannel, PatronChoices } from '../gate/index.ts'
import {
  type Ask,
  daysAfter,
  type NoticeRules,
  type Pack,
  type RecordKind,
  weekdayOf,
} from '../policy/index.ts'

export const noticeKinds = ['overdue', 'hold', 'charges', 'card'] as const
/** Each tells one address or number that was noted with it, whatever is on file by then. `address`: that it was removed. */
const addressNoticeKinds = ['address', 'new-card', 'card-lost', 'card-code'] as const
type AddressNoticeKind = (typeof addressNoticeKinds)[number]
export const isAddressNotice = (kind: NoticeKind): kind is AddressNoticeKind =>
  addressNoticeKinds.some((one) => one === kind)

/** `call-back`: the patron phoned in, or for `guardian-back` a minor's guardian did. They are called from a private room. */
const callBackKinds = ['call-back', 'guardian-back'] as const
type CallBackKind = (typeof callBackKinds)[number]
export const isCallBack = (kind: NoticeKind): kind is CallBackKind =>
  callBackKinds.some((one) => one === kind)

export type NoticeKind = (typeof noticeKinds)[number] | AddressNoticeKind | CallBackKind
type AccountNoticeKind = Exclude<NoticeKind, 'card' | AddressNoticeKind | CallBackKind>

/** Names no item, title, date or amount. */
export type Notice = {
  readonly patron: string
  readonly kind: NoticeKind
  /** The step of the pack's overdue ladder, from 1; a random number for one address; otherwise 1. */
  readonly step: number
}

/**
 * - `ready`: due on its day or later; no try is under way
 * - `trying`: a try is under way, or its outcome is unknown
 * - `trying-again`: the same for the second and last try
 * - `done`, `unknown`: over; kept for a while so that it is not sent twice
 * - `failed`: not by this channel; the nightly job looks for the next
 */
export type NoticeState = 'ready' | 'trying' | 'trying-again' | NoticeOutcome

const noticeOutcomes = ['done', 'unknown', 'failed'] as const
export type NoticeOutcome = (typeof noticeOutcomes)[number]

/** Just enough to know whether a notice is due. No item, title or due date. */
export type AccountStatus = {
  readonly weeksLate: number
  readonly waits: boolean
  readonly owedCents: number
}

/** After the last step, a patron who was not told yet still is, for this many weeks. */
const lastStepWeeks = 4
const rememberedWeeks = 13

/**
 * The last day up to today on which this kind was due; undefined if the pack has no such notice. Missed days are made
 * up under their own date.
 */
export function noticeDay(rules: NoticeRules, kind: NoticeKind, today: string): string | undefined {
  if (isAddressNotice(kind) || isCallBack(kind)) return undefined
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

/** 0 before the first step, and some weeks after the last. */
function stepAt({ overdue }: NoticeRules, weeksLate: number): number {
  const last = overdue.at(-1)
  if (last === undefined || weeksLate >= last.weeks + lastStepWeeks) return 0
  return overdue.filter(({ weeks }) => weeks <= weeksLate).length
}

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

/** Until then, the same notice is not sent again. */
export function rememberedUntil(rules: NoticeRules, kind: NoticeKind, plannedOn: string): string {
  const weeks = kind === 'charges' ? rules.charges?.['again-after-weeks'] : undefined
  return daysAfter(plannedOn, 7 * (weeks ?? rememberedWeeks))
}

/** Cards expiring from `from`, before `until`. */
export function expiringCardDays(
  rules: NoticeRules,
  on: string,
): { readonly from: string; readonly until: string } {
  return { from: on, until: daysAfter(on, 7 * (rules.card?.['weeks-before'] ?? 0)) }
}

/** In the pack's order. Charges are told by letter only. */
export function channelsFor(rules: NoticeRules, { kind, step }: Notice): readonly ContactChannel[] {
  switch (kind) {
    case 'overdue':
      return rules.overdue[step - 1]?.by ?? []
    case 'charges':
      return ['letter']
    // No other way would reach the one address.
    case 'address':
    case 'new-card':
    case 'card-lost':
    case 'card-code':
      return []
    case 'call-back':
    case 'guardian-back':
      return ['phone']
    default:
      return rules[kind]?.by ?? []
  }
}

/** The first open channel after the one that failed. @param open on file and not refused */
export function nextChannel(
  ways: readonly ContactChannel[],
  open: readonly ContactChannel[],
  after?: ContactChannel,
): ContactChannel | undefined {
  const from = after === undefined ? 0 : ways.indexOf(after) + 1
  return ways.slice(from).find((way) => open.includes(way))
}

/**
 * Why everything a channel may ever carry: the log entry names patron and day for years, and must not reveal whether
 * something was overdue, on hold or owed.
 */
const recordsByChannel: Readonly<Record<Exclude<ContactChannel, 'phone'>, readonly RecordKind[]>> = {
  'e-mail': ['overdue', 'holds'],
  text: ['overdue', 'holds'],
  letter: ['overdue', 'holds', 'lost', 'damaged', 'charges'],
}

/** What a guardian may be told by letter (Reg 3). */
const guardianRecords: readonly RecordKind[] = ['overdue', 'lost', 'damaged', 'charges']

/** Needed for delivery; opened only with what may be told. */
export const envelopeByChannel: Readonly<Record<Exclude<ContactChannel, 'phone'>, readonly RecordKind[]>> = {
  'e-mail': ['contact'],
  text: ['contact'],
  letter: ['contact', 'identity'],
}

type NoticeOccasion = { readonly on: string; readonly place: string }

/** A notice to the patron (Reg 4). @param at.place where it is sent from */
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

/** A letter to the guardian who signed, which the record confirms (Reg 3). */
export function guardianLetterAsk(at: NoticeOccasion, records = guardianRecords): Ask {
  return {
    ...emptyAsk(at),
    recipient: { kind: 'guardian', relation: 'guardian', liable: true, verified: ['guardian-on-file'] },
    records: [...records],
    channel: 'letter',
  }
}

/** Only what recovers material or settles an account may go to a guardian (Reg 3). */
export function mayGoToGuardian({ kind }: Notice): boolean {
  return kind === 'overdue' || kind === 'charges'
}

/**
 * Why a notice about a minor does not go out. `over`: guardians are not to be told, and it ends as if nothing were owed, on no
 * list and by no other way. `no-way`: which addresses are theirs alone ended with a guardian's part, and they chose none since.
 */
export function unheardByMinor(
  { minor, shielded }: { readonly minor: boolean; readonly shielded: boolean },
  notice: Notice,
  contact: { readonly askAgain?: PatronChoices['askAgain'] } | undefined,
): 'over' | 'no-way' | undefined {
  // Why the rest goes out: someone who knows that a card expires, or that something is ready, would learn of it from the silence.
  if (mayGoToGuardian(notice)) return shielded ? 'over' : undefined
  return minor && contact?.askAgain === 'where' ? 'no-way' : undefined
}

const emptyAsk = ({
  on,
  place,
}: NoticeOccasion): Pick<Ask, 'on' | 'subject' | 'place' | 'done' | 'emergencyClaimed'> => ({
  on,
  place,
  done: [],
  emergencyClaimed: false,
  subject: { married: false, emancipated: false, liabilities: [] },
})

type NoticeFacts = {
  readonly overdue?: boolean
  readonly ready?: boolean
  readonly lost?: boolean
  readonly damaged?: boolean
  readonly owed?: boolean
}

/** The record that this notice tells; undefined if it no longer applies. */
export function recordToldBy(
  { kind }: Notice,
  facts: NoticeFacts,
): RecordKind | 'card' | AddressNoticeKind | undefined {
  if (kind === 'card' || isAddressNotice(kind)) return kind
  if (kind === 'overdue') return facts.overdue ? 'overdue' : undefined
  if (isCallBack(kind)) return undefined
  if (kind === 'hold') return facts.ready ? 'holds' : undefined
  return facts.owed ? 'charges' : undefined
}

/**
 * The exact words of the policy's rule for this channel. No rule covers news of a card and removed addresses, so
 * those are the pack's own sentences.
 * @param pack in the language to use
 */
export function noticeText(
  pack: Pack,
  way: Exclude<ContactChannel, 'phone'>,
  record: RecordKind | 'card' | AddressNoticeKind,
  at: { readonly on: string; readonly place: string },
): string {
  if (record === 'card' || isOwnSentence(record))
    return (pack.manifest['notice-words']?.[record] ?? '').replace('{library}', () => pack.library)
  return pack.decide(noticeAsk(way, at, [record])).say
}

const isOwnSentence = (record: RecordKind | 'card' | AddressNoticeKind): record is AddressNoticeKind =>
  addressNoticeKinds.some((one) => one === record)

/** About a child's account (Reg 3). */
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
