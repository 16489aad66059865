/** A number by its digits alone: `402-555-0100` and `(402) 555 0100` are one. */
function digitsOf(number: string): string {
  const digits = number.replace(/\D/g, '')
  // Why: with the code of the country, and without, it is the same telephone.
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
}

/** The numbers on file that may be dialed: not those that turned out to be somebody else's. */
export function numbersToDial(onFile: readonly string[], wrong: readonly string[]): readonly string[] {
  return onFile.filter((number) => digitsOf(number) !== '' && !isWrong(number, wrong))
}

/** Whether a number is one of those that turned out to be somebody else's, however it is written. */
export function isWrong(number: string, wrong: readonly string[]): boolean {
  const digits = digitsOf(number)
  return digits !== '' && wrong.some((one) => digitsOf(one) === digits)
}

/**
 * What two writings of one telephone have in common: its last seven digits, without an extension. Why no area code: a number
 * may be on file with it and without, and of two that merely look alike the cost is that a card is asked for.
 */
export function comparedAs(number: string): string {
  return digitsOf(number.replace(/\s*(?:ext\.?|x|#)\s*\d+\s*$/i, ''))
    .slice(0, 10)
    .slice(-7)
}
