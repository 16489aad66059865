import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
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

/** Every sealed field there is. Each has a random key of its own. */
export const sealedColumns: readonly ColumnName[] = [
  'patron.name',
  'patron.born',
  'patron.contact',
  'patron.standing',
  'card.barcode',
  'loan.item',
  'hold.title',
  'charge.item',
]

/** The root of all tokens. It is made last, so where it is, every key was made. */
const root = 'library'

/**
 * The library's keys: one file a key below `folder`, each 0600. All but those of months are made together, once; a
 * key that is missing later is refused and never made anew, since what it had sealed would stay shut.
 *
 * Why a file a key: a key made by two processes at once ends as one key (`link` fails for the second), and a
 * key that must be forgotten is a file that is removed.
 */
export class KeyRing {
  readonly #folder: string
  readonly #kept = new Map<string, Buffer>()
  readonly #newest = new Map<ColumnName, number>()

  /** @throws KeysRefused */
  constructor(folder: string) {
    this.#folder = folder
    if (existsSync(join(folder, root))) return
    for (const column of sealedColumns) this.#make(join('columns', column, '1'))
    this.#make(signerFile, () =>
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
    )
    this.#make(root)
  }

  /** The newest key of a sealed column, and its version (1 to 255). */
  columnKey(column: ColumnName): { readonly version: number; readonly key: Buffer } {
    const version = this.#newest.get(column) ?? Math.max(1, ...this.#versions(column))
    this.#newest.set(column, version)
    return { version, key: this.columnKeyAt(column, version) }
  }

  /** The key of a column at a version that some row still carries. */
  columnKeyAt(column: ColumnName, version: number): Buffer {
    return this.#read(join('columns', column, String(version)), 32)
  }

  /** A key for tokens that are compared without being opened: blind indexes, fingerprints. */
  tokenKey(purpose: string): Buffer {
    const name = `token ${purpose}`
    const kept = this.#kept.get(name)
    if (kept !== undefined) return kept
    const key = Buffer.from(hkdfSync('sha256', this.#read(root, 32), '', `carrel/token/1/${purpose}`, 32))
    this.#kept.set(name, key)
    return key
  }

  /** A token that these keys make and no others: kept with the data, it tells whose keys they are. */
  check(): Buffer {
    return createHmac('sha256', this.tokenKey('library')).update('key check').digest()
  }

  /** The random key of a month, `YYYY-MM`, from which the keys of its register entries are derived. */
  registerMonthKey(month: string): Buffer {
    const name = join('register', 'months', month)
    if (!this.#kept.has(name)) this.#make(name)
    return this.#read(name, 32)
  }

  /** The key that signs checkpoints. Ed25519. */
  registerSigner(): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
    const privateKey = createPrivateKey(this.#read(signerFile))
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

  #make(name: string, make: () => Buffer | string = () => randomBytes(32)): void {
    writeOnce(join(this.#folder, name), make)
  }

  #read(name: string, size?: number): Buffer {
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

const signerFile = join('register', 'signer.pem')

/** Writes the file once, whole and durable, whoever else tries at the same time; keeps one that is there. */
function writeOnce(path: string, make: () => Buffer | string): void {
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
    writeFileSync(file, make())
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
