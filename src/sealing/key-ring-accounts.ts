import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { KeyFolder } from './key-folder.ts'

/**
 * The library's part of what wraps an account's private keys: 32 random bytes in a file of its own, made anew with
 * every wrapping. Once it is destroyed, no passphrase opens what was wrapped with it, wherever a copy of it lies.
 */
export type HousePart = {
  /** 16 random bytes: as hex, the file's name. */
  readonly id: Buffer
  readonly bytes: Buffer
}

export const housePartIdBytes = 16

export const newHousePart = (): HousePart => ({ id: randomBytes(housePartIdBytes), bytes: randomBytes(32) })

const folderOf = (accountId: string) => join('accounts', accountId)
const fileOf = (accountId: string, id: Buffer) => join(folderOf(accountId), id.toString('hex'))

/** The library's parts of the keys of accounts: of each account the one that is in use, and what a kill left. */
export class AccountParts {
  readonly #folder: KeyFolder

  constructor(folder: KeyFolder) {
    this.#folder = folder
  }

  /** Puts a part into its file, durably. */
  make(accountId: string, { id, bytes }: HousePart): void {
    this.#folder.make(fileOf(accountId, id), () => bytes)
  }

  /** @throws KeysRefused where it was destroyed or lost */
  read(accountId: string, id: Buffer): HousePart {
    return { id, bytes: this.#folder.read(fileOf(accountId, id), 32) }
  }

  /** The accounts that ever had one. */
  accounts(): string[] {
    return this.#folder.list('accounts')
  }

  /** Destroys every part of an account but the one of this id; all of them where it is null. */
  destroyBut(accountId: string, id: Buffer | null): void {
    const kept = id?.toString('hex')
    for (const file of this.#folder.list(folderOf(accountId))) {
      if (file !== kept) this.#folder.destroy(join(folderOf(accountId), file))
    }
  }
}
