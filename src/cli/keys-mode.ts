import { parseArgs } from 'node:util'
import { isEasyToGuess } from '../accounts/easy-passphrase.ts'
import { recordEntry } from '../disclosure/record.ts'
import { type KeyMode, keyModes, readModeFile } from '../sealing/key-mode.ts'
import { changeKeyMode, type Unlocked, unlockKeys } from '../sealing/key-mode-change.ts'
import type { KeySecret } from '../sealing/key-mode-master.ts'
import { openDatabase } from '../store/database.ts'
import { hasCluster } from '../store/embedded/cluster.ts'
import { type Home, homeFrom, makeHome } from '../store/home.ts'
import { misasked } from './complain.ts'
import { askHidden } from './hidden-line.ts'
import { aboutKeyMode } from './keys-mode-words.ts'
import {
  credentialGiven,
  hasNewCredential,
  newCredential,
  passphraseIn,
  ringOf,
  unlock,
} from './keys-open.ts'

/** Longer than a sign-in's: no lockout slows down whoever has a copy of the folder. */
const shortestOfKeys = 16

type Asked = { readonly mode: KeyMode | undefined; readonly newPassphraseFile: string | undefined }

/** What is wrong with a new passphrase; exit 2. */
class Unfit extends Error {}

/** `carrel keys mode`: shows the key mode, or gives the keys another. */
export async function keysMode(args: string[], usage: string): Promise<number> {
  const asked = readAsked(args)
  if (typeof asked === 'string') {
    misasked('carrel keys mode', asked, usage)
    return 2
  }
  const home = homeFrom(process.env, process.cwd())
  const file = readModeFile(home.keysDir)
  const { mode } = asked
  if (mode === undefined) {
    console.log(told(file?.mode ?? 'file', file !== undefined && file.state !== 'settled'))
    return 0
  }
  const isSame = mode === (file?.mode ?? 'file') && (file?.state ?? 'settled') === 'settled'
  try {
    // INVARIANT: nothing is said to be so that was not opened with what was given.
    const from = await unlock(home)
    if (isSame && (mode === 'file' || (mode === 'credential' && !hasNewCredential()))) {
      console.log(told(mode))
      if (mode === 'credential') console.log(sameCredential)
      return 0
    }
    const to = mode === 'file' ? mode : await secretFor(mode, asked.newPassphraseFile, isSame)
    await change(home, from, to)
    if (to !== 'file') await unlockKeys(home.keysDir, async () => to)
  } catch (error) {
    if (!(error instanceof Unfit)) throw error
    misasked('carrel keys mode', error.message)
    return 2
  }
  console.log(told(mode))
  console.log(file?.state === 'settled' && mode !== 'file' ? oldSecret : oldFiles)
  return 0
}

async function change(home: Home, from: Unlocked, to: 'file' | KeySecret): Promise<void> {
  makeHome(home)
  if (home.databaseUrl === undefined && !hasCluster(home.dataDir)) {
    // No library yet: its keys will be made in this mode.
    await changeKeyMode(home.keysDir, from, to)
    return
  }
  // Why exclusive: a program that runs meanwhile would find its keys in a form that it does not know.
  const database = await openDatabase(home, { exclusive: true })
  try {
    const what = { kind: 'key-mode', actor: 'command-line', outcome: to === 'file' ? to : to.mode }
    const ring = ringOf(home, from)
    // Why within: the entry says that the mode was changed, and is there only if it was.
    await database.worker.transaction().execute(async (trx) => {
      await recordEntry(trx, { ring, now: new Date() }, what)
      await changeKeyMode(home.keysDir, from, to)
    })
  } finally {
    await database.close()
  }
}

function readAsked(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'new-passphrase-file': { type: 'string' } },
    })
    const [name, ...more] = positionals
    const mode = keyModes.find((each) => each === name)
    if (more.length > 0 || (name !== undefined && mode === undefined))
      return `name one of ${keyModes.join(', ')}`
    const { 'new-passphrase-file': newPassphraseFile } = values
    if (newPassphraseFile !== undefined && mode !== 'passphrase') {
      return '--new-passphrase-file: only for the mode passphrase'
    }
    return { mode, newPassphraseFile }
  } catch (error) {
    return (error as Error).message
  }
}

async function secretFor(
  mode: Exclude<KeyMode, 'file'>,
  file: string | undefined,
  isSame: boolean,
): Promise<KeySecret> {
  if (mode === 'credential') return credentialGiven(isSame ? newCredential : undefined)
  const passphrase = file === undefined ? await askedTwice() : passphraseIn(file)
  if (passphrase.length < shortestOfKeys) {
    throw new Unfit(
      `the passphrase has at least ${shortestOfKeys} characters: six words drawn at random are good`,
    )
  }
  if (isEasyToGuess(passphrase, [])) {
    throw new Unfit('that passphrase is easy to guess: six words drawn at random are good')
  }
  return { mode, passphrase }
}

async function askedTwice(): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new Unfit(
      'there is no terminal to ask for the new passphrase: name a file that holds it (--new-passphrase-file)',
    )
  }
  const first = await askHidden('New passphrase of the keys: ')
  if (first === (await askHidden('The same again: '))) return first
  throw new Unfit('the two are not the same')
}

function told(mode: KeyMode, unfinished = false): string {
  const { protects, not } = aboutKeyMode(mode)
  const lines = [
    `The keys are in the mode ${mode}.`,
    `  protects          ${protects}`,
    `  does not protect  ${not}`,
  ]
  if (unfinished) lines.push('A change of the mode was cut short: the next start finishes it.')
  return lines.join('\n')
}

const sameCredential = `The credential carrel-master opens them. For another one, hand over both: the old as carrel-master, the new as ${newCredential}.`
const oldFiles =
  'The files as they were before are written over and removed. An SSD may keep what was written over, and snapshots and copies of the keys folder that were made before keep it surely: destroy those.'
const oldSecret =
  'Whoever has a copy of the keys folder from before and what unlocked it then still opens that copy, and with it what the data held: destroy such copies.'
