/** A telephone number by its digits alone, without the code of the country: `402-555-0100` and `(402) 555 0100` are one. */
export function phoneDigits(number: string): string {
  const digits = number.replace(/\D/g, '')
  // Why: with the code of the country, and without, it is the same telephone.
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
}

/** The numbers on file that may be dialed: not those that turned out to be somebody else's. */
export function numbersToDial(onFile: readonly string[], wrong: readonly string[]): readonly string[] {
  return onFile.filter((number) => phoneDigits(number) !== '' && !isWrongNumber(number, wrong))
}

/** Whether a number is one of those that turned out to be somebody else's, however it is written. */
export function isWrongNumber(number: string, wrong: readonly string[]): boolean {
  const digits = phoneDigits(number)
  return digits !== '' && wrong.some((one) => phoneDigits(one) === digits)
}

/**
 * What two writings of one telephone have in common: its last seven digits, without an extension. Why no area code: a number
 * may be on file with it and without, and of two that merely look alike the cost is that a card is asked for.
 */
export function comparableDigits(number: string): string {
  return phoneDigits(number.replace(/\s*(?:ext\.?|x|#)\s*\d+\s*$/i, ''))
    .slice(0, 10)
    .slice(-7)
}

/** A joiner is part of how these are written: within a word it says which form a letter has. */
const joined =
  'Arabic Bengali Devanagari Gujarati Gurmukhi Kannada Khmer Malayalam Oriya Sinhala Tamil Telugu'
const joins = `[${joined.replace(/\w+ ?/g, (script) => `\\p{Script=${script.trim()}}`)}]`
const joiner = '[\\u200c\\u200d]'
/**
 * Hostile: what nobody sees. Two names would look alike and be two, text could run backwards over what stands beside it,
 * and no font has a glyph for a control character. Why it is left out and not refused: it comes along with what is pasted.
 */
const invisibleCharacters = new RegExp(
  [
    ...['(?!\\s)\\p{Cc}', `(?!${joiner})\\p{Cf}`, '\\p{Noncharacter_Code_Point}', '\\p{Cs}'],
    ...[`(?<!${joins})${joiner}`, `${joiner}(?!${joins})`],
  ].join('|'),
  'gu',
)

/** Text as one line: composed accents, single spaces, none at the ends, nothing unseen. Smart quotes stay as they are. */
export function normalizeLine(text: string): string {
  const composed = /[^\x20-\x7e]/.test(text) ? text.replace(invisibleCharacters, '').normalize('NFC') : text
  return composed.replace(/[\s\u00a0]+/gu, ' ').trim()
}

const phoneMarks = /[\s().+\-/]/g

/**
 * A phone number that is one whole number and nothing else: `308-555-0101` in North America, `+…` elsewhere.
 * Anything said beside it ("ask for Ruth", "don't leave message") makes it undefined: whoever rang the bare
 * number would not know.
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

/** One e-mail address, or undefined. Outer spaces go; a smart quote, a second address or a tab makes it none. */
export function parseEmail(text: string): string | undefined {
  const address = text.trim()
  const one = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i
  return one.test(address) && address.length <= 254 ? address : undefined
}
