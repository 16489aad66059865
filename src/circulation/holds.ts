import { randomInt } from 'node:crypto'
import { holdLineOpener } from '../gate/capabilities.ts'
import { catalogTitles, isPatronOnFile, type Slip, seesOnScreen } from '../gate/index.ts'
import { minutesBefore } from '../platform/clock.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import { type Context, inContext, inPipelinedContext, type Trx } from '../platform/db/context.ts'
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
} from './desk-staff.ts'
import {
  type Availability,
  addHold,
  availabilityOf,
  endHold,
  fillNextHold,
  isCheckedOut,
  keptCopyOf,
  linkOfHandle,
  type PullListTitle,
  pullListTitles,
  type TitleWithoutCopy,
  titlesWithoutCopy,
} from './hold-store.ts'
import { dueOn, loanRuleFor } from './loan-rules.ts'
import { asMadeLink, undoOfHolds, undoOfKeptCopy } from './sealed-links.ts'

/**
 * `enough`: they have as many holds as the library allows. `no-such-title`: also if no copy can circulate. `not-here`:
 * another system takes holds.
 */
type PlaceHoldOutcome = 'placed' | 'already' | 'enough' | 'no-such-title' | CardFault | 'not-here'
type CardFault = 'card-expired' | 'not-on-file'
/** `gone`: removed, or its handle has expired. */
type CancelHoldOutcome = 'cancelled' | 'gone' | 'not-here'
type RenewOwnLoanOutcome =
  | { readonly dueOn: string }
  | 'gone'
  | 'not-lent'
  | 'card-expired'
  | 'not-here'
  | RenewalObstacle

const maxTitlesShown = 20

/**
 * Holds, and renewals of a patron's own loans, for staff and for a patron's own pages.
 *
 * INVARIANT: the caller has made sure that this actor may act for this patron: staff through the policy (`HoldShelf`),
 * a patron by their session. Nothing sealed is opened for the caller and nothing is logged: an entry would tell who
 * waited for what for as long as its keys last (decision 17).
 *
 * `holdIndexKey` and `loanIndexKey` are the `handle`s that the gate returns with a hold or loan (`handles: true`):
 * sealed, valid for an hour and for that patron alone, also across the nightly resealing.
 */
export class PatronHolds {
  readonly #parts: DeskPartsWithFacts

  constructor(parts: DeskPartsWithFacts) {
    this.#parts = parts
  }

  /** Whether holds are placed with Carrel, not with another system. */
  get taken(): boolean {
    const { lending, holds } = this.#parts.pack.manifest
    return lending !== undefined && holds !== undefined
  }

