import { columnRotationOpener } from '../gate/capabilities.ts'
import { rotatableColumns } from '../platform/crypto/field.ts'
import { type KeyMode, keyModes, readModeFile } from '../platform/crypto/key-folder.ts'
import {
  aboutKeyMode,
  changeKeyMode,
  type KeySecret,
  type UnlockedKeys,
  unlockKeys,
} from '../platform/crypto/key-mode.ts'
import type { ColumnName, KeyRing } from '../platform/crypto/key-ring.ts'
import { isUnfinished, type Rotation, rotateColumns } from '../platform/crypto/key-rotation.ts'
import { openDatabase } from '../platform/db/database.ts'
import { type Home, homeFrom, makeHome } from '../platform/db/home.ts'
import { refuseDemo } from '../platform/db/library-store.ts'
import { withLock } from '../platform/db/locks.ts'
import { count } from '../platform/doctor.ts'
import { recordEntry } from '../register/index.ts'
import { isEasyToGuess } from '../staff/index.ts'
import {
  hasNewCredential,
  isNewLibrary,
  newCredential,
  openKeyRing,
  passphraseFromFile,
  ringOf,
  systemdCredential,
  unlockLibraryKeys,
  withLibrary,
} from './library.ts'
import { askHidden, printError, printUsageError, progressLine, readCommandLine } from './terminal.ts'

const usage = `Usage:
  carrel keys mode
      shows how the keys are guarded, and what that does not protect
  carrel keys mode file | credential | passphrase [--new-passphrase-file FILE]
      guards them so from now on; stop Carrel first
        file        bare files (the default)
        credential  wrapped under systemd's credential carrel-master: run it by systemd, as the service runs; to
                    give it another, hand over the new one too, as carrel-master-new
        passphrase  wrapped under a passphrase, which every start asks for; again, to give it another
      --new-passphrase-file FILE  takes it from the first line of a file instead of asking
  carrel keys rotate [COLUMN... | --all]
      gives sealed columns a new key, seals their rows again while Carrel runs, and destroys the old key; run it
      again where it was cut short. Without a COLUMN it shows them all`

/** Exit 0: done. 1: refused, with the reason. 2: wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const [what, ...rest] = args
  switch (what) {
    case 'mode':
      return keysMode(rest)
    case 'rotate':
      return keysRotate(rest)
    case '--help':
      console.log(usage)
      return 0
    default:
      printUsageError('carrel keys', 'say what to do: mode or rotate')
      return 2
  }
}

/** Longer than a sign-in's: no lockout slows down someone who has a copy of the folder. */
const shortestOfKeys = 16

type Asked = { readonly mode: KeyMode | undefined; readonly newPassphraseFile: string | undefined }

/** A new passphrase that cannot be used; exit 2. */
class KeysModeError extends Error {}

async function keysMode(args: string[]): Promise<number> {
  const asked = readModeOptions(args)
  if (typeof asked === 'number') return asked
  const home = homeFrom(process.env, process.cwd())
  const file = readModeFile(home.keysDir)
  const { mode } = asked
  if (mode === undefined) {
    console.log(modeChangeText(file?.mode ?? 'file', file !== undefined && file.state !== 'settled'))
    return 0
  }
  const isSame = mode === (file?.mode ?? 'file') && (file?.state ?? 'settled') === 'settled'
  try {
    // INVARIANT: nothing is claimed that was not opened with what was given.
    const from = await unlockLibraryKeys(home)
    if (isSame && (mode === 'file' || (mode === 'credential' && !hasNewCredential()))) {
      console.log(modeChangeText(mode))
      if (mode === 'credential') console.log(sameCredential)
      return 0
    }
    const to = mode === 'file' ? mode : await secretFor(mode, asked.newPassphraseFile, isSame)
    await change(home, from, to)
    if (to !== 'file') await unlockKeys(home.keysDir, async () => to)
  } catch (error) {
    if (!(error instanceof KeysModeError)) throw error
    printUsageError('carrel keys mode', error.message)
    return 2
  }
  console.log(modeChangeText(mode))
  console.log(file?.state === 'settled' && mode !== 'file' ? oldSecret : oldFiles)
  return 0
}

async function change(home: Home, from: UnlockedKeys, to: 'file' | KeySecret): Promise<void> {
  makeHome(home)
  if (isNewLibrary(home)) {
    // No library yet: its keys will be made in this mode.
    await changeKeyMode(home.keysDir, from, to)
    return
  }
  // Why exclusive: a running program would find its keys in a form that it does not know.
  const database = await openDatabase(home, { exclusive: true })
  try {
    await refuseDemo(database.app)
    const what = { kind: 'key-mode', actor: 'command-line', outcome: to === 'file' ? to : to.mode }
    const ring = ringOf(home, from)
    // Why within: the entry exists only if the mode was changed.
    await database.worker.transaction().execute(async (trx) => {
      await recordEntry(trx, { ring, now: new Date() }, what)
      await changeKeyMode(home.keysDir, from, to)
    })
  } finally {
    await database.close()
  }
}

