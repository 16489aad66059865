import { createRequire } from 'node:module'
import { afterAll } from 'vitest'

/*
 * Passphrases and PINs at the cost of a test: new hashes take a twentieth of the work, and what was derived once from a
 * passphrase and its salt is not derived again. The cost is changed in the library that hashes, in the processes of tests
 * alone: the program has no switch for it, so no setting of a running library can weaken a hash.
 */

type Argon2 = typeof import('@node-rs/argon2')
/** On the library itself, since each file of tests loads this one again in the same process. */
type Changed = Argon2 & { realCost?: boolean; derived?: Map<string, Buffer> }

const argon2: Changed = createRequire(import.meta.url)('@node-rs/argon2')
if (argon2.derived === undefined) changeCost(argon2)
argon2.realCost = false

/** At the top of a file that tests the hashing itself, or how long it takes. */
export function hashAtRealCost(): void {
  argon2.realCost = true
  afterAll(() => {
    argon2.realCost = false
  })
}

function changeCost(it: Changed): void {
  const { hash, hashRaw } = it
  const derived = new Map<string, Buffer>()
  it.derived = derived
  // Only the cost: whoever verifies a hash reads its own.
  it.hash = (typed, options, ...more) =>
    hash(typed, it.realCost ? options : { ...options, memoryCost: 1024, timeCost: 1 }, ...more)
  it.hashRaw = async (typed, options, ...more) => {
    if (it.realCost) return hashRaw(typed, options, ...more)
    const salt = Buffer.from(options?.salt ?? '').toString('hex')
    const of = JSON.stringify([String(typed), salt, { ...options, salt: undefined }])
    const bytes = derived.get(of) ?? (await hashRaw(typed, options, ...more))
    derived.set(of, Buffer.from(bytes))
    // A copy, since its caller writes zeros over it.
    return Buffer.from(bytes)
  }
}
