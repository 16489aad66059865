import type { Pack } from '../policy/pack.ts'

/** `unknown` where no birth date is on file: then nothing is told of them, and nothing that is on file ends. */
export type Age = 'minor' | 'of-age' | 'unknown'

/** By patrons' ids. */
export type Ages = ReadonlyMap<string, Age>

/** What the facts say of somebody's age on a day. */
export function ageOn(pack: Pack, on: string, subject: Parameters<Pack['isMinor']>[0]['subject']): Age {
  const { born, married, emancipated } = subject
  if (born === undefined && !married && !emancipated) return 'unknown'
  return pack.isMinor({ on, subject }) ? 'minor' : 'of-age'
}
