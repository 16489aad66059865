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
  return /^(?:\\N|NULL)?$/i.test(text.trim())
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

/** Text as one line: composed accents, single spaces, none at the ends. Smart quotes stay as they are. */
export function line(text: string): string {
  const composed = /[^\x20-\x7e]/.test(text) ? text.normalize('NFC') : text
  return composed.replace(/[\s\u00a0]+/gu, ' ').trim()
}

const phoneMarks = /[\s().+\-/]/g

/**
 * A phone number that is one whole number and nothing else: `308-555-0101` in North America, `+…` elsewhere.
 * Anything said beside it ("ask for Ruth", "don't leave message") makes it undefined: whoever rang the bare
 * number would not know.
 */
export function phone(text: string): string | undefined {
  const trimmed = line(text)
  if (!/^\+?[\d\s().-]+$/.test(trimmed)) return undefined
  const digits = trimmed.replace(phoneMarks, '')
  const national = /^1?([2-9]\d{2})(\d{3})(\d{4})$/.exec(digits)
  if (national !== null && (!trimmed.startsWith('+') || digits.startsWith('1'))) {
    return national.slice(1).join('-')
  }
  return trimmed.startsWith('+') && /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : undefined
}

/** One e-mail address, or undefined. Outer spaces go; a smart quote, a second address or a tab makes it none. */
export function email(text: string): string | undefined {
  const address = text.trim()
  const one = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i
  return one.test(address) && address.length <= 254 ? address : undefined
}
