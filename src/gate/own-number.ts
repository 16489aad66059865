import type { Held } from './sealed-patron.ts'
import type { Permit } from './sealed-value.ts'

/** So many digits of a number that is on file, in a row, make a PIN easy for whoever knows it. */
const minDigits = 6

/** Whether a PIN can be read off its owner's record. The permit must cover who they are and how they are reached. */
export function isPinInRecord(pin: string, { born, contact, cards }: Held, permit: Permit): boolean {
  const numbers = [
    ...cards.map(({ barcode }) => barcode.open(permit)),
    ...(contact?.open(permit).phones ?? []),
  ]
  return isOwnNumber(pin, { born: born?.open(permit), numbers })
}

/**
 * Whether a PIN is a number of its owner's, or a part of one: a card, a phone, or the birth date in any usual writing.
 * @param own.born `YYYY-MM-DD`
 */
export function isOwnNumber(
  pin: string,
  own: { readonly born: string | undefined; readonly numbers: readonly string[] },
): boolean {
  const isIn = (number: string) => {
    const digits = number.replace(/\D/g, '')
    return digits.includes(pin) || (digits.length >= minDigits && pin.includes(digits))
  }
  return own.numbers.some(isIn) || dateSpellings(own.born).some((date) => pin.includes(date))
}

/** Six digits or more of a day, in every order, with and without the century and the zeros. */
function dateSpellings(day: string | undefined): string[] {
  const [year = '', month = '', date = ''] = day?.split('-') ?? []
  const short = (two: string) => [two, two.replace(/^0/, '')]
  const orders = [year, year.slice(2)].flatMap((years) =>
    short(month).flatMap((months) =>
      short(date).flatMap((dates) => [
        ...[`${years}${months}${dates}`, `${years}${dates}${months}`, `${months}${dates}${years}`],
        ...[`${dates}${months}${years}`, `${months}${years}`, `${years}${months}`],
      ]),
    ),
  )
  return orders.filter((written) => written.length >= minDigits)
}
