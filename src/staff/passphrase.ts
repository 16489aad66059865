import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { hash, verify } from '@node-rs/argon2'
import { withHashingSlot } from './hashing-queue.ts'

/** argon2id at OWASP's recommendation: 19 MiB, two passes (2 stands for argon2id). */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const minPassphraseLength = 12
export const maxPassphraseLength = 256
const asHashed = (typed: string) => typed.normalize('NFKC')

export async function hashPassphrase(typed: string): Promise<string> {
  return withHashingSlot(() => hash(asHashed(typed), cost))
}

let decoyHash: Promise<string> | undefined

/** True when the passphrase is the one that was hashed; with `null` it works as long and answers false. */
export async function isPassphrase(hashed: string | null, typed: string): Promise<boolean> {
  return withHashingSlot(() => isHashOf(hashed, typed))
}

/**
 * What `find` finds, where the passphrase is the one that it was hashed with; null where nothing is found or it is wrong,
 * after the same work.
 *
 * Why the turn comes first: how long it takes to get one must not depend on what is found (decision 42).
 * INVARIANT: `find` hashes nothing itself, or it could wait for a turn that its caller has.
 */
export async function findByPassphrase<T>(
  typed: string,
  find: () => Promise<T | null>,
  hashOf: (found: T) => string,
): Promise<T | null> {
  return withHashingSlot(async () => {
    const found = await find()
    const isRight = await isHashOf(found === null ? null : hashOf(found), typed)
    return isRight ? found : null
  })
}

/** Compared also where there is no hash, with one of the same cost. */
async function isHashOf(hashed: string | null, typed: string): Promise<boolean> {
  decoyHash ??= hash('nobody has this passphrase', cost)
  const against = hashed ?? (await decoyHash)
  const tooLong = typed.length > maxPassphraseLength
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
  if (folded.trim().length < minPassphraseLength) return 'too-short'
  if (typed.length > maxPassphraseLength) return 'too-long'
  const known = [about.signIn, about.name, about.library]
  return isEasyToGuess(folded, known) ? 'easy-to-guess' : weaknessOf(asHashed(typed), known)
}

/** 100 random bits in groups that can be read aloud; no letter looks like a digit. */
export function generatePassphrase(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789z'
  const text = [...randomBytes(20)].map((byte) => letters[byte & 31]).join('')
  return text.match(/.{5}/g)?.join('-') ?? text
}

/**
 * What people put into a passphrase that has to be long: whoever guesses tries these first, alone, joined, and with
 * digits after them. From the lists of passphrases that were stolen elsewhere, and what a library has at hand.
 */
const common = `
  password passphrase passwort contrasena secret letmein iloveyou welcome admin administrator default changeme temp login
  signin master monkey dragon princess sunshine shadow football baseball basketball soccer hockey superman batman pokemon
  starwars whatever trustno freedom michael jessica jordan charlie buster ginger summer winter spring autumn monday friday
  january february march april june july august september october november december hello test demo guest user staff
  library librarian biblioteca book books reading reader director clerk desk volunteer counsel trustee president board
  office public city county nebraska america usa carrel jesus love forever family mother father qwerty asdf zxcv
`
  .trim()
  .split(/\s+/)

/** Passphrases that are known to everyone, without what stands between their words. */
const famous = `
  correct horse battery staple
  the quick brown fox jumps over the lazy dog
  to be or not to be that is the question
  may the force be with you
  once upon a time
  open sesame
  let it be
  twinkle twinkle little star
  mary had a little lamb
  we the people of the united states
  in god we trust
  the good life
  go big red
  there is no place like nebraska
  more than meets the eye
  what is past is prologue
  the lord is my shepherd
  our father who art in heaven
  amazing grace how sweet the sound
  jesus loves me this i know
  for god so loved the world
  happy birthday to you
  may the odds be ever in your favor
  to infinity and beyond
  hakuna matata
  somewhere over the rainbow
  it was the best of times
  supercalifragilisticexpialidocious
  peanut butter and jelly
  i love reading books
  i love my kids
  3141592653589793
  padre nuestro que estás en los cielos
  dios te salve maría
  dios te bendiga
  virgen de guadalupe
  en un lugar de la mancha de cuyo nombre no quiero acordarme
  don quijote de la mancha
  ser o no ser esa es la cuestión
  cien años de soledad
  mi casa es su casa
  la vida es bella
  viva méxico
  buenos días a todos
  qué tal estás
  mi perrito boby
`
  .trim()
  .split('\n')
  .map(lettersOf)

/** The rows of a keyboard, along which fingers walk. */
const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz']
const walks = [...rows, ...rows.map((row) => [...row].reverse().join(''))]

/** So much must be left once all of that is taken out, of so many different characters. */
const leastLeft = 6
const leastDifferent = 4

