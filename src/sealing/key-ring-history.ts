import { join } from 'node:path'
import type { KeyFolder } from './key-folder.ts'

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

  /** @throws KeysRefused where it was destroyed or lost */
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