  search(words: string): Promise<{ readonly titles: readonly FoundTitle[]; readonly more: boolean }> {
    return titlesByWords(this.#parts.app, words, maxTitlesShown)
  }

  /** How many copies of each title are in, and when the next is due; never who has one. */
  availability(titleIds: readonly string[], context: Context): Promise<ReadonlyMap<string, Availability>> {
    const { app, ring } = this.#parts
    return inContext(app, context, (trx) => availabilityOf(trx, ring, titleIds))
  }

  async titleOf(titleId: string): Promise<string | undefined> {
    const { ofTitles } = await catalogTitles(this.#parts.app, { items: [], titles: [titleId] })
    return ofTitles.get(titleId)?.title
  }

  async place(
    of: { readonly patronId: string; readonly titleId: string },
    context: Context,
  ): Promise<PlaceHoldOutcome> {
    const placed = await this.placeToUndo(of, context)
    return typeof placed === 'string' ? placed : 'placed'
  }

  async placeToUndo(
    of: { readonly patronId: string; readonly titleId: string },
    context: Context,
  ): Promise<{ readonly undo: string } | Exclude<PlaceHoldOutcome, 'placed'>> {
    const { app, ring, pack, clock } = this.#parts
    const { holds } = pack.manifest
    if (!this.taken || holds === undefined) return 'not-here'
    if (!(await hasCopy(app, of.titleId))) return 'no-such-title'
    return inContext(app, context, async (trx) => {
      const fault = await this.#cardFault(trx, of.patronId)
      if (fault !== undefined) return fault
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

  /** What keeps this patron from any hold. Told before a title is looked for. */
  cardFault(patronId: string, context: Context): Promise<CardFault | undefined> {
    return inContext(this.#parts.app, context, (trx) => this.#cardFault(trx, patronId))
  }

  async #cardFault(trx: Trx, patronId: string): Promise<CardFault | undefined> {
    if (await this.#parts.facts.hasGoodCard(trx, patronId)) return undefined
    return (await isPatronOnFile(trx, patronId)) ? 'card-expired' : 'not-on-file'
  }

  async cancel(
    of: { readonly patronId: string; readonly holdIndexKey: string },
    context: Context,
  ): Promise<CancelHoldOutcome> {
    const cancelled = await this.cancelToUndo(of, context)
    return typeof cancelled === 'string' ? cancelled : 'cancelled'
  }

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

  /**
   * The new due date counts from today, as often as the pack's rule allows. `not-yet`: it would stay the same, so that
   * none of them is used up.
   */
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
      const renewed = await renewLoan(trx, ring, {
        itemId,
        rule,
        dueOn: due,
        onlyOf: patronId,
        onlyLater: true,
      })
      if (renewed === undefined) return 'gone'
      return typeof renewed === 'string' ? renewed : { dueOn: due }
    })
  }

  /** Which of the handles on a page that was opened again is of the loan that this one is of. */
  async sameLoan(
    patronId: string,
    pressed: string,
    handles: readonly string[],
    context: Context,
  ): Promise<string | undefined> {
    const { app, ring, clock } = this.#parts
    return inContext(app, context, async (trx) => {
      const of = { table: 'loan', patronId, now: clock.now() } as const
      const loanId = async (handle: string) => (await linkOfHandle(trx, ring, handle, of))?.row.id
      const wanted = await loanId(pressed)
      if (wanted === undefined) return undefined
      for (const handle of handles) if ((await loanId(handle)) === wanted) return handle
      return undefined
    })
  }
}

/** `off`: what takes a copy that was on the shelf before the scan off it. */
export type KeptItem = {
  readonly item: ScannedItem
  readonly slip: Slip
  readonly undo?: string
  readonly off?: string
}

/** `nobodyWaits`: which item it was, since titles repeat. `timeOver`: it was not picked up in time, and no one else waits. */
type KeepRefusal =
  | 'not-here'
  | 'no-such-item'
  | 'not-lent'
  | 'already-out'
  | { readonly item: ScannedItem; readonly nobodyWaits: true }
  | { readonly item: ScannedItem; readonly timeOver: true; readonly undo: string }

export type PullList = {
  readonly wanted: readonly PullListTitle[]
  readonly over: readonly Slip[]
  readonly next?: string
}

const holdsPerPage = 200

/**
 * The pull list and the hold shelf. Nothing is opened: a slip has an alias and a date, and the gate opens an alias that
 * the patron chose.
 */
export class HoldShelf {
  readonly #parts: DeskParts
  #counted: { readonly at: Date; readonly count: number } | undefined

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  /** Whether this person may see a named patron's holds here, and so place or cancel them. */
  mayReserve(by: DeskStaff): boolean {
    return (
      mayCirculate(this.#parts, by) && seesOnScreen(this.#parts, by, ['identity', 'holds', 'holds.titles'])
    )
  }

  /**
   * Titles that people wait for and of which no copy is left, and how many wait. Why only for those who see reserves on a record:
   * of one person who waits it tells whether this is them.
   */
  async withoutCopy(by: DeskStaff, titleId?: string): Promise<readonly TitleWithoutCopy[]> {
    const { app, ring, pack } = this.#parts
    if (!this.mayReserve(by) || pack.manifest.holds === undefined) return []
    const of = titleId === undefined ? 'all' : { titleId }
    return inContext(app, deskContext(by), (trx) => titlesWithoutCopy(trx, ring, of))
  }

  /** How many titles have no copy left, as of the last minute. Why kept: every reserve is opened to count them, and each start page asks. */
  async countWithoutCopy(by: DeskStaff): Promise<number> {
    if (!this.mayReserve(by)) return 0
    const at = this.#parts.clock.now()
    if (this.#counted === undefined || this.#counted.at <= minutesBefore(at, 1)) {
      this.#counted = { at, count: (await this.withoutCopy(by)).length }
    }
    return this.#counted.count
  }

  /** Puts a returned copy on the hold shelf for the first in line; undefined if no one waits. */
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

  /** A copy was pulled, or its slip has expired: it goes to the next in line, or back to the shelves. */
  async found(by: DeskStaff, barcode: string): Promise<KeptItem | KeepRefusal> {
    const { app, pack, clock } = this.#parts
    if (!mayCirculate(this.#parts, by) || pack.manifest.holds === undefined) return 'not-here'
    const [item] = await itemsOfBarcodes(app, [barcode])
    if (item === undefined) return 'no-such-item'
    if (loanRuleFor(pack, item) === undefined) return 'not-lent'
    const before = await this.#keptBefore(by, item)
    if (before === 'already-out') return before
    if (before !== undefined && before.slip.until >= clock.today())
      return { item, slip: before.slip, off: before.off }
    // Why two transactions: see `fillNextHold`.
    const ended = before && (await this.#end(by, before.holdId))
    const kept = await this.keep(item, deskContext(by))
    if (kept !== undefined) {
      return { item, slip: kept.slip, undo: [kept.undo, ended].filter(Boolean).join('+') }
    }
    return ended === undefined ? { item, nobodyWaits: true } : { item, timeOver: true, undo: ended }
  }

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
    const { app, ring, clock } = this.#parts
    return inContext(app, deskContext(by), async (trx) => {
      if (await isCheckedOut(trx, ring, itemId)) return 'already-out'
      const kept = await keptCopyOf(trx, ring, { itemId, titleId })
      if (kept === undefined) return undefined
      const off = undoOfKeptCopy(new LinkOpener(holdLineOpener(ring)), kept.row, clock.now())
      return { holdId: kept.row.id, slip: kept.slip, off }
    })
  }

  #end(by: DeskStaff, holdId: string): Promise<string | undefined> {
    const { app, ring, clock } = this.#parts
    return inContext(app, deskContext(by), async (trx) => {
      const ended = await endHold(trx, ring, { holdId, on: clock.today() })
      return ended && undoOfHolds(new LinkOpener(holdLineOpener(ring)), ended, clock.now())
    })
  }
}
