/** The form in which card numbers are compared: no spaces or hyphens, capital letters. */
export function normalizeCardNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s-]+/gu, '')
    .toUpperCase()
}

export const maxCardNumberLength = 20

/** Takes a normalized number. Rejects a scan that was cut short or ran into the next one. */
export function isPlausibleCardNumber(number: string): boolean {
  return /^[A-Z0-9]{4,20}$/.test(number)
}

/** Drops the letters A to D that some scanners send at both ends of a Codabar number. */
export function withoutCodabarLetters(number: string): string {
  return /^[A-D](\d+)[A-D]$/.exec(number)?.[1] ?? number
}

/** Normalized numbers that may be cards: the whole text, and scans within it, since a scanner types wherever the focus is. */
export function cardNumbersIn(text: string): readonly string[] {
  const scans = text.normalize('NFKC').match(/[A-Z]?\d{6,}[A-Z]?/giu) ?? []
  const all = [text, ...scans, ...scans.map((scan) => scan.replace(/\D/g, ''))].map(normalizeCardNumber)
  return [...new Set([...all, ...all.map(withoutCodabarLetters)])].filter(isPlausibleCardNumber)
}
