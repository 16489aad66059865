/** A card number as it is compared: without spaces or hyphens, letters in capitals (scanners and people differ). */
export function normalizeCardNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s-]+/gu, '')
    .toUpperCase()
}

/** So many characters a card's number has at most. */
export const maxCardNumberLength = 20

/** Whether a number, as it is compared, can be a card's: a scan that was cut short or ran into the next one cannot. */
export function isPlausibleCardNumber(number: string): boolean {
  return /^[A-Z0-9]{4,20}$/.test(number)
}

/** A number as it is compared, without the letters A to D that some scanners send at both ends of a Codabar number. */
export function withoutCodabarLetters(number: string): string {
  return /^[A-D](\d+)[A-D]$/.exec(number)?.[1] ?? number
}

/**
 * The numbers that may be a card's within a text that somebody typed or scanned, as they are compared: the whole of it, and
 * what of it looks like a scan (a scanner types wherever the focus is, and so into words that stand there).
 */
export function cardNumbersIn(text: string): readonly string[] {
  const scans = text.normalize('NFKC').match(/[A-Z]?\d{6,}[A-Z]?/giu) ?? []
  const all = [text, ...scans, ...scans.map((scan) => scan.replace(/\D/g, ''))].map(normalizeCardNumber)
  return [...new Set([...all, ...all.map(withoutCodabarLetters)])].filter(isPlausibleCardNumber)
}
