import { randomInt } from 'node:crypto'
import type { Slip } from '../circulation/kept.ts'
import { daysAfter } from '../policy/calendar.ts'
import { LinkKeys } from '../sealing/link-keys.ts'
import { undoOfLine } from '../sealing/link-undo.ts'
import { endHold, fill, isOut, keptAs, shelfPage, type Wanted } from '../store/holds.ts'
import { type CatalogueItem, itemsOfBarcodes, type ScannedItem } from '../store/items.ts'
import { beforeAllIds } from '../store/pages.ts'
import { type Context, inContext, inContextAlong } from '../store/vault.ts'
import { contextOf, type Lender, type LendingParts, mayLend, seesAll } from './lender.ts'
import { ruleOf } from './rules.ts'

/** A copy that is kept now. `undo`: absent where it was kept before. */
export type KeptNow = { readonly item: ScannedItem; readonly slip: Slip; readonly undo?: string }

/** `already-out`: it is out. `nobody-waits`: nobody does. `time-over`: nobody came for it, and nobody else waits. */
export type NotKept =
  | 'not-here'
  | 'no-such-item'
  | 'not-lent'
  | 'already-out'
  | 'nobody-waits'
  | { readonly item: ScannedItem; readonly timeOver: true; readonly undo: string }

/** What there is to do at the shelves, as far as one page of reserves tells. */
export type ShelfList = {
  readonly wanted: readonly Wanted[]
  /** Slips whose day is over. */
  readonly over: readonly Slip[]
  /** Where there are more: what comes next. */
  readonly next?: string
}

/** Holds that one list is made from. */
const pageOfHolds = 200

/**
 * The shelf of what is kept for those who wait. It opens nothing: a slip says an alias and a day, and not whose it is. The
 * word that somebody chose for theirs is the gate's to open.
 */
export class Shelf {
  readonly #parts: LendingParts

  constructor(parts: LendingParts) {
    this.#parts = parts
  }

  /** Whether somebody may do here what is done for one patron by name: they see what that patron waits for. */
  mayReserve(by: Lender): boolean {
    return mayLend(this.#parts, by) && seesAll(this.#parts, by, ['identity', 'holds', 'holds.titles'])
  }

  /** Keeps a copy that has just come in for whoever is first in line; undefined where nobody waits. */
  async keep(
    item: CatalogueItem,
    context: Context,
  ): Promise<{ readonly slip: Slip; readonly undo: string } | undefined> {
    const { app, ring, pack, clock, facts } = this.#parts
    const { holds } = pack.manifest
    if (holds === undefined || ruleOf(pack, item) === undefined) return undefined
    const until = daysAfter(clock.today(), holds['kept-days'])
    const copy = { itemId: item.id, titleId: item.titleId, until }
    return inContextAlong(app, context, async (trx) => {
      const kept = await fill(trx, ring, copy, {
        below: (limit) => randomInt(limit),
        chosenBy: async (patronId) => facts?.slipNameOf(trx, patronId),
      })
      if (kept === undefined) return undefined
      const { set, slip } = kept
      return { slip, undo: undoOfLine(new LinkKeys(ring), { set }, clock.now()) }
    })
  }

  /** An item was found on the shelf, or its slip is over: it is kept for the next in line, or goes back. */
  async found(by: Lender, barcode: string): Promise<KeptNow | NotKept> {
    const { app, pack, clock } = this.#parts
    if (!mayLend(this.#parts, by) || pack.manifest.holds === undefined) return 'not-here'
    const [item] = await itemsOfBarcodes(app, [barcode])
    if (item === undefined) return 'no-such-item'
    if (ruleOf(pack, item) === undefined) return 'not-lent'
    const before = await this.#keptBefore(by, item)
    if (before === 'already-out') return before
    if (before !== undefined && before.slip.until >= clock.today()) return { item, slip: before.slip }
    // Why apart: see `fill`.
    const ended = before && (await this.#end(by, before.holdId))
    const kept = await this.keep(item, contextOf(by))
    if (kept !== undefined) {
      return { item, slip: kept.slip, undo: [kept.undo, ended].filter(Boolean).join('+') }
    }
    return ended === undefined ? 'nobody-waits' : { item, timeOver: true, undo: ended }
  }

  /** What is to be taken from the shelves, and put back. @param after what the list before gave as its `next` */
  async list(by: Lender, after = beforeAllIds): Promise<ShelfList | 'not-here'> {
    const { app, ring, pack, clock } = this.#parts
    if (!mayLend(this.#parts, by) || pack.manifest.holds === undefined) return 'not-here'
    const page = await inContext(app, contextOf(by), (trx) =>
      shelfPage(trx, ring, { after, limit: pageOfHolds }),
    )
    const over = page.slips.filter(({ until }) => until < clock.today())
    return { wanted: page.wanted, over, ...(page.next !== undefined && { next: page.next }) }
  }

  #keptBefore(by: Lender, { id: itemId, titleId }: ScannedItem) {
    const { app, ring } = this.#parts
    return inContext(app, contextOf(by), async (trx) => {
      if (await isOut(trx, ring, itemId)) return 'already-out'
      const kept = await keptAs(trx, ring, { itemId, titleId })
      return kept && { holdId: kept.row.id, slip: kept.slip }
    })
  }

  /** @returns what undoes it */
  #end(by: Lender, holdId: string): Promise<string | undefined> {
    const { app, ring, clock } = this.#parts
    return inContext(app, contextOf(by), async (trx) => {
      const ended = await endHold(trx, ring, { holdId, on: clock.today() })
      return ended && undoOfLine(new LinkKeys(ring), ended, clock.now())
    })
  }
}
