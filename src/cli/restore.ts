import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import {
  BackupError,
  type BackupMark,
  backupsIn,
  type Restored,
  readMark,
  refuseUsedHome,
  restoreBackup,
} from '../backup/index.ts'
import { DatabaseOpenError } from '../platform/db/error.ts'
import { homeFrom } from '../platform/db/home.ts'
import { RegisterError } from '../register/index.ts'
import { MalformedError, requireCheckpoint } from '../register/log/index.ts'
import { unlockLibraryKeys } from './library.ts'
import { paperKey } from './paper-key.ts'
import { printError, progressLine, readCommandLine, shownInstant } from './terminal.ts'

const usage = `Usage: carrel restore FILE [--identity-file FILE] [--known CHECKPOINT] [--older] [--json]

Makes the library of a backup in CARREL_HOME, which has to be empty, or in the empty database of DATABASE_URL. Asks
for the recovery key on paper. The backup is read and checked to its end before anything is made.

Afterwards no one is signed in, and no computer is enrolled. The register begins a new log, under a new key, which
says what it follows and what is missing.

  --identity-file FILE  takes the key from a file (/dev/fd/N for a descriptor) in place of asking
  --known CHECKPOINT    a file with a later checkpoint of the register, as the daily mail has it: then the new log
                        says how many entries are lost
  --older               restores this backup, although a newer one of the same library is next to it
  --json                prints what was done as JSON`

type Asked = {
  readonly file: string
  readonly identityFile: string | undefined
  readonly known: string | undefined
  readonly older: boolean
  readonly json: boolean
}

/** Exit 0: done. 1: refused, and nothing was made. 2: wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = readAsked(args)
  if (typeof asked === 'number') return asked
  try {
    return await restore(asked)
  } catch (error) {
    const isRefused =
      error instanceof BackupError || error instanceof DatabaseOpenError || error instanceof RegisterError
    if (!isRefused) throw error
    printError('carrel restore', error)
    return 1
  }
}

const readAsked = (args: string[]) =>
  readCommandLine(args, {
    name: 'carrel restore',
    usage,
    names: true,
    options: {
      'identity-file': { type: 'string' },
      known: { type: 'string' },
      older: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    asks({ older, json, known, 'identity-file': identityFile }, [file = '', ...more]): Asked | string {
      if (file === '' || more.length > 0) return 'FILE: name one backup'
      return { file: resolve(file), identityFile, known, older, json }
    },
  })

async function restore({ file, identityFile, known, older, json }: Asked): Promise<number> {
  const home = homeFrom(process.env, process.cwd())
  const { DATABASE_URL: ownersUrl = '' } = process.env
  // Why all of this first: no one should fetch the sheet from the safe and then be refused for what could be known.
  refuseUsedHome(home)
  const lastKnown = known === undefined ? undefined : await checkpointIn(known)
  const mark = await readMark(file)
  if (!older) await refuseNewerBeside(file, mark)
  const { guard } = await unlockLibraryKeys(home)
  const key = await paperKey(identityFile, mark.key)
  const lines = { checked: progressLine('checked', 'bytes'), restored: progressLine('restored', 'bytes') }
  const restored = await restoreBackup({
    home,
    ownersUrl,
    path: file,
    key,
    guard,
    lastKnown,
    now: () => new Date(),
    progress: (doing, { bytes, allBytes }) => lines[doing].at(BigInt(bytes), BigInt(allBytes)),
  })
  for (const line of Object.values(lines)) line.end()
  console.log(json ? toJson(restored) : toWords(restored))
  return 0
}

/** @throws BackupError `cannot-read`, `not-a-checkpoint` */
async function checkpointIn(file: string): Promise<string> {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
    await requireCheckpoint(bytes)
  } catch (error) {
    if (error instanceof MalformedError) {
      throw new BackupError(
        'not-a-checkpoint',
        `--known: there is no checkpoint of a register in ${file}: give the newest mail with one, or leave it out`,
      )
    }
    const { code } = error as NodeJS.ErrnoException
    throw new BackupError(
      'cannot-read',
      `--known: ${file} cannot be read (${code}): name a file that you may read`,
    )
  }
  return bytes.toString('utf8')
}

/** Why: the wrong file of a folder is easily picked, and a lost week is noticed late. */
async function refuseNewerBeside(file: string, { library, madeAt }: BackupMark): Promise<void> {
  const newest = (await backupsIn(dirname(file), library)).at(-1)
  if (newest === undefined || newest.mark.madeAt <= madeAt) return
  throw new BackupError(
    'newer-backup',
    `next to this backup is a newer one of the same library, ${newest.path}: restore that one, or this one with --older`,
  )
}

function toWords({ header, rows, log, signIns }: Restored): string {
  const { library, madeAt } = header
  const { lost, statement } = log
  return [
    `${library.name} is back as it was on ${shownInstant(madeAt)}: ${rows.toLocaleString('en-US')} rows, and its keys.`,
    `What happened after that is not in it. The register says so: a new log begins, ${log.origin},`,
    `  missing   what was recorded from ${statement.from} to ${statement.at}${lost === 0n ? '' : `; ${lost.toLocaleString('en-US')} entries at least`}`,
    `  key       ${log.key}`,
    'Now:',
    '  1. npx --no carrel start. Everyone signs in as before; the old computer’s sign-ins are over.',
    '  2. The Director sets up each computer again (Computers): until then it shows no record.',
    '  3. Publish the new key of the register next to the old one.',
    '  4. Put the sheet back into the safe: it opens the next backups too. If it may have been seen, make another:',
    '     npx --no carrel recovery new',
    '  5. Set again before letters and calls go out, by paper and memory: each “Not to be told”, guardian taken off,',
    '     lost card and changed address of the time that is missing. What protected those people is gone with it.',
    ...(signIns.length === 0
      ? []
      : [
          `  6. These can sign in, with the passphrases of that day: ${signIns.join(', ')}.`,
          '     End and reset again what you did since: npx --no carrel account end NAME, npx --no carrel account reset NAME',
        ]),
  ].join('\n')
}

function toJson({ header, rows, log, signIns }: Restored): string {
  const { carrel, madeAt, library } = header
  const { origin, key, lost, statement } = log
  const register = { origin, key, lost: Number(lost), from: statement.from, at: statement.at }
  return JSON.stringify({ restored: true, library: library.name, madeAt, carrel, rows, register, signIns })
}
