import { randomInt } from 'node:crypto'

/** Letters and digits that nobody takes for one another, as a person reads them aloud: 60 bits of chance. */
export function newReference(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${group()}-${group()}-${group()}`
}
