import type { Held } from './sealed-patron.ts'
import type { Permit } from './sealed-value.ts'

/** This many digits in a row from a number on file make a PIN easy to guess. */
const minDigits = 6

/** The permit must cover `identity` and `contact`. */
export function isPinInRecord(pin: string, { born, contact, cards }: Held, permit: Permit): boolean {
  const numbers = [
    ...cards.map(({ barcode }) => barcode.open(permit)),
    ...(contact?.open(permit).phones ?? []),
  ]
  return isOwnNumber(pin, { born: born?.open(permit), numbers })
}

/** Whether a PIN is, or is part of, a card, a phone, or the birth date (`YYYY-MM-DD`) in any usual form. */
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

/** A day in every order, with and without century and leading zeros, if that makes six digits or more. */
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
