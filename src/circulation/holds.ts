import { randomInt } from 'node:crypto'
import { catalogTitles, holdLineOpener, isPatronOnFile, type Slip } from '../gate/index.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import { type Context, inContext, inPipelinedContext } from '../platform/db/context.ts'
import { beforeAllIds } from '../platform/db/statements.ts'
import { daysAfter } from '../policy/index.ts'
import {
  type CatalogItem,
  type FoundTitle,
  hasCopy,
  itemOfId,
  itemsOfBarcodes,
  type ScannedItem,
  titlesByWords,
} from './catalog-store.ts'
import { type RenewalObstacle, renewLoan } from './checkout-store.ts'
import {
  type DeskParts,
  type DeskPartsWithFacts,
  type DeskStaff,
  deskContext,
  mayCirculate,
  seesAll,
} from './desk-staff.ts'
import {
  addHold,
  endHold,
  fillNextHold,
  isCheckedOut,
  keptCopyOf,
  linkOfHandle,
  type PullListTitle,
  pullListTitles,
} from './hold-store.ts'
import { dueOn, loanRuleFor } from './loan-rules.ts'
import { asMadeLink, undoOfHolds } from './sealed-links.ts'

/**
 * `already`: they wait for it. `enough`: they wait for as many titles as the library lets one. `no-such-title`: there is no
 * such title, or no copy of it that could be lent. `card-expired`: their card has. `nobody`: there is no such patron. `not-here`: the library takes
 * reserves by another system.
 */
export type PlaceHoldOutcome =
  | 'placed'
  | 'already'
  | 'enough'
  | 'no-such-title'
  | 'card-expired'
  | 'nobody'
  | 'not-here'
/** `gone`: it is not there any more, or the page was open for too long. */
export type CancelHoldOutcome = 'cancelled' | 'gone' | 'not-here'
/** `not-lent`: no rule lends such an item any more; `card-expired`: their card has; for the others see `mayRenew`. */
export type RenewOwnLoanOutcome =
  | { readonly dueOn: string }
  | 'gone'
  | 'not-lent'
  | 'card-expired'
  | 'not-here'
  | RenewalObstacle

/** How many titles a search shows. */
export const maxTitlesShown = 20

/**
 * Reserves, and renewals of a patron's own loans: for staff at the desk and for a patron's own pages.
 *
 * INVARIANT: whoever calls has made sure that this actor may act for this patron: staff by an ask to the policy
 * (`Shelf`), a patron by their own session. Nothing here opens a sealed value for whoever asks, and no act is an entry
 * of the register, which would tell for as long as its keys are there who waited for what (decision 17).
 *
 * `holdIndexKey` and `loanIndexKey` are what the gate gives out as `handle` beside a hold or a loan (`handles: true`): a
 * sealed text that says nothing, is of use for an hour and for that patron alone, and outlives the night.
 */
export class PatronHolds {
  readonly #parts: DeskPartsWithFacts

  constructor(parts: DeskPartsWithFacts) {
    this.#parts = parts
  }

  /** Whether reserves are taken here, and not by another system. */
  get taken(): boolean {
    const { lending, holds } = this.#parts.pack.manifest
    return lending !== undefined && holds !== undefined
  }

