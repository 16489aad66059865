import type { CallEnd } from '../gate/index.ts'
import { daysAfter, type Manifest, minuteOf, weekdayOf, weekdays } from '../policy/index.ts'

export const answeredBy = [
  ...(['customer', 'relay', 'guardian', 'someone-else', 'machine'] as const),
  ...(['nobody', 'wrong-number', 'no-more-calls'] as const),
] as const

/** INVARIANT: a message holds two bare facts, and no title, item or author (Reg 4). */
export type MessageFacts = { readonly overdue: boolean; readonly holds: boolean }

export function messageRecords({ overdue, holds }: MessageFacts): readonly ('overdue' | 'holds')[] {
  return [...(overdue ? (['overdue'] as const) : []), ...(holds ? (['holds'] as const) : [])]
}

/** `on`: `YYYY-MM-DD`. `letter`: no more calls about this; a letter goes out instead. */
export type AfterCall =
  | { readonly next: 'done' }
  | { readonly next: 'again'; readonly on: string }
  | { readonly next: 'letter' }

/**
 * @param call.tries calls about this so far, including this one
 * @param call.otherNumber whether another number is on file that is not known to be wrong
 */
export function afterCall(
  end: CallEnd,
  call: {
    readonly rules: CallRules
    readonly triedOn: string
    readonly tries: number
    readonly otherNumber: boolean
  },
): AfterCall {
  const { rules, triedOn, tries, otherNumber } = call
  const again = (): AfterCall =>
    tries >= rules.tries ? { next: 'letter' } : { next: 'again', on: nextTryOn(rules, triedOn) }
  switch (end) {
    case 'told-customer':
    case 'told-guardian':
      return { next: 'done' }
    case 'message-given':
    case 'message-left':
    case 'no-answer':
      return again()
    case 'wrong-number':
      return otherNumber ? again() : { next: 'letter' }
    case 'no-more-calls':
      return { next: 'letter' }
  }
}

/** From the pack: when the library calls, and how often before it writes instead. */
export type CallRules = {
  /** Minutes after midnight on the library's clock; `untilMinute` is the first minute of quiet hours. */
  readonly fromMinute: number
  readonly untilMinute: number
  /** ISO: 1 is Monday, 7 Sunday. */
  readonly weekdays: readonly number[]
  readonly tries: number
  /** Between tries; there is one a day at most. */
  readonly daysBetween: number
}

/** Undefined if the library makes no calls. */
export function callRules({ calls }: Pick<Manifest, 'calls'>): CallRules | undefined {
  if (calls === undefined) return undefined
  return {
    fromMinute: minuteOf(calls.from),
    untilMinute: minuteOf(calls.until),
    weekdays: calls.weekdays.map(isoNumber),
    tries: calls.tries,
    daysBetween: calls['days-between'],
  }
}

/** The same rules without quiet hours. */
export const atAnyHour = (rules: CallRules): CallRules => ({
  ...rules,
  fromMinute: 0,
  untilMinute: 24 * 60,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
})

/** If not now, the next day (`YYYY-MM-DD`) and the minute when calls start. */
export type CallTime =
  | { readonly may: true }
  | { readonly may: false; readonly nextOn: string; readonly fromMinute: number }

/** `minute`: after midnight, on the library's clock. */
export function callTime(
  rules: CallRules,
  { day, minute }: { readonly day: string; readonly minute: number },
): CallTime {
  const isOver = minute >= rules.untilMinute
  if (isCallDay(rules, day) && !isOver && minute >= rules.fromMinute) return { may: true }
  const nextOn = firstCallDay(rules, isOver ? daysAfter(day, 1) : day)
  return { may: false, nextOn, fromMinute: rules.fromMinute }
}

/** Never the same day, and only a day with calls. */
export function nextTryOn(rules: CallRules, triedOn: string): string {
  return firstCallDay(rules, daysAfter(triedOn, Math.max(1, rules.daysBetween)))
}

export function firstCallDay(rules: CallRules, day: string): string {
  const week = Array.from({ length: 7 }, (_, days) => daysAfter(day, days))
  return week.find((each) => isCallDay(rules, each)) ?? day
}

function isCallDay({ weekdays }: CallRules, day: string): boolean {
  return weekdays.includes(isoNumber(weekdayOf(day)))
}

function isoNumber(weekday: (typeof weekdays)[number]): number {
  return weekdays.indexOf(weekday) || 7
}
