import { daysAfter, weekdayNumberOf, yearsAfter } from '../policy/index.ts'
import { type Case, hasInstrument } from './case.ts'

/** The numbers of the law that clocks run by; each stands in the pack with its citation. */
export type DeadlineRules = {
  /** Business days in which a public-records request is answered. */
  readonly recordsRequestDays: number
  /** Days in which federal paper may be objected to, where it wants no answer sooner. */
  readonly federalObjectionDays: number
  /** Years after which the gag of a national security letter is looked at again; absent where the pack has none. */
  readonly gagReviewYears?: number | undefined
  readonly closed: ClosedDays
}

/**
 * `report`: the person who decides has not been reached. `read`: the paper has not been read. Both run out on the day it came, on a
 * closed day too: "immediately" (Reg 6) knows no business days. `answer`: a public-records request. `return`: the day that the paper names. `objection`: of a federal subpoena in a civil
 * case, until counsel objected.
 * `gag-review`: of the gag of a national security letter, and again once its case is closed. `gag-until`: the order's own end.
 * `cure`, `objected`: what was asked for by a day. `preservation`: a copy ends. `notice`: the patron may be told.
 */
export type DeadlineName =
  | 'report'
  | 'read'
  | 'answer'
  | 'return'
  | 'objection'
  | 'cure'
  | 'objected'
  | 'preservation'
  | 'notice'
  | 'gag-review'
  | 'gag-until'
export type Deadline = { readonly clock: DeadlineName; readonly on: string }

/** The clocks that run in a case, the next first. @param dayOf the library's day of an instant */
export function deadlinesOf(it: Case, rules: DeadlineRules, dayOf: (instant: string) => string): Deadline[] {
  const running = it.closed
    ? nondisclosureDeadlines(it, rules, dayOf)
    : [
        ...immediateDeadlines(it, dayOf),
        ...instrumentDeadlines(it, rules, dayOf),
        ...answerDeadlines(it),
        ...copyDeadlines(it),
        ...noticeDeadlines(it),
        ...nondisclosureDeadlines(it, rules, dayOf),
      ]
  return running.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

/** When there was something to answer: the paper, where somebody asked without one before. */
const servedOrReceivedAt = ({ servedAt, receivedAt }: Case): string => servedAt ?? receivedAt

/** Those that are due at once, and so are said without a day. */
export const isDueImmediately = (clock: DeadlineName): clock is 'report' | 'read' =>
  clock === 'report' || clock === 'read'

/** The person who decides is told the same day of paper, a claimed emergency and an incident; and a paper is read then. */
function immediateDeadlines(it: Case, dayOf: (instant: string) => string): Deadline[] {
  const isUrgent = hasInstrument(it) || it.kind === 'emergency' || it.kind === 'conduct'
  const isUnread = hasInstrument(it) && it.reading === undefined && it.outcome === undefined
  if (!isUrgent || (it.directorAt !== undefined && !isUnread)) return []
  return [{ clock: it.directorAt === undefined ? 'report' : 'read', on: dayOf(servedOrReceivedAt(it)) }]
}

/** A public-records request that nobody answered: its days run on until whoever decides closes the case. */
const isUnansweredRequest = ({ kind, outcome }: Case): boolean =>
  kind === 'records-request' && (outcome === 'withdrawn' || outcome === 'referred')

function instrumentDeadlines(it: Case, rules: DeadlineRules, dayOf: (instant: string) => string): Deadline[] {
  if (it.outcome !== undefined && !isUnansweredRequest(it)) return []
  const came = dayOf(servedOrReceivedAt(it))
  if (it.kind === 'records-request') {
    return [{ clock: 'answer', on: businessDaysAfter(came, rules.recordsRequestDays, rules.closed) }]
  }
  const { returnOn, servedOn, federal, instrument } = it.reading ?? {}
  // Reading: Rule 45 is of a subpoena in a civil case; a grand jury's and an agency's have clocks of their own courts.
  const objects = federal === true && instrument === 'subpoena' && !it.objected
  const last = daysAfter(servedOn ?? came, rules.federalObjectionDays)
  const objectsOn = returnOn !== undefined && returnOn < last ? returnOn : last
  return [
    ...(returnOn === undefined ? [] : [{ clock: 'return' as const, on: returnOn }]),
    ...(objects ? [{ clock: 'objection' as const, on: objectsOn }] : []),
  ]
}

function answerDeadlines({ waitsFor, waitsUntil }: Case): Deadline[] {
  if (waitsFor === undefined || waitsUntil === undefined) return []
  return [{ clock: waitsFor === 'cure' ? 'cure' : 'objected', on: waitsUntil }]
}

const copyDeadlines = ({ preserved }: Case): Deadline[] =>
  [...preserved.values()].map(({ until }) => ({ clock: 'preservation', on: until }))

const noticeDeadlines = ({ notice: choice, noticeOn, patronTold }: Case): Deadline[] =>
  choice === 'wait' && noticeOn !== undefined && !patronTold ? [{ clock: 'notice', on: noticeOn }] : []

/**
 * How long nobody may be told. It runs on when the case is closed, until somebody notes that the gag ended: nothing else reminds
 * anybody of it. Reading: the case is the library's, since of the agency's it hears nothing (unconfirmed).
 */
function nondisclosureDeadlines(
  it: Case,
  rules: DeadlineRules,
  dayOf: (instant: string) => string,
): Deadline[] {
  const { gagged, reading, receivedAt, closedAt } = it
  if (!gagged) return []
  const until = reading?.gagUntil
  const own: Deadline[] = until === undefined ? [] : [{ clock: 'gag-until', on: until }]
  if (reading?.instrument !== 'national-security-letter' || rules.gagReviewYears === undefined) return own
  const on = yearsAfter(reading.servedOn ?? dayOf(receivedAt), rules.gagReviewYears)
  const atEnd: Deadline[] = closedAt === undefined ? [] : [{ clock: 'gag-review', on: dayOf(closedAt) }]
  return [...own, ...atEnd, { clock: 'gag-review', on }]
}

/** When the library is closed. `weekdays`: 0 is Sunday. `days`: `YYYY-MM-DD`. */
export type ClosedDays = { readonly weekdays: readonly number[]; readonly days: readonly string[] }

function isBusinessDay(day: string, { weekdays, days }: ClosedDays): boolean {
  return !weekdays.includes(weekdayNumberOf(day)) && !days.includes(day)
}

/**
 * The last of so many business days after a day, which itself does not count.
 * @throws RangeError where the library is never open
 */
export function businessDaysAfter(day: string, count: number, closed: ClosedDays): string {
  let at = day
  for (let left = count, looked = 0; left > 0; looked++) {
    if (looked > 366 * 2) throw new RangeError('no business day within two years')
    at = daysAfter(at, 1)
    if (isBusinessDay(at, closed)) left--
  }
  return at
}
