import { holdLineOpener } from '../gate/capabilities.ts'
import { cardNumbersIn, cardToken, catalogTitles, endTokens } from '../gate/index.ts'
import { cardHolderAmong } from '../patrons/index.ts'
import { openUnderAllKeys } from '../platform/crypto/link-keys.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import { recordEntry } from '../register/index.ts'
import {
  addItem,
  addTitle,
  type Copy,
  copiesOf,
  copyOfId,
  type FoundTitle,
  itemOfId,
  itemsOfBarcodes,
  type NewTitle,
  setItem,
  setItemState,
  setTitleWords,
  titlesByWords,
} from './catalog-store.ts'
import { lockSubject } from './checkout-store.ts'
import { type DeskParts, type DeskStaff, deskContext, mayCirculate } from './desk-staff.ts'
import { type CopyStatus, copyStatuses } from './hold-store.ts'
import { linksByEndUnlocked } from './link-store.ts'
import { holdKeepingCopy } from './sealed-links.ts'

export type CopyValues = {
  readonly barcode: string
  readonly collection?: string
  readonly callNumber?: string
  readonly itemType?: string
  readonly priceCents?: number
}
/** `made`: the id the form brought, so that pressing twice adds one copy. */
export type NewCopy = CopyValues & {
  readonly made: string
  readonly of: string | NewTitle
}

export type TitlePage = FoundTitle & { readonly copies: readonly Copy[] }
/** This field holds a patron's card number, which must not enter the public catalog. */
export type CardNumberInField = { readonly cardIn: TypedField }
type AddItemOutcome = 'added' | 'not-here' | 'barcode-taken' | 'no-such-title' | CardNumberInField
type ChangeItemOutcome = 'done' | 'not-here' | 'no-such-item' | 'barcode-taken' | CardNumberInField
/** Fields a card number could end up in: a scanner types into whichever has the focus. */
type TypedField = 'title' | 'author' | 'barcode' | 'collection' | 'callNumber'
type TypedFields = Readonly<Partial<Record<TypedField, string | null | undefined>>>
/** `out`: checked out. `owed`: someone owes for it. `kept`: on the hold shelf. */
type WithdrawOutcome = 'done' | 'not-here' | 'no-such-item' | 'out' | 'owed' | 'kept'

export const maxShown = { titles: 20, copies: 50 } as const

/**
 * Edits the public catalog of a library without another system. No log entries, and never in a transaction with a link
 * (decision 8).
 */
