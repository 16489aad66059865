import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** A sealed field, named `table.column`. */
export type ColumnName = `${string}.${string}`

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
 * The library's keys: one file a key below `folder`, each 0600, made when first needed.
 *
 * Why a file a key: a key made by two processes at once ends as one key (`link` fails for the second), and a
 * key that must be forgotten is a file that is removed.
 */
export class KeyRing {
  readonly #folder: string
  readonly #kept = new Map<string, Buffer>()
  readonly #newest = new Map<ColumnName, number>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The newest key of a sealed column, and its version (1 to 255). */
  columnKey(column: ColumnName): { readonly version: number; readonly key: Buffer } {
    const version = this.#newest.get(column) ?? Math.max(1, ...this.#versions(column))
    this.#newest.set(column, version)
    return { version, key: this.#secret(join('columns', column, String(version)), 32) }
  }

  /** The key of a column at a version that some row still carries. */
  columnKeyAt(column: ColumnName, version: number): Buffer {
    return this.#existing(join('columns', column, String(version)), 32)
  }

  /** A key for tokens that are compared without being opened: blind indexes, fingerprints. */
  tokenKey(purpose: string): Buffer {
    return this.#secret(join('tokens', purpose), 32)
  }

  /** A token that these keys make and no others: kept with the data, it tells whose keys they are. */
  check(): Buffer {
    return createHmac('sha256', this.tokenKey('library')).update('key check').digest()
  }

  /** The random key of a month, `YYYY-MM`, from which the keys of its register entries are derived. */
  registerMonthKey(month: string): Buffer {
    return this.#secret(join('register', 'months', month), 32)
  }

  /** The key that signs checkpoints. Ed25519. */
  registerSigner(): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
    const pem = this.#secret(join('register', 'signer.pem'), undefined, () =>
      Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
    )
    const privateKey = createPrivateKey(pem)
    return { privateKey, publicKey: createPublicKey(privateKey) }
  }

  #versions(column: ColumnName): number[] {
    try {
      return readdirSync(join(this.#folder, 'columns', column))
        .map(Number)
        .filter((version) => Number.isInteger(version))
    } catch {
      return []
    }
  }

  #secret(name: string, size: number | undefined, make = () => randomBytes(size ?? 32)): Buffer {
    const kept = this.#kept.get(name)
    if (kept !== undefined) return kept
    writeOnce(join(this.#folder, name), make)
    return this.#existing(name, size)
  }

  #existing(name: string, size: number | undefined): Buffer {
    const kept = this.#kept.get(name)
    if (kept !== undefined) return kept
    const path = join(this.#folder, name)
    let key: Buffer
    try {
      key = readFileSync(path)
    } catch (error) {
      throw new KeysRefused(
        'keys-unreadable',
        `the key file ${path} cannot be read (${(error as NodeJS.ErrnoException).code}): put the keys back from their backup`,
      )
    }
    if (size !== undefined && key.length !== size) {
      throw new KeysRefused(
        'keys-damaged',
        `the key file ${path} holds ${key.length} bytes and should hold ${size}: put it back from its backup`,
      )
    }
    this.#kept.set(name, key)
    return key
  }
}

/** Writes the file once, whole and durable, whoever else tries at the same time; keeps one that is there. */
function writeOnce(path: string, make: () => Buffer): void {
  try {
    readFileSync(path)
    return
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  const file = openSync(temporary, 'wx', 0o600)
  try {
    writeSync(file, make())
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(temporary, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(temporary, { force: true })
  }
  // INVARIANT: nothing is sealed under a key that a power cut could still take away.
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