  /** Titles by words of title and author, 20 at most; what was searched for is kept nowhere. */
  search(words: string): Promise<{ readonly titles: readonly FoundTitle[]; readonly more: boolean }> {
    return titlesByWords(this.#parts.app, words, maxTitlesShown)
  }

  /** What a title is called; undefined where the catalogue has none of this id. */
  async titleOf(titleId: string): Promise<string | undefined> {
    const { ofTitles } = await catalogTitles(this.#parts.app, { items: [], titles: [titleId] })
    return ofTitles.get(titleId)?.title
  }

  /** Puts a patron at the end of the line for a title: first placed, first filled. */
  async place(
    of: { readonly patronId: string; readonly titleId: string },
    context: Context,
  ): Promise<PlaceHoldOutcome> {
    const placed = await this.placeToUndo(of, context)
    return typeof placed === 'string' ? placed : 'placed'
  }

  /** The same, with what undoes it for a few minutes. */
  async placeToUndo(
    of: { readonly patronId: string; readonly titleId: string },
    context: Context,
  ): Promise<{ readonly undo: string } | Exclude<PlaceHoldOutcome, 'placed'>> {
    const { app, ring, pack, clock, facts } = this.#parts
    const { holds } = pack.manifest
    if (!this.taken || holds === undefined) return 'not-here'
    if (!(await hasCopy(app, of.titleId))) return 'no-such-title'
    return inContext(app, context, async (trx) => {
      if (!(await facts.hasGoodCard(trx, of.patronId))) {
        return (await isPatronOnFile(trx, of.patronId)) ? 'card-expired' : 'nobody'
      }
      const placed = await addHold(trx, ring, { ...of, atMost: holds['at-most'] })
      if (typeof placed === 'string') return placed
      return {
        undo: undoOfHolds(
          new LinkOpener(holdLineOpener(ring)),
          { drop: asMadeLink(placed.placed) },
          clock.now(),
        ),
      }
    })
  }

  /** Takes a patron out of the line, or gives up what is kept for them. */
  async cancel(
    of: { readonly patronId: string; readonly holdIndexKey: string },
    context: Context,
  ): Promise<CancelHoldOutcome> {
    const cancelled = await this.cancelToUndo(of, context)
    return typeof cancelled === 'string' ? cancelled : 'cancelled'
  }

  /** The same, with what undoes it for a few minutes. */
  async cancelToUndo(
    { patronId, holdIndexKey }: { readonly patronId: string; readonly holdIndexKey: string },
    context: Context,
  ): Promise<{ readonly undo: string } | Exclude<CancelHoldOutcome, 'cancelled'>> {
    const { app, ring, clock } = this.#parts
    if (!this.taken) return 'not-here'
    return inContext(app, context, async (trx) => {
      const of = { table: 'hold', patronId, now: clock.now() } as const
      const found = await linkOfHandle(trx, ring, holdIndexKey, of)
      const ended = found && (await endHold(trx, ring, { holdId: found.row.id, on: clock.today() }))
      return ended ? { undo: undoOfHolds(new LinkOpener(holdLineOpener(ring)), ended, clock.now()) } : 'gone'
    })
  }

  /** Renews a patron's own loan: today begins anew, as often as the pack's rule lets it. */
  async renew(
    { patronId, loanIndexKey }: { readonly patronId: string; readonly loanIndexKey: string },
    context: Context,
  ): Promise<RenewOwnLoanOutcome> {
    const { app, ring, pack, clock, facts } = this.#parts
    if (pack.manifest.lending === undefined) return 'not-here'
    return inContext(app, context, async (trx) => {
      if (!(await facts.hasGoodCard(trx, patronId))) return 'card-expired'
      const of = { table: 'loan', patronId, now: clock.now() } as const
      const itemId = (await linkOfHandle(trx, ring, loanIndexKey, of))?.other
      if (itemId === undefined) return 'gone'
      const item = await itemOfId(trx, itemId)
      const rule = item && loanRuleFor(pack, item)
      if (rule === undefined) return 'not-lent'
      const due = dueOn(rule, clock.today())
      const renewed = await renewLoan(trx, ring, { itemId, rule, dueOn: due, onlyOf: patronId })
      if (renewed === undefined) return 'gone'
      return typeof renewed === 'string' ? renewed : { dueOn: due }
    })
  }
}

/** A copy that is kept now. `undo`: absent where it was kept before. */
export type KeptItem = { readonly item: ScannedItem; readonly slip: Slip; readonly undo?: string }

/** `already-out`: it is out. `nobody-waits`: nobody does. `time-over`: nobody came for it, and nobody else waits. */
export type KeepRefusal =
  | 'not-here'
  | 'no-such-item'
  | 'not-lent'
  | 'already-out'
  | 'nobody-waits'
  | { readonly item: ScannedItem; readonly timeOver: true; readonly undo: string }

/** What there is to do at the shelves, as far as one page of reserves tells. */
export type PullList = {
  readonly wanted: readonly PullListTitle[]
  /** Slips whose day is over. */
  readonly over: readonly Slip[]
  /** Where there are more: what comes next. */
  readonly next?: string
}

/** Holds that one list is made from. */
const holdsPerPage = 200

/**
 * The shelf of what is kept for those who wait. It opens nothing: a slip says an alias and a day, and not whose it is. The
 * word that somebody chose for theirs is the gate's to open.
 */
export class HoldShelf {
  readonly #parts: DeskParts

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  /** Whether somebody may do here what is done for one patron by name: they see what that patron waits for. */
  mayReserve(by: DeskStaff): boolean {
    return mayCirculate(this.#parts, by) && seesAll(this.#parts, by, ['identity', 'holds', 'holds.titles'])
  }

  /** Keeps a copy that has just come in for whoever is first in line; undefined where nobody waits. */
  async keep(
    item: CatalogItem,
    context: Context,
  ): Promise<{ readonly slip: Slip; readonly undo: string } | undefined> {
    const { app, ring, pack, clock, facts } = this.#parts
    const { holds } = pack.manifest
    if (holds === undefined || loanRuleFor(pack, item) === undefined) return undefined
    const until = daysAfter(clock.today(), holds['kept-days'])
    const copy = { itemId: item.id, titleId: item.titleId, until }
    return inPipelinedContext(app, context, async (trx) => {
      const kept = await fillNextHold(trx, ring, copy, {
        below: (limit) => randomInt(limit),
        chosenBy: async (patronId) => facts?.slipNameOf(trx, patronId),
      })
      if (kept === undefined) return undefined
      const { set, slip } = kept
      return { slip, undo: undoOfHolds(new LinkOpener(holdLineOpener(ring)), { set }, clock.now()) }
    })
  }

  /** An item was found on the shelf, or its slip is over: it is kept for the next in line, or goes back. */
  async found(by: DeskStaff, barcode: string): Promise<KeptItem | KeepRefusal> {
    const { app, pack, clock } = this.#parts
    if (!mayCirculate(this.#parts, by) || pack.manifest.holds === undefined) return 'not-here'
    const [item] = await itemsOfBarcodes(app, [barcode])
    if (item === undefined) return 'no-such-item'
    if (loanRuleFor(pack, item) === undefined) return 'not-lent'
    const before = await this.#keptBefore(by, item)
    if (before === 'already-out') return before
    if (before !== undefined && before.slip.until >= clock.today()) return { item, slip: before.slip }
    // Why apart: see `fill`.
    const ended = before && (await this.#end(by, before.holdId))
    const kept = await this.keep(item, deskContext(by))
    if (kept !== undefined) {
      return { item, slip: kept.slip, undo: [kept.undo, ended].filter(Boolean).join('+') }
    }
    return ended === undefined ? 'nobody-waits' : { item, timeOver: true, undo: ended }
  }

  /** What is to be taken from the shelves, and put back. @param after what the list before gave as its `next` */
  async list(by: DeskStaff, after = beforeAllIds): Promise<PullList | 'not-here'> {
    const { app, ring, pack, clock } = this.#parts
    if (!mayCirculate(this.#parts, by) || pack.manifest.holds === undefined) return 'not-here'
    const page = await inContext(app, deskContext(by), (trx) =>
      pullListTitles(trx, ring, { after, limit: holdsPerPage }),
    )
    const over = page.slips.filter(({ until }) => until < clock.today())
    return { wanted: page.wanted, over, ...(page.next !== undefined && { next: page.next }) }
  }

  #keptBefore(by: DeskStaff, { id: itemId, titleId }: ScannedItem) {
    const { app, ring } = this.#parts
    return inContext(app, deskContext(by), async (trx) => {
      if (await isCheckedOut(trx, ring, itemId)) return 'already-out'
      const kept = await keptCopyOf(trx, ring, { itemId, titleId })
      return kept && { holdId: kept.row.id, slip: kept.slip }
    })
  }

  /** @returns what undoes it */
  #end(by: DeskStaff, holdId: string): Promise<string | undefined> {
    const { app, ring, clock } = this.#parts
    return inContext(app, deskContext(by), async (trx) => {
      const ended = await endHold(trx, ring, { holdId, on: clock.today() })
      return ended && undoOfHolds(new LinkOpener(holdLineOpener(ring)), ended, clock.now())
    })
  }
}
