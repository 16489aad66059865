import { daysAfter, yearsAfter } from '../policy/calendar.ts'
import { businessDaysAfter, type Closed } from './business-days.ts'
import { type Case, hasPaper } from './case.ts'

/** The numbers of the law that clocks run by; each stands in the pack with its citation. */
export type ClockRules = {
  /** Business days in which a public-records request is answered. */
  readonly recordsRequestDays: number
  /** Days in which federal paper may be objected to, where it wants no answer sooner. */
  readonly federalObjectionDays: number
  /** Years after which the gag of a national security letter is looked at again; absent where the pack has none. */
  readonly gagReviewYears?: number | undefined
  readonly closed: Closed
}

/**
 * `report`: the person who decides has not been reached. `read`: the paper has not been read. Both run out on the day it came, on a
 * closed day too: "immediately" (Reg 6) knows no business days. `answer`: a public-records request. `return`: the day that the paper names. `objection`: of a federal subpoena in a civil
 * case, until counsel objected.
 * `gag-review`: of the gag of a national security letter, and again once its case is closed. `gag-until`: the order's own end.
 * `cure`, `objected`: what was asked for by a day. `preservation`: a copy ends. `notice`: the patron may be told.
 */
export type ClockName =
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
export type RunningClock = { readonly clock: ClockName; readonly on: string }

/** The clocks that run in a case, the next first. @param dayOf the library's day of an instant */
export function clocksOf(it: Case, rules: ClockRules, dayOf: (instant: string) => string): RunningClock[] {
  const running = it.closed
    ? gag(it, rules, dayOf)
    : [
        ...atOnce(it, dayOf),
        ...paperClocks(it, rules, dayOf),
        ...waiting(it),
        ...copies(it),
        ...notice(it),
        ...gag(it, rules, dayOf),
      ]
  return running.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

/** When there was something to answer: the paper, where somebody asked without one before. */
const cameAt = ({ servedAt, receivedAt }: Case): string => servedAt ?? receivedAt

/** Those that are due at once, and so are said without a day. */
export const isAtOnce = (clock: ClockName): clock is 'report' | 'read' =>
  clock === 'report' || clock === 'read'

/** The person who decides is told the same day of paper, a claimed emergency and an incident; and a paper is read then. */
function atOnce(it: Case, dayOf: (instant: string) => string): RunningClock[] {
  const isUrgent = hasPaper(it) || it.kind === 'emergency' || it.kind === 'conduct'
  const isUnread = hasPaper(it) && it.reading === undefined && it.outcome === undefined
  if (!isUrgent || (it.directorAt !== undefined && !isUnread)) return []
  return [{ clock: it.directorAt === undefined ? 'report' : 'read', on: dayOf(cameAt(it)) }]
}

/** A public-records request that nobody answered: its days run on until whoever decides closes the case. */
const isLeft = ({ kind, outcome }: Case): boolean =>
  kind === 'records-request' && (outcome === 'withdrawn' || outcome === 'referred')

function paperClocks(it: Case, rules: ClockRules, dayOf: (instant: string) => string): RunningClock[] {
  if (it.outcome !== undefined && !isLeft(it)) return []
  const came = dayOf(cameAt(it))
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

function waiting({ waitsFor, waitsUntil }: Case): RunningClock[] {
  if (waitsFor === undefined || waitsUntil === undefined) return []
  return [{ clock: waitsFor === 'cure' ? 'cure' : 'objected', on: waitsUntil }]
}

const copies = ({ preserved }: Case): RunningClock[] =>
  [...preserved.values()].map(({ until }) => ({ clock: 'preservation', on: until }))

const notice = ({ notice: choice, noticeOn, patronTold }: Case): RunningClock[] =>
  choice === 'wait' && noticeOn !== undefined && !patronTold ? [{ clock: 'notice', on: noticeOn }] : []

/**
 * How long nobody may be told. It runs on when the case is closed, until somebody notes that the gag ended: nothing else reminds
 * anybody of it. Reading: the case is the library's, since of the agency's it hears nothing (unconfirmed).
 */
function gag(it: Case, rules: ClockRules, dayOf: (instant: string) => string): RunningClock[] {
  const { gagged, reading, receivedAt, closedAt } = it
  if (!gagged) return []
  const until = reading?.gagUntil
  const own: RunningClock[] = until === undefined ? [] : [{ clock: 'gag-until', on: until }]
  if (reading?.instrument !== 'national-security-letter' || rules.gagReviewYears === undefined) return own
  const on = yearsAfter(reading.servedOn ?? dayOf(receivedAt), rules.gagReviewYears)
  const atEnd: RunningClock[] = closedAt === undefined ? [] : [{ clock: 'gag-review', on: dayOf(closedAt) }]
  return [...own, ...atEnd, { clock: 'gag-review', on }]
}
