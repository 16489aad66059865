import { daysIn } from '../../platform/clock.ts'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { instantIn, isDay, minuteOf, yearsAfter } from '../../policy/index.ts'
import { stepFormWords } from '../words/page.ts'

/** A record may be as old as a person; no deadline runs longer. */
const yearsBack = 100
const yearsAhead = 10

/** Rejects days so far off that they are slips. The form itself reports what is not a day. */
export function dayOutOfRange(context: StaffContext, label: string, day: string): string | undefined {
  const { services } = context
  if (!isDay(day)) return undefined
  const today = services.clock.today()
  const [first, last] = [yearsAfter(today, -yearsBack), yearsAfter(today, yearsAhead)]
  if (day >= first && day <= last) return undefined
  return stepFormWords(context).error.far(label, formatsOf(context).day(first), formatsOf(context).day(last))
}

/** Minutes after midnight of 14:05, 2:05 p.m., 2 p. m. or 2.05pm; undefined otherwise. */
export function minuteTyped(typed: string): number | undefined {
  const [, hours = '', minutes = '00', half] =
    /^(\d{1,2})(?:[:.h](\d\d))?\s*(?:([ap])\.?\s*m\.?)?$/i.exec(typed.trim()) ?? []
  const [hour, minute] = [Number(hours), Number(minutes)]
  if (hours === '' || minute > 59) return undefined
  if (half === undefined) return hour < 24 ? hour * 60 + minute : undefined
  if (hour < 1 || hour > 12) return undefined
  return ((hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)) * 60 + minute
}

/** `untyped` where it is empty; never in the future. */
export function instantTyped(
  typed: string,
  { day, now, timeZone }: { readonly day: string; readonly now: Date; readonly timeZone: string },
): Date | 'untyped' | 'no-time' | 'to-come' {
  if (typed.trim() === '') return 'untyped'
  const minute = minuteTyped(typed)
  if (minute === undefined) return 'no-time'
  const at = instantIn(timeZone, day, minute)
  return at > now ? 'to-come' : at
}

/** `YYYY-MM-DDTHH:MM`, as `instantSent` reads it. */
export const minuteSent = (timeZone: string, at: Date): string =>
  `${daysIn(timeZone)(at)}T${new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at)}`

/** Reads `YYYY-MM-DDTHH:MM`; undefined otherwise. */
export function instantSent(timeZone: string, sent: string): Date | undefined {
  const [day = '', time = ''] = sent.split('T')
  const isTime = /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)
  return isDay(day) && isTime ? instantIn(timeZone, day, minuteOf(time)) : undefined
}
