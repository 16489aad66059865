import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { join } from 'node:path'
import type { KeptKey } from '../backup/header.ts'
import { originOf } from '../register/origin.ts'
import { KeyFolder } from './key-folder.ts'
import type { KeyGuard } from './key-guard.ts'
import { KeysRefused } from './key-refusal.ts'
import { AccountParts } from './key-ring-accounts.ts'
import { CellFileKeys } from './key-ring-cell-files.ts'
import { CellKeys } from './key-ring-cells.ts'
import { ColumnKeys } from './key-ring-columns.ts'
import { CopyKeys } from './key-ring-copies.ts'
import { HistoryKeys } from './key-ring-history.ts'
import { keysToBackUp } from './keys-in-backup.ts'

type KeyPair = { readonly privateKey: KeyObject; readonly publicKey: KeyObject }

/** A sealed field, named `table.column`. */
export type ColumnName = `${string}.${string}`

/** Every sealed field there is. Each has a random key of its own; one that is added here gets it at the next start. */
export const sealedColumns: readonly ColumnName[] = [
  'patron.name',
  'patron.born',
  'patron.contact',
  'patron.standing',
  'patron.choices',
  'patron.of_age',
  'patron.wrong_numbers',
  'patron.correction',
  'patron.corrected',
  'patron.former_emails',
  'card.barcode',
  'guardian.name',
  'guardian.contact',
  'guarantor.noted',
  'account.second_factor',
  'case_event.event',
  'case_paper.piece',
  'case_document.document',
  'pin.hash',
  'pin.second_factor',
]

/** The root of all tokens. It is made last, so where it is, the library was made whole. */
const root = 'library'

/**
 * The library's keys. All but those of months are made with the library, and a column's when this program first
 * knows the column; a key that is missing later is refused and never made anew, since what it had sealed would stay
 * shut.
 */
export class KeyRing {
  readonly #folder: KeyFolder
  readonly #kept = new Map<string, Buffer>()
  #nights: { readonly changed: number; readonly all: readonly string[] } | undefined
  /**
   * The oldest night, `YYYY-MM-DD`, under whose key a link may stand; '' where this process does not know. Links are looked
   * for by their tokens under each key from it on, so it may be too old at any time, and never too new.
   */
  linksSince = ''
  /** For the rotation of column keys. */
  readonly columns: ColumnKeys
  /** For the keys that accounts have of their own. */
  readonly accounts: AccountParts
  /** For what patrons asked to be kept of what they had. */
  readonly history: HistoryKeys
  /** For what cases keep for a while. */
  readonly copies: CopyKeys
  /** For the leaf that each tick adds to the register. */
  readonly cells: CellKeys
  /** For the outer layer of the files of sealed matters. */
  readonly cellFiles: CellFileKeys

