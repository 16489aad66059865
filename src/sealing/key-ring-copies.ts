import { join } from 'node:path'
import type { KeyFolder } from './key-folder.ts'

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
    return this.#folder.list(folderName)
  }

  /** @throws KeysRefused where it was destroyed or lost */
  key(id: string): Buffer {
    return this.#folder.read(join(folderName, id), 32)
  }

  /** Makes the key of a new copy, durably. */
  make(id: string): void {
    this.#folder.make(join(folderName, id))
  }

  /** Destroys it, for good; none there is fine. */
  destroy(id: string): void {
    this.#folder.destroy(join(folderName, id))
  }
}

const folderName = 'copies'
