/** Crockford's: no letter looks like a digit, and one typed for a digit is read as that digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** The first `count` letters of the bytes in base 32, padded with zero bits. */
export function base32(bytes: Uint8Array, count: number): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: count }, (_, at) => {
    const five = bits.slice(at * 5, at * 5 + 5).padEnd(5, '0')
    return alphabet[Number.parseInt(five, 2)]
  }).join('')
}

/** As it was written, from what someone typed: in either case, with blanks, hyphens, dashes and periods anywhere. */
export const typedBase32 = (typed: string): string =>
  typed
    .toLowerCase()
    .replaceAll(/[\s>.\p{Pd}]/gu, '')
    .replaceAll(/[il]/g, '1')
    .replaceAll('o', '0')

/** Five bits a letter, as `0` and `1`. Undefined where one is none of the alphabet. */
export function base32Bits(letters: string): string | undefined {
  const values = [...letters].map((letter) => alphabet.indexOf(letter))
  return values.includes(-1) ? undefined : values.map((value) => value.toString(2).padStart(5, '0')).join('')
}
