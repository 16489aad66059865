import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { inTurn } from '../sealing/hashing-turn.ts'
import { isEasyToGuess } from './easy-passphrase.ts'
import { type Weakness, weaknessOf } from './passphrase-strength.ts'

/** argon2id at OWASP's recommendation: 19 MiB, two passes (2 stands for argon2id). */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const shortestPassphrase = 12
export const longestPassphrase = 256
const asHashed = (typed: string) => typed.normalize('NFKC')

export async function hashPassphrase(typed: string): Promise<string> {
  return inTurn(() => hash(asHashed(typed), cost))
}

let nobodys: Promise<string> | undefined

/** True when the passphrase is the one that was hashed; with `null` it works as long and answers false. */
export async function isPassphrase(hashed: string | null, typed: string): Promise<boolean> {
  return inTurn(() => isHashOf(hashed, typed))
}

/**
 * What `find` finds, where the passphrase is the one that it was hashed with; null where nothing is found or it is wrong,
 * after the same work.
 *
 * Why the turn comes first: how long it takes to get one must not depend on what is found (decision 0049).
 * INVARIANT: `find` hashes nothing itself, or it could wait for a turn that its caller has.
 */
export async function foundByPassphrase<T>(
  typed: string,
  find: () => Promise<T | null>,
  hashOf: (found: T) => string,
): Promise<T | null> {
  return inTurn(async () => {
    const found = await find()
    const isRight = await isHashOf(found === null ? null : hashOf(found), typed)
    return isRight ? found : null
  })
}

/** Compared also where there is no hash, with one of the same cost. */
async function isHashOf(hashed: string | null, typed: string): Promise<boolean> {
  nobodys ??= hash('nobody has this passphrase', cost)
  const against = hashed ?? (await nobodys)
  const tooLong = typed.length > longestPassphrase
  const right = await verify(against, tooLong ? '' : asHashed(typed))
  return hashed !== null && !tooLong && right
}

export type PassphraseFault = 'too-short' | 'too-long' | 'easy-to-guess' | Weakness

/** What is wrong with a passphrase that somebody chose; null where nothing is. */
export async function passphraseFault(
  typed: string,
  about: { readonly signIn: string; readonly name: string; readonly library: string },
): Promise<PassphraseFault | null> {
  const folded = asHashed(typed).toLowerCase()
  if (folded.trim().length < shortestPassphrase) return 'too-short'
  if (typed.length > longestPassphrase) return 'too-long'
  const known = [about.signIn, about.name, about.library]
  return isEasyToGuess(folded, known) ? 'easy-to-guess' : weaknessOf(asHashed(typed), known)
}

/** 100 random bits in groups that can be read aloud; no letter looks like a digit. */
export function newPassphrase(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789z'
  const text = [...randomBytes(20)].map((byte) => letters[byte & 31]).join('')
  return text.match(/.{5}/g)?.join('-') ?? text
}
