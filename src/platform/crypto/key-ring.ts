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
 * The keys of those who asked that what they had is kept for them: a folder each, in it a random key for each version.
 * That the folder has a key is all that says that they asked; once it is empty, nothing is kept and nothing opens.
 *
 * Why nothing is held in memory: a key that was destroyed, by whatever process, must not go on opening anything.
 */
export class HistoryKeys {
  readonly #folder: KeyFolder

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /** The folders there are; the names are tokens. */
  owners(): string[] {
    return this.#folder.list('history')
  }

  /** The versions whose key is there, the newest last. */
  versions(owner: string): number[] {
    const folder = join('history', owner)
    // Why looked for first: most keep no list, and to find that out by an error costs more at every return.
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

  /** Makes the key of the next version, durably, and returns that. From now on what is new is sealed under it. */
  make(owner: string): number {
    const version = (this.versions(owner).at(-1) ?? 0) + 1
    this.#folder.make(fileOf(owner, version))
    return version
  }

  /** Destroys the keys of these versions, for good. */
  destroy(owner: string, versions: readonly number[]): void {
    for (const version of versions) this.#folder.destroy(fileOf(owner, version))
  }
}

const fileOf = (owner: string, version: number) => join('history', owner, String(version))

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
  /** The month that entries are sealed for in this turn of the event loop. */
  #written: string | undefined
  #nights: { readonly changed: number; readonly all: readonly string[] } | undefined
  /**
   * The oldest night, `YYYY-MM-DD`, under whose key a link may stand; '' where this process does not know. Links are looked
   * for by their tokens under each key from it on, so it may be too old at any time, and never too new.
   */
  linksSince = ''
  /** For the rotation of column keys. */
  readonly columns: ColumnKeys
  /** For the keys that accounts have of their own. */
  readonly accounts: AccountKeyParts
  /** For what patrons asked to be kept of what they had. */
  readonly history: HistoryKeys
  /** For what cases keep for a while. */
  readonly copies: CopyKeys
  /** For the leaf that each tick adds to the register. */
  readonly cells: SlotCommitmentKeys
  /** For the outer layer of the files of sealed matters. */
  readonly cellFiles: SlotFileKeys

  /**
   * @param options.guard how the files are guarded: bare files, unless `unlockKeys` found out otherwise
   * @param options.columns what this program seals
   * @throws KeyError
   */
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

