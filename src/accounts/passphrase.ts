import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { inTurn } from '../sealing/hashing-turn.ts'
import { isEasyToGuess } from './easy-passphrase.ts'

/** argon2id at OWASP's recommendation: 19 MiB, two passes (2 stands for argon2id). */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const shortestPassphrase = 12
export const longestPassphrase = 256
const asHashed = (typed: string) => typed.normalize('NFKC')

export async function hashPassphrase(typed: string): Promise<string> {
  return inTurn(() => hash(asHashed(typed), cost))
}

let nobodys: Promise<string> | undefined

/**
 * True when the passphrase is the one that was hashed. With `null` (no such sign-in, or it rests) it works as
 * long and answers false, so that neither time nor words tell whether a sign-in exists.
 */
export async function isPassphrase(hashed: string | null, typed: string): Promise<boolean> {
  nobodys ??= hashPassphrase('nobody has this passphrase')
  const against = hashed ?? (await nobodys)
  const tooLong = typed.length > longestPassphrase
  const right = await inTurn(() => verify(against, tooLong ? '' : asHashed(typed)))
  return hashed !== null && !tooLong && right
}

export type PassphraseFault = 'too-short' | 'too-long' | 'easy-to-guess'

/** What is wrong with a passphrase that somebody chose; null where nothing is. */
export function passphraseFault(
  typed: string,
  about: { readonly signIn: string; readonly name: string; readonly library: string },
): PassphraseFault | null {
  const folded = asHashed(typed).toLowerCase()
  if (folded.trim().length < shortestPassphrase) return 'too-short'
  if (typed.length > longestPassphrase) return 'too-long'
  return isEasyToGuess(folded, [about.signIn, about.name, about.library]) ? 'easy-to-guess' : null
}

/** 100 random bits in groups that can be read aloud; no letter looks like a digit. */
export function newPassphrase(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789z'
  const text = [...randomBytes(20)].map((byte) => letters[byte & 31]).join('')
  return text.match(/.{5}/g)?.join('-') ?? text
}
