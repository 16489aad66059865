/** A card number as it is compared: without spaces or hyphens, letters in capitals (scanners and people differ). */
export function cardNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s-]+/gu, '')
    .toUpperCase()
}
