/**
 * Error correction as a QR code has it (ISO/IEC 18004, 7.5): Reed-Solomon over GF(256) with the polynomial
 * x^8 + x^4 + x^3 + x^2 + 1, and a generator whose roots are the first powers of 2.
 */

const powers = new Uint8Array(255)
const logarithms = new Uint8Array(256)
for (let exponent = 0, value = 1; exponent < 255; exponent++) {
  powers[exponent] = value
  logarithms[value] = exponent
  value = value < 128 ? value << 1 : (value << 1) ^ 0x11d
}

const at = (bytes: Uint8Array, index: number) => bytes[index] ?? 0

function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : at(powers, (at(logarithms, a) + at(logarithms, b)) % 255)
}

/** The coefficients below the leading 1 of the generator of a degree, the highest first. */
function generator(degree: number): Uint8Array {
  const coefficients = new Uint8Array(degree)
  coefficients[degree - 1] = 1
  for (let root = 0; root < degree; root++) {
    for (let index = 0; index < degree; index++) {
      coefficients[index] = times(at(coefficients, index), at(powers, root)) ^ at(coefficients, index + 1)
    }
  }
  return coefficients
}

/** The `count` codewords that let a reader mend `data`. */
export function correctionOf(data: Uint8Array, count: number): Uint8Array {
  const divisor = generator(count)
  const rest = new Uint8Array(count)
  for (const byte of data) {
    const factor = byte ^ at(rest, 0)
    rest.copyWithin(0, 1)
    rest[count - 1] = 0
    for (let index = 0; index < count; index++) {
      rest[index] = at(rest, index) ^ times(at(divisor, index), factor)
    }
  }
  return rest
}
