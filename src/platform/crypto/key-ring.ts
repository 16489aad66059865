import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { join } from 'node:path'
import { originOf } from '../../register/log/index.ts'
import { type KeyCopy, KeyError, KeyFolder, type KeyGuard } from './key-folder.ts'
import { commitmentsFolder, SlotCommitmentKeys, SlotFileKeys, slotKeysFolder } from './slot-keys.ts'

/**
 * The keys of patrons who keep a checkout history: a folder each, with a random key for each version. Only
 * the folder says that they keep one; once it is empty, nothing is kept and nothing opens.
 * Why nothing is cached: a key that any process destroyed must not open anything more.
 */
class HistoryKeys {
  readonly #folder: KeyFolder

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /** The folders; their names are tokens. */
  owners(): string[] {
    return this.#folder.list('history')
  }

  /** The versions whose key is there, the newest last. */
  versions(owner: string): number[] {
    const folder = join('history', owner)
    // Why checked first: most patrons keep no history, and an error at every return is slow.
    if (!this.#folder.isThere(folder)) return []
    return this.#folder
      .list(folder)
      .map(Number)
      .filter(Number.isInteger)
      .sort((one, other) => one - other)
  }

  /** @throws KeyError where it was destroyed or lost */
  key(owner: string, version: number): Buffer {
    return this.#folder.read(fileOf(owner, version), 32)
  }

  /** Makes the key of the next version, durably, under which new entries are sealed. */
  make(owner: string): number {
    const version = (this.versions(owner).at(-1) ?? 0) + 1
    this.#folder.make(fileOf(owner, version))
    return version
  }

  destroy(owner: string, versions: readonly number[]): void {
    for (const version of versions) this.#folder.destroy(fileOf(owner, version))
  }
}

const fileOf = (owner: string, version: number) => join('history', owner, String(version))

type KeyPair = { readonly privateKey: KeyObject; readonly publicKey: KeyObject }

/** A sealed field, `table.column`. */
export type ColumnName = `${string}.${string}`

/** Each has a random key of its own; a new column gets it at the next start. */
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
  'public_report.contact',
  'pin.hash',
  'pin.second_factor',
  'patron.reach',
  'follow_up.task',
  'follow_up.reach',
]

/** The root of all tokens. It is made last: where it is, the library is complete. */
const root = 'library'

/**
 * The library's keys. Those of months are made as needed, a column's when the program first knows it, the
 * others with the library. A missing key is never remade, since what it sealed would stay closed.
 */
export class KeyRing {
  readonly #folder: KeyFolder
  readonly #kept = new Map<string, Buffer>()
  /** The month that entries are sealed for in this turn of the event loop. */
  #written: string | undefined
  #nights: { readonly changed: number; readonly all: readonly string[] } | undefined
  /**
   * The oldest night, `YYYY-MM-DD`, under whose key a link may be; '' where unknown. Links are searched under
   * each key from it on, so it may be too old, never too new.
   */
  linksSince = ''
  readonly columns: ColumnKeys
  readonly accounts: AccountKeyParts
  readonly history: HistoryKeys
  readonly copies: CopyKeys
  /** For the leaf that each sequencing adds to the register. */
  readonly cells: SlotCommitmentKeys
  /** For the outer layer of the files of sealed matters. */
  readonly cellFiles: SlotFileKeys

