import { businessDaysAfter, type ClosedDays, daysAfter, yearsAfter } from '../policy/index.ts'
import { type Case, hasInstrument } from './case.ts'
import { isRequestAgreed } from './guards.ts'
import { wordsUnanswered } from './statements.ts'

/** Statutory numbers; each has its citation in the pack. */
type DeadlineRules = {
  /** Business days to answer a public-records request. */
  readonly recordsRequestDays: number
  /** Days to object to federal paper that has no earlier return date. */
  readonly federalObjectionDays: number
  /** Years until the gag of a national security letter is reviewed; absent where the pack has none. */
  readonly gagReviewYears?: number | undefined
  /** Business days to decide on a concern about who viewed a record; absent where the pack has none. */
  readonly studyDays?: number | undefined
  readonly closed: ClosedDays
}

/**
 * `report`: the decider was not reached. `read`: the paper was not read. Both are due on the day it came, even a closed
 * one: "immediately" (Reg 6) knows no business days. `answer`: a public-records request. `return`: the paper's own
 * date. `objection`: a federal civil subpoena. `gag-review`: of a national security letter, again once closed.
 * `gag-until`: the order's end. `cure`, `objected`: asked for by a day. `preservation`: a copy ends. `notice`: the
 * patron may be told. `study`: a concern about who viewed a record.
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
  | 'study'
export type Deadline = { readonly clock: DeadlineName; readonly on: string }

/** The next first. @param dayOf the library's day of an instant */
export function deadlinesOf(it: Case, rules: DeadlineRules, dayOf: (instant: string) => string): Deadline[] {
  const running = it.closed
    ? nondisclosureDeadlines(it, rules, dayOf)
    : [
        ...immediateDeadlines(it, dayOf),
        ...instrumentDeadlines(it, rules, dayOf),
        ...answerDeadlines(it),
        ...copyDeadlines(it),
        ...noticeDeadlines(it),
        ...studyDeadlines(it, rules, dayOf),
        ...nondisclosureDeadlines(it, rules, dayOf),
      ]
  return running.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

/** When there was something to answer: the paper, if the request came without one. */
export const servedOrReceivedAt = ({ servedAt, receivedAt }: Case): string => servedAt ?? receivedAt

/** Due at once, so named without a day. */
export const isDueImmediately = (clock: DeadlineName): clock is 'report' | 'read' =>
  clock === 'report' || clock === 'read'

/** Paper, claimed emergencies and incidents are reported the same day, and paper is read then. */
function immediateDeadlines(it: Case, dayOf: (instant: string) => string): Deadline[] {
  const isUrgent =
    hasInstrument(it) || it.kind === 'emergency' || it.kind === 'conduct' || it.kind === 'disclosure'
  const isUnread = hasInstrument(it) && it.reading === undefined && it.outcome === undefined
  if (!isUrgent || (it.directorAt !== undefined && !isUnread)) return []
  return [{ clock: it.directorAt === undefined ? 'report' : 'read', on: dayOf(servedOrReceivedAt(it)) }]
}

/** An unanswered public-records request; its days run until the case is closed. */
const isUnansweredRequest = ({ kind, outcome }: Case): boolean =>
  kind === 'records-request' && (outcome === 'withdrawn' || outcome === 'referred')

function instrumentDeadlines(it: Case, rules: DeadlineRules, dayOf: (instant: string) => string): Deadline[] {
  if (it.outcome !== undefined && !isUnansweredRequest(it)) return []
  const came = dayOf(servedOrReceivedAt(it))
  const { returnOn, servedOn, federal, instrument } = it.reading ?? {}
  const returns = returnOn === undefined ? [] : [{ clock: 'return' as const, on: returnOn }]
  if (it.kind === 'records-request') {
    const on = businessDaysAfter(came, rules.recordsRequestDays, rules.closed)
    // A court may still wait where counsel has not agreed that none does.
    return [{ clock: 'answer', on }, ...(isRequestAgreed(it) === false ? returns : [])]
  }
  // Reading: Rule 45 covers civil subpoenas; grand juries and agencies have their own courts' deadlines.
  const objects = federal === true && instrument === 'subpoena' && !it.objected
  const last = daysAfter(servedOn ?? came, rules.federalObjectionDays)
  const objectsOn = returnOn !== undefined && returnOn < last ? returnOn : last
  return [...returns, ...(objects ? [{ clock: 'objection' as const, on: objectsOn }] : [])]
}

function answerDeadlines({ wait }: Case): Deadline[] {
  if (wait?.until === undefined) return []
  return [{ clock: wait.for === 'cure' ? 'cure' : 'objected', on: wait.until }]
}

const copyDeadlines = ({ preserved }: Case): Deadline[] =>
  [...preserved.values()].map(({ until }) => ({ clock: 'preservation', on: until }))

const noticeDeadlines = ({ notice: choice, noticeOn, patronTold }: Case): Deadline[] =>
  choice === 'wait' && noticeOn !== undefined && !patronTold ? [{ clock: 'notice', on: noticeOn }] : []

function studyDeadlines(
  { study, outcome, receivedAt }: Case,
  { studyDays, closed }: DeadlineRules,
  dayOf: (instant: string) => string,
): Deadline[] {
  if (study === undefined || outcome !== undefined || studyDays === undefined) return []
  return [{ clock: 'study', on: businessDaysAfter(dayOf(receivedAt), studyDays, closed) }]
}

/**
 * Runs on after closing until the end of the gag is recorded, because nothing else reminds anyone. Reading: the case is
 * the library's own, since it hears nothing of the agency's (unconfirmed).
 */
function nondisclosureDeadlines(
  { gagged, reading, receivedAt, closedAt }: Case,
  rules: DeadlineRules,
  dayOf: (instant: string) => string,
): Deadline[] {
  if (!gagged) return []
  const until = reading?.gagUntil
  const own: Deadline[] = until === undefined ? [] : [{ clock: 'gag-until', on: until }]
  if (reading?.instrument !== 'national-security-letter' || rules.gagReviewYears === undefined) return own
  const on = yearsAfter(reading.servedOn ?? dayOf(receivedAt), rules.gagReviewYears)
  const atEnd: Deadline[] = closedAt === undefined ? [] : [{ clock: 'gag-review', on: dayOf(closedAt) }]
  return [...own, ...atEnd, { clock: 'gag-review', on }]
}

type ConfirmationRules = {
  readonly days: number
  readonly rules: DeadlineRules
  readonly dayOf: (instant: string) => string
}

/**
 * From when a refusal or a privacy decision is signed though no one confirmed the consultation: some business days after it was
 * recorded last, or after the case was reported. Why never later than the day before an answer is due: a denial must not come late.
 * Hostile: a day that the decider alone typed, such as a return date of today, would end the wait at once, so it leaves a
 * business day after they typed it; and so does the day of arrival, whoever typed it, since another account can be the decider's.
 */
export function confirmationUntil(
  it: Case,
  signer: string,
  { days, rules, dayOf }: ConfirmationRules,
): string {
  const after = (at: string, many: number) => businessDaysAfter(dayOf(at), many, rules.closed)
  const { datesRead } = it
  const isAlone = datesRead?.byCounsel !== true || datesRead.by === signer
  const typedAt = (clock: DeadlineName) =>
    clock === 'answer' ? it.reportedAt : isAlone ? datesRead?.at : undefined
  const asked = wordsUnanswered(it).map(({ notedAt }) => notedAt)
  const due = instrumentDeadlines(it, rules, dayOf).map(({ clock, on }) => {
    const typed = typedAt(clock)
    return [daysAfter(on, -1), ...(typed === undefined ? [] : [after(typed, 1)])].sort().at(-1) ?? on
  })
  const waited = after(asked.sort().at(-1) ?? it.reportedAt, days)
  return [waited, ...due].sort()[0] ?? waited
}
