import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { destroyFile, isTemporaryName, replaceFile, writeOnce } from '../durable-file.ts'
import { CarrelError } from '../error.ts'

/**
 * - `keys-unreadable`: a file is missing or closed
 * - `keys-bare`, `keys-wrapped`: a file in the form that this folder's key mode does not have
 * - `month-forgotten`: the key of a month of the register was destroyed by age
 * - `keys-locked`: the passphrase or credential is missing or wrong
 * - `cells-missing`: some of the files of sealed matters are missing
 * - `keys-unknown`: an unknown file is among them, so no backup is made
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

/** The keys cannot be used. */
export class KeyError extends CarrelError<KeyErrorCode> {}

/** A key by its name in the keys folder, unwrapped. */
export type KeyCopy = { readonly name: string; readonly bytes: Buffer }

/** FAT rounds file times to two seconds, the coarsest in use. */
const coarsestStepMs = 3000

/**
 * Keys as files, 0600, below one folder; a key's name is its path.
 * Why one file each: of two processes that make a key at once one wins (`link` fails for the other), and
 * forgetting a key is removing a file.
 */
export class KeyFolder {
  readonly #folder: string
  readonly #guard: KeyGuard
  readonly #form: string

  constructor(folder: string, guard: KeyGuard = bareGuard) {
    this.#folder = folder
    this.#guard = guard
    this.#form = writtenForm(folder)
  }

  /** The names directly below `name`; empty where there is no such folder. */
  list(name: string): string[] {
    try {
      return readdirSync(join(this.#folder, name)).filter((file) => !isTemporaryName(file))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw this.#unreadable(name, error)
    }
  }

  /**
   * When the folder last changed, in ms, as a version of its contents; undefined where it changed so recently
   * that the next change may have the same time.
   */
  changedAt(name: string): number | undefined {
    const { mtimeMs } = statSync(join(this.#folder, name), { throwIfNoEntry: false }) ?? {}
    if (mtimeMs === undefined) return undefined
    return Date.now() - mtimeMs > coarsestStepMs ? mtimeMs : undefined
  }

  date(name: string, at: Date): void {
    utimesSync(join(this.#folder, name), at, at)
  }

  isThere(name: string): boolean {
    return statSync(join(this.#folder, name), { throwIfNoEntry: false }) !== undefined
  }

  /** @throws KeyError */
  has(name: string): boolean {
    try {
      // Why checked before reading: throwing an error at every entry of the register is slow.
      if (!this.isThere(name)) return false
      this.#bytes(name)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
      throw this.#unreadable(name, error)
    }
  }

  /** @throws KeyError where it is missing or not `size` bytes long */
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

  /** Makes a key once, durably, even if two processes try; keeps an existing one. */
  make(name: string, make: () => Buffer | string = () => randomBytes(32)): void {
    if (this.has(name)) return
    this.#refuseChangedForm()
    const made = writeOnce(join(this.#folder, name), this.#guard.close(name, Buffer.from(make())))
    this.#refuseChangedForm(() => made && this.destroy(name))
  }

  /** Writes a file durably in place of another. */
  replace(name: string, content: string): void {
    this.#refuseChangedForm()
    replaceFile(join(this.#folder, name), this.#guard.close(name, Buffer.from(content)))
  }

  /** Removes a key durably, overwriting it first as far as the disk allows; a missing one is fine. */
  destroy(name: string): void {
    try {
      destroyFile(join(this.#folder, name))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw this.#unreadable(name, error)
    }
  }

  /** Why: a program that runs while the key mode changes would write the old form, which is refused later. */
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

  // Why: a key is overwritten with zeros before it is removed, and zeros would open and seal like any key.
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

/** How key files are guarded on the disk. */
export type KeyGuard = {
  /** The bytes of the file for a key. */
  close(name: string, key: Buffer): Buffer
  /** The key in a file. `path` is for the error. @throws KeyError */
  open(name: string, file: Buffer, path: string): Buffer
}

export type KeyForm = 'bare' | 'wrapped'

/**
 * A wrapped key file: this mark | nonce (12) | ciphertext | tag (16), AES-256-GCM under the master key. The
 * associated data are the mark and the key's name, so that files cannot be exchanged.
 */
const mark = Buffer.from('carrel key 1\n', 'latin1')
const nonceBytes = 12
const tagBytes = 16

/** A random key begins with the mark with a probability of 2^-104. */
export function formOf(file: Buffer): KeyForm {
  return file.subarray(0, mark.length).equals(mark) ? 'wrapped' : 'bare'
}

/** Keys are on the disk as they are. */
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

/** Keys are wrapped under a master key (32 bytes), each bound to its name. */
export function wrappingGuard(master: KeyObject): KeyGuard {
  return {
    close: (name, key) => wrap(master, name, key),
    open(name, file, path) {
      if (formOf(file) === 'wrapped') return unwrap(master, name, file, path)
      throw new KeyError(
        'keys-bare',
        `the key file ${path} is not wrapped and all keys here should be: someone put it there, so restore the keys folder from its backup`,
      )
    },
  }
}

/** During a change of the form: opens both and writes the new one. */
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

/** Bare files, or files wrapped under a master key that a credential or a passphrase unlocks. */
export const keyModes = ['file', 'credential', 'passphrase'] as const
export type KeyMode = (typeof keyModes)[number]

/** Whether all files have the form of the mode, or a change is under way. */
type ModeState = 'settled' | 'wrapping' | 'unwrapping'

/**
 * The JSON of `keys/mode`; the mode `file` has none. `master` is the random master key (32 bytes), wrapped
 * under the credential or the passphrase with the rest as associated data. INVARIANT: without either, no one
 * can write a file that makes a folder accept other keys.
 */
export type ModeFile = ModeHead & { readonly master: string }
export type ModeHead = {
  readonly mode: Exclude<KeyMode, 'file'>
  readonly state: ModeState
  /** The id of the master, random. */
  readonly id: string
  readonly salt: string
  /** argon2id, for a passphrase: memory in KiB, passes, lanes. */
  readonly cost?: readonly [number, number, number]
}

export const modeFileOf = (keysDir: string): string => join(keysDir, 'mode')

/** Undefined where the keys are bare files. Needs no secret. @throws KeyError */
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

/** The form in which keys are written now, and under which master. A new passphrase does not change it. */
function writtenForm(keysDir: string): string {
  const file = readModeFile(keysDir)
  return file === undefined || file.state === 'unwrapping' ? 'bare' : `wrapped ${file.id}`
}

/** Hostile: a user who can write the folder can write this; a cost without limits would take all memory. */
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
