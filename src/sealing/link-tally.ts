import { randomUUID } from 'node:crypto'
import type { CutLinks, MonthCount, Returned } from '../circulation/tally.ts'
import { token } from './field.ts'
import type { KeyRing } from './key-ring.ts'
import { openLink, type SealedLink } from './link.ts'
import { closeBox, openBox } from './link-box.ts'
import type { LinkKeys } from './link-keys.ts'

/** Something that waits to be counted: a return, or holds or charges that were cut. */
export type WaitingRow = { readonly id: string; readonly night: string; readonly sealed: Buffer }

/** The count of a month that is not over. `month` is `YYYY-MM`. */
export type OpenMonth = { readonly month: string; readonly night: string; readonly count: Buffer }

const returned = 'return'
const count = 'count'

/**
 * What of a loan is counted, sealed apart from whoever had it.
 * INVARIANT: sealed once, under the key of its night. Sealed anew it could be read for longer, and it was written in
 * the transaction that deleted the loan.
 */
export function returnOf(ring: KeyRing, keys: LinkKeys, loan: SealedLink, on: string): WaitingRow {
  const { patron, item, band } = openLink(keys, 'loan', loan)
  const [hint = 0] = token(ring, 'tally.hint', patron)
  const id = randomUUID()
  const value: Returned = { item, band, on, hint }
  const key = keys.newest
  return { id, night: key.night, sealed: closeBox(key, { what: returned, row: id }, value, 128) }
}

/** How many holds or charges were cut, sealed like a return, and of the same length. */
export function cutOf(keys: LinkKeys, cut: CutLinks): WaitingRow {
  const id = randomUUID()
  const key = keys.newest
  return { id, night: key.night, sealed: closeBox(key, { what: returned, row: id }, cut, 128) }
}

/** @throws KeysRefused where its key is gone */
export function openWaiting(keys: LinkKeys, { id, night, sealed }: WaitingRow): Returned | CutLinks {
  return openBox(keys.at(night), { what: returned, row: id }, sealed) as Returned | CutLinks
}

/** Seals a month's count under the newest key. Its length tells roughly how many items it has. */
export function sealMonth(keys: LinkKeys, month: string, value: MonthCount): OpenMonth {
  const key = keys.newest
  return { month, night: key.night, count: closeBox(key, { what: count, row: month }, value, 4096) }
}

/** @throws KeysRefused where its key is gone */
export function openMonth(keys: LinkKeys, open: OpenMonth): MonthCount {
  return openBox(keys.at(open.night), { what: count, row: open.month }, open.count) as MonthCount
}

/** The same count under the newest key. @throws KeysRefused where its key is gone */
export function resealMonth(keys: LinkKeys, open: OpenMonth): OpenMonth {
  return sealMonth(keys, open.month, openMonth(keys, open))
}
