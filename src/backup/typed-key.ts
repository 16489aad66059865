/** The signs of a key, by their value (BIP 173). */
export const signs = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

const humanPart = 'age-secret-key-'
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const

/** The checksum of BIP 173 over values of five bits. */
function polymod(values: Iterable<number>, begin: number): number {
  let check = begin
  for (const value of values) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    for (const [bit, term] of generator.entries()) if ((top >>> bit) & 1) check ^= term
  }
  return check
}

const begun = polymod(
  [
    ...[...humanPart].map((sign) => sign.charCodeAt(0) >>> 5),
    0,
    ...[...humanPart].map((sign) => sign.charCodeAt(0) & 31),
  ],
  1,
)

/** 0 where the signs fit their check. Small letters. */
export function residueOf(text: string): number {
  return polymod(valuesOf(text), begun) ^ 1
}

/**
 * The places, from 0, at which a key is mistyped: one or two wrong signs, two that changed places, one too few, one
 * too many; undefined where it is none of these. Two keys differ in five signs or more, so one or two wrong ones can
 * be found; more cannot, and their chance to look like two is one in some hundreds.
 *
 * @param length how many signs a key has
 */
export function mistypedAt(text: string, length: number): number[] | undefined {
  if (text.length === length) return wrongSigns(text)
  if (text.length === length - 1) return missingSign(text)
  if (text.length === length + 1) return spareSign(text)
  return undefined
}

// The check is linear: a wrong sign changes the residue by an amount that depends on its place and the change alone.
function wrongSigns(text: string): number[] | undefined {
  const residue = residueOf(text)
  const placeOf = new Map<number, number>()
  for (let place = 0; place < text.length; place++) {
    for (let change = 1; change < 32; change++) {
      const tail = new Array<number>(text.length - place - 1).fill(0)
      placeOf.set(polymod([change, ...tail], 0), place)
    }
  }
  const alone = placeOf.get(residue)
  if (alone !== undefined) return [alone]
  for (const [effect, place] of placeOf) {
    const other = placeOf.get(residue ^ effect)
    if (other !== undefined) return [place, other]
  }
  return undefined
}

function missingSign(text: string): number[] | undefined {
  for (let place = 0; place <= text.length; place++) {
    for (const sign of signs) {
      if (residueOf(text.slice(0, place) + sign + text.slice(place)) === 0) return [place]
    }
  }
  return undefined
}

function spareSign(text: string): number[] | undefined {
  for (let place = 0; place < text.length; place++) {
    if (residueOf(text.slice(0, place) + text.slice(place + 1)) === 0) return [place]
  }
  return undefined
}

function valuesOf(text: string): number[] {
  return [...text].map((sign) => signs.indexOf(sign))
}