/**
 * Whether a passphrase is easily guessed by whoever knows who and where it is for.
 * @param known names and words of its owner and library: none of them counts
 */
export function isEasyToGuess(typed: string, known: readonly string[]): boolean {
  const words = known.flatMap((each) => [each, ...each.split(/[^\p{L}\p{N}]+/u)]).map(plain)
  const text = plain(typed)
  // Why also the beginning of one: people type as much of it as they have to.
  const letters = lettersOf(typed)
  const isFamous = (one: string) =>
    letters.includes(one) || (letters.length >= 10 && one.startsWith(letters.replace(/\d+$/, '')))
  if (famous.some(isFamous)) return true
  const left = whatIsLeft(text, words)
  return left.length < leastLeft || new Set(left).size < leastDifferent
}

function whatIsLeft(text: string, known: readonly string[]): string {
  // Why three letters: of fewer, chance puts some into any words.
  const words = [...known, ...common].filter((word) => word.length >= 3)
  let left = text
  for (const word of words.sort((one, other) => other.length - one.length)) left = left.replaceAll(word, ' ')
  return withoutWalks(left)
    .replace(/(.+?)\1{2,}/gu, '$1')
    .replace(/(?<=^|\s)\d+|\d+(?=\s|$)/gu, '')
    .replaceAll(' ', '')
}

/** Without four keys or more of one row, in either direction. */
function withoutWalks(text: string): string {
  let left = text
  for (const walk of walks) {
    for (let length = walk.length; length >= 4; length--) {
      for (let from = 0; from + length <= walk.length; from++) {
        left = left.replaceAll(walk.slice(from, from + length), ' ')
      }
    }
  }
  return left
}

/** Letters and digits as one reads them, and the signs that are put for letters as the letters. */
function plain(text: string): string {
  return lettersOf(text.replace(/[@$!]/g, (sign) => ({ '@': 'a', $: 's', '!': 'i' })[sign] ?? sign))
}

/** Letters and digits alone, without case and accents. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** What makes a passphrase easy to guess, where it can be said. */
export type Weakness = 'common' | 'names' | 'dates' | 'keyboard' | 'repeats' | 'few-words'

/** Judging a long text takes seconds: so many characters of its beginning, and of its end, are judged. */
const longestJudged = 32
/** As the judge has it: more than ten thousand million guesses. */
const goodEnough = 4
/** Why not for ever: the lists take 100 MiB, and few ever choose a passphrase. */
const idleMs = 60_000

const weaknesses: Readonly<Record<string, Weakness>> = {
  ...{ straightRow: 'keyboard', keyPattern: 'keyboard', sequences: 'keyboard' },
  ...{ simpleRepeat: 'repeats', extendedRepeat: 'repeats' },
  ...{ recentYears: 'dates', dates: 'dates' },
  ...{ topTen: 'common', topHundred: 'common', common: 'common', similarToCommon: 'common', pwned: 'common' },
  ...{ namesByThemselves: 'names', commonNames: 'names', userInputs: 'names' },
}

const thread = new URL('./passphrase-judge.js', import.meta.url)

type Judged = { readonly score: number; readonly warning: string }

let judge: Worker | undefined
let idle: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * What makes a passphrase easy to guess by the lists of those that were stolen elsewhere and the words of both languages; null
 * where nothing does. Of a long one it is enough that its beginning or its end is hard to guess.
 * @param known names and words of its owner and library
 */
export async function weaknessOf(typed: string, known: readonly string[]): Promise<Weakness | null> {
  // Why joined: a saying is as well known with spaces in it, and the judge counts each of them.
  const joined = typed.replace(/[\s.,_-]+/g, '')
  const parts = [
    joined.slice(0, longestJudged),
    ...(joined.length > longestJudged ? [joined.slice(-longestJudged)] : []),
  ]
  let found: Weakness | null = null
  for (const part of parts) {
    const { score, warning } = await judged(part, known)
    if (score >= goodEnough) return null
    found ??= weaknesses[warning] ?? 'few-words'
  }
  return found
}

/** One after the other, in another thread: other people wait for their pages meanwhile. */
function judged(text: string, known: readonly string[]): Promise<Judged> {
  const one = last.then(() => answerOf(text, known))
  last = Promise.allSettled([one])
  return one
}

async function answerOf(text: string, known: readonly string[]): Promise<Judged> {
  clearTimeout(idle)
  judge ??= new Worker(thread, { execArgv: [] })
  const worker = judge
  worker.ref()
  try {
    const answer = once(worker, 'message')
    worker.postMessage({ text, known })
    return (await answer)[0]
  } catch (error) {
    judge = undefined
    throw error
  } finally {
    // Why: a command that has its answer ends.
    worker.unref()
    idle = setTimeout(() => {
      judge = undefined
      void worker.terminate()
    }, idleMs).unref()
  }
}
