import { hash, verify } from '@node-rs/argon2'

/** argon2id at OWASP's recommendation: 19 MiB, two passes (2 stands for argon2id). */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const shortestPassphrase = 12
const longestPassphrase = 256
/** Hashing takes memory: so many at once, the others wait their turn. */
const hashesAtOnce = 4

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= hashesAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

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
