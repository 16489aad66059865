import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { instantIn, isDay, minuteOf, yearsAfter } from '../../policy/index.ts'
import { stepFormWords } from '../words/step-form.ts'

/** A record may be as old as somebody; no clock of a case runs for longer. */
const yearsBack = 100
const yearsAhead = 10

/**
 * What is wrong with a day of the calendar that is typed in a form of a case, in words that name the field: it is so far off that it is a
 * slip, and neither a clock nor a count of business days gets there. Of what is no day the form says so itself.
 */
export function dayOutOfRange(context: StaffContext, label: string, day: string): string | undefined {
  const { services } = context
  if (!isDay(day)) return undefined
  const today = services.clock.today()
  const [first, last] = [yearsAfter(today, -yearsBack), yearsAfter(today, yearsAhead)]
  if (day >= first && day <= last) return undefined
  return stepFormWords(context).error.far(label, formatsOf(context).day(first), formatsOf(context).day(last))
}

/** Minutes after midnight of a time as people type it: 14:05, 2:05 pm, 2 p. m., 2.05pm; undefined where it is none. */
export function minuteTyped(typed: string): number | undefined {
  const [, hours = '', minutes = '00', half] =
    /^(\d{1,2})(?:[:.h](\d\d))?\s*(?:([ap])\.?\s*m\.?)?$/i.exec(typed.trim()) ?? []
  const [hour, minute] = [Number(hours), Number(minutes)]
  if (hours === '' || minute > 59) return undefined
  if (half === undefined) return hour < 24 ? hour * 60 + minute : undefined
  if (hour < 1 || hour > 12) return undefined
  return ((hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)) * 60 + minute
}

/** The instant of a time of a day that was typed; `untyped` where it was left empty, and never one to come. */
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

/** The instant of what a field for a day and a time sends, `YYYY-MM-DDTHH:MM`; undefined where that is none. */
export function instantSent(timeZone: string, sent: string): Date | undefined {
  const [day = '', time = ''] = sent.split('T')
  const isTime = /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)
  return isDay(day) && isTime ? instantIn(timeZone, day, minuteOf(time)) : undefined
}
