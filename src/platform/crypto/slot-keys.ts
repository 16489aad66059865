import { join } from 'node:path'
import { slotMonthKey } from '../../register/log/index.ts'
import { type KeyCopy, KeyError, type KeyFolder } from './key-folder.ts'

/**
 * The outer keys of slots: a random one for each writing of a file, by the id at its beginning. Once it is
 * destroyed, a copy of the file from that day shows nothing to a later thief of the library's keys.
 * Nothing is cached, as for `CopyKeys`.
 */
export class SlotFileKeys {
  readonly #folder: KeyFolder

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /** In hex. */
  ids(): string[] {
    return this.#folder.list(folderName).filter((name) => name !== madeMark)
  }

  /** Whether the files were ever made; if so, a missing one was lost. */
  areMade(): boolean {
    return this.#folder.isThere(join(folderName, madeMark))
  }

  noteMade(): void {
    this.#folder.make(join(folderName, madeMark), () => 'made')
  }

  isThere(id: string): boolean {
    return this.#folder.isThere(join(folderName, id))
  }

  /** @throws KeyError where it was destroyed or lost */
  at(id: Buffer): { readonly id: Buffer; readonly key: Buffer } {
    return { id, key: this.#folder.read(join(folderName, id.toString('hex')), 32) }
  }

  /** For a backup. @throws KeyError */
  forBackup(id: Buffer): KeyCopy {
    return { name: join(folderName, id.toString('hex')), bytes: this.at(id).key }
  }

  /** The mark that the files were made, for a backup. */
  mark(): KeyCopy {
    return { name: join(folderName, madeMark), bytes: Buffer.from('made') }
  }

  /** Makes the key of a new writing, durably, with a given file time. */
  make(id: Buffer, at: Date): { readonly id: Buffer; readonly key: Buffer } {
    const name = join(folderName, id.toString('hex'))
    this.#folder.make(name)
    this.#folder.date(name, at)
    return this.at(id)
  }

  /** Sets the file time of a key, or of their folder. */
  date(at: Date, id?: Buffer): void {
    this.#folder.date(id === undefined ? folderName : join(folderName, id.toString('hex')), at)
  }

  destroy(id: string): void {
    this.#folder.destroy(join(folderName, id))
  }
}

export const slotKeysFolder = 'cell-files'
const folderName = slotKeysFolder
const madeMark = 'made'

/**
 * The root of the keys that blind the slots' commitments in the register (FORMAT.md, "Commitments"). Every
 * library has it from its first sequencing, whether or not a slot is used.
 * Why it is never remade: without it no earlier commitment can be shown to anyone.
 */
export class SlotCommitmentKeys {
  readonly #folder: KeyFolder
  #kept: Buffer | undefined

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /** Opens the commitments of slot 1 to 8 in a month, `YYYY-MM`. @throws KeyError where the root was lost */
  monthKey(cell: number, month: string): Buffer {
    this.#kept ??= this.#root()
    return slotMonthKey(this.#kept, cell, month)
  }

  /** INVARIANT: the mark exists only once the key is durable; a mark without the key means it was lost. */
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
