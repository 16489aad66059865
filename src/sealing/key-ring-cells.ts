import { join } from 'node:path'
import { cellMonthKey } from '../register/commitment.ts'
import type { KeyFolder } from './key-folder.ts'
import { KeysRefused } from './key-refusal.ts'

/**
 * The root of the keys that blind the cells' commitments in the register (FORMAT.md, "Commitments"). Every library has
 * it from its first tick with cells on, whether or not a cell is used.
 *
 * Why it is never made anew: without it no leaf that was made with it can be shown to anyone any more.
 */
export class CellKeys {
  readonly #folder: KeyFolder
  #kept: Buffer | undefined

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /**
   * The key of a cell, 1 to 8, in a month, `YYYY-MM`. Who has it opens that month's commitments of that cell alone.
   * @throws KeysRefused where the root was lost
   */
  monthKey(cell: number, month: string): Buffer {
    this.#kept ??= this.#root()
    return cellMonthKey(this.#kept, cell, month)
  }

  /** Made at the first use. INVARIANT: the mark stands only once the key is durable; with it and without the key, it was lost. */
  #root(): Buffer {
    if (!this.#folder.has(rootFile)) {
      if (this.#folder.has(madeFile)) {
        throw new KeysRefused(
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
