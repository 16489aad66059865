import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { destroyFile, isTemporaryName, replaceFile, writeOnce } from '../durable-file.ts'
import { CarrelError } from '../error.ts'

/**
 * - `keys-unreadable`: a file is missing or closed
 * - `keys-damaged`: a file is there and is not what it should be
 * - `keys-bare`, `keys-wrapped`: a file in the form that this folder's key mode does not have
 * - `month-forgotten`: a month of the register whose key was destroyed by age
 * - `keys-locked`: what unlocks them (a passphrase, a credential) was not given, or is not theirs
 * - `cells-missing`: some of the files of sealed matters are there, and others not
 * - `keys-unknown`: a file among them is none that this program knows, so no backup is made
 */
export type KeyErrorCode =
  | 'keys-unreadable'
  | 'keys-damaged'
  | 'keys-bare'
  | 'keys-wrapped'
  | 'keys-locked'
  | 'month-forgotten'
  | 'cells-missing'
  | 'keys-unknown'

/** The keys cannot be used. `message` is one sentence with its mend. */
export class KeyError extends CarrelError<KeyErrorCode> {}

/** A key of the library by its name in the keys folder, bare. */
export type KeyCopy = { readonly name: string; readonly bytes: Buffer }

/** FAT rounds the times of its files to two seconds, and nothing in use does so more coarsely. */
const coarsestStepMs = 3000

/**
 * Keys as files, 0600, below one folder; a key's name is its path.
 *
 * Why a file a key: a key made by two processes at once ends as one key (`link` fails for the second), and a
 * key that must be forgotten is a file that is removed.
 */
export class KeyFolder {
  readonly #folder: string
  readonly #guard: KeyGuard
  readonly #form: string

  /** @param guard how its files are guarded; see `unlockKeys` */
  constructor(folder: string, guard: KeyGuard = bareGuard) {
    this.#folder = folder
    this.#guard = guard
    this.#form = writtenForm(folder)
  }

