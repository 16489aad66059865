import { cardNumbersIn, cardToken, catalogTitles, endTokens, holdLineOpener } from '../gate/index.ts'
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
import { linksByEndUnlocked } from './link-store.ts'
import { holdKeepingCopy } from './sealed-links.ts'

/** What the catalogue says of a copy beside its title. */
export type CopyValues = {
  readonly barcode: string
  readonly collection?: string
  readonly callNumber?: string
  /** Of those that the pack lends by a rule of their own. */
  readonly itemType?: string
  readonly priceCents?: number
}
/** A copy to add. `made`: an id that the form brings, so that a second press adds none. */
export type NewCopy = CopyValues & {
  readonly made: string
  /** A title that is here, by its id; or the words of a new one. */
  readonly of: string | NewTitle
}

/** A title with some of its copies. */
export type TitlePage = FoundTitle & { readonly copies: readonly Copy[] }
/** In this field is the number of somebody's card, which goes into no catalogue. */
export type CardNumberInField = { readonly cardIn: TypedField }
export type AddItemOutcome = 'added' | 'not-here' | 'barcode-taken' | 'no-such-title' | CardNumberInField
export type ChangeItemOutcome = 'done' | 'not-here' | 'no-such-item' | 'barcode-taken' | CardNumberInField
/** What is typed into the catalogue, or scanned: a scanner types wherever the focus is. */
export type TypedField = 'title' | 'author' | 'barcode' | 'collection' | 'callNumber'
type TypedFields = Readonly<Partial<Record<TypedField, string | null | undefined>>>
/** `out`, `owed`, `kept`: somebody has it, owes for it, or it waits at the desk for somebody. Never who. */
export type WithdrawOutcome = 'done' | 'not-here' | 'no-such-item' | 'out' | 'owed' | 'kept'

/** So many titles a search shows, and so many copies the page of a title. */
export const maxShown = { titles: 20, copies: 50 } as const

/**
 * The catalogue of a library that has no other system: titles and items, which are public. None of it is an entry of the
 * register, and nothing of it happens in a transaction with a link (decision 8).
 */
export class Catalog {
  readonly #parts: DeskParts

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  /** Whether somebody may keep the catalogue here: whoever lends here, and not a volunteer. */
  mayKeep(by: DeskStaff): boolean {
    return (by.role === 'desk' || by.role === 'director') && mayCirculate(this.#parts, by)
  }

  /** The kinds of items that the pack lends by a rule of their own, and whether it lends all others by another. */
  get kinds(): { readonly types: readonly string[]; readonly others: boolean } {
    const types = (this.#parts.pack.manifest.lending ?? []).map((rule) => rule['item-type'])
    const named = types.filter((type) => type !== undefined)
    return { types: [...new Set(named)], others: named.length < types.length }
  }

  /** Titles by their words, those without a copy too; what was searched for is kept nowhere. */
  search(words: string): Promise<{ readonly titles: readonly FoundTitle[]; readonly more: boolean }> {
    return titlesByWords(this.#parts.app, words, maxShown.titles, 'all')
  }

  /** A title with its copies; undefined where there is none of this id. */
  async titlePage(id: string): Promise<TitlePage | undefined> {
    const { app } = this.#parts
    const title = (await catalogTitles(app, { items: [], titles: [id] })).ofTitles.get(id)
    return title && { id, ...title, copies: await copiesOf(app, id, maxShown.copies) }
  }

  /** An item by its barcode, or its id, and its title. */
  async itemPage(key: { readonly barcode: string } | { readonly id: string }) {
    const { app } = this.#parts
    const item = 'id' in key ? await itemOfId(app, key.id) : (await itemsOfBarcodes(app, [key.barcode]))[0]
    const copy = item && (await copyOfId(app, item.id))
    return item && copy && { titleId: item.titleId, title: item.title, author: item.author, ...copy }
  }

  /** Adds a copy, and its title where that is new. */
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
        // Why: a button that was pressed twice added it with the first press.
        if ((await itemsOfBarcodes(trx, [barcode]))[0]?.id === id) return 'added'
        throw new BarcodeTakenError()
      })
    } catch (error) {
      if (error instanceof BarcodeTakenError) return 'barcode-taken'
      throw error
    }
  }

  /** Puts right what the catalogue says of a copy: all that its form has, for what it leaves out is nothing any more. */
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

  /** Takes a barcode from an item that was discarded, and that nothing ties to anybody: it is for another one now. */
  async #freeBarcode(trx: Trx, barcode: string, forItem: string): Promise<void> {
    const [item] = await itemsOfBarcodes(trx, [barcode])
    if (item === undefined || item.id === forItem || item.state !== 'withdrawn') return
    await lockSubject(trx, item.id)
    if ((await this.#tied(trx, item)) === undefined) await setItem(trx, item.id, { barcode: null })
  }

  /** Other words for a title, which was mistyped. */
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
   * Says that an item is lost or was discarded, or that it is here again.
   *
   * Why not while somebody has it or owes for it: the catalogue is public, and the day on which it says so would be that of
   * whoever was at the counter then (decision 8).
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

  /** What ties an item to somebody, who is not looked at. The links are seen and not locked: a lock would write to them. */
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
   * Hostile, or a slip: a card's number in the catalogue would be public. That a number is a card's tells of somebody, so it
   * is on record before it is said; and nothing of an item is written then.
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
  ...{ barcode, call_number: callNumber ?? null, collection: collection ?? null },
  ...{ item_type: itemType ?? null, price_cents: priceCents ?? null },
})

const typedFields = ['barcode', 'title', 'author', 'callNumber', 'collection'] as const

/** Another item has the barcode: nothing of what was added with this one stays. */
class BarcodeTakenError extends Error {
  override name = 'BarcodeTaken'
}
