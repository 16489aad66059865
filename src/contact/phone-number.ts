/** A number by its digits alone: `402-555-0100` and `(402) 555 0100` are one. */
export function digitsOf(number: string): string {
  const digits = number.replace(/\D/g, '')
  // Why: with the code of the country, and without, it is the same telephone.
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
}

/** The numbers on file that may be dialed: not those that turned out to be somebody else's. */
export function numbersToDial(onFile: readonly string[], wrong: readonly string[]): readonly string[] {
  const known = new Set(wrong.map(digitsOf))
  return onFile.filter((number) => digitsOf(number) !== '' && !known.has(digitsOf(number)))
}
