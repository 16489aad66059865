import type { ChargeLink } from '../circulation/link.ts'
import { isOwed } from '../sealing/link-change.ts'
import { LinkKeys } from '../sealing/link-keys.ts'
import { madeNow, undoOfCharge } from '../sealing/link-undo.ts'
import { charge, giveUp, settle } from '../store/circulation.ts'
import { staysOnFile } from '../store/close-account.ts'
import { linkOfHandle } from '../store/holds.ts'
import { itemOfId, itemsOfBarcodes } from '../store/items.ts'
import { inContext } from '../store/vault.ts'
import { contextOf, type Lender, type LendingParts, mayLend, seesAll } from './lender.ts'

/** What can be charged for at the desk; `lost` comes of a loan (`lose`). */
export const chargedFor = ['overdue', 'damaged', 'other'] as const

/** A charge to be made; amounts are in cents, above zero. `barcode`: of the item that it is for, if for one. */
export type NewCharge = {
  readonly patronId: string
  readonly kind: (typeof chargedFor)[number] & ChargeLink['kind']
  readonly cents: number
  readonly barcode?: string
}

/** `gone`: it is not there any more, was paid, or the page was open for too long. */
export type NotCharged = 'not-here' | 'nobody' | 'no-such-item'
export type NotPaid = 'not-here' | 'gone' | 'too-much'
export type NotLost = 'not-here' | 'gone' | 'no-price'

/**
 * What a patron owes, at the desk: charged, paid or forgiven, and a loan given up for lost. Amounts alone: no reason and no
 * remark is kept. As lending, it is no entry of the register, and opens nothing: the page that shows what is owed goes by
 * the gate, and acts upon it by the handles that it gave out (decision 0019).
 */
export class Charges {
  readonly #parts: LendingParts

  constructor(parts: LendingParts) {
    this.#parts = parts
  }

  /** Whether somebody charges, takes payments and forgives here: they see whose it is, and for what it is owed. */
  mayCharge(by: Lender): boolean {
    return mayLend(this.#parts, by) && seesAll(this.#parts, by, ['identity', 'charges', 'charges.items'])
  }

  /** Charges a patron. @returns what undoes it for a few minutes */
  async charge(by: Lender, what: NewCharge): Promise<{ readonly undo: string } | NotCharged> {
    const { app, ring, clock } = this.#parts
    if (!this.mayCharge(by)) return 'not-here'
    const { patronId, kind, cents, barcode } = what
    const [item] = barcode === undefined ? [] : await itemsOfBarcodes(app, [barcode])
    if (barcode !== undefined && item === undefined) return 'no-such-item'
    return inContext(app, contextOf(by), async (trx) => {
      if (!(await staysOnFile(trx, patronId))) return 'nobody'
      const owed = { patron: patronId, kind, amountCents: cents, ...(item && { item: item.id }) }
      const charged = await charge(trx, ring, owed)
      return { undo: undoOfCharge(new LinkKeys(ring), { drop: madeNow(charged) }, clock.now()) }
    })
  }

  /** Takes a payment, or forgives. Once nothing is left of it, the charge is cut, and the loan of a lost item with it. */
  async settle(
    by: Lender,
    {
      patronId,
      handle,
      cents,
    }: { readonly patronId: string; readonly handle: string; readonly cents: number },
  ): Promise<{ readonly isOver: boolean; readonly undo: string } | NotPaid> {
    const { app, ring, clock } = this.#parts
    if (!this.mayCharge(by)) return 'not-here'
    return inContext(app, contextOf(by), async (trx) => {
      const of = { table: 'charge', patronId, now: clock.now() } as const
      const found = await linkOfHandle(trx, ring, handle, of)
      if (found === undefined) return 'gone'
      const keys = new LinkKeys(ring)
      if (!isOwed(keys, found.row, cents)) return 'too-much'
      const settled = await settle(trx, ring, { chargeId: found.row.id, cents, on: clock.today() })
      if (settled === undefined) return 'gone'
      const { before, left, isOver, noted, cut } = settled
      const { id } = before
      const undone = left
        ? { set: { id, was: before, became: left } }
        : { put: { id, charge: before }, ...(noted && { noted }), ...(cut && { cut }) }
      return { isOver, undo: undoOfCharge(keys, undone, clock.now()) }
    })
  }

  /**
   * Gives a patron's loan up for lost, and charges them for it.
   * @param of.cents absent where the item's price in the catalogue is to be charged
   */
  async lose(
    by: Lender,
    of: { readonly patronId: string; readonly handle: string; readonly cents?: number | undefined },
  ): Promise<{ readonly undo: string } | NotLost> {
    const { app, ring, clock } = this.#parts
    if (!this.mayCharge(by)) return 'not-here'
    return inContext(app, contextOf(by), async (trx) => {
      const { patronId, handle } = of
      const found = await linkOfHandle(trx, ring, handle, { table: 'loan', patronId, now: clock.now() })
      if (found?.other === undefined) return 'gone'
      const cents = of.cents ?? (await itemOfId(trx, found.other))?.priceCents
      if (!cents) return 'no-price'
      const lost = await giveUp(trx, ring, { itemId: found.other, amountCents: cents })
      if (lost === undefined) return 'gone'
      const { loan, charged } = lost
      return { undo: undoOfCharge(new LinkKeys(ring), { drop: madeNow(charged), loan }, clock.now()) }
    })
  }
}
