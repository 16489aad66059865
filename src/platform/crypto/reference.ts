import { randomInt } from 'node:crypto'

const referenceLetters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** How a case's reference is written. */
export const referencePattern = /^(?:[2-9A-HJKMNP-TV-Z]{4}-){2}[2-9A-HJKMNP-TV-Z]{4}$/

/** Letters and digits that nobody takes for one another, as a person reads them aloud: 60 bits of chance. */
export function newReference(): string {
  const group = () =>
    Array.from({ length: 4 }, () => referenceLetters[randomInt(referenceLetters.length)]).join('')
  return `${group()}-${group()}-${group()}`
}
