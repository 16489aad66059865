import { daysAfter, weekdayOf, weekdays } from '../policy/calendar.ts'
import { minuteOf } from '../policy/day-clock.ts'
import type { Manifest } from '../policy/manifest.ts'

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
