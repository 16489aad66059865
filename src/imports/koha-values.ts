import { isDay } from '../policy/calendar.ts'

/** A day of the calendar, `YYYY-MM-DD`, from a Koha date or date and time; undefined when it is none. */
export function day(text: string): string | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}:\d{2})?$/.exec(text)?.[1]
  return found !== undefined && isDay(found) ? found : undefined
}

/** Koha's id of a row: a whole number above zero, without leading zeros; undefined when it is none. */
export function kohaId(text: string): string | undefined {
  const found = /^0*([1-9]\d{0,14})$/.exec(text.trim())
  return found?.[1]
}

/** Whether a row of Koha is of nobody any more: its patron was taken out of it there. */
export function isNobody(text: string): boolean {
  return /^(?:NULL)?$/i.test(text.trim())
}

/** An amount in cents, half a cent rounded away from zero; undefined when it is none or above a million. */
export function cents(text: string): number | undefined {
  const found = /^(-?)(\d{1,7})(?:\.(\d{1,6}))?$/.exec(text.trim())
  if (found === null) return undefined
  const [, sign, whole = '0', fraction = ''] = found
  const micros = Number(whole) * 1e6 + Number(fraction.padEnd(6, '0'))
  const amount = Math.round(micros / 1e4)
  return amount > 1e8 ? undefined : sign === '-' && amount > 0 ? -amount : amount
}

/** A Koha flag or code: blank, 0 and anything that is no number are false. */
export function flag(text: string): boolean {
  return /^0*[1-9]\d*$/.test(text.trim())
}
