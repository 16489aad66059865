import { circulationOpener, isPatronOnFile, type Slip } from '../gate/index.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import { inContext, inPipelinedContext } from '../platform/db/context.ts'
import { type CatalogItem, itemsOfBarcodes, type ScannedItem } from './catalog-store.ts'
import { checkInItem, checkOutItem, type RenewalObstacle, renewLoan } from './checkout-store.ts'
import { type DeskPartsWithFacts, type DeskStaff, deskContext, mayCirculate } from './desk-staff.ts'
import { isTitleWaitedFor } from './hold-store.ts'
import { HoldShelf } from './holds.ts'
import { dueOn, loanRuleFor } from './loan-rules.ts'
import { undoOfCheckIn, undoOfCheckOut, undoOfRenewal } from './sealed-links.ts'
import { isUndoOfPatronOnFile, undoDeskAct } from './undo-store.ts'

/** What was done with an item, and what undoes it for a few minutes: a text that says nothing to whoever reads it. */
export type DeskResult = { readonly item: ScannedItem; readonly undo: string }

/** What came back; with a slip it is kept for whoever waits for it. */
export type CheckedInItem = DeskResult & { readonly slip?: Slip }

/**
 * `not-here`: nothing of a patron may show to this person at this place. `no-such-item`: no item has that barcode.
 * `not-lent`: no rule lends such an item, or the catalogue has it as lost or withdrawn. `nobody`: there is no such patron.
 * `card-expired`: their card has, whatever page was open for them. `card-lost`: since the card was scanned, the last that they had was reported lost. `kept`: it waits for somebody else.
 */
export type CheckOutRefusal =
  | 'not-here'
  | 'no-such-item'
  | 'not-lent'
  | 'nobody'
  | 'card-lost'
  | 'card-expired'
  | 'already-out'
  | 'kept'
export type CheckInRefusal = 'not-here' | 'no-such-item' | 'not-out'
/** `lost`, `enough`, `waited-for`: see `mayRenew`. */
export type RenewalRefusal = CheckInRefusal | 'not-lent' | RenewalObstacle

/**
 * Lending at the desk. It opens nothing: who has something is never said here, and an act is no entry of the register
 * (decision 8 says why an entry would undo the cut). To look at whose card it is goes by the gate.
 */
export class Desk {
  readonly #parts: DeskPartsWithFacts
  readonly #shelf: HoldShelf

  constructor(parts: DeskPartsWithFacts) {
    this.#parts = parts
    this.#shelf = new HoldShelf(parts)
  }

  /** Whether this library lends here, and not by another system. */
  get lends(): boolean {
    return this.#parts.pack.manifest.lending !== undefined
  }

  /** Lends the item with this barcode to a patron, by their id. */
  async lend(
    by: DeskStaff,
    { patronId, barcode }: { readonly patronId: string; readonly barcode: string },
  ): Promise<(DeskResult & { readonly dueOn: string }) | CheckOutRefusal> {
    const { app, ring, clock, facts } = this.#parts
    if (!mayCirculate(this.#parts, by)) return 'not-here'
    const [item] = await this.itemsOf([barcode])
    if (item === undefined) return 'no-such-item'
    const due = this.dueOn(item)
    if (due === undefined) return 'not-lent'
    return inPipelinedContext(app, deskContext(by), async (trx) => {
      const lending = { patronId, itemId: item.id, dueOn: due, on: clock.today() }
      if (!(await facts.hasGoodCard(trx, patronId))) {
        return (await isPatronOnFile(trx, patronId)) ? 'card-expired' : 'nobody'
      }
      const lent = await checkOutItem(trx, ring, lending)
      if (!lent.lent) return lent.because === 'unknown' ? 'nobody' : lent.because
      const undo = undoOfCheckOut(new LinkOpener(circulationOpener(ring)), lent, clock.now())
      return { item, undo, dueOn: due }
    })
  }

  /** Takes the item with this barcode back, whoever has it, and keeps it for whoever waits for it. */
  async takeBack(by: DeskStaff, barcode: string): Promise<CheckedInItem | CheckInRefusal> {
    const { app, ring, clock } = this.#parts
    if (!mayCirculate(this.#parts, by)) return 'not-here'
    const [item] = await this.itemsOf([barcode])
    if (item === undefined) return 'no-such-item'
    const back = await inPipelinedContext(app, deskContext(by), async (trx) => {
      const { loan, waiting } = (await checkInItem(trx, ring, { itemId: item.id, on: clock.today() })) ?? {}
      if (loan === undefined || waiting === undefined) return undefined
      const undo = undoOfCheckIn(new LinkOpener(circulationOpener(ring)), loan, waiting, clock.now())
      // Why looked at here: for most of what comes back nobody waits, and then there is nothing more to do.
      return { undo, isWanted: await isTitleWaitedFor(trx, ring, item.titleId) }
    })
    if (back === undefined) return 'not-out'
    const { undo, isWanted: wanted } = back
    const kept = wanted ? await this.#shelf.keep(item, deskContext(by)) : undefined
    return kept === undefined ? { item, undo } : { item, slip: kept.slip, undo: `${kept.undo}+${undo}` }
  }

  /** Renews the loan of the item with this barcode, whoever has it: today begins anew. */
  async renew(
    by: DeskStaff,
    barcode: string,
  ): Promise<(DeskResult & { readonly dueOn: string }) | RenewalRefusal> {
    const { app, ring, clock } = this.#parts
    if (!mayCirculate(this.#parts, by)) return 'not-here'
    const [item] = await this.itemsOf([barcode])
    if (item === undefined) return 'no-such-item'
    const rule = loanRuleFor(this.#parts.pack, item)
    if (rule === undefined) return 'not-lent'
    const due = dueOn(rule, clock.today())
    return inPipelinedContext(app, deskContext(by), async (trx) => {
      const renewed = await renewLoan(trx, ring, { itemId: item.id, rule, dueOn: due })
      if (renewed === undefined) return 'not-out'
      if (typeof renewed === 'string') return renewed
      return {
        item,
        dueOn: due,
        undo: undoOfRenewal(new LinkOpener(circulationOpener(ring)), renewed, clock.now()),
      }
    })
  }

  /**
   * Undoes what gave out this text, each act in a transaction of its own as it was done. False where it is too late for
   * that: of several, those before the one that cannot be undone are; none where one of those they were of is gone.
   */
  async undo(by: DeskStaff, text: string): Promise<boolean> {
    const { app, ring, clock } = this.#parts
    if (!mayCirculate(this.#parts, by)) return false
    const acts = text.split('+')
    for (const look of [isUndoOfPatronOnFile, undoDeskAct]) {
      for (const act of acts) {
        if (!(await inContext(app, deskContext(by), (trx) => look(trx, ring, act, clock.now())))) return false
      }
    }
    return true
  }

  /** What the catalogue knows of barcodes, in their order. */
  itemsOf(barcodes: readonly string[]): Promise<ScannedItem[]> {
    return itemsOfBarcodes(this.#parts.app, barcodes)
  }

  /** Until when an item is lent today; undefined where it is not lent. */
  dueOn(item: CatalogItem): string | undefined {
    const rule = loanRuleFor(this.#parts.pack, item)
    return rule && dueOn(rule, this.#parts.clock.today())
  }
}
