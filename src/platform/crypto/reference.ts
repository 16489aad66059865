import { randomInt } from 'node:crypto'

const referenceLetters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The form of a case's reference. */
export const referencePattern = /^(?:[2-9A-HJKMNP-TV-Z]{4}-){2}[2-9A-HJKMNP-TV-Z]{4}$/

/** Letters and digits that are hard to confuse when read aloud: 60 random bits. */
export function newReference(): string {
  const group = () =>
    Array.from({ length: 4 }, () => referenceLetters[randomInt(referenceLetters.length)]).join('')
  return `${group()}-${group()}-${group()}`
}