const readModeOptions = (args: string[]) =>
  readCommandLine(args, {
    name: 'carrel keys mode',
    usage,
    names: true,
    options: { 'new-passphrase-file': { type: 'string' } },
    asks({ 'new-passphrase-file': newPassphraseFile }, [name, ...more]): Asked | string {
      const mode = keyModes.find((each) => each === name)
      if (more.length > 0 || (name !== undefined && mode === undefined))
        return `name one of ${keyModes.join(', ')}`
      if (newPassphraseFile !== undefined && mode !== 'passphrase') {
        return '--new-passphrase-file: only for the mode passphrase'
      }
      return { mode, newPassphraseFile }
    },
  })

async function secretFor(
  mode: Exclude<KeyMode, 'file'>,
  file: string | undefined,
  isSame: boolean,
): Promise<KeySecret> {
  if (mode === 'credential') return systemdCredential(isSame ? newCredential : undefined)
  const passphrase = file === undefined ? await askedTwice() : passphraseFromFile(file)
  if (passphrase.length < shortestOfKeys) {
    throw new KeysModeError(
      `the passphrase has at least ${shortestOfKeys} characters: six words drawn at random are good`,
    )
  }
  if (isEasyToGuess(passphrase, [])) {
    throw new KeysModeError('that passphrase is easy to guess: six words drawn at random are good')
  }
  return { mode, passphrase }
}

async function askedTwice(): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new KeysModeError(
      'there is no terminal to ask for the new passphrase: name a file that holds it (--new-passphrase-file)',
    )
  }
  const first = await askHidden('New passphrase of the keys: ')
  if (first === (await askHidden('The same again: '))) return first
  throw new KeysModeError('the two are not the same')
}

function modeChangeText(mode: KeyMode, unfinished = false): string {
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
  'Anyone who has an earlier copy of the keys folder, and what unlocked it then, can still open that copy, and with it what the data held: destroy such copies.'

const command = 'carrel keys rotate'

/** Exit 0: done. 1: some rows do not open, or another rotation is running. 2: wrong arguments. */
async function keysRotate(args: string[]): Promise<number> {
  const asked = readRotateOptions(args)
  if (typeof asked === 'number') return asked
  return withLibrary(command, async ({ database, home }) => {
    const ring = await openKeyRing(home)
    if (asked.length === 0) {
      for (const column of rotatableColumns) console.log(rotationText(ring, column))
      return 0
    }
    const kept: ColumnName[] = []
    const done = await withLock(database, 'rotation', async () => {
      const progress = rotationProgress()
      await rotateColumns(
        {
          database,
          opener: columnRotationOpener(ring),
          record: (trx, entry) => recordEntry(trx, { ring, now: new Date() }, entry),
          progress: progress.at,
          waiting: afterASecond('waiting for what is under way in the database to end'),
        },
        asked,
        (column, rotation) => {
          progress.end()
          console.log(outcome(column, rotation))
          if (rotation.status === 'kept') kept.push(column)
        },
      )
      return 'done'
    })
    if (done !== undefined) return kept.length === 0 ? 0 : 1
    printError(command, {
      code: 'rotation-at-work',
      message: 'another rotation is running: wait until it is done',
    })
    return 1
  })
}

function rotationProgress() {
  let of: ColumnName | undefined
  let line = progressLine('', 'rows')
  return {
    at(column: ColumnName, done: bigint, all: bigint): void {
      if (column !== of) {
        line.end()
        of = column
        line = progressLine(`${column}: sealed again`, 'rows')
      }
      line.at(done, all)
    },
    end: () => line.end(),
  }
}

const readRotateOptions = (args: string[]) =>
  readCommandLine(args, {
    name: command,
    usage,
    names: true,
    options: { all: { type: 'boolean', default: false } },
    asks({ all }, names): readonly ColumnName[] | string {
      if (all) return names.length === 0 ? rotatableColumns : '--all: do not also name a COLUMN'
      const unknown = names.find((name) => !rotatableColumns.some((column) => column === name))
      if (unknown !== undefined) return `COLUMN: ${unknown} is none of ${rotatableColumns.join(', ')}`
      return [...new Set(names)] as ColumnName[]
    },
  })

function rotationText(ring: KeyRing, column: ColumnName): string {
  const line = `${column.padEnd(24)} version ${ring.columns.newest(column)}`
  return isUnfinished(ring, column) ? `${line}; a rotation was cut short: rotate it again` : line
}

function outcome(column: ColumnName, rotation: Rotation): string {
  return rotation.status === 'rotated'
    ? `${column}: version ${rotation.version}, ${count(rotation.resealed, 'row')} sealed again, the old key destroyed`
    : `${column}: ${count(rotation.unreadable, 'row')} cannot be opened, so the old key stays: run carrel doctor`
}

/** Says something once, after it was called for a second: most waits are over sooner. */
function afterASecond(what: string): () => void {
  let calls = 0
  return () => {
    calls++
    if (calls === 10) console.error(`${command}: ${what}`)
  }
}