  /** @throws KeyError where it was destroyed or lost */
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
   * @throws KeyError where the month was forgotten: nothing is written for it any more
   */
  registerMonthKey(month: string): Buffer {
    const name = monthFile(month)
    // Why again at each turn of the event loop: another process may have forgotten it, and what is sealed from then on
    // would open for no one. Entries that are sealed in one turn share the look at the disk.
    if (this.#written === month) return this.#read(name)
    this.#refuseForgotten(month)
    this.#written = month
    setImmediate(() => {
      this.#written = undefined
    })
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
    this.#written = undefined
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

  /** What of them goes into a backup, bare. @throws KeyError */
  forBackup(): KeyCopy[] {
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
/** The link key that a library has before its first night. */
const beforeAnyNight = '0001-01-01'
const monthFile = (month: string) => join('register', 'months', month)
const forgottenFile = (month: string) => join('register', 'forgotten', month)
const signerFile = join('register', 'signer.pem')
const signerFileOf = (origin: string) => join('register', 'signers', `${origin.replaceAll('/', '-')}.pem`)

/** Versions go from 1 to 255, the one byte that a sealed field has for them, and then begin again. */
const mostVersions = 255

/**
 * For how long a program goes on with what it read of a column's newest version. A rotation waits longer than this
 * before it looks which rows are left under the old one.
 */
export const newestVersionCacheMs = 200

// Why no `join`: this is asked for at every value that is sealed or opened.
const columnKeyFile = (column: ColumnName, version: number) => `columns/${column}/${version}`
const newestVersionFile = (column: ColumnName) => join('columns', column, 'newest')

/**
 * The columns whose key was ever made, a line each.
 * Why: without it a key that was lost could not be told from one that was never made.
 */
const madeColumnsFile = join('columns', 'made')

/** The keys of the sealed columns: for each the newest version, and the older ones that rows may still carry. */
export class ColumnKeys {
  readonly #folder: KeyFolder
  readonly #kept = new Map<string, Buffer>()
  readonly #newest = new Map<ColumnName, { readonly version: number; readonly readAt: number }>()

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /** The columns whose key was made; of a library that is there. @throws KeyError where the list was lost */
  made(): Set<ColumnName> {
    const lines = this.#folder.read(madeColumnsFile).toString('utf8').split('\n')
    return new Set(lines.filter((line) => line !== '') as ColumnName[])
  }

  /** Makes the keys of the columns that `now` has and that were never made. */
  settle(made: ReadonlySet<ColumnName>, now: readonly ColumnName[]): void {
    const unmade = now.filter((column) => !made.has(column))
    for (const column of unmade) this.make(column, 1)
    if (unmade.length === 0) return
    // INVARIANT: a column is on the list only once its key is durable, and nothing is sealed before it is on it.
    this.#folder.replace(madeColumnsFile, [...made, ...unmade].map((column) => `${column}\n`).join(''))
  }

  /** The version that is sealed under now, by whatever process made it the newest. */
  newest(column: ColumnName): number {
    const known = this.#newest.get(column)
    const now = performance.now()
    if (known !== undefined && now - known.readAt < newestVersionCacheMs) return known.version
    // Why read and not looked at from outside: on a network disk only an open sees what another computer wrote.
    const file = newestVersionFile(column)
    const version = this.#folder.has(file) ? this.#versionIn(column) : (known?.version ?? 1)
    this.#newest.set(column, { version, readAt: now })
    this.#dropDestroyed(column, version)
    return version
  }

  /** @throws KeyError where it was destroyed or lost */
  at(column: ColumnName, version: number): Buffer {
    // Also where it only opens: what another process destroyed is to leave the memory of this one.
    this.newest(column)
    const name = columnKeyFile(column, version)
    const key = this.#kept.get(name) ?? this.#folder.read(name, 32)
    this.#kept.set(name, key)
    return key
  }

  /** The versions whose key is there, in no order. */
  versions(column: ColumnName): number[] {
    return this.#folder.list(join('columns', column)).map(Number).filter(Number.isInteger)
  }

  /** The version after one: after the last comes the first again, whose old key was destroyed long ago. */
  after(version: number): number {
    return (version % mostVersions) + 1
  }

  /** Makes the key of a version, durably; keeps one that is there. Nothing is sealed under it yet. */
  make(column: ColumnName, version: number): void {
    this.#folder.make(columnKeyFile(column, version))
  }

  /** From now on, in every process, a column is sealed under this version. */
  use(column: ColumnName, version: number): void {
    this.at(column, version)
    this.#folder.replace(newestVersionFile(column), String(version))
    this.#newest.delete(column)
  }

  /** Destroys the key of a version, for good. Never the newest's. */
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

  /** Why: a key that another process destroyed must not live on in the memory of this one. */
  #dropDestroyed(column: ColumnName, newest: number): void {
    // A keys folder that is away for a while, such as one on another disk, has destroyed nothing.
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
 * The library's part of what wraps an account's private keys: 32 random bytes in a file of its own, made anew with
 * every wrapping. Once it is destroyed, no passphrase opens what was wrapped with it, wherever a copy of it lies.
 */
export type LibraryKeyPart = {
  /** 16 random bytes: as hex, the file's name. */
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

/** The library's parts of the keys of accounts: of each account the one that is in use, and what a kill left. */
export class AccountKeyParts {
  readonly #folder: KeyFolder

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /** Puts a part into its file, durably. */
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

  /** Destroys every part of an account but the one of this id; all of them where it is null. */
  destroyBut(accountId: string, id: Buffer | null): void {
    const kept = id?.toString('hex')
    for (const file of this.#folder.list(accountKeyPartFolder(accountId))) {
      if (file !== kept) this.#folder.destroy(join(accountKeyPartFolder(accountId), file))
    }
  }
}

/**
 * The keys of the sealed copies in cases: a random one each, by the copy's id. Once it is destroyed the copy is gone, also
 * from the database's log and, once they are too old, from backups.
 *
 * Why nothing is held in memory: a key that was destroyed, by whatever process, must not go on opening anything.
 */
export class CopyKeys {
  readonly #folder: KeyFolder

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /** The copies whose key is there. */
  ids(): string[] {
    return this.#folder.list(copyKeysFolder)
  }

  /** @throws KeyError where it was destroyed or lost */
  key(id: string): Buffer {
    return this.#folder.read(join(copyKeysFolder, id), 32)
  }

  /** Makes the key of a new copy, durably. */
  make(id: string): void {
    this.#folder.make(join(copyKeysFolder, id))
  }

  /** Destroys it, for good; none there is fine. */
  destroy(id: string): void {
    this.#folder.destroy(join(copyKeysFolder, id))
  }
}

const copyKeysFolder = 'copies'

/**
 * What of the keys folder is in no backup, and why:
 * - `database`: passwords of a server; a restored library makes its own
 * - `register/signer.pem`, `register/signers`: a restored library signs its new log with a new key, so a thief of a
 *   backup and its paper signs nothing
 * - `register/last-signed`: of the log that has ended
 * - `links` but the newest: the others open only what was cut since, and a backup must not bring that back
 * - `mode`: how this machine guards its keys; a backup holds them bare, so that the paper alone is enough
 * - `recovery/pending`: a sheet that nobody has confirmed
 * - `cell-files`: they come with the files that they open, of the same moment; see `holdCells`
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

/** Keys by the folder that they lie in; each file in it is one. */
const backedUpFolders = ['register/months', 'register/forgotten', 'copies', commitmentsFolder] as const
const backedUpFiles = ['library', 'recovery/current'] as const

/**
 * The keys that a backup holds, bare: all that open something, and nothing that is only this machine's.
 * @throws KeyError; `keys-unknown` where something lies among them that this program does not know
 */
function keysToBackUp(folder: KeyFolder): KeyCopy[] {
  // INVARIANT: nothing is left out because nobody thought of it: then no backup is made.
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