  /** The names directly below `name`; none where there is no such folder. */
  list(name: string): string[] {
    try {
      return readdirSync(join(this.#folder, name)).filter((file) => !isTemporaryName(file))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw this.#unreadable(name, error)
    }
  }

  /**
   * The moment of the folder's last change, in ms since 1970 with its fraction, which stands for what is in it; undefined where the next change may bear the
   * same: a disk keeps times in steps.
   */
  changedAt(name: string): number | undefined {
    const { mtimeMs } = statSync(join(this.#folder, name), { throwIfNoEntry: false }) ?? {}
    if (mtimeMs === undefined) return undefined
    return Date.now() - mtimeMs > coarsestStepMs ? mtimeMs : undefined
  }

  /** Gives a file, or a folder, a time of writing. */
  date(name: string, at: Date): void {
    utimesSync(join(this.#folder, name), at, at)
  }

  /** Whether there is a folder or a file of that name. */
  isThere(name: string): boolean {
    return statSync(join(this.#folder, name), { throwIfNoEntry: false }) !== undefined
  }

  /** @throws KeyError */
  has(name: string): boolean {
    try {
      // Why looked for before it is read: an error is made and thrown away at every entry of the register otherwise.
      if (!this.isThere(name)) return false
      this.#bytes(name)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
      throw this.#unreadable(name, error)
    }
  }

  /** @throws KeyError where it is not there, or has not `size` bytes */
  read(name: string, size?: number): Buffer {
    let file: Buffer
    try {
      file = this.#bytes(name)
    } catch (error) {
      throw this.#unreadable(name, error)
    }
    if (file.every((byte) => byte === 0)) throw this.#destroyed(name)
    const key = this.#guard.open(name, file, join(this.#folder, name))
    if (size === undefined || key.length === size) return key
    throw new KeyError(
      'keys-damaged',
      `the key file ${join(this.#folder, name)} holds ${key.length} bytes and should hold ${size}: put it back from its backup`,
    )
  }

  /** Makes a key once, whole and durable, whoever else tries at the same time; keeps one that is there. */
  make(name: string, make: () => Buffer | string = () => randomBytes(32)): void {
    if (this.has(name)) return
    this.#refuseChangedForm()
    const made = writeOnce(join(this.#folder, name), this.#guard.close(name, Buffer.from(make())))
    this.#refuseChangedForm(() => made && this.destroy(name))
  }

  /** Writes a file whole and durably, in place of one that is there. */
  replace(name: string, content: string): void {
    this.#refuseChangedForm()
    replaceFile(join(this.#folder, name), this.#guard.close(name, Buffer.from(content)))
  }

  /** Removes a key, durably; none there is fine. Its bytes are written over first, as far as the disk lets us. */
  destroy(name: string): void {
    try {
      destroyFile(join(this.#folder, name))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw this.#unreadable(name, error)
    }
  }

  /** Why: a program that runs while the key mode changes would write in the old form, which is refused later. */
  #refuseChangedForm(undo: () => unknown = () => undefined): void {
    if (writtenForm(this.#folder) === this.#form) return
    undo()
    throw new KeyError(
      'keys-locked',
      `the key mode of ${this.#folder} was changed while this ran: start it again`,
    )
  }

  #bytes(name: string): Buffer {
    return readFileSync(join(this.#folder, name))
  }

  // Why: a key is written over before it is removed, and zeros would open and seal like any other key.
  #destroyed(name: string): KeyError {
    return new KeyError(
      'keys-unreadable',
      `the key file ${join(this.#folder, name)} was destroyed: put the keys back from their backup`,
    )
  }

  #unreadable(name: string, error: unknown): KeyError {
    const { code } = error as NodeJS.ErrnoException
    return new KeyError(
      'keys-unreadable',
      `the key file ${join(this.#folder, name)} cannot be read (${code}): put the keys back from their backup`,
    )
  }
}

/** How key files are guarded on the disk: what a key's bytes become there, and back. */
export type KeyGuard = {
  /** What the file of this name is to hold. */
  close(name: string, key: Buffer): Buffer
  /**
   * The key in what a file holds.
   * @param path for the sentence, where it is refused
   * @throws KeyError
   */
  open(name: string, file: Buffer, path: string): Buffer
}

export type KeyForm = 'bare' | 'wrapped'

/**
 * A wrapped key file: this mark | nonce (12) | ciphertext | tag (16). AES-256-GCM under the master key; the
 * associated data are the mark and the key's name, so that one wrapped file in the place of another does not open.
 */
const mark = Buffer.from('carrel key 1\n', 'latin1')
const nonceBytes = 12
const tagBytes = 16

/** No random key begins with the mark, but by a chance of 2^-104. */
export function formOf(file: Buffer): KeyForm {
  return file.subarray(0, mark.length).equals(mark) ? 'wrapped' : 'bare'
}

/** Keys lie on the disk as they are. */
export const bareGuard: KeyGuard = {
  close: (_name, key) => key,
  open(_name, file, path) {
    if (formOf(file) === 'bare') return file
    throw new KeyError(
      'keys-wrapped',
      `the key file ${path} is wrapped and its folder says that its keys are not: put the whole keys folder back from one backup, or, if the key mode was changed while this ran, start it again`,
    )
  },
}

/** Keys lie on the disk wrapped under a master key (32 bytes), each bound to its name. */
export function wrappingGuard(master: KeyObject): KeyGuard {
  return {
    close: (name, key) => wrap(master, name, key),
    open(name, file, path) {
      if (formOf(file) === 'wrapped') return unwrap(master, name, file, path)
      throw new KeyError(
        'keys-bare',
        `the key file ${path} is not wrapped and all keys here should be: somebody put it there, so put the keys folder back from its backup`,
      )
    },
  }
}

/** While a change of the form is under way: opens both forms and writes the one that is to be. */
export function changingGuard(master: KeyObject, to: KeyForm): KeyGuard {
  return {
    close: (name, key) => (to === 'wrapped' ? wrap(master, name, key) : key),
    open: (name, file, path) => (formOf(file) === 'bare' ? file : unwrap(master, name, file, path)),
  }
}

function wrap(master: KeyObject, name: string, key: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(associated(name))
  return Buffer.concat([mark, nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
}

function unwrap(master: KeyObject, name: string, file: Buffer, path: string): Buffer {
  const sealedAt = mark.length + nonceBytes
  try {
    const decipher = createDecipheriv('aes-256-gcm', master, file.subarray(mark.length, sealedAt), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(associated(name)).setAuthTag(file.subarray(Math.max(sealedAt, file.length - tagBytes)))
    return Buffer.concat([decipher.update(file.subarray(sealedAt, -tagBytes)), decipher.final()])
  } catch {
    throw new KeyError(
      'keys-damaged',
      `the key file ${path} does not open: it was changed, or is another key's or another folder's: put the keys folder back from its backup`,
    )
  }
}

function associated(name: string): Buffer {
  return Buffer.concat([mark, Buffer.from(name, 'utf8')])
}

/** How the keys are guarded: as bare files, or wrapped under a master that a credential or a passphrase unlocks. */
export const keyModes = ['file', 'credential', 'passphrase'] as const
export type KeyMode = (typeof keyModes)[number]

/** Whether every file has the form of the mode, or a change to wrapped or to bare files is under way. */
export type ModeState = 'settled' | 'wrapping' | 'unwrapping'

/**
 * What the file `keys/mode` says, as JSON; there is none in the mode `file`. `master` is the random master key (32
 * bytes), wrapped under what the credential or the passphrase gives, with all the rest as associated data.
 * INVARIANT: without either, nobody can write a file that makes a folder take keys of their own.
 */
export type ModeFile = ModeHead & { readonly master: string }
export type ModeHead = {
  readonly mode: Exclude<KeyMode, 'file'>
  readonly state: ModeState
  /** Of the master: random. */
  readonly id: string
  readonly salt: string
  /** argon2id, for a passphrase: memory in KiB, passes, lanes. */
  readonly cost?: readonly [number, number, number]
}

export const modeFileOf = (keysDir: string): string => join(keysDir, 'mode')

/**
 * What the folder says of its mode; undefined where its keys are bare files. Needs no secret.
 * @throws KeyError
 */
export function readModeFile(keysDir: string): ModeFile | undefined {
  const path = modeFileOf(keysDir)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new KeyError(
      'keys-unreadable',
      `${path}, which says how the keys are guarded, cannot be read (${code}): give the keys folder to the user who runs Carrel`,
    )
  }
  const read = parseModeFile(text)
  if (read !== undefined) return read
  throw new KeyError(
    'keys-damaged',
    `${path}, which says how the keys are guarded, is damaged: put the keys folder back from its backup`,
  )
}

/** In which form keys are written now, and under which master: changes when the mode does, and not with a passphrase. */
export function writtenForm(keysDir: string): string {
  const file = readModeFile(keysDir)
  return file === undefined || file.state === 'unwrapping' ? 'bare' : `wrapped ${file.id}`
}

/** Hostile: whoever can write the folder can write this, and a cost without bounds would take all memory. */
const mostKiB = 4 * 1024 * 1024
const mostPasses = 64
const mostLanes = 16

function parseModeFile(text: string): ModeFile | undefined {
  try {
    const file = JSON.parse(text) as ModeFile
    const { mode, state, id, salt, cost, master } = file
    const isKnown =
      (mode === 'credential' || mode === 'passphrase') &&
      (state === 'settled' || state === 'wrapping' || state === 'unwrapping') &&
      [id, salt, master].every((value) => typeof value === 'string') &&
      (mode === 'passphrase') === isCost(cost)
    return isKnown ? file : undefined
  } catch {
    return undefined
  }
}

function isCost(cost: unknown): boolean {
  if (!Array.isArray(cost) || cost.length !== 3 || !cost.every(Number.isInteger)) return false
  const [kib, passes, lanes] = cost as [number, number, number]
  return kib >= 8 && kib <= mostKiB && passes >= 1 && passes <= mostPasses && lanes >= 1 && lanes <= mostLanes
}
