import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KeyError, type KeyMode } from '../platform/crypto/key-folder.ts'
import {
  forgetSecret,
  type KeySecret,
  passphraseFileVariable,
  type UnlockedKeys,
  unlockKeys,
} from '../platform/crypto/key-mode.ts'
import { KeyRing } from '../platform/crypto/key-ring.ts'
import { hasCluster } from '../platform/db/cluster.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { type Home, homeFrom } from '../platform/db/home.ts'
import { refuseDemo } from '../platform/db/library-store.ts'
import { loadPack, type Pack, PackError, readPackFolder } from '../policy/index.ts'
import { askHidden, defaultPackFolder, noLibrary, printError } from './terminal.ts'

type Work = (library: { readonly database: Database; readonly home: Home }) => Promise<number>

/** Whether there is no database yet, so that opening it would make a library. */
export const isNewLibrary = ({ databaseUrl, dataDir }: Home): boolean =>
  databaseUrl === undefined && !hasCluster(dataDir)

/** Works on the library of this environment; makes none where there is none. Returns the exit code. */
export function withLibrary(command: string, work: Work): Promise<number> {
  return withLibraryOrDemo(command, async (library) => {
    await refuseDemo(library.database.app)
    return work(library)
  })
}

/** For a command that only reads, so that it can be tried on a demo too. */
export async function withLibraryOrDemo(command: string, work: Work): Promise<number> {
  const home = homeFrom(process.env, process.cwd())
  if (isNewLibrary(home)) {
    printError(command, noLibrary(home))
    return 1
  }
  const database = await openDatabase(home)
  try {
    return await work({ database, home })
  } finally {
    await database.close()
  }
}

type KeysHome = { readonly keysDir: string }

/** The library's keys in any mode; asks for the passphrase where none was given. @throws KeyError */
export async function openKeyRing(home: KeysHome): Promise<KeyRing> {
  const unlocked = await unlockLibraryKeys(home)
  forgetSecret(unlocked)
  return ringOf(home, unlocked)
}

/** Makes no keys: for a command that asks before it starts a database. */
export function unlockLibraryKeys({ keysDir }: KeysHome): Promise<UnlockedKeys> {
  return unlockKeys(keysDir, keySecretFor)
}

export function ringOf({ keysDir }: KeysHome, { guard }: UnlockedKeys): KeyRing {
  return new KeyRing(keysDir, { guard })
}

async function keySecretFor(mode: Exclude<KeyMode, 'file'>): Promise<KeySecret> {
  if (mode === 'credential') return systemdCredential()
  const { [passphraseFileVariable]: file = '' } = process.env
  if (file !== '') return { mode, passphrase: passphraseFromFile(file) }
  if (process.stdin.isTTY) return { mode, passphrase: await askHidden('Passphrase of the keys: ') }
  throw new KeyError(
    'keys-locked',
    'the keys are locked by a passphrase, and there is no terminal to ask for it: name a file that holds it (--passphrase-file, /dev/fd/N for a descriptor)',
  )
}

/** systemd's credential `carrel-master`, or the one that replaces it. */
export function systemdCredential(name = 'carrel-master'): KeySecret {
  const { CREDENTIALS_DIRECTORY = '' } = process.env
  const refused = (what: string) => new KeyError('keys-locked', what)
  if (CREDENTIALS_DIRECTORY === '') {
    throw refused(
      'the keys need the systemd credential carrel-master, and this was not started by systemd: run it as the service does (systemd-run -p LoadCredentialEncrypted=carrel-master:…)',
    )
  }
  let credential: Buffer
  try {
    credential = readFileSync(join(CREDENTIALS_DIRECTORY, name))
  } catch (error) {
    throw refused(
      `the keys need the systemd credential ${name}, which cannot be read (${(error as NodeJS.ErrnoException).code}): add LoadCredentialEncrypted=${name}:… to the service`,
    )
  }
  if (credential.length >= 32) return { mode: 'credential', credential }
  throw refused(
    `the systemd credential ${name} holds ${credential.length} bytes, and fewer than 32 can be guessed: make it of 32 random bytes`,
  )
}

/** Whether systemd handed over a replacement for `carrel-master`. */
export function hasNewCredential(): boolean {
  const { CREDENTIALS_DIRECTORY = '' } = process.env
  return CREDENTIALS_DIRECTORY !== '' && existsSync(join(CREDENTIALS_DIRECTORY, newCredential))
}

export const newCredential = 'carrel-master-new'

/** The first line of a file, or of a descriptor (`/dev/fd/N`). */
export function passphraseFromFile(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new KeyError('keys-locked', `the passphrase file ${file} cannot be read (${code})`)
  }
  const [line = ''] = text.split(/\r?\n/)
  if (line !== '') return line
  throw new KeyError(
    'keys-locked',
    `the passphrase file ${file} has no first line: write the passphrase there`,
  )
}

/** The pack in a folder, or a sentence that names the option. */
export function readPolicy(folder: string): Pack | string {
  try {
    return loadPack(readPackFolder(folder))
  } catch (error) {
    if (error instanceof PackError) return `--pack: ${error.message}`
    if (error instanceof RangeError) return '--pack: a rule or a file is too long or too deep to be read'
    throw error
  }
}

/** The options of a command that prints text or JSON and reads a pack. */
export const jsonWithPolicy = {
  options: {
    json: { type: 'boolean', default: false },
    pack: { type: 'string', default: defaultPackFolder },
  },
  asks({ json, pack: folder }: { readonly json: boolean; readonly pack: string }) {
    return { json, folder: readPolicy(folder) }
  },
} as const

/** The file of `--known`, or why it cannot be read. */
export function readKnownFile(path: string | undefined): Buffer | undefined | string {
  try {
    return path === undefined ? undefined : readFileSync(path)
  } catch (error) {
    return (error as Error).message
  }
}
