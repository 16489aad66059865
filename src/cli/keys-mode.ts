import { parseArgs } from 'node:util'
import { recordEntry } from '../disclosure/record.ts'
import { type KeyMode, keyModes, readModeFile } from '../sealing/key-mode.ts'
import { changeKeyMode, type Unlocked } from '../sealing/key-mode-change.ts'
import type { KeySecret } from '../sealing/key-mode-master.ts'
import { openDatabase } from '../store/database.ts'
import { hasCluster } from '../store/embedded/cluster.ts'
import { type Home, homeFrom, makeHome } from '../store/home.ts'
import { askHidden } from './hidden-line.ts'
import { aboutKeyMode } from './keys-mode-words.ts'
import { credentialGiven, passphraseIn, ringOf, unlock } from './keys-open.ts'

/** Longer than a sign-in's: no lockout slows down whoever has a copy of the folder. */
const shortestOfKeys = 16

type Asked = { readonly mode: KeyMode | undefined; readonly newPassphraseFile: string | undefined }

/** What is wrong with a new passphrase; exit 2. */
class Unfit extends Error {}

/** `carrel keys mode`: shows the key mode, or gives the keys another. */
export async function keysMode(args: string[], usage: string): Promise<number> {
  const asked = readAsked(args)
  if (typeof asked === 'string') {
    console.error(`carrel keys mode: ${asked}\n\n${usage}`)
    return 2
  }
  const home = homeFrom(process.env, process.cwd())
  const file = readModeFile(home.keysDir)
  const { mode } = asked
  if (mode === undefined) {
    console.log(told(file?.mode ?? 'file', file !== undefined && file.state !== 'settled'))
    return 0
  }
  if (mode !== 'passphrase' && mode === (file?.mode ?? 'file') && (file?.state ?? 'settled') === 'settled') {
    console.log(told(mode))
    return 0
  }
  try {
    const from = await unlock(home)
    await change(home, from, mode === 'file' ? mode : await secretFor(mode, asked.newPassphraseFile))
  } catch (error) {
    if (!(error instanceof Unfit)) throw error
    console.error(`carrel keys mode: ${error.message}`)
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
    const what = { kind: 'key-mode', actor: 'system', outcome: to === 'file' ? to : to.mode }
    const ring = ringOf(home, from)
    await database.worker.transaction().execute((trx) => recordEntry(trx, { ring, now: new Date() }, what))
    await changeKeyMode(home.keysDir, from, to)
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

async function secretFor(mode: Exclude<KeyMode, 'file'>, file: string | undefined): Promise<KeySecret> {
  if (mode === 'credential') return credentialGiven()
  const passphrase = file === undefined ? await askedTwice() : passphraseIn(file)
  if (passphrase.length >= shortestOfKeys) return { mode, passphrase }
  throw new Unfit(
    `the passphrase has at least ${shortestOfKeys} characters: six words drawn at random are good`,
  )
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

const oldFiles =
  'The files as they were before are written over and removed. An SSD may keep what was written over, and snapshots and copies of the keys folder that were made before keep it surely: destroy those.'
const oldSecret =
  'Whoever has a copy of the keys folder from before and what unlocked it then still opens that copy, and with it what the data held: destroy such copies.'
