import type { Transaction } from 'kysely'
import { HistoryList, type Kept } from '../sealing/history.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Permit } from '../sealing/permit.ts'
import { Sealed } from '../sealing/sealed.ts'
import { historyBefore } from '../store/history.ts'
import { historyOpensOn } from '../store/pins.ts'
import type { Schema } from '../store/schema.ts'
import type { Catalogue } from './opened.ts'

/** So many lines a page. */
export const historyPage = 20

/**
 * One page of what a patron had, each line sealed. `kept`: they asked for the list. `opensOn`: the day (`YYYY-MM-DD`) from
 * which it shows, where staff had a hand in the sign-in a few days ago; until then not even whether there is a list.
 */
export type HeldHistory = {
  readonly kept: boolean
  readonly opensOn?: string
  readonly more: boolean
  readonly each: readonly { readonly id: string; readonly nth: number; readonly line: Sealed<Kept> }[]
}

export type OpenedHistory = Omit<HeldHistory, 'each'> & {
  readonly each: readonly {
    readonly id: string
    readonly nth: number
    /** `YYYY-MM-DD` */
    readonly on: string
    /** Null where the catalogue no longer has it. */
    readonly title: string | null
    readonly author: string | null
  }[]
}

/** The lines before one, or the newest. Opens nothing. */
export async function holdHistory(
  trx: Transaction<Schema>,
  ring: KeyRing,
  {
    patronId,
    before,
    today,
  }: { readonly patronId: string; readonly before: number | undefined; readonly today: string },
): Promise<HeldHistory> {
  const opensOn = await historyOpensOn(trx, patronId, today)
  if (opensOn !== null) return { kept: false, opensOn, more: false, each: [] }
  const list = new HistoryList(ring, patronId)
  const rows = await historyBefore(trx, list.tokens(), { before, limit: historyPage + 1 })
  return {
    kept: list.isKept,
    more: rows.length > historyPage,
    each: rows.slice(0, historyPage).map((row) => ({
      ...{ id: row.id, nth: row.nth },
      line: new Sealed<Kept>(patronId, ['history'], () => list.open(row)),
    })),
  }
}

/** The whole list, for paper that names it: so many lines at most, the newest. Opens nothing. */
export async function holdWholeHistory(
  trx: Transaction<Schema>,
  ring: KeyRing,
  { patronId, most }: { readonly patronId: string; readonly most: number },
): Promise<HeldHistory> {
  const list = new HistoryList(ring, patronId)
  const rows = await historyBefore(trx, list.tokens(), { before: undefined, limit: most + 1 })
  return {
    kept: list.isKept,
    more: rows.length > most,
    each: rows.slice(0, most).map((row) => ({
      ...{ id: row.id, nth: row.nth },
      line: new Sealed<Kept>(patronId, ['history'], () => list.open(row)),
    })),
  }
}

/** Opens it, and looks the titles up. */
export async function openHistory(
  held: HeldHistory,
  permit: Permit,
  catalogue: Catalogue,
): Promise<OpenedHistory> {
  const lines = held.each.map(({ id, nth, line }) => ({ id, nth, ...line.open(permit) }))
  const { ofItems } = await catalogue({ items: lines.map(({ item }) => item), titles: [] })
  const each = lines.map(({ item, ...line }) => ({
    ...line,
    ...(ofItems.get(item) ?? { title: null, author: null }),
  }))
  return { ...held, each }
}
