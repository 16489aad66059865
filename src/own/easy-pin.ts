export const shortestPin = 6
export const longestPin = 12

export type PinFault = 'not-digits' | 'too-short' | 'too-long' | 'easy'

/** What people type first who have to choose some digits, beside the rows and repeats below. */
const common = ['112233', '123321', '147258', '159753', '246810', '131313', '102030', '314159', '271828']
const rows = ['01234567890123456789', '98765432109876543210', '147258369', '963852741', '24680246802468']

/**
 * What is wrong with a PIN that somebody chose, whoever they are; null where nothing is. What stands in their own record
 * the gate looks for.
 *
 * Why six digits: with four, a card that was found opens to one of 10,000 tries, and the first hundred of those that
 * people choose open a fifth of all.
 */
export function pinFault(typed: string): PinFault | null {
  if (!/^[0-9]*$/.test(typed)) return 'not-digits'
  if (typed.length < shortestPin) return 'too-short'
  if (typed.length > longestPin) return 'too-long'
  return isEasy(typed) ? 'easy' : null
}

function isEasy(pin: string): boolean {
  // One, two or three digits over and over; a row of the keys; two digits of which nothing else is there.
  if (/^(\d{1,3})\1+\d{0,2}$/.test(pin) || new Set(pin).size < 3) return true
  if (rows.some((row) => row.includes(pin))) return true
  return common.some((one) => pin.startsWith(one)) || /^(\d{3,6})(?:\1)$/.test(pin) || isMirror(pin)
}

const isMirror = (pin: string) => pin === [...pin].reverse().join('')