  /** `guard`: bare files, unless `unlockKeys` found otherwise. @throws KeyError */
  constructor(
    folder: string,
    { guard, columns = sealedColumns }: { guard?: KeyGuard; columns?: readonly ColumnName[] } = {},
  ) {
    this.#folder = new KeyFolder(folder, guard)
    this.columns = new ColumnKeys(this.#folder)
    this.accounts = new AccountKeyParts(this.#folder)
    this.history = new HistoryKeys(this.#folder)
    this.copies = new CopyKeys(this.#folder)
    this.cells = new SlotCommitmentKeys(this.#folder)
    this.cellFiles = new SlotFileKeys(this.#folder)
    const isNew = !this.#folder.has(root)
    // Only in a new library: elsewhere, a missing link key was lost.
    if (isNew) this.#folder.make(linkFile(beforeAnyNight))
    this.columns.settle(isNew ? new Set() : this.columns.made(), columns)
    // A kill may have left keys of forgotten months.
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

  /** The key of a version that some row still has. */
  columnKeyAt(column: ColumnName, version: number): Buffer {
    return this.columns.at(column, version)
  }

  /** A key for blind indexes and fingerprints, which are compared without opening. */
  tokenKey(purpose: string): Buffer {
    const name = `token ${purpose}`
    const kept = this.#kept.get(name)
    if (kept !== undefined) return kept
    const key = Buffer.from(hkdfSync('sha256', this.#read(root), '', `carrel/token/1/${purpose}`, 32))
    this.#kept.set(name, key)
    return key
  }

  /** Kept with the data, it shows which keys they belong to; a demo's has a second part. */
  check(kind: 'library' | 'demo' = 'library'): Buffer {
    const check = (of: string) => createHmac('sha256', this.tokenKey('library')).update(of).digest()
    const own = check('key check')
    return kind === 'demo' ? Buffer.concat([own, check('demo')]) : own
  }

  /** Whether data with this check belong to these keys. */
  isCheck(kept: Buffer): boolean {
    return kept.equals(this.check()) || kept.equals(this.check('demo'))
  }

  /** The nights whose link key is there, `YYYY-MM-DD`, the newest, under which links are sealed, last. */
  linkNights(): readonly string[] {
    // Why cached: it is asked at every link, and the folder changes once a night.
    const changed = this.#folder.changedAt(linkFolder)
    if (changed !== undefined && this.#nights?.changed === changed) return this.#nights.all
    const nights = this.#folder.list(linkFolder).sort()
    this.#nights = changed === undefined ? undefined : { changed, all: nights }
    const there = new Set(nights.map(linkFile))
    // Why: a key that any process destroyed must not live on in memory.
    for (const name of this.#kept.keys()) {
      if (name.startsWith(linkFile('')) && !there.has(name)) this.#kept.delete(name)
    }
    return nights
  }

  /** @throws KeyError where it was destroyed or lost */
  linkKeyAt(night: string): Buffer {
    return this.#read(linkFile(night))
  }

  /** Makes the link key of a night, `YYYY-MM-DD`, which is then the newest; keeps an existing one. */
  makeLinkKey(night: string): void {
    this.#folder.make(linkFile(night))
  }

  /** Destroys the link keys of the nights before this one, and returns those nights. */
  destroyLinkKeysBefore(night: string): string[] {
    const old = this.linkNights().filter((one) => one < night)
    for (const one of old) {
      this.#folder.destroy(linkFile(one))
      this.#kept.delete(linkFile(one))
    }
    return old
  }

  /** Makes the key of a month, `YYYY-MM`, where missing. @throws KeyError where it was forgotten */
  registerMonthKey(month: string): Buffer {
    const name = monthFile(month)
    // Why checked again at each turn of the event loop: another process may have forgotten the month, and
    // entries sealed after that would never open. Entries sealed in one turn share the check.
    if (this.#written === month) return this.#read(name)
    this.#refuseForgotten(month)
    if (!this.#kept.has(name)) {
      this.#folder.make(name)
      // Another process may have forgotten it in between.
      if (this.#folder.has(forgottenFile(month))) this.#folder.destroy(name)
      this.#refuseForgotten(month)
      // A month that is no longer written is not cached: it may be forgotten while this program runs.
      for (const kept of this.#kept.keys()) if (kept.startsWith(monthFile(''))) this.#kept.delete(kept)
    }
    this.#written = month
    setImmediate(() => {
      this.#written = undefined
    })
    return this.#read(name)
  }

  /** The key of a month for opening; never made. */
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

  /** The months whose key was destroyed by age, the oldest first. */
  forgottenMonths(): string[] {
    return this.#folder
      .list(forgottenFile(''))
      .filter((name) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(name))
      .sort()
  }

  /** Destroys the key of a month; the mark, which comes first, keeps it from being made again. */
  forgetRegisterMonth(month: string): void {
    this.#written = undefined
    this.#folder.make(forgottenFile(month), () => 'forgotten')
    this.#folder.destroy(monthFile(month))
    this.#kept.delete(monthFile(month))
  }

  /** The Ed25519 key that signs the log of that origin; by default, the first log. */
  registerSigner(origin?: string): KeyPair {
    const own = origin === undefined ? undefined : signerFileOf(origin)
    const privateKey = createPrivateKey(this.#folder.read(own && this.#folder.has(own) ? own : signerFile))
    return { privateKey, publicKey: createPublicKey(privateKey) }
  }

  /** Makes the key for a new log. It is found by the log's origin. */
  makeRegisterSigner(): KeyPair {
    const pair = generateKeyPairSync('ed25519')
    this.#folder.make(signerFileOf(originOf(pair.publicKey)), () =>
      pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    )
    return pair
  }

  /** The unwrapped keys for a backup. @throws KeyError */
  forBackup(): KeyCopy[] {
    return keysToBackUp(this.#folder)
  }

  /** A note about the recovery key: the one in use, or a sheet not confirmed yet. */
  recoveryNote(which: 'current' | 'pending'): string | undefined {
    const name = join('recovery', which)
    return this.#folder.has(name) ? this.#folder.read(name).toString('utf8') : undefined
  }

  /** Replaces the note. One that comes into use is no longer pending. */
  noteRecovery(which: 'current' | 'pending', text: string): void {
    this.#folder.replace(join('recovery', which), text)
    if (which === 'current') this.#folder.destroy(join('recovery', 'pending'))
  }

  #refuseForgotten(month: string): void {
    if (!this.#folder.has(forgottenFile(month))) return
    throw new KeyError(
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
/** The link key before a library's first night. */
const beforeAnyNight = '0001-01-01'
const monthFile = (month: string) => join('register', 'months', month)
const forgottenFile = (month: string) => join('register', 'forgotten', month)
const signerFile = join('register', 'signer.pem')
const signerFileOf = (origin: string) => join('register', 'signers', `${origin.replaceAll('/', '-')}.pem`)

/** Versions go from 1 to 255, since a sealed field has one byte for them, and then start over. */
const mostVersions = 255

/** How long a newest version is cached. A rotation waits longer before it looks for older rows. */
export const newestVersionCacheMs = 200

// Why no `join`: this runs for every value that is sealed or opened.
const columnKeyFile = (column: ColumnName, version: number) => `columns/${column}/${version}`
const newestVersionFile = (column: ColumnName) => join('columns', column, 'newest')

/** The columns whose key was made, one a line. Why: without it a lost key looks like one never made. */
const madeColumnsFile = join('columns', 'made')

/** The keys of the sealed columns: the newest version, and older ones that rows may still have. */
export class ColumnKeys {
  readonly #folder: KeyFolder
  readonly #kept = new Map<string, Buffer>()
  readonly #newest = new Map<ColumnName, { readonly version: number; readonly readAt: number }>()

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /** @throws KeyError where the list was lost */
  made(): Set<ColumnName> {
    const lines = this.#folder.read(madeColumnsFile).toString('utf8').split('\n')
    return new Set(lines.filter((line) => line !== '') as ColumnName[])
  }

  /** Makes the keys of the columns in `now` that were never made. */
  settle(made: ReadonlySet<ColumnName>, now: readonly ColumnName[]): void {
    const unmade = now.filter((column) => !made.has(column))
    for (const column of unmade) this.make(column, 1)
    if (unmade.length === 0) return
    // INVARIANT: a column is listed once its key is durable, and nothing is sealed before it is listed.
    this.#folder.replace(madeColumnsFile, [...made, ...unmade].map((column) => `${column}\n`).join(''))
  }

  /** The version to seal under, whichever process made it the newest. */
  newest(column: ColumnName): number {
    const known = this.#newest.get(column)
    const now = performance.now()
    if (known !== undefined && now - known.readAt < newestVersionCacheMs) return known.version
    // Why read: on a network disk only opening a file shows what another computer wrote.
    const file = newestVersionFile(column)
    const version = this.#folder.has(file) ? this.#versionIn(column) : (known?.version ?? 1)
    this.#newest.set(column, { version, readAt: now })
    this.#dropDestroyed(column, version)
    return version
  }

  /** @throws KeyError where it was destroyed or lost */
  at(column: ColumnName, version: number): Buffer {
    // Also for opening: a key that another process destroyed must leave this one's memory.
    this.newest(column)
    const name = columnKeyFile(column, version)
    const key = this.#kept.get(name) ?? this.#folder.read(name, 32)
    this.#kept.set(name, key)
    return key
  }

  /** The versions whose key is there, unordered. */
  versions(column: ColumnName): number[] {
    return this.#folder.list(join('columns', column)).map(Number).filter(Number.isInteger)
  }

  /** After the last version comes the first again; its old key was destroyed long ago. */
  after(version: number): number {
    return (version % mostVersions) + 1
  }

  /** Makes the key of a version, durably; keeps an existing one. Nothing is sealed under it yet. */
  make(column: ColumnName, version: number): void {
    this.#folder.make(columnKeyFile(column, version))
  }

  /** From now on every process seals this column under this version. */
  use(column: ColumnName, version: number): void {
    this.at(column, version)
    this.#folder.replace(newestVersionFile(column), String(version))
    this.#newest.delete(column)
  }

  /** Destroys the key of a version, never the newest. */
  destroy(column: ColumnName, version: number): void {
    this.#newest.delete(column)
    if (version === this.newest(column)) throw new Error(`${column} is sealed under version ${version}`)
    this.#folder.destroy(columnKeyFile(column, version))
    this.#drop(columnKeyFile(column, version))
  }

  #versionIn(column: ColumnName): number {
    const version = Number(this.#folder.read(newestVersionFile(column)).toString('latin1'))
    if (Number.isInteger(version) && version >= 1 && version <= mostVersions) return version
    throw new KeyError(
      'keys-damaged',
      `the newest version of the key of ${column} cannot be told from ${newestVersionFile(column)} in the keys folder: put the keys back from their backup`,
    )
  }

  /** Why: a key that another process destroyed must not live on in memory. */
  #dropDestroyed(column: ColumnName, newest: number): void {
    // A keys folder that is temporarily away, such as one on another disk, has destroyed nothing.
    if (!this.#folder.has(columnKeyFile(column, newest))) return
    const prefix = `columns/${column}/`
    for (const name of this.#kept.keys()) {
      if (!name.startsWith(prefix) || name === columnKeyFile(column, newest)) continue
      if (!this.#folder.has(name)) this.#drop(name)
    }
  }

  #drop(name: string): void {
    this.#kept.get(name)?.fill(0)
    this.#kept.delete(name)
  }
}

/**
 * The library's part of what wraps an account's private keys: 32 random bytes in a file, new with every
 * wrapping. Once it is destroyed, no passphrase opens any copy of what it wrapped.
 */
export type LibraryKeyPart = {
  /** 16 random bytes; in hex, the name of the file. */
  readonly id: Buffer
  readonly bytes: Buffer
}

export const libraryKeyPartIdBytes = 16

export const newLibraryKeyPart = (): LibraryKeyPart => ({
  id: randomBytes(libraryKeyPartIdBytes),
  bytes: randomBytes(32),
})

const accountKeyPartFolder = (accountId: string) => join('accounts', accountId)
const accountKeyPartFile = (accountId: string, id: Buffer) =>
  join(accountKeyPartFolder(accountId), id.toString('hex'))

/** The library's key parts: for each account the one in use, and what a kill left. */
class AccountKeyParts {
  readonly #folder: KeyFolder

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  make(accountId: string, { id, bytes }: LibraryKeyPart): void {
    this.#folder.make(accountKeyPartFile(accountId, id), () => bytes)
  }

  /** @throws KeyError where it was destroyed or lost */
  read(accountId: string, id: Buffer): LibraryKeyPart {
    return { id, bytes: this.#folder.read(accountKeyPartFile(accountId, id), 32) }
  }

  /** The accounts that ever had one. */
  accounts(): string[] {
    return this.#folder.list('accounts')
  }

  /** Destroys every part of an account except the one of this id. */
  destroyBut(accountId: string, id: Buffer | null): void {
    const kept = id?.toString('hex')
    for (const file of this.#folder.list(accountKeyPartFolder(accountId))) {
      if (file !== kept) this.#folder.destroy(join(accountKeyPartFolder(accountId), file))
    }
  }
}

/**
 * The random keys of sealed copies in cases, by the copy's id. Destroying one destroys the copy, in the
 * database's log too and, once they age out, in backups.
 * Why nothing is cached: a key that any process destroyed must not open anything more.
 */
export class CopyKeys {
  readonly #folder: KeyFolder

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  ids(): string[] {
    return this.#folder.list(copyKeysFolder)
  }

  /** @throws KeyError where it was destroyed or lost */
  key(id: string): Buffer {
    return this.#folder.read(join(copyKeysFolder, id), 32)
  }

  make(id: string): void {
    this.#folder.make(join(copyKeysFolder, id))
  }

  destroy(id: string): void {
    this.#folder.destroy(join(copyKeysFolder, id))
  }
}

const copyKeysFolder = 'copies'

/**
 * What no backup contains, and why:
 * - `database`: a server's passwords; a restored library makes its own
 * - the signers: a restored library signs a new log, so a thief of a backup and its paper signs nothing
 * - `register/last-signed`: of the log that has ended
 * - `links` but the newest: the others open only links anonymized since, which a backup must not bring back
 * - `mode`: how this machine guards its keys; a backup has them bare, so that the paper alone suffices
 * - `recovery/pending`: a sheet not confirmed yet
 * - `cell-files`: they come with the files that they open, from the same moment
 */
const notBackedUp = [
  'database',
  'mode',
  'register/signer.pem',
  'register/signers',
  'register/last-signed',
  'recovery/pending',
  slotKeysFolder,
]

/** Folders in which each file is a key. */
const backedUpFolders = ['register/months', 'register/forgotten', 'copies', commitmentsFolder] as const
const backedUpFiles = ['library', 'recovery/current'] as const

/** All keys that open something, and none that belong only to this machine. @throws KeyError */
function keysToBackUp(folder: KeyFolder): KeyCopy[] {
  // INVARIANT: a file that no list names stops the backup, so none is left out by oversight.
  refuseUnknownKeys(folder)
  const newestLink = folder.list('links').sort().at(-1)
  const names = [
    ...(newestLink === undefined ? [] : [join('links', newestLink)]),
    ...backedUpFiles.filter((name) => folder.has(name)),
    ...backedUpFolders.flatMap((name) => filesIn(folder, name)),
    ...folder
      .list('columns')
      .flatMap((column) =>
        column === 'made' ? [join('columns', column)] : filesIn(folder, join('columns', column)),
      ),
    ...folder.list('accounts').flatMap((account) => filesIn(folder, join('accounts', account))),
    ...folder.list('history').flatMap((owner) => filesIn(folder, join('history', owner))),
  ]
  return names.map((name) => ({ name, bytes: folder.read(name) }))
}

function filesIn(folder: KeyFolder, name: string): string[] {
  return folder.list(name).map((file) => join(name, file))
}

function refuseUnknownKeys(folder: KeyFolder): void {
  const known = new Set<string>([
    ...notBackedUp,
    ...backedUpFolders,
    ...backedUpFiles,
    'columns',
    'links',
    'accounts',
    'history',
  ])
  const parents = ['register', 'recovery']
  const there = [
    ...folder.list('').filter((name) => !parents.includes(name)),
    ...parents.flatMap((parent) => folder.list(parent).map((name) => join(parent, name))),
  ]
  const unknown = there.find((name) => !known.has(name) && !name.startsWith('.'))
  if (unknown === undefined) return
  throw new KeyError(
    'keys-unknown',
    `${unknown} lies among the keys, and Carrel does not know what it is: take it away from there, then back up again`,
  )
}
