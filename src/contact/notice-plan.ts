import { daysAfter, weekdayOf } from '../policy/calendar.ts'
import type { NoticeRules } from '../policy/notice-rules.ts'
import type { Channel } from './choices.ts'
import type { Notice, NoticeKind, StandingKind } from './notice.ts'

/** How a patron stands, as far as it takes to know whether the library turns to them. No item, title or due day. */
export type Standing = {
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
export function noticeFor(
  rules: NoticeRules,
  kind: StandingKind,
  patron: string,
  standing: Standing,
): Notice | undefined {
  if (kind === 'overdue') {
    const step = stepAt(rules, standing.weeksLate)
    return step === 0 ? undefined : { patron, kind, step }
  }
  return holds(rules, kind, standing) ? { patron, kind, step: 1 } : undefined
}

/** The step of the ladder that so many weeks have reached, from 1; 0 before the first, and some weeks after the last. */
function stepAt({ overdue }: NoticeRules, weeksLate: number): number {
  const last = overdue.at(-1)
  if (last === undefined || weeksLate >= last.weeks + lastStepWeeks) return 0
  return overdue.filter(({ weeks }) => weeks <= weeksLate).length
}

/** Whether what somebody was turned to for still is so. */
export function holds(rules: NoticeRules, kind: StandingKind, standing: Standing | undefined): boolean {
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
export function cardsRunOut(
  rules: NoticeRules,
  on: string,
): { readonly from: string; readonly until: string } {
  return { from: on, until: daysAfter(on, 7 * (rules.card?.['weeks-before'] ?? 0)) }
}

/** The ways in which the pack has somebody turned to, in its order. What is owed is said by letter alone. */
export function waysOf(rules: NoticeRules, { kind, step }: Notice): readonly Channel[] {
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
export function wayTo(
  ways: readonly Channel[],
  open: readonly Channel[],
  after?: Channel,
): Channel | undefined {
  const from = after === undefined ? 0 : ways.indexOf(after) + 1
  return ways.slice(from).find((way) => open.includes(way))
}
