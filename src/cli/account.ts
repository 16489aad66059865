import {
  longestPassphrase,
  newPassphrase,
  type PassphraseFault,
  passphraseFault,
  shortestPassphrase,
} from '../accounts/passphrase.ts'
import { systemClock } from '../clock.ts'
import { openDatabase } from '../store/database.ts'
import { homeFrom } from '../store/home.ts'
import { claimLibrary } from '../store/library.ts'
import { carryOut } from './account-acts.ts'
import { readAction, usage } from './account-options.ts'
import { complain, misasked } from './complain.ts'
import { askHidden } from './hidden-line.ts'
import { openKeyRing } from './keys-open.ts'
import { readPolicy } from './pack-option.ts'

/** `carrel account`. */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  const read = readAction(args)
  if (typeof read === 'string') {
    misasked('carrel account', read, usage)
    return 2
  }
  const { action, packFolder } = read
  const pack = readPolicy(packFolder)
  if (typeof pack === 'string') return refused(pack)
  const asks = action.do === 'add' && !action.generate && process.stdin.isTTY
  const mine = action.do === 'add' && action.mine
  if (mine && !asks) return refused('--mine: there is no terminal for its owner to type the passphrase on')
  const passphrase = asks ? await askedPassphrase({ ...action, library: pack.library }) : newPassphrase()
  if (passphrase === null) return 2
  const home = homeFrom(process.env, process.cwd())
  const database = await openDatabase(home)
  try {
    const ring = await openKeyRing(home)
    // Why: an entry under keys that are not the library's could never be read again.
    await claimLibrary(database.app, { name: pack.library, keyCheck: ring.check() })
    const office = { app: database.app, ring, clock: systemClock(pack.timeZone) }
    const sentence = await carryOut(office, action, { passphrase, given: !mine })
    if (sentence !== null) return refused(sentence)
  } finally {
    await database.close()
  }
  if (action.do === 'reset' || (action.do === 'add' && !asks)) {
    console.log(`Passphrase, shown this once: ${passphrase}`)
  }
  return 0
}

function refused(sentence: string): number {
  complain('carrel account', { code: 'account-refused', message: sentence })
  return 2
}

const passphraseFaults: Record<PassphraseFault, string> = {
  'too-short': `a passphrase has at least ${shortestPassphrase} characters: a few words will do`,
  'too-long': `a passphrase has at most ${longestPassphrase} characters`,
  'easy-to-guess': 'that is easy to guess: use a few words that have nothing to do with each other',
  common:
    'that is like passphrases that many people use: use four words that have nothing to do with each other',
  names: 'that is made of names: use four words that name no one and no place',
  dates:
    'a date or year is easy to guess: use four words that have nothing to do with each other, and no date',
  keyboard:
    'keys or letters in a row are easy to guess: use four words that have nothing to do with each other',
  repeats: 'saying the same thing again makes it no harder to guess: use four different words',
  'few-words': 'that is too few words, or they are too common: add two more that have nothing to do with it',
}

async function askedPassphrase(about: Parameters<typeof passphraseFault>[1]): Promise<string | null> {
  const first = await askHidden(`Passphrase (at least ${shortestPassphrase} characters): `)
  const fault = await passphraseFault(first, about)
  if (fault !== null) {
    refused(passphraseFaults[fault])
    return null
  }
  if ((await askHidden('The same again: ')) !== first) {
    refused('the two are not the same')
    return null
  }
  return first
}
