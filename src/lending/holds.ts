import { dueOn } from '../circulation/loan-rule.ts'
import { LinkKeys } from '../sealing/link-keys.ts'
import { madeNow, undoOfLine } from '../sealing/link-undo.ts'
import { type FoundTitle, hasCopy, titlesByWords } from '../store/catalogue.ts'
import { renew, type Unrenewed } from '../store/circulation.ts'
import { endHold, linkOfHandle, reserve } from '../store/holds.ts'
import { itemOfId } from '../store/items.ts'
import { isOnFile } from '../store/patrons.ts'
import { type Context, inContext, titlesOf } from '../store/vault.ts'
import type { PartsOfCards } from './lender.ts'
import { ruleOf } from './rules.ts'

/**
 * `already`: they wait for it. `enough`: they wait for as many titles as the library lets one. `no-such-title`: there is no
 * such title, or no copy of it that could be lent. `card-expired`: their card has. `nobody`: there is no such patron. `not-here`: the library takes
 * reserves by another system.
 */
export type Placed =
  | 'placed'
  | 'already'
  | 'enough'
  | 'no-such-title'
  | 'card-expired'
  | 'nobody'
  | 'not-here'
/** `gone`: it is not there any more, or the page was open for too long. */
export type Cancelled = 'cancelled' | 'gone' | 'not-here'
/** `not-lent`: no rule lends such an item any more; `card-expired`: their card has; for the others see `mayRenew`. */
export type RenewedOwn =
  | { readonly dueOn: string }
  | 'gone'
  | 'not-lent'
  | 'card-expired'
  | 'not-here'
  | Unrenewed

/** How many titles a search shows. */
export const titlesShown = 20

/**
 * Reserves, and renewals of a patron's own loans: for staff at the desk and for a patron's own pages.
 *
 * INVARIANT: whoever calls has made sure that this actor may act for this patron: staff by an ask to the policy
 * (`Shelf`), a patron by their own session. Nothing here opens a sealed value for whoever asks, and no act is an entry
 * of the register, which would tell for as long as its keys are there who waited for what (decision 0019).
 *
 * `holdIndexKey` and `loanIndexKey` are what the gate gives out as `handle` beside a hold or a loan (`handles: true`): a
 * sealed text that says nothing, is of use for an hour and for that patron alone, and outlives the night.
 */
export class Holds {
  readonly #parts: PartsOfCards

  constructor(parts: PartsOfCards) {
    this.#parts = parts
  }

  /** Whether reserves are taken here, and not by another system. */
  get taken(): boolean {
    const { lending, holds } = this.#parts.pack.manifest
    return lending !== undefined && holds !== undefined
  }

  /** Titles by words of title and author, 20 at most; what was searched for is kept nowhere. */
  search(words: string): Promise<{ readonly titles: readonly FoundTitle[]; readonly more: boolean }> {
    return titlesByWords(this.#parts.app, words, titlesShown)
  }

  /** What a title is called; undefined where the catalogue has none of this id. */
  async titleOf(titleId: string): Promise<string | undefined> {
    const { ofTitles } = await titlesOf(this.#parts.app, { items: [], titles: [titleId] })
    return ofTitles.get(titleId)?.title
  }

  /** Puts a patron at the end of the line for a title: first placed, first filled. */
  async place(
    of: { readonly patronId: string; readonly titleId: string },
    context: Context,
  ): Promise<Placed> {
    const placed = await this.placeToUndo(of, context)
    return typeof placed === 'string' ? placed : 'placed'
  }

  /** The same, with what undoes it for a few minutes. */
  async placeToUndo(
    of: { readonly patronId: string; readonly titleId: string },
    context: Context,
  ): Promise<{ readonly undo: string } | Exclude<Placed, 'placed'>> {
    const { app, ring, pack, clock, facts } = this.#parts
    const { holds } = pack.manifest
    if (!this.taken || holds === undefined) return 'not-here'
    if (!(await hasCopy(app, of.titleId))) return 'no-such-title'
    return inContext(app, context, async (trx) => {
      if (!(await facts.hasGoodCard(trx, of.patronId))) {
        return (await isOnFile(trx, of.patronId)) ? 'card-expired' : 'nobody'
      }
      const placed = await reserve(trx, ring, { ...of, atMost: holds['at-most'] })
      if (typeof placed === 'string') return placed
      return { undo: undoOfLine(new LinkKeys(ring), { drop: madeNow(placed.placed) }, clock.now()) }
    })
  }

  /** Takes a patron out of the line, or gives up what is kept for them. */
  async cancel(
    of: { readonly patronId: string; readonly holdIndexKey: string },
    context: Context,
  ): Promise<Cancelled> {
    const cancelled = await this.cancelToUndo(of, context)
    return typeof cancelled === 'string' ? cancelled : 'cancelled'
  }

  /** The same, with what undoes it for a few minutes. */
  async cancelToUndo(
    { patronId, holdIndexKey }: { readonly patronId: string; readonly holdIndexKey: string },
    context: Context,
  ): Promise<{ readonly undo: string } | Exclude<Cancelled, 'cancelled'>> {
    const { app, ring, clock } = this.#parts
    if (!this.taken) return 'not-here'
    return inContext(app, context, async (trx) => {
      const of = { table: 'hold', patronId, now: clock.now() } as const
      const found = await linkOfHandle(trx, ring, holdIndexKey, of)
      const ended = found && (await endHold(trx, ring, { holdId: found.row.id, on: clock.today() }))
      return ended ? { undo: undoOfLine(new LinkKeys(ring), ended, clock.now()) } : 'gone'
    })
  }

  /** Renews a patron's own loan: today begins anew, as often as the pack's rule lets it. */
  async renew(
    { patronId, loanIndexKey }: { readonly patronId: string; readonly loanIndexKey: string },
    context: Context,
  ): Promise<RenewedOwn> {
    const { app, ring, pack, clock, facts } = this.#parts
    if (pack.manifest.lending === undefined) return 'not-here'
    return inContext(app, context, async (trx) => {
      if (!(await facts.hasGoodCard(trx, patronId))) return 'card-expired'
      const of = { table: 'loan', patronId, now: clock.now() } as const
      const itemId = (await linkOfHandle(trx, ring, loanIndexKey, of))?.other
      if (itemId === undefined) return 'gone'
      const item = await itemOfId(trx, itemId)
      const rule = item && ruleOf(pack, item)
      if (rule === undefined) return 'not-lent'
      const due = dueOn(rule, clock.today())
      const renewed = await renew(trx, ring, { itemId, rule, dueOn: due, onlyOf: patronId })
      if (renewed === undefined) return 'gone'
      return typeof renewed === 'string' ? renewed : { dueOn: due }
    })
  }
}
