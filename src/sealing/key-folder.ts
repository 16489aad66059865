import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

export type KeyProblem = 'keys-unreadable' | 'keys-damaged'

/** The keys cannot be used. `message` is one sentence with its mend. */
export class KeysRefused extends Error {
  override name = 'KeysRefused'
  readonly code: KeyProblem
  constructor(code: KeyProblem, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Keys as files, 0600, below one folder; a key's name is its path.
 *
 * Why a file a key: a key made by two processes at once ends as one key (`link` fails for the second), and a
 * key that must be forgotten is a file that is removed.
 */
export class KeyFolder {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The names directly below `name`; none where there is no such folder. */
  list(name: string): string[] {
    try {
      return readdirSync(join(this.#folder, name)).filter((file) => !file.includes('~'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw this.#unreadable(name, error)
    }
  }

  /** @throws KeysRefused */
  has(name: string): boolean {
    try {
      this.#bytes(name)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
      throw this.#unreadable(name, error)
    }
  }

  /** @throws KeysRefused where it is not there, or has not `size` bytes */
  read(name: string, size?: number): Buffer {
    let key: Buffer
    try {
      key = this.#bytes(name)
    } catch (error) {
      throw this.#unreadable(name, error)
    }
    if (size === undefined || key.length === size) return key
    throw new KeysRefused(
      'keys-damaged',
      `the key file ${join(this.#folder, name)} holds ${key.length} bytes and should hold ${size}: put it back from its backup`,
    )
  }

  /** Makes a key once, whole and durable, whoever else tries at the same time; keeps one that is there. */
  make(name: string, make: () => Buffer | string = () => randomBytes(32)): void {
    if (this.has(name)) return
    const path = join(this.#folder, name)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const aside = `${path}~${randomBytes(6).toString('hex')}`
    try {
      writeFileSync(aside, make(), { mode: 0o600, flag: 'wx', flush: true })
      linkSync(aside, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(aside, { force: true })
    }
    // INVARIANT: nothing is sealed under a key that a power cut could still take away.
    this.#sync(dirname(path))
  }

  /** Writes a file whole and durably, in place of one that is there. */
  replace(name: string, content: string): void {
    const path = join(this.#folder, name)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const aside = `${path}~${randomBytes(6).toString('hex')}`
    try {
      writeFileSync(aside, content, { mode: 0o600, flag: 'wx', flush: true })
      renameSync(aside, path)
    } finally {
      rmSync(aside, { force: true })
    }
    this.#sync(dirname(path))
  }

  /** Removes a key, durably; none there is fine. Its bytes are written over first, as far as the disk lets us. */
  destroy(name: string): void {
    const path = join(this.#folder, name)
    try {
      const { length } = readFileSync(path)
      const file = openSync(path, 'r+')
      writeFileSync(file, Buffer.alloc(length))
      fsyncSync(file)
      closeSync(file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
      throw this.#unreadable(name, error)
    }
    rmSync(path, { force: true })
    this.#sync(dirname(path))
  }

  #bytes(name: string): Buffer {
    return readFileSync(join(this.#folder, name))
  }

  #sync(folder: string): void {
    const opened = openSync(folder, 'r')
    fsyncSync(opened)
    closeSync(opened)
  }

  #unreadable(name: string, error: unknown): KeysRefused {
    const { code } = error as NodeJS.ErrnoException
    return new KeysRefused(
      'keys-unreadable',
      `the key file ${join(this.#folder, name)} cannot be read (${code}): put the keys back from their backup`,
    )
  }
}
