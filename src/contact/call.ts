import type { CallEnd } from '../gate/index.ts'
import { daysAfter, type Manifest, minuteOf, weekdayOf, weekdays } from '../policy/index.ts'

/*
 * A call (Reg 4): dialed → who answered → what may be said → how it ended → what comes next.
 */

/** Who answered, as whoever dialed finds out. */
export const answeredBy = [
  ...(['customer', 'guardian', 'someone-else', 'machine'] as const),
  ...(['nobody', 'wrong-number', 'no-more-calls'] as const),
] as const
export type AnsweredBy = (typeof answeredBy)[number]

/**
 * All that a message can be made of.
 * INVARIANT: two bare facts, and no place for a title, an item or an author (Reg 4).
 */
export type MessageFacts = { readonly overdue: boolean; readonly holds: boolean }

/** What a message, or somebody who merely answers, may be told of: what is so. */
export function messageRecords({ overdue, holds }: MessageFacts): readonly ('overdue' | 'holds')[] {
  return [...(overdue ? (['overdue'] as const) : []), ...(holds ? (['holds'] as const) : [])]
}

/** `again`: on that day, `YYYY-MM-DD`. `letter`: no more calls about this; it is written instead. */
export type AfterCall =
  | { readonly next: 'done' }
  | { readonly next: 'again'; readonly on: string }
  | { readonly next: 'letter' }

/**
 * What comes after a call.
 *
 * @param call.tries how often they were called about this, this time too
 * @param call.otherNumber whether there is a number on file besides those that are known to be wrong
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

/** When a library calls, and how often before it writes instead; from its pack. */
export type CallRules = {
  /** Minutes after midnight, on the library's own clock: the first in which it calls, and the first of the quiet hours. */
  readonly fromMinute: number
  readonly untilMinute: number
  /** As ISO counts them: 1 is Monday, 7 Sunday. */
  readonly weekdays: readonly number[]
  readonly tries: number
  /** From a try to the next; a day has no two. */
  readonly daysBetween: number
}

/** As its pack has it; undefined where the library calls nobody. */
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

/** Whether it calls at this instant, and if not, on which day it does next (`YYYY-MM-DD`), from which minute of that day. */
export type CallTime =
  | { readonly may: true }
  | { readonly may: false; readonly nextOn: string; readonly fromMinute: number }

/** `minute` is that of the library's own clock, counted from midnight. */
export function callTime(
  rules: CallRules,
  { day, minute }: { readonly day: string; readonly minute: number },
): CallTime {
  const isOver = minute >= rules.untilMinute
  if (isCallDay(rules, day) && !isOver && minute >= rules.fromMinute) return { may: true }
  const nextOn = firstCallDay(rules, isOver ? daysAfter(day, 1) : day)
  return { may: false, nextOn, fromMinute: rules.fromMinute }
}

/** The day of the try after one: never the same day, and never one on which the library does not call. */
export function nextTryOn(rules: CallRules, triedOn: string): string {
  return firstCallDay(rules, daysAfter(triedOn, Math.max(1, rules.daysBetween)))
}

/** That day, or the first after it on which the library calls. */
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
