import { createHmac, hkdfSync } from 'node:crypto'
import { closeBox, type LinkKey, token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { LinkOpener } from '../platform/crypto/link-keys.ts'
import type { Opener } from '../platform/crypto/opener.ts'
import { openLink, type SealedLink } from './sealed-link.ts'

/** An item id and the day it was returned (`YYYY-MM-DD`). */
export type HistoryLine = { readonly item: string; readonly on: string }

export type HistoryLineRow = {
  readonly id: string
  readonly patron_index: Buffer
  readonly version: number
  readonly nth: number
  readonly kept: Buffer
}
type HistoryOpener = Opener<never, typeof boxPurpose>
type SealedHistoryLine = Pick<HistoryLineRow, 'id' | 'version' | 'kept'>

const plainBytes = 128
const boxPurpose = 'history'

/** One patron's checkout history, sealed under keys of its own. It does not say whose it is. */
export class CheckoutHistoryList {
  /** A hex token of the patron: the name of the key folder and of the lock. */
  readonly owner: string
  readonly #ring: KeyRing

  constructor(ring: KeyRing, patronId: string) {
    this.#ring = ring
    this.owner = token(ring, 'history owner', patronId).subarray(0, 16).toString('hex')
  }

  get isKept(): boolean {
    return this.versions.length > 0
  }

  /** Newest last. Read each time, because another process may have erased the history. */
  get versions(): readonly number[] {
    return this.#ring.history.versions(this.owner)
  }

  tokens(): Buffer[] {
    return this.versions.map((version) => this.#key(version).token)
  }

  seal(id: string, nth: number, kept: HistoryLine): HistoryLineRow {
    const version = this.versions.at(-1) ?? 0
    const key = this.#key(version)
    return {
      id,
      version,
      nth,
      patron_index: key.token,
      kept: closeBox(key, { what: boxPurpose, row: id }, kept, plainBytes),
    }
  }

  /** @throws KeyError `keys-damaged` */
  open(opener: HistoryOpener, { id, version, kept }: SealedHistoryLine): HistoryLine {
    return opener.box(boxPurpose, this.#key(version), { row: id, box: kept }) as HistoryLine
  }

  #key(version: number): LinkKey {
    const key = this.#ring.history.key(this.owner, version)
    const seal = Buffer.from(hkdfSync('sha256', key, '', 'carrel/history/1/seal', 32))
    return { night: `history ${version}`, seal, token: historyToken(key) }
  }
}

export function historyToken(key: Buffer): Buffer {
  return createHmac('sha256', key).update('carrel history 1', 'utf8').digest().subarray(0, 16)
}

/** The borrower's history and the line that a loan would add to it; undefined if they keep none. Nothing is in the clear. */
export function historyLineOfLoan(
  keys: LinkOpener<'loan'>,
  loan: SealedLink,
  on: string,
): { readonly owner: string; seal(id: string, nth: number): HistoryLineRow; tokens(): Buffer[] } | undefined {
  const { patron, item } = openLink(keys, 'loan', loan)
  const list = new CheckoutHistoryList(keys.ring, patron)
  if (!list.isKept) return undefined
  return {
    owner: list.owner,
    tokens: () => list.tokens(),
    seal: (id, nth) => list.seal(id, nth, { item, on }),
  }
}

/** Seals lines again under the newest key, in order. They keep their ids, by which undoing a return finds its line. */
export function resealHistory(
  opener: HistoryOpener,
  list: CheckoutHistoryList,
  rows: readonly SealedHistoryLine[],
): HistoryLineRow[] {
  return rows.map((row, at) => list.seal(row.id, at + 1, list.open(opener, row)))
}
