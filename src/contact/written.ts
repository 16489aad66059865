/** A joiner is part of how these are written: within a word it says which form a letter has. */
const joined =
  'Arabic Bengali Devanagari Gujarati Gurmukhi Kannada Khmer Malayalam Oriya Sinhala Tamil Telugu'
const joins = `[${joined.replace(/\w+ ?/g, (script) => `\\p{Script=${script.trim()}}`)}]`
const joiner = '[\\u200c\\u200d]'
/**
 * Hostile: what nobody sees. Two names would look alike and be two, text could run backwards over what stands beside it,
 * and no font has a glyph for a control character. Why it is left out and not refused: it comes along with what is pasted.
 */
const unseen = new RegExp(
  [
    ...['(?!\\s)\\p{Cc}', `(?!${joiner})\\p{Cf}`, '\\p{Noncharacter_Code_Point}', '\\p{Cs}'],
    ...[`(?<!${joins})${joiner}`, `${joiner}(?!${joins})`],
  ].join('|'),
  'gu',
)

/** Text as one line: composed accents, single spaces, none at the ends, nothing unseen. Smart quotes stay as they are. */
export function line(text: string): string {
  const composed = /[^\x20-\x7e]/.test(text) ? text.replace(unseen, '').normalize('NFC') : text
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
