import { SeededRandom } from '../../src/import/invented-library.ts'

// What every confidential field holds in this library: words, numbers and days that nothing else has.

const random = new SeededRandom('leak matrix', 1)
const used = new Set<string>()

function once(make: () => string): string {
  for (let tries = 0; tries < 100_000; tries++) {
    const made = make()
    if (used.has(made)) continue
    used.add(made)
    return made
  }
  throw new Error('every word of this kind is used: too many libraries were made in this process')
}

const heads = [
  ...(['Zq', 'Xv', 'Vk', 'Qw', 'Zj', 'Xk', 'Jq', 'Vz', 'Qx', 'Kz'] as const),
  ...(['Zx', 'Xq', 'Vq', 'Qk', 'Zv', 'Xj', 'Jx', 'Vj', 'Qz', 'Kx'] as const),
] as const
const middles = ['ab', 'or', 'ul', 'em', 'in', 'og', 'uv', 'ik', 'ym', 'od', 'er', 'al'] as const
const tails = ['ovaxi', 'umizo', 'ekoju', 'arqun', 'ildox', 'onvik', 'upzal', 'ezhim'] as const

/** How many letters of a word are no other word's. */
export const ownLetters = 6

/** A word of eleven letters that nobody else has. */
export function word(): string {
  return once(() => random.pick(heads) + random.pick(middles) + random.pick(middles)) + random.pick(tails)
}

const digits = (many: number) => Array.from({ length: many }, () => random.whole(1, 9)).join('')

/** A card's number as it is kept. */
export const card = () => once(() => `VKQ-${digits(4)}-${digits(4)}-${digits(4)}`)

/** The same as somebody types it, which is not one of the writings that are looked for. */
export const typedCard = (kept: string) => `vKq ${kept.slice(3).replaceAll('-', '')}`

export const phone = () => once(() => `402-${digits(3)}-${digits(4)}`)

/** The number of somebody in the other system. */
export const sourceNumber = () => once(() => digits(15))

/** An amount in cents. */
export const cents = () => Number(once(() => digits(7)))

/** A day of these years, in none of the months after `lastMonth`. */
export function day(from: number, to: number, lastMonth = 12): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return once(
    () => `${random.whole(from, to)}-${two(random.whole(1, lastMonth))}-${two(random.whole(10, 27))}`,
  )
}

/** A day as it may be written, in either language. */
export function daysWritten(of: string): string[] {
  const at = new Date(`${of}T00:00:00Z`)
  const written = (['long', 'medium', 'full'] as const).flatMap((dateStyle) =>
    ['en-US', 'es-US'].map((locale) =>
      new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(at),
    ),
  )
  const [year = '', month = '', date = ''] = of.split('-')
  return [of, `${Number(month)}/${Number(date)}/${year}`, `${month}/${date}/${year}`, ...written]
}

/** An amount as it may be written. */
export function amountsWritten(of: number): string[] {
  const written = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(of / 100)
  return [written, written.replaceAll(/[$,]/g, '')]
}
