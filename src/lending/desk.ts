import type { Slip } from '../circulation/kept.ts'
import { dueOn } from '../circulation/loan-rule.ts'
import { LinkKeys } from '../sealing/link-keys.ts'
import { undoOfLending, undoOfRenewal, undoOfReturn } from '../sealing/link-undo.ts'
import { giveBack, lend, renew, type Unrenewed } from '../store/circulation.ts'
import { isOfSomebody, undo } from '../store/circulation-undo.ts'
import { isWanted } from '../store/holds.ts'
import { type CatalogueItem, itemsOfBarcodes, type ScannedItem } from '../store/items.ts'
import { isOnFile } from '../store/patrons.ts'
import { inContext, inContextAlong } from '../store/vault.ts'
import { contextOf, type Lender, mayLend, type PartsOfCards } from './lender.ts'
import { ruleOf } from './rules.ts'
import { Shelf } from './shelf.ts'

/** What was done with an item, and what undoes it for a few minutes: a text that says nothing to whoever reads it. */
export type Done = { readonly item: ScannedItem; readonly undo: string }

/** What came back; with a slip it is kept for whoever waits for it. */
export type Back = Done & { readonly slip?: Slip }

/**
 * `not-here`: nothing of a patron may show to this person at this place. `no-such-item`: no item has that barcode.
 * `not-lent`: no rule lends such an item, or the catalogue has it as lost or withdrawn. `nobody`: there is no such patron.
 * `card-expired`: their card has, whatever page was open for them. `card-lost`: since the card was scanned, the last that they had was reported lost. `kept`: it waits for somebody else.
 */
export type NotLent =
  | 'not-here'
  | 'no-such-item'
  | 'not-lent'
  | 'nobody'
  | 'card-lost'
  | 'card-expired'
  | 'already-out'
  | 'kept'
export type NotTaken = 'not-here' | 'no-such-item' | 'not-out'
/** `lost`, `enough`, `waited-for`: see `mayRenew`. */
export type NotRenewed = NotTaken | 'not-lent' | Unrenewed

/**
 * Lending at the desk. It opens nothing: who has something is never said here, and an act is no entry of the register
 * (decision 0010 says why an entry would undo the cut). To look at whose card it is goes by the gate.
 */
export class Desk {
  readonly #parts: PartsOfCards
  readonly #shelf: Shelf

  constructor(parts: PartsOfCards) {
    this.#parts = parts
    this.#shelf = new Shelf(parts)
  }

  /** Whether this library lends here, and not by another system. */
  get lends(): boolean {
    return this.#parts.pack.manifest.lending !== undefined
  }

  /** Lends the item with this barcode to a patron, by their id. */
  async lend(
    by: Lender,
    { patronId, barcode }: { readonly patronId: string; readonly barcode: string },
  ): Promise<(Done & { readonly dueOn: string }) | NotLent> {
    const { app, ring, clock, facts } = this.#parts
    if (!mayLend(this.#parts, by)) return 'not-here'
    const [item] = await this.itemsOf([barcode])
    if (item === undefined) return 'no-such-item'
    const due = this.dueOn(item)
    if (due === undefined) return 'not-lent'
    return inContextAlong(app, contextOf(by), async (trx) => {
      const lending = { patronId, itemId: item.id, dueOn: due, on: clock.today() }
      if (!(await facts.hasGoodCard(trx, patronId))) {
        return (await isOnFile(trx, patronId)) ? 'card-expired' : 'nobody'
      }
      const lent = await lend(trx, ring, lending)
      if (!lent.lent) return lent.because === 'unknown' ? 'nobody' : lent.because
      const undo = undoOfLending(new LinkKeys(ring), lent, clock.now())
      return { item, undo, dueOn: due }
    })
  }

  /** Takes the item with this barcode back, whoever has it, and keeps it for whoever waits for it. */
  async takeBack(by: Lender, barcode: string): Promise<Back | NotTaken> {
    const { app, ring, clock } = this.#parts
    if (!mayLend(this.#parts, by)) return 'not-here'
    const [item] = await this.itemsOf([barcode])
    if (item === undefined) return 'no-such-item'
    const back = await inContextAlong(app, contextOf(by), async (trx) => {
      const { loan, waiting } = (await giveBack(trx, ring, { itemId: item.id, on: clock.today() })) ?? {}
      if (loan === undefined || waiting === undefined) return undefined
      const undo = undoOfReturn(new LinkKeys(ring), loan, waiting, clock.now())
      // Why looked at here: for most of what comes back nobody waits, and then there is nothing more to do.
      return { undo, isWanted: await isWanted(trx, ring, item.titleId) }
    })
    if (back === undefined) return 'not-out'
    const { undo, isWanted: wanted } = back
    const kept = wanted ? await this.#shelf.keep(item, contextOf(by)) : undefined
    return kept === undefined ? { item, undo } : { item, slip: kept.slip, undo: `${kept.undo}+${undo}` }
  }

  /** Renews the loan of the item with this barcode, whoever has it: today begins anew. */
  async renew(by: Lender, barcode: string): Promise<(Done & { readonly dueOn: string }) | NotRenewed> {
    const { app, ring, clock } = this.#parts
    if (!mayLend(this.#parts, by)) return 'not-here'
    const [item] = await this.itemsOf([barcode])
    if (item === undefined) return 'no-such-item'
    const rule = ruleOf(this.#parts.pack, item)
    if (rule === undefined) return 'not-lent'
    const due = dueOn(rule, clock.today())
    return inContextAlong(app, contextOf(by), async (trx) => {
      const renewed = await renew(trx, ring, { itemId: item.id, rule, dueOn: due })
      if (renewed === undefined) return 'not-out'
      if (typeof renewed === 'string') return renewed
      return { item, dueOn: due, undo: undoOfRenewal(new LinkKeys(ring), renewed, clock.now()) }
    })
  }

  /**
   * Undoes what gave out this text, each act in a transaction of its own as it was done. False where it is too late for
   * that: of several, those before the one that cannot be undone are; none where one of those they were of is gone.
   */
  async undo(by: Lender, text: string): Promise<boolean> {
    const { app, ring, clock } = this.#parts
    if (!mayLend(this.#parts, by)) return false
    const acts = text.split('+')
    for (const look of [isOfSomebody, undo]) {
      for (const act of acts) {
        if (!(await inContext(app, contextOf(by), (trx) => look(trx, ring, act, clock.now())))) return false
      }
    }
    return true
  }

  /** What the catalogue knows of barcodes, in their order. */
  itemsOf(barcodes: readonly string[]): Promise<ScannedItem[]> {
    return itemsOfBarcodes(this.#parts.app, barcodes)
  }

  /** Until when an item is lent today; undefined where it is not lent. */
  dueOn(item: CatalogueItem): string | undefined {
    const rule = ruleOf(this.#parts.pack, item)
    return rule && dueOn(rule, this.#parts.clock.today())
  }
}
