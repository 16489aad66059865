import { createHmac, hkdfSync } from 'node:crypto'
import { token } from './field.ts'
import type { KeyRing } from './key-ring.ts'
import { openLink, type SealedLink } from './link.ts'
import { closeBox, openBox } from './link-box.ts'
import type { LinkKey, LinkKeys } from './link-keys.ts'

/** What is kept of something that came back: the item's id, and the day (`YYYY-MM-DD`). */
export type Kept = { readonly item: string; readonly on: string }

export type HistoryRow = {
  readonly id: string
  readonly patron_index: Buffer
  readonly version: number
  readonly nth: number
  readonly kept: Buffer
}
type SealedKept = Pick<HistoryRow, 'id' | 'version' | 'kept'>

const plainBytes = 128
const what = 'history'

/** The list of one patron, sealed under keys of its own. Whose it is, it does not say. */
export class HistoryList {
  /** A token of whose it is, in hex: the name of the folder of its keys, and what acts upon it wait for. */
  readonly owner: string
  readonly #ring: KeyRing

  constructor(ring: KeyRing, patronId: string) {
    this.#ring = ring
    this.owner = token(ring, 'history owner', patronId).subarray(0, 16).toString('hex')
  }

  /** Whether they asked that what they have is kept. */
  get isKept(): boolean {
    return this.versions.length > 0
  }

  /** The newest last. Asked for anew each time: another process may have erased the list meanwhile. */
  get versions(): readonly number[] {
    return this.#ring.history.versions(this.owner)
  }

  /** The tokens under which rows of it stand: one a version. */
  tokens(): Buffer[] {
    return this.versions.map((version) => this.#key(version).token)
  }

  /** Seals a line of it under the newest key. */
  seal(id: string, nth: number, kept: Kept): HistoryRow {
    const version = this.versions.at(-1) ?? 0
    const key = this.#key(version)
    return {
      ...{ id, version, nth, patron_index: key.token },
      kept: closeBox(key, { what, row: id }, kept, plainBytes),
    }
  }

  /** @throws KeysRefused `keys-damaged`. INVARIANT: called here, and by the gate's Sealed values. */
  open({ id, version, kept }: SealedKept): Kept {
    return openBox(this.#key(version), { what, row: id }, kept) as Kept
  }

  #key(version: number): LinkKey {
    const key = this.#ring.history.key(this.owner, version)
    const seal = Buffer.from(hkdfSync('sha256', key, '', 'carrel/history/1/seal', 32))
    return { night: `history ${version}`, seal, token: historyToken(key) }
  }
}

/** The token under which the lines of a key stand, 16 bytes. */
export function historyToken(key: Buffer): Buffer {
  return createHmac('sha256', key).update('carrel history 1', 'utf8').digest().subarray(0, 16)
}

/**
 * The list that whoever has a loan keeps, and what of the loan is to stand in it; undefined where they keep none. A line
 * is written in the transaction of the return, so it says in the clear neither who nor what.
 */
export function keptOfLoan(
  ring: KeyRing,
  keys: LinkKeys,
  loan: SealedLink,
  on: string,
): { readonly owner: string; seal(id: string, nth: number): HistoryRow; tokens(): Buffer[] } | undefined {
  const { patron, item } = openLink(keys, 'loan', loan)
  const list = new HistoryList(ring, patron)
  if (!list.isKept) return undefined
  return {
    owner: list.owner,
    tokens: () => list.tokens(),
    seal: (id, nth) => list.seal(id, nth, { item, on }),
  }
}

/** Lines as they stand under the newest key, in their order; by its id the line of a return that is undone is found. */
export function resealHistory(list: HistoryList, rows: readonly SealedKept[]): HistoryRow[] {
  return rows.map((row, at) => list.seal(row.id, at + 1, list.open(row)))
}
