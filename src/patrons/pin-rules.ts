export const minPinLength = 6
export const maxPinLength = 12

type PinRejection = 'not-digits' | 'too-short' | 'too-long' | 'easy'

/** Common choices besides runs and repeats. */
const commonPins = ['112233', '123321', '147258', '159753', '246810', '131313', '102030', '314159', '271828']
const keypadRows = [
  '01234567890123456789',
  '98765432109876543210',
  '147258369',
  '963852741',
  '24680246802468',
]

/**
 * The gate compares it with the record. Why six digits: with four, a hundred PINs open a fifth of all cards.
 */
export function pinFault(typed: string): PinRejection | null {
  if (!/^[0-9]*$/.test(typed)) return 'not-digits'
  if (typed.length < minPinLength) return 'too-short'
  if (typed.length > maxPinLength) return 'too-long'
  return isEasy(typed) ? 'easy' : null
}

function isEasy(pin: string): boolean {
  // A repeated group of up to three digits, a run of keys, or only two digits.
  if (/^(\d{1,3})\1+\d{0,2}$/.test(pin) || new Set(pin).size < 3) return true
  if (keypadRows.some((row) => row.includes(pin))) return true
  return commonPins.some((one) => pin.startsWith(one)) || /^(\d{3,6})(?:\1)$/.test(pin) || isMirror(pin)
}

const isMirror = (pin: string) => pin === [...pin].reverse().join('')