export class Catalog {
  readonly #parts: DeskParts

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  mayKeep(by: DeskStaff): boolean {
    return (by.role === 'desk' || by.role === 'director') && mayCirculate(this.#parts, by)
  }

  get kinds(): { readonly types: readonly string[]; readonly others: boolean } {
    const types = (this.#parts.pack.manifest.lending ?? []).map((rule) => rule['item-type'])
    const named = types.filter((type) => type !== undefined)
    return { types: [...new Set(named)], others: named.length < types.length }
  }

  /** Includes titles without copies. The search terms are not stored. */
  search(words: string): Promise<{ readonly titles: readonly FoundTitle[]; readonly more: boolean }> {
    return titlesByWords(this.#parts.app, words, maxShown.titles, 'all')
  }

  async titlePage(id: string): Promise<TitlePage | undefined> {
    const { app } = this.#parts
    const title = (await catalogTitles(app, { items: [], titles: [id] })).ofTitles.get(id)
    return title && { id, ...title, copies: await copiesOf(app, id, maxShown.copies) }
  }

  async itemPage(key: { readonly barcode: string } | { readonly id: string }) {
    const { app } = this.#parts
    const item = 'id' in key ? await itemOfId(app, key.id) : (await itemsOfBarcodes(app, [key.barcode]))[0]
    const copy = item && (await copyOfId(app, item.id))
    return item && copy && { titleId: item.titleId, title: item.title, author: item.author, ...copy }
  }

  /** Where copies of a title are and when they are due, by their ids; never who has one. */
  copyStatuses(
    by: DeskStaff,
    titleId: string,
    copies: readonly Pick<Copy, 'id'>[],
  ): Promise<ReadonlyMap<string, CopyStatus>> {
    const { app, ring } = this.#parts
    const ofTitle = copies.map(({ id }) => ({ id, titleId }))
    return inContext(app, deskContext(by), (trx) => copyStatuses(trx, ring, ofTitle))
  }

  async add(by: DeskStaff, copy: NewCopy): Promise<AddItemOutcome> {
    if (!this.mayKeep(by)) return 'not-here'
    const { app } = this.#parts
    const title = typeof copy.of === 'string' ? copy.of : copy.made
    if (typeof copy.of === 'string' && (await this.titlePage(copy.of)) === undefined) return 'no-such-title'
    try {
      return await inContext(app, deskContext(by), async (trx) => {
        const words = typeof copy.of === 'string' ? {} : copy.of
        const cardIn = await this.#cardIn(trx, by, { ...copy, ...words })
        if (cardIn !== undefined) return cardIn
        if (typeof copy.of !== 'string') await addTitle(trx, { id: copy.made, ...copy.of })
        const { made: id, barcode } = copy
        await this.#freeBarcode(trx, copy.barcode, id)
        const isNew = await addItem(trx, { id, title_id: title, ...itemValues(copy) })
        if (isNew) return 'added'
        // Why: the first press of a button that was pressed twice has added it.
        if ((await itemsOfBarcodes(trx, [barcode]))[0]?.id === id) return 'added'
        throw new BarcodeTakenError()
      })
    } catch (error) {
      if (error instanceof BarcodeTakenError) return 'barcode-taken'
      throw error
    }
  }

  /** Replaces every field of a copy; a field left out becomes empty. */
  async change(by: DeskStaff, id: string, values: CopyValues): Promise<ChangeItemOutcome> {
    if (!this.mayKeep(by)) return 'not-here'
    return inContext(this.#parts.app, deskContext(by), async (trx) => {
      const cardIn = await this.#cardIn(trx, by, values)
      if (cardIn !== undefined) return cardIn
      await this.#freeBarcode(trx, values.barcode, id)
      const [taken] = await itemsOfBarcodes(trx, [values.barcode])
      if (taken !== undefined && taken.id !== id) return 'barcode-taken'
      return (await setItem(trx, id, itemValues(values))) ? 'done' : 'no-such-item'
    })
  }

  /** Frees the barcode of a withdrawn item with no loan, charge or hold, for reuse. */
  async #freeBarcode(trx: Trx, barcode: string, forItem: string): Promise<void> {
    const [item] = await itemsOfBarcodes(trx, [barcode])
    if (item === undefined || item.id === forItem || item.state !== 'withdrawn') return
    await lockSubject(trx, item.id)
    if ((await this.#tied(trx, item)) === undefined) await setItem(trx, item.id, { barcode: null })
  }

  async correct(
    by: DeskStaff,
    id: string,
    words: NewTitle,
  ): Promise<'done' | 'not-here' | 'no-such-title' | CardNumberInField> {
    if (!this.mayKeep(by)) return 'not-here'
    return inContext(this.#parts.app, deskContext(by), async (trx) => {
      const cardIn = await this.#cardIn(trx, by, words)
      if (cardIn !== undefined) return cardIn
      return (await setTitleWords(trx, id, words)) ? 'done' : 'no-such-title'
    })
  }

  /**
   * Marks an item as lost, withdrawn or available.
   *
   * Why not while someone has it or owes for it: the catalog is public, and the date of the change would point to
   * whoever was at the desk that day (decision 8).
   */
  async withdraw(
    by: DeskStaff,
    { id, as }: { readonly id: string; readonly as: 'here' | 'lost' | 'withdrawn' },
  ): Promise<WithdrawOutcome> {
    if (!this.mayKeep(by)) return 'not-here'
    const { app } = this.#parts
    return inContext(app, deskContext(by), async (trx) => {
      await lockSubject(trx, id)
      const item = await itemOfId(trx, id)
      if (item === undefined) return 'no-such-item'
      const tied = as === 'here' ? undefined : await this.#tied(trx, item)
      if (tied !== undefined) return tied
      return (await setItemState(trx, id, as)) ? 'done' : 'no-such-item'
    })
  }

  /** Reads the links without locking them, since a lock would write to them. */
  #tied(
    trx: Trx,
    { id, titleId }: { readonly id: string; readonly titleId: string },
  ): Promise<'out' | 'owed' | 'kept' | undefined> {
    return openUnderAllKeys(holdLineOpener(this.#parts.ring), async (keys) => {
      const of = (table: 'loan' | 'charge') =>
        linksByEndUnlocked(trx, table, 'other', endTokens(keys, table, 'other', id))
      if ((await of('loan')).length > 0) return 'out'
      if ((await of('charge')).length > 0) return 'owed'
      const line = await linksByEndUnlocked(trx, 'hold', 'other', endTokens(keys, 'hold', 'other', titleId))
      return holdKeepingCopy(keys, line, id) === undefined ? undefined : 'kept'
    })
  }

  /**
   * Hostile, or a slip: a card number in the catalog would be public. Saying that a number is a card reveals a patron,
   * so it is logged first.
   */
  async #cardIn(trx: Trx, by: DeskStaff, typed: TypedFields): Promise<CardNumberInField | undefined> {
    const { ring, clock, pack } = this.#parts
    for (const field of typedFields) {
      const tokens = cardNumbersIn(typed[field] ?? '').map((number) => cardToken(ring, number))
      const holder = await cardHolderAmong(trx, ring, tokens)
      if (holder === undefined) continue
      const { accountId: actor, role, place } = by
      const what = { kind: 'card-as-barcode', subjects: [holder.patronId], pack: pack.hash }
      await recordEntry(trx, { ring, now: clock.now() }, { ...what, actor, role, place })
      return { cardIn: field }
    }
    return undefined
  }
}

const itemValues = ({ barcode, collection, callNumber, itemType, priceCents }: CopyValues) => ({
  barcode,
  call_number: callNumber ?? null,
  collection: collection ?? null,
  item_type: itemType ?? null,
  price_cents: priceCents ?? null,
})

const typedFields = ['barcode', 'title', 'author', 'callNumber', 'collection'] as const

class BarcodeTakenError extends Error {}
