/** A card number as it is compared: without spaces or hyphens, letters in capitals (scanners and people differ). */
export function cardNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s-]+/gu, '')
    .toUpperCase()
}

/** Whether a number, as it is compared, can be a card's: a scan that was cut short or ran into the next one cannot. */
export function isPlausibleCard(number: string): boolean {
  return /^[A-Z0-9]{4,20}$/.test(number)
}
