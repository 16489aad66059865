import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { destroyFile, isAside, replaceFile, writeOnce } from '../durable-file.ts'
import { bareGuard, type KeyGuard } from './key-guard.ts'
import { writtenForm } from './key-mode.ts'
import { KeysRefused } from './key-refusal.ts'

export { KeysRefused } from './key-refusal.ts'

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
      return readdirSync(join(this.#folder, name)).filter((file) => !isAside(file))
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

  /** @throws KeysRefused */
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

  /** @throws KeysRefused where it is not there, or has not `size` bytes */
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
    throw new KeysRefused(
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
    throw new KeysRefused(
      'keys-locked',
      `the key mode of ${this.#folder} was changed while this ran: start it again`,
    )
  }

  #bytes(name: string): Buffer {
    return readFileSync(join(this.#folder, name))
  }

  // Why: a key is written over before it is removed, and zeros would open and seal like any other key.
  #destroyed(name: string): KeysRefused {
    return new KeysRefused(
      'keys-unreadable',
      `the key file ${join(this.#folder, name)} was destroyed: put the keys back from their backup`,
    )
  }

  #unreadable(name: string, error: unknown): KeysRefused {
    const { code } = error as NodeJS.ErrnoException
    return new KeysRefused(
      'keys-unreadable',
      `the key file ${join(this.#folder, name)} cannot be read (${code}): put the keys back from their backup`,
    )
  }
}
