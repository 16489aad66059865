import { join } from 'node:path'
import { slotMonthKey } from '../../register/log/index.ts'
import { type KeyCopy, KeyError, type KeyFolder } from './key-folder.ts'

/**
 * The outer keys of the cells: a random one for each writing of each file, by the id that the file begins with. Once it is
 * destroyed, a copy of the file from that day shows nothing to whoever gets the library's keys later.
 *
 * Why nothing is held in memory: as for the keys of copies.
 */
export class SlotFileKeys {
  readonly #folder: KeyFolder

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /** The ids of all that are there, in hex. */
  ids(): string[] {
    return this.#folder.list(folderName).filter((name) => name !== madeMark)
  }

  /** Whether the files were ever made. Where they were, one that is not there was lost. */
  areMade(): boolean {
    return this.#folder.isThere(join(folderName, madeMark))
  }

  noteMade(): void {
    this.#folder.make(join(folderName, madeMark), () => 'made')
  }

  /** @param id in hex */
  isThere(id: string): boolean {
    return this.#folder.isThere(join(folderName, id))
  }

  /** @throws KeyError where it was destroyed or lost */
  at(id: Buffer): { readonly id: Buffer; readonly key: Buffer } {
    return { id, key: this.#folder.read(join(folderName, id.toString('hex')), 32) }
  }

  /** A key as a backup keeps it. @throws KeyError */
  forBackup(id: Buffer): KeyCopy {
    return { name: join(folderName, id.toString('hex')), bytes: this.at(id).key }
  }

  /** That the files were made, as a backup keeps it. */
  mark(): KeyCopy {
    return { name: join(folderName, madeMark), bytes: Buffer.from('made') }
  }

  /** Makes the key of a new writing, durably. @param at when it says that it was made */
  make(id: Buffer, at: Date): { readonly id: Buffer; readonly key: Buffer } {
    const name = join(folderName, id.toString('hex'))
    this.#folder.make(name)
    this.#folder.date(name, at)
    return this.at(id)
  }

  /** When the key of this id says that it was made; without an id, when one of them was. */
  date(at: Date, id?: Buffer): void {
    this.#folder.date(id === undefined ? folderName : join(folderName, id.toString('hex')), at)
  }

  /** Destroys it, for good; none there is fine. */
  destroy(id: string): void {
    this.#folder.destroy(join(folderName, id))
  }
}

export const slotKeysFolder = 'cell-files'
const folderName = slotKeysFolder
const madeMark = 'made'

/**
 * The root of the keys that blind the cells' commitments in the register (FORMAT.md, "Commitments"). Every library has
 * it from its first tick with cells on, whether or not a cell is used.
 *
 * Why it is never made anew: without it no leaf that was made with it can be shown to anyone any more.
 */
export class SlotCommitmentKeys {
  readonly #folder: KeyFolder
  #kept: Buffer | undefined

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /**
   * The key of a cell, 1 to 8, in a month, `YYYY-MM`. Who has it opens that month's commitments of that cell alone.
   * @throws KeyError where the root was lost
   */
  monthKey(cell: number, month: string): Buffer {
    this.#kept ??= this.#root()
    return slotMonthKey(this.#kept, cell, month)
  }

  /** Made at the first use. INVARIANT: the mark stands only once the key is durable; with it and without the key, it was lost. */
  #root(): Buffer {
    if (!this.#folder.has(rootFile)) {
      if (this.#folder.has(madeFile)) {
        throw new KeyError(
          'keys-unreadable',
          `the key file ${rootFile}, which the register's leaves of commitments are made with, is missing: put the keys back from their backup`,
        )
      }
      this.#folder.make(rootFile)
    }
    if (!this.#folder.has(madeFile)) this.#folder.make(madeFile, () => 'made')
    return this.#folder.read(rootFile, 32)
  }
}

export const commitmentsFolder = 'commitments'
const rootFile = join(commitmentsFolder, 'root')
const madeFile = join(commitmentsFolder, 'made')
