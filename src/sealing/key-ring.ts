import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { join } from 'node:path'
import { KeyFolder } from './key-folder.ts'

/** A sealed field, named `table.column`. */
export type ColumnName = `${string}.${string}`

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
 * The library's keys. All but those of months are made together, once; a key that is missing later is refused
 * and never made anew, since what it had sealed would stay shut.
 */
export class KeyRing {
  readonly #folder: KeyFolder
  readonly #kept = new Map<string, Buffer>()
  readonly #newest = new Map<ColumnName, number>()

  /** @throws KeysRefused */
  constructor(folder: string) {
    this.#folder = new KeyFolder(folder)
    if (this.#folder.has(root)) return
    for (const column of sealedColumns) this.#folder.make(join('columns', column, '1'))
    this.#folder.make(signerFile, () =>
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
    )
    this.#folder.make(root)
  }

  /** The newest key of a sealed column, and its version (1 to 255). */
  columnKey(column: ColumnName): { readonly version: number; readonly key: Buffer } {
    const version = this.#newest.get(column) ?? Math.max(1, ...this.#versions(column))
    this.#newest.set(column, version)
    return { version, key: this.columnKeyAt(column, version) }
  }

  /** The key of a column at a version that some row still carries. */
  columnKeyAt(column: ColumnName, version: number): Buffer {
    return this.#read(join('columns', column, String(version)))
  }

  /** A key for tokens that are compared without being opened: blind indexes, fingerprints. */
  tokenKey(purpose: string): Buffer {
    const name = `token ${purpose}`
    const kept = this.#kept.get(name)
    if (kept !== undefined) return kept
    const key = Buffer.from(hkdfSync('sha256', this.#read(root), '', `carrel/token/1/${purpose}`, 32))
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
    if (!this.#kept.has(name)) this.#folder.make(name)
    return this.#read(name)
  }

  /** The key that signs checkpoints. Ed25519. */
  registerSigner(): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
    const privateKey = createPrivateKey(this.#folder.read(signerFile))
    return { privateKey, publicKey: createPublicKey(privateKey) }
  }

  #versions(column: ColumnName): number[] {
    return this.#folder
      .list(join('columns', column))
      .map(Number)
      .filter((version) => Number.isInteger(version))
  }

  #read(name: string): Buffer {
    const key = this.#kept.get(name) ?? this.#folder.read(name, 32)
    this.#kept.set(name, key)
    return key
  }
}

const signerFile = join('register', 'signer.pem')
