import { join } from 'node:path'
import type { KeyFolder } from './key-folder.ts'
import { KeysRefused } from './key-refusal.ts'
import type { ColumnName } from './key-ring.ts'

/** Versions go from 1 to 255, the one byte that a sealed field has for them, and then begin again. */
const mostVersions = 255

/**
 * For how long a program goes on with what it read of a column's newest version. A rotation waits longer than this
 * before it looks which rows are left under the old one.
 */
export const newestForMs = 200

// Why no `join`: this is asked for at every value that is sealed or opened.
const fileOf = (column: ColumnName, version: number) => `columns/${column}/${version}`
const newestFile = (column: ColumnName) => join('columns', column, 'newest')

/**
 * The columns whose key was ever made, a line each.
 * Why: without it a key that was lost could not be told from one that was never made.
 */
const madeFile = join('columns', 'made')

/** The keys of the sealed columns: for each the newest version, and the older ones that rows may still carry. */
export class ColumnKeys {
  readonly #folder: KeyFolder
  readonly #kept = new Map<string, Buffer>()
  readonly #newest = new Map<ColumnName, { readonly version: number; readonly readAt: number }>()

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /** The columns whose key was made; of a library that is there. @throws KeysRefused where the list was lost */
  made(): Set<ColumnName> {
    const lines = this.#folder.read(madeFile).toString('utf8').split('\n')
    return new Set(lines.filter((line) => line !== '') as ColumnName[])
  }

  /** Makes the keys of the columns that `now` has and that were never made. */
  settle(made: ReadonlySet<ColumnName>, now: readonly ColumnName[]): void {
    const unmade = now.filter((column) => !made.has(column))
    for (const column of unmade) this.make(column, 1)
    if (unmade.length === 0) return
    // INVARIANT: a column is on the list only once its key is durable, and nothing is sealed before it is on it.
    this.#folder.replace(madeFile, [...made, ...unmade].map((column) => `${column}\n`).join(''))
  }

  /** The version that is sealed under now, by whatever process made it the newest. */
  newest(column: ColumnName): number {
    const known = this.#newest.get(column)
    const now = performance.now()
    if (known !== undefined && now - known.readAt < newestForMs) return known.version
    // Why read and not looked at from outside: on a network disk only an open sees what another computer wrote.
    const file = newestFile(column)
    const version = this.#folder.has(file) ? this.#versionIn(column) : (known?.version ?? 1)
    this.#newest.set(column, { version, readAt: now })
    this.#dropDestroyed(column, version)
    return version
  }

  /** @throws KeysRefused where it was destroyed or lost */
  at(column: ColumnName, version: number): Buffer {
    // Also where it only opens: what another process destroyed is to leave the memory of this one.
    this.newest(column)
    const name = fileOf(column, version)
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
    this.#folder.make(fileOf(column, version))
  }

  /** From now on, in every process, a column is sealed under this version. */
  use(column: ColumnName, version: number): void {
    this.at(column, version)
    this.#folder.replace(newestFile(column), String(version))
    this.#newest.delete(column)
  }

  /** Destroys the key of a version, for good. Never the newest's. */
  destroy(column: ColumnName, version: number): void {
    this.#newest.delete(column)
    if (version === this.newest(column)) throw new Error(`${column} is sealed under version ${version}`)
    this.#folder.destroy(fileOf(column, version))
    this.#drop(fileOf(column, version))
  }

  #versionIn(column: ColumnName): number {
    const version = Number(this.#folder.read(newestFile(column)).toString('latin1'))
    if (Number.isInteger(version) && version >= 1 && version <= mostVersions) return version
    throw new KeysRefused(
      'keys-damaged',
      `the newest version of the key of ${column} cannot be told from ${newestFile(column)} in the keys folder: put the keys back from their backup`,
    )
  }

  /** Why: a key that another process destroyed must not live on in the memory of this one. */
  #dropDestroyed(column: ColumnName, newest: number): void {
    // A keys folder that is away for a while, such as one on another disk, has destroyed nothing.
    if (!this.#folder.has(fileOf(column, newest))) return
    const prefix = `columns/${column}/`
    for (const name of this.#kept.keys()) {
      if (!name.startsWith(prefix) || name === fileOf(column, newest)) continue
      if (!this.#folder.has(name)) this.#drop(name)
    }
  }

  #drop(name: string): void {
    this.#kept.get(name)?.fill(0)
    this.#kept.delete(name)
  }
}
