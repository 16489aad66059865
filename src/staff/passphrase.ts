import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { hash, verify } from '@node-rs/argon2'

/** argon2id (2) as OWASP recommends: 19 MiB, two passes. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const minPassphraseLength = 12
export const maxPassphraseLength = 256
const asHashed = (typed: string) => typed.normalize('NFKC')

export async function hashPassphrase(typed: string): Promise<string> {
  return withHashingSlot(() => hash(asHashed(typed), cost))
}

let decoyHash: Promise<string> | undefined

/** With `null`, takes the same time and returns false. */
export async function isPassphrase(hashed: string | null, typed: string): Promise<boolean> {
  return withHashingSlot(() => isHashOf(hashed, typed))
}

/**
 * Returns what `find` finds if the passphrase matches its hash; null otherwise, after the same work.
 * Why the slot comes first: the wait must not depend on what is found (decision 42).
 * INVARIANT: `find` hashes nothing, or it could wait for its caller's slot.
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

/** Without a hash, verifies against a decoy of the same cost. */
async function isHashOf(hashed: string | null, typed: string): Promise<boolean> {
  decoyHash ??= hash('nobody has this passphrase', cost)
  const against = hashed ?? (await decoyHash)
  const tooLong = typed.length > maxPassphraseLength
  const right = await verify(against, tooLong ? '' : asHashed(typed))
  return hashed !== null && !tooLong && right
}

export type PassphraseFault = 'too-short' | 'too-long' | 'easy-to-guess' | Weakness

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

/** 100 random bits in groups to read aloud; no letter looks like a digit. */
export function generatePassphrase(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789z'
  const text = [...randomBytes(20)].map((byte) => letters[byte & 31]).join('')
  return text.match(/.{5}/g)?.join('-') ?? text
}

/** What people pad a passphrase with: attackers try these alone, joined, and with digits appended. */
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

/** Sayings that everyone knows, without spaces. */
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

/** Keyboard rows and the alphabet. */
const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz']
const walks = [...rows, ...rows.map((row) => [...row].reverse().join(''))]

/** What must remain, in characters and in different characters, after removing all of the above. */
const leastLeft = 6
const leastDifferent = 4

/** @param known names and words of the owner and the library, which do not count */
export function isEasyToGuess(typed: string, known: readonly string[]): boolean {
  const words = known.flatMap((each) => [each, ...each.split(/[^\p{L}\p{N}]+/u)]).map(plain)
  const text = plain(typed)
  // Why prefixes too: people type only as much of a saying as they must.
  const letters = lettersOf(typed)
  const isFamous = (one: string) =>
    letters.includes(one) || (letters.length >= 10 && one.startsWith(letters.replace(/\d+$/, '')))
  if (famous.some(isFamous)) return true
  const left = whatIsLeft(text, words)
  return left.length < leastLeft || new Set(left).size < leastDifferent
}

function whatIsLeft(text: string, known: readonly string[]): string {
  // Why three letters: shorter words match by chance.
  const words = [...known, ...common].filter((word) => word.length >= 3)
  let left = text
  for (const word of words.sort((one, other) => other.length - one.length)) left = left.replaceAll(word, ' ')
  return withoutWalks(left)
    .replace(/(.+?)\1{2,}/gu, '$1')
    .replace(/(?<=^|\s)\d+|\d+(?=\s|$)/gu, '')
    .replaceAll(' ', '')
}

/** Removes runs of four or more keys of one row, in either direction. */
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

/** Also reads signs that replace letters as those letters. */
function plain(text: string): string {
  return lettersOf(text.replace(/[@$!]/g, (sign) => ({ '@': 'a', $: 's', '!': 'i' })[sign] ?? sign))
}

/** Letters and digits without case and accents. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

export type Weakness = 'common' | 'names' | 'dates' | 'keyboard' | 'repeats' | 'few-words'

/** Judging long text takes seconds, so only this much of each end is judged. */
const longestJudged = 32
/** zxcvbn's top score: more than ten billion guesses. */
const goodEnough = 4
/** Why not forever: the lists take 100 MiB, and few people choose a passphrase. */
const idleMs = 60_000

/** By the names that the judge gives them. */
const weaknesses: readonly (readonly [Weakness, readonly string[]])[] = [
  ['keyboard', ['straightRow', 'keyPattern', 'sequences']],
  ['repeats', ['simpleRepeat', 'extendedRepeat']],
  ['dates', ['recentYears', 'dates']],
  ['common', ['topTen', 'topHundred', 'common', 'similarToCommon', 'pwned']],
  ['names', ['namesByThemselves', 'commonNames', 'userInputs']],
]

const thread = new URL('./passphrase-judge.js', import.meta.url)

type Judged = { readonly score: number; readonly warning: string }

let judge: Worker | undefined
let idle: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * Null if hard to guess by stolen lists and the words of both languages. Of a long one, either end suffices.
 */
async function weaknessOf(typed: string, known: readonly string[]): Promise<Weakness | null> {
  // Why joined: spaces make a saying no harder, but the judge would count them.
  const joined = typed.replace(/[\s.,_-]+/g, '')
  const parts = [
    joined.slice(0, longestJudged),
    ...(joined.length > longestJudged ? [joined.slice(-longestJudged)] : []),
  ]
  let found: Weakness | null = null
  for (const part of parts) {
    const { score, warning } = await judged(part, known)
    if (score >= goodEnough) return null
    found ??= weaknesses.find(([, warnings]) => warnings.includes(warning))?.[0] ?? 'few-words'
  }
  return found
}

/** One at a time, in a worker thread, so that pages do not wait. */
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
    // Why: lets a command that has its answer exit.
    worker.unref()
    idle = setTimeout(() => {
      judge = undefined
      void worker.terminate()
    }, idleMs).unref()
  }
}

/** Hashing a passphrase takes memory, so only this many run at once. */
const hashesAtOnce = 4

let running = 0
const waiting: (() => void)[] = []

export async function withHashingSlot<T>(work: () => Promise<T>): Promise<T> {
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