  /**
   * @param options.guard how the files are guarded: bare files, unless `unlockKeys` found out otherwise
   * @param options.columns what this program seals
   * @throws KeysRefused
   */
  constructor(
    folder: string,
    { guard, columns = sealedColumns }: { guard?: KeyGuard; columns?: readonly ColumnName[] } = {},
  ) {
    this.#folder = new KeyFolder(folder, guard)
    this.columns = new ColumnKeys(this.#folder)
    this.accounts = new AccountParts(this.#folder)
    this.history = new HistoryKeys(this.#folder)
    this.copies = new CopyKeys(this.#folder)
    this.cells = new CellKeys(this.#folder)
    this.cellFiles = new CellFileKeys(this.#folder)
    const isNew = !this.#folder.has(root)
    // Only in a new library: in any other, a link key that is missing was lost.
    if (isNew) this.#folder.make(linkFile(beforeAnyNight))
    this.columns.settle(isNew ? new Set() : this.columns.made(), columns)
    // What a kill left of a forgetting, between its mark and the key.
    for (const month of this.#folder.list(forgottenFile(''))) this.#folder.destroy(monthFile(month))
    if (!isNew) return
    this.#folder.make(signerFile, () =>
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
    )
    this.#folder.make(root)
  }

  /** The newest key of a sealed column, and its version (1 to 255). */
  columnKey(column: ColumnName): { readonly version: number; readonly key: Buffer } {
    const version = this.columns.newest(column)
    return { version, key: this.columns.at(column, version) }
  }

  /** The key of a column at a version that some row still carries. */
  columnKeyAt(column: ColumnName, version: number): Buffer {
    return this.columns.at(column, version)
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

  /** The nights whose link key is there, `YYYY-MM-DD`, the newest last. What is new is sealed under the newest. */
  linkNights(): readonly string[] {
    // Why: it is asked at every link, and the folder changes once a night.
    const changed = this.#folder.changedAt(linkFolder)
    if (changed !== undefined && this.#nights?.changed === changed) return this.#nights.all
    const nights = this.#folder.list(linkFolder).sort()
    this.#nights = changed === undefined ? undefined : { changed, all: nights }
    const there = new Set(nights.map(linkFile))
    // Why: a key that was destroyed, by whatever process, is not to live on in the memory of this one.
    for (const name of this.#kept.keys()) {
      if (name.startsWith(linkFile('')) && !there.has(name)) this.#kept.delete(name)
    }
    return nights
  }

  /** @throws KeysRefused where it was destroyed or lost */
  linkKeyAt(night: string): Buffer {
    return this.#read(linkFile(night))
  }

  /** Makes the link key of a night, `YYYY-MM-DD`; keeps one that is there. From now on it is the newest. */
  makeLinkKey(night: string): void {
    this.#folder.make(linkFile(night))
  }

  /** Destroys the link keys of the nights before this one, for good. Returns their nights. */
  destroyLinkKeysBefore(night: string): string[] {
    const old = this.linkNights().filter((one) => one < night)
    for (const one of old) {
      this.#folder.destroy(linkFile(one))
      this.#kept.delete(linkFile(one))
    }
    return old
  }

  /**
   * The random key of a month, `YYYY-MM`, under which its entries are sealed; made where it is not there yet.
   * @throws KeysRefused where the month was forgotten: nothing is written for it any more
   */
  registerMonthKey(month: string): Buffer {
    const name = monthFile(month)
    // Why each time: another process may have forgotten it, and what is sealed from then on would open to nobody.
    this.#refuseForgotten(month)
    if (!this.#kept.has(name)) {
      this.#folder.make(name)
      // Another process may have forgotten it in between.
      if (this.#folder.has(forgottenFile(month))) this.#folder.destroy(name)
      this.#refuseForgotten(month)
      // A key that is no longer written with is not kept: it may be forgotten while this program runs.
      for (const kept of this.#kept.keys()) if (kept.startsWith(monthFile(''))) this.#kept.delete(kept)
    }
    return this.#read(name)
  }

  /** The key of a month, to open what it sealed; never made. */
  registerMonthKeyFor(month: string): { readonly key: Buffer } | 'forgotten' | 'missing' {
    if (this.#folder.has(forgottenFile(month))) return 'forgotten'
    return this.#folder.has(monthFile(month)) ? { key: this.#folder.read(monthFile(month), 32) } : 'missing'
  }

  /** The months whose key is there, the oldest first. */
  registerMonths(): string[] {
    return this.#folder
      .list(monthFile(''))
      .filter((name) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(name))
      .sort()
  }

  /** Destroys the key of a month, for good: first it is noted that none may be made in its place. */
  forgetRegisterMonth(month: string): void {
    this.#folder.make(forgottenFile(month), () => 'forgotten')
    this.#folder.destroy(monthFile(month))
    this.#kept.delete(monthFile(month))
  }

  /** The key that signs the checkpoints of the log of that origin; without one, of the first log. Ed25519. */
  registerSigner(origin?: string): KeyPair {
    const own = origin === undefined ? undefined : signerFileOf(origin)
    const privateKey = createPrivateKey(this.#folder.read(own && this.#folder.has(own) ? own : signerFile))
    return { privateKey, publicKey: createPublicKey(privateKey) }
  }

  /** Makes the key that is to sign a new log. It is found again by the log's origin. */
  makeRegisterSigner(): KeyPair {
    const pair = generateKeyPairSync('ed25519')
    this.#folder.make(signerFileOf(originOf(pair.publicKey)), () =>
      pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    )
    return pair
  }

  /** What of them goes into a backup, bare. @throws KeysRefused, BackupRefused */
  forBackup(): KeptKey[] {
    return keysToBackUp(this.#folder)
  }

  /** What is noted of the recovery key, as text: of the one in use, or of a sheet that nobody has confirmed yet. */
  recoveryNote(which: 'current' | 'pending'): string | undefined {
    const name = join('recovery', which)
    return this.#folder.has(name) ? this.#folder.read(name).toString('utf8') : undefined
  }

  /** Notes it, in place of the one before. Where a pending one comes into use, it is no longer pending. */
  noteRecovery(which: 'current' | 'pending', text: string): void {
    this.#folder.replace(join('recovery', which), text)
    if (which === 'current') this.#folder.destroy(join('recovery', 'pending'))
  }

  #refuseForgotten(month: string): void {
    if (!this.#folder.has(forgottenFile(month))) return
    throw new KeysRefused(
      'month-forgotten',
      `nothing can be recorded for ${month}: its key was destroyed by age. Set the computer's clock right`,
    )
  }

  #read(name: string): Buffer {
    const key = this.#kept.get(name) ?? this.#folder.read(name, 32)
    this.#kept.set(name, key)
    return key
  }
}

const linkFolder = 'links'
const linkFile = (night: string) => `${linkFolder}/${night}`
/** The link key that a library has before its first night. */
const beforeAnyNight = '0001-01-01'
const monthFile = (month: string) => join('register', 'months', month)
const forgottenFile = (month: string) => join('register', 'forgotten', month)
const signerFile = join('register', 'signer.pem')
const signerFileOf = (origin: string) => join('register', 'signers', `${origin.replaceAll('/', '-')}.pem`)
