import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyMode } from '../sealing/key-mode.ts'
import { forgetSecret, type Unlocked, unlockKeys } from '../sealing/key-mode-change.ts'
import type { KeySecret } from '../sealing/key-mode-master.ts'
import { KeysRefused } from '../sealing/key-refusal.ts'
import { KeyRing } from '../sealing/key-ring.ts'
import { askHidden } from './hidden-line.ts'

type KeysHome = { readonly keysDir: string }

/** Where `--passphrase-file` is kept for the process, and what a supervisor may set instead. */
export const passphraseFileVariable = 'CARREL_PASSPHRASE_FILE'

/**
 * The library's keys, whatever their mode: asks for the passphrase where one is needed and nobody gave it.
 * @throws KeysRefused
 */
export async function openKeyRing(home: KeysHome): Promise<KeyRing> {
  const unlocked = await unlock(home)
  forgetSecret(unlocked)
  return ringOf(home, unlocked)
}

/** Unlocks the keys and makes none: for a command that would rather ask before it starts a database. */
export function unlock({ keysDir }: KeysHome): Promise<Unlocked> {
  return unlockKeys(keysDir, (mode) => secretFor(mode))
}

export function ringOf({ keysDir }: KeysHome, { guard }: Unlocked): KeyRing {
  return new KeyRing(keysDir, { guard })
}

async function secretFor(mode: Exclude<KeyMode, 'file'>): Promise<KeySecret> {
  if (mode === 'credential') return credentialGiven()
  const { [passphraseFileVariable]: file = '' } = process.env
  if (file !== '') return { mode, passphrase: passphraseIn(file) }
  if (process.stdin.isTTY) return { mode, passphrase: await askHidden('Passphrase of the keys: ') }
  throw new KeysRefused(
    'keys-locked',
    'the keys are locked by a passphrase, and there is no terminal to ask for it: name a file that holds it (--passphrase-file, /dev/fd/N for a descriptor)',
  )
}

/** systemd's credential `carrel-master`, or another name of its own for one that is to take its place. */
export function credentialGiven(name = 'carrel-master'): KeySecret {
  const { CREDENTIALS_DIRECTORY = '' } = process.env
  const refused = (what: string) => new KeysRefused('keys-locked', what)
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

/** Whether systemd handed over a credential that is to take the place of `carrel-master`. */
export function hasNewCredential(): boolean {
  const { CREDENTIALS_DIRECTORY = '' } = process.env
  return CREDENTIALS_DIRECTORY !== '' && existsSync(join(CREDENTIALS_DIRECTORY, newCredential))
}

export const newCredential = 'carrel-master-new'

/** The first line of a file, or of a descriptor as `/dev/fd/N`. */
export function passphraseIn(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new KeysRefused('keys-locked', `the passphrase file ${file} cannot be read (${code})`)
  }
  const [line = ''] = text.split(/\r?\n/)
  if (line !== '') return line
  throw new KeysRefused(
    'keys-locked',
    `the passphrase file ${file} has no first line: write the passphrase there`,
  )
}
