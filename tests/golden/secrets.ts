import type { KeySecret } from './current.ts'

/** What unlocks the golden keys folders. Secrets of no one: they are here for all to read. */
export const secrets: readonly KeySecret[] = [
  { mode: 'credential', credential: Buffer.alloc(32, 0x5a) },
  { mode: 'passphrase', passphrase: 'six invented words of a test' },
]

/** As cheap as it may be, so that the test is quick: what is pinned is the form of the file. */
export const cheapCost = [1024, 1, 1] as const

/** What the golden accounts sign in with. */
export const accountPassphrases = {
  director: 'a passphrase of no director',
  counsel: 'a passphrase of no counsel',
} as const

/** What the files open to that were handed over. */
export const filePassphrase = 'abcde-fghjk-mnpqr-stuvw-xyz23'
