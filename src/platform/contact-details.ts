/** Whether both are one e-mail address or phone number, however each is written. */
export function isSameAddress(one: string, other: string): boolean {
  if (one.toLowerCase() === other.toLowerCase()) return true
  const digits = phoneDigits(one)
  return digits !== '' && !one.includes('@') && !other.includes('@') && digits === phoneDigits(other)
}

/** The digits without the country code, so `402-555-0100` and `(402) 555 0100` are equal. */
export function phoneDigits(number: string): string {
  const digits = number.replace(/\D/g, '')
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
}

/** The numbers on file that may be dialed: those not found to be wrong. */
export function numbersToDial(onFile: readonly string[], wrong: readonly string[]): readonly string[] {
  return onFile.filter((number) => phoneDigits(number) !== '' && !isWrongNumber(number, wrong))
}

/** Whether a number was found to belong to someone else, however it is written. */
export function isWrongNumber(number: string, wrong: readonly string[]): boolean {
  const digits = phoneDigits(number)
  return digits !== '' && wrong.some((one) => phoneDigits(one) === digits)
}

const extension = /\s*(?:ext(?:ension)?\.?|x|#)\s*\d+\s*$/i

/** The number without its extension, as it was written. */
export const withoutExtension = (number: string): string => number.replace(extension, '')

/**
 * A whole number by which a patron is found, without an extension: ten digits in North America, `+…` elsewhere. Undefined
 * where it is not whole.
 */
export function wholePhone(number: string): string | undefined {
  const main = withoutExtension(normalizeLine(number))
  const parsed = parsePhone(main)
  if (parsed?.startsWith('+')) return parsed
  const digits = phoneDigits(main)
  return digits.length === 10 ? digits : undefined
}

/**
 * The last seven digits, without an extension. Why no area code: the same number may be on file with it and
 * without; a false match only means that a card is asked for.
 */
export function comparableDigits(number: string): string {
  return phoneDigits(withoutExtension(number)).slice(0, 10).slice(-7)
}

/** Scripts in which a joiner within a word selects the form of a letter. */
const joined =
  'Arabic Bengali Devanagari Gujarati Gurmukhi Kannada Khmer Malayalam Oriya Sinhala Tamil Telugu'
const joins = `[${joined.replace(/\w+ ?/g, (script) => `\\p{Script=${script.trim()}}`)}]`
const joiner = '[\\u200c\\u200d]'
/**
 * Hostile: invisible characters make two names look alike or make text run backward, and no font has a glyph
 * for a control character. They are removed, not refused, because they come along with pasted text.
 */
const invisibleCharacters = new RegExp(
  [
    ...['(?!\\s)\\p{Cc}', `(?!${joiner})\\p{Cf}`, '\\p{Noncharacter_Code_Point}', '\\p{Cs}'],
    ...[`(?<!${joins})${joiner}`, `${joiner}(?!${joins})`],
  ].join('|'),
  'gu',
)

/** Text as one trimmed line with composed accents and without invisible characters; smart quotes stay. */
export function normalizeLine(text: string): string {
  const composed = /[^\x20-\x7e]/.test(text) ? text.replace(invisibleCharacters, '').normalize('NFC') : text
  return composed.replace(/[\s\u00a0]+/gu, ' ').trim()
}

const phoneMarks = /[\s().+\-/]/g

/**
 * One whole phone number, `308-555-0101` in North America or `+…` elsewhere; undefined where anything else is
 * with it ("ask for Ruth"), since a caller would not see that.
 */
export function parsePhone(text: string): string | undefined {
  const trimmed = normalizeLine(text)
  if (!/^\+?[\d\s().-]+$/.test(trimmed)) return undefined
  const digits = trimmed.replace(phoneMarks, '')
  const national = /^1?([2-9]\d{2})(\d{3})(\d{4})$/.exec(digits)
  if (national !== null && (!trimmed.startsWith('+') || digits.startsWith('1'))) {
    return national.slice(1).join('-')
  }
  return trimmed.startsWith('+') && /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : undefined
}

/** One trimmed e-mail address, or undefined. */
export function parseEmail(text: string): string | undefined {
  const address = text.trim()
  const one = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i
  return one.test(address) && address.length <= 254 ? address : undefined
}
