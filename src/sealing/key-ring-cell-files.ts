import { join } from 'node:path'
import type { KeptKey } from '../backup/header.ts'
import type { KeyFolder } from './key-folder.ts'

/**
 * The outer keys of the cells: a random one for each writing of each file, by the id that the file begins with. Once it is
 * destroyed, a copy of the file from that day shows nothing to whoever gets the library's keys later.
 *
 * Why nothing is held in memory: as for the keys of copies.
 */
export class CellFileKeys {
  readonly #folder: KeyFolder

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /** The ids of all that are there, in hex. */
  ids(): string[] {
    return this.#folder.list(folderName).filter((name) => name !== made)
  }

  /** Whether the files were ever made. Where they were, one that is not there was lost. */
  areMade(): boolean {
    return this.#folder.isThere(join(folderName, made))
  }

  noteMade(): void {
    this.#folder.make(join(folderName, made), () => 'made')
  }

  /** @param id in hex */
  isThere(id: string): boolean {
    return this.#folder.isThere(join(folderName, id))
  }

  /** @throws KeysRefused where it was destroyed or lost */
  at(id: Buffer): { readonly id: Buffer; readonly key: Buffer } {
    return { id, key: this.#folder.read(join(folderName, id.toString('hex')), 32) }
  }

  /** A key as a backup keeps it. @throws KeysRefused */
  forBackup(id: Buffer): KeptKey {
    return { name: join(folderName, id.toString('hex')), bytes: this.at(id).key }
  }

  /** That the files were made, as a backup keeps it. */
  mark(): KeptKey {
    return { name: join(folderName, made), bytes: Buffer.from('made') }
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

export const cellFilesFolder = 'cell-files'
const folderName = cellFilesFolder
const made = 'made'
