import { circulationOpener } from '../gate/capabilities.ts'
import { type ChargeLink, seesOnScreen } from '../gate/index.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import { inContext } from '../platform/db/context.ts'
import { lockPatronOnFile } from './account-closing-store.ts'
import { itemOfId, itemsOfBarcodes } from './catalog-store.ts'
import { addCharge, markLoanLost, settleCharge } from './checkout-store.ts'
import { type DeskParts, type DeskStaff, deskContext, mayCirculate } from './desk-staff.ts'
import { linkOfHandle } from './hold-store.ts'
import { asMadeLink, feeOf, undoOfCharge } from './sealed-links.ts'

export const deskChargeKinds = ['overdue', 'damaged', 'other'] as const

type NewCharge = {
  readonly patronId: string
  readonly kind: (typeof deskChargeKinds)[number] & ChargeLink['kind']
  readonly cents: number
  readonly barcode?: string
}

type ChargeRefusal = 'not-here' | 'not-on-file' | 'no-such-item'
type PaymentRefusal = 'not-here' | 'gone' | 'too-much'
type MarkLostRefusal = 'not-here' | 'gone' | 'no-price'

/**
 * Fees at the desk: charge, payment, waiver, lost item. Only amounts are kept. As with loans there is no log entry; the
 * handles come from a record that the gate opened (decision 17).
 */
export class Charges {
  readonly #parts: DeskParts

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  mayCharge(by: DeskStaff): boolean {
    return (
      mayCirculate(this.#parts, by) && seesOnScreen(this.#parts, by, ['identity', 'charges', 'charges.items'])
    )
  }

  /** @returns a token that undoes it for a few minutes */
  async charge(by: DeskStaff, what: NewCharge): Promise<{ readonly undo: string } | ChargeRefusal> {
    const { app, ring, clock } = this.#parts
    if (!this.mayCharge(by)) return 'not-here'
    const { patronId, kind, cents, barcode } = what
    const [item] = barcode === undefined ? [] : await itemsOfBarcodes(app, [barcode])
    if (barcode !== undefined && item === undefined) return 'no-such-item'
    return inContext(app, deskContext(by), async (trx) => {
      if (!(await lockPatronOnFile(trx, patronId))) return 'not-on-file'
      const owed = { patron: patronId, kind, amountCents: cents, ...(item && { item: item.id }) }
      const charged = await addCharge(trx, ring, owed)
      return {
        undo: undoOfCharge(
          new LinkOpener(circulationOpener(ring)),
          { drop: asMadeLink(charged) },
          clock.now(),
        ),
      }
    })
  }

  async settle(
    by: DeskStaff,
    {
      patronId,
      handle,
      cents,
    }: { readonly patronId: string; readonly handle: string; readonly cents: number },
  ): Promise<
    (Pick<ChargeLink, 'kind'> & { readonly leftCents: number; readonly undo: string }) | PaymentRefusal
  > {
    const { app, ring, clock } = this.#parts
    if (!this.mayCharge(by)) return 'not-here'
    return inContext(app, deskContext(by), async (trx) => {
      const of = { table: 'charge', patronId, now: clock.now() } as const
      const found = await linkOfHandle(trx, ring, handle, of)
      if (found === undefined) return 'gone'
      const keys = new LinkOpener(circulationOpener(ring))
      const { kind, amountCents } = feeOf(keys, found.row)
      const leftCents = amountCents - cents
      if (leftCents < 0) return 'too-much'
      const settled = await settleCharge(trx, ring, { chargeId: found.row.id, cents, on: clock.today() })
      if (settled === undefined) return 'gone'
      const { before, left, noted, cut } = settled
      const { id } = before
      const undone = left
        ? { set: { id, was: before, became: left } }
        : { put: { id, charge: before }, ...(noted && { noted }), ...(cut && { cut }) }
      return { kind, leftCents, undo: undoOfCharge(keys, undone, clock.now()) }
    })
  }

  /** Marks a loan lost and charges for it. @param of.cents if absent, the item's price */
  async lose(
    by: DeskStaff,
    of: { readonly patronId: string; readonly handle: string; readonly cents?: number | undefined },
  ): Promise<
    { readonly undo: string; readonly titleId: string | undefined; readonly cents: number } | MarkLostRefusal
  > {
    const { app, ring, clock } = this.#parts
    if (!this.mayCharge(by)) return 'not-here'
    return inContext(app, deskContext(by), async (trx) => {
      const { patronId, handle } = of
      const found = await linkOfHandle(trx, ring, handle, { table: 'loan', patronId, now: clock.now() })
      if (found?.other === undefined) return 'gone'
      const item = await itemOfId(trx, found.other)
      const cents = of.cents ?? item?.priceCents
      if (!cents) return 'no-price'
      const lost = await markLoanLost(trx, ring, { itemId: found.other, amountCents: cents })
      if (lost === undefined) return 'gone'
      const { loan, charged } = lost
      return {
        cents,
        titleId: item?.titleId,
        undo: undoOfCharge(
          new LinkOpener(circulationOpener(ring)),
          { drop: asMadeLink(charged), loan },
          clock.now(),
        ),
      }
    })
  }
}
