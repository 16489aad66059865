import { circulationOpener } from '../gate/capabilities.ts'
import { isPatronOnFile, type Slip, seesOnScreen } from '../gate/index.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import { inContext, inPipelinedContext } from '../platform/db/context.ts'
import { type CatalogItem, itemsOfBarcodes, type ScannedItem } from './catalog-store.ts'
import { checkInItem, checkOutItem, type RenewalObstacle, renewLoan } from './checkout-store.ts'
import { type DeskPartsWithFacts, type DeskStaff, deskContext, mayCirculate } from './desk-staff.ts'
import { isAnyCopyIn, isTitleWaitedFor } from './hold-store.ts'
import { HoldShelf } from './holds.ts'
import { dueOn, loanRuleFor } from './loan-rules.ts'
import { dueDateOf, undoOfCheckIn, undoOfCheckOut, undoOfRenewal } from './sealed-links.ts'
import { isUndoOfPatronOnFile, undoDeskAct } from './undo-store.ts'

/** `undo`: a sealed token, valid for a few minutes. */
type DeskResult = { readonly item: ScannedItem; readonly undo: string }

/**
 * `isLastCopy`: someone else waits for the title, and no other copy is in. Said only to those who may see reserves on a record:
 * of one person who waits it tells whether this is them.
 */
type CheckedOutItem = DeskResult & { readonly dueOn: string; readonly isLastCopy: boolean }

/** `overdue`: said only to those who may see on a record that something is. */
/** `off`: what takes it off the hold shelf, and leaves it checked in. */
export type CheckedInItem = DeskResult & {
  readonly slip?: Slip
  readonly off?: string
  readonly overdue: boolean
}

/**
 * `not-here`: this role sees no patron at this place. `not-lent`: no loan rule, or lost or withdrawn. `card-lost`: the
 * last card was reported lost since the scan. `kept`: on the hold shelf for someone else.
 */
export const checkOutRefusals = [
  'not-here',
  'no-such-item',
  'not-lent',
  'not-on-file',
  'card-lost',
  'card-expired',
  'already-out',
  'kept',
] as const
export type CheckOutRefusal = (typeof checkOutRefusals)[number]
type CheckInRefusal = 'not-here' | 'no-such-item' | 'not-out'
type RenewalRefusal = CheckInRefusal | 'not-lent' | RenewalObstacle

/**
 * Check out, check in, renew. Nothing is opened and nothing is logged (decision 8: a log entry would undo the
 * anonymization); seeing whose card it is goes through the gate.
 */
export class Desk {
  readonly #parts: DeskPartsWithFacts
  readonly #shelf: HoldShelf

  constructor(parts: DeskPartsWithFacts) {
    this.#parts = parts
    this.#shelf = new HoldShelf(parts)
  }

  get lends(): boolean {
    return this.#parts.pack.manifest.lending !== undefined
  }

  async lend(
    by: DeskStaff,
    { patronId, barcode }: { readonly patronId: string; readonly barcode: string },
  ): Promise<CheckedOutItem | CheckOutRefusal> {
    const { app, ring, clock, facts } = this.#parts
    if (!mayCirculate(this.#parts, by)) return 'not-here'
    const [item] = await this.itemsOf([barcode])
    if (item === undefined) return 'no-such-item'
    const due = this.dueOn(item)
    if (due === undefined) return 'not-lent'
    return inPipelinedContext(app, deskContext(by), async (trx) => {
      const lending = { patronId, itemId: item.id, dueOn: due, on: clock.today() }
      if (!(await facts.hasGoodCard(trx, patronId))) {
        return (await isPatronOnFile(trx, patronId)) ? 'card-expired' : 'not-on-file'
      }
      const lent = await checkOutItem(trx, ring, lending)
      if (!lent.lent) return lent.because === 'unknown' ? 'not-on-file' : lent.because
      const undo = undoOfCheckOut(new LinkOpener(circulationOpener(ring)), lent, clock.now())
      const isSaid = lent.waitedFor && seesOnScreen(this.#parts, by, ['holds'])
      const isLastCopy = isSaid && !(await isAnyCopyIn(trx, ring, item.titleId))
      return { item, undo, dueOn: due, isLastCopy }
    })
  }

  async takeBack(by: DeskStaff, barcode: string): Promise<CheckedInItem | CheckInRefusal> {
    const { app, ring, clock } = this.#parts
    if (!mayCirculate(this.#parts, by)) return 'not-here'
    const [item] = await this.itemsOf([barcode])
    if (item === undefined) return 'no-such-item'
    const back = await inPipelinedContext(app, deskContext(by), async (trx) => {
      const { loan, waiting } = (await checkInItem(trx, ring, { itemId: item.id, on: clock.today() })) ?? {}
      if (loan === undefined || waiting === undefined) return undefined
      const undo = undoOfCheckIn(new LinkOpener(circulationOpener(ring)), loan, waiting, clock.now())
      // Why here: most returns have no hold, and need no second transaction.
      const { dueOn: due } = dueDateOf(new LinkOpener(circulationOpener(ring)), loan)
      return { undo, due, isWanted: await isTitleWaitedFor(trx, ring, item.titleId) }
    })
    if (back === undefined) return 'not-out'
    const { undo, due, isWanted: wanted } = back
    const overdue = due < clock.today() && seesOnScreen(this.#parts, by, ['overdue'])
    const kept = wanted ? await this.#shelf.keep(item, deskContext(by)) : undefined
    const came = { item, overdue }
    if (kept === undefined) return { ...came, undo }
    return { ...came, slip: kept.slip, off: kept.undo, undo: `${kept.undo}+${undo}` }
  }

  /** The new due date counts from today. */
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
   * Undoes each act in a transaction of its own. False if too late: acts before the first that fails are undone; none
   * are if a patron is gone.
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

  itemsOf(barcodes: readonly string[]): Promise<ScannedItem[]> {
    return itemsOfBarcodes(this.#parts.app, barcodes)
  }

  dueOn(item: CatalogItem): string | undefined {
    const rule = loanRuleFor(this.#parts.pack, item)
    return rule && dueOn(rule, this.#parts.clock.today())
  }
}
