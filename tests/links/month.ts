import { randomInt } from 'node:crypto'
import type { Transaction } from 'kysely'
import { resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import {
  type CheckOutRequest,
  checkInItem,
  checkOutItem,
  markLoanLost,
  placeHold,
  settleCharge,
} from '../../src/circulation/checkout-store.ts'
import { fillNextHold } from '../../src/circulation/hold-store.ts'
import { countReturnsStep } from '../../src/circulation/monthly-statistics.ts'
import { undoOfCheckIn, undoOfCheckOut } from '../../src/circulation/sealed-links.ts'
import { undoDeskAct } from '../../src/circulation/undo-store.ts'
import type { Clock } from '../../src/platform/clock.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import type { DailyJob } from '../../src/platform/jobs/daily-job.ts'
import type { Pack } from '../../src/policy/pack.ts'
import { changeLoan } from '../support/links.ts'
import { openingKeys } from '../support/opening.ts'
import { Beside, type BesidePlan } from './beside.ts'
import { dayAfter, priceOf, type SmallLibrary } from './small-library.ts'

type Trx = Transaction<Schema>

/** Who takes out what, by their numbers, and when it comes back; days are counted from the first. */
export type Loan = {
  readonly patron: number
  readonly item: number
  readonly lentOn: number
  readonly backOn: number
  /** It was reserved some days before, and kept at the desk from a day on, which is the same where absent. */
  readonly heldOn?: number
  readonly keptOn?: number
  /** It does not come back, and is paid on that day. */
  readonly lost?: boolean
  /** It comes back late or is lost, and that is paid so many days later, half of it by one payment and half by another. */
  readonly finePaidAfter?: number
  readonly renewedOn?: number
  /** A wrong scan: what was done is undone at once, and done again. */
  readonly undone?: 'lent' | 'returned'
}

/** One that ties a patron to an item or a title: when it was cut, if it was. */
export type TrueLink = { readonly patron: string; readonly other: string; cutOn?: number }

/** What a weakened build does besides, or in place of, what the program does. */
export type Weakness = {
  /** In the transaction that lends. */
  readonly lending?: (
    trx: Trx,
    library: SmallLibrary,
    loan: TrueLink & { readonly loanId: string },
  ) => Promise<unknown>
  /** In the transaction that keeps a copy for whoever waits. */
  readonly filling?: (
    trx: Trx,
    library: SmallLibrary,
    hold: TrueLink & { readonly holdId: string; readonly itemId: string },
  ) => Promise<unknown>
  /** In the transaction that takes back. */
  readonly returning?: (trx: Trx, library: SmallLibrary, loan: TrueLink) => Promise<unknown>
  /** In the transaction that gives up for lost, and in another right after it. */
  readonly losing?: (trx: Trx, library: SmallLibrary, loan: TrueLink) => Promise<unknown>
  readonly lost?: (trx: Trx, library: SmallLibrary, loan: TrueLink) => Promise<unknown>
  /** In place of the cut. */
  readonly cutting?: (
    trx: Trx,
    library: SmallLibrary,
    loan: TrueLink & { readonly loanId: string },
  ) => Promise<unknown>
  /** In place of the steps of the night. */
  readonly steps?: (library: SmallLibrary) => readonly DailyJob[]
  /** Between the planning of notices and their sending. */
  readonly planned?: (library: SmallLibrary) => DailyJob
}

export type Lived = {
  readonly links: readonly TrueLink[]
  readonly lastDay: number
  readonly did: Beside['did']
}

/** What is lent, and what goes on besides. */
export type LifePlan = {
  readonly days: number
  readonly loans: readonly Loan[]
  /** Where it is absent there is nothing else, and nobody is written to. */
  readonly beside?: BesidePlan
}

/** The steps of a real night that concern links. */
export function realSteps({ database: { worker }, ring }: SmallLibrary): readonly DailyJob[] {
  const unreadable = (values: number) => {
    throw new Error(`${values} links do not open`)
  }
  return [countReturnsStep({ worker, ring }), resealLinksStep({ worker, ring, unreadable })]
}

/**
 * Lives through days: each begins with its night, then people come. Whoever lends scans the card first, so that the
 * register has the entry; what comes back falls through the slot, and nobody's record is looked at.
 *
 * @param eachMorning after the night's steps
 */
export async function live(
  library: SmallLibrary,
  pack: Pack,
  plan: LifePlan,
  { weakness = {}, eachMorning }: { weakness?: Weakness; eachMorning: (day: number) => Promise<void> },
): Promise<Lived> {
  const { ring, act } = library
  let today = 0
  let minute = 0
  const clock: Clock = {
    now: () => new Date(Date.parse(`${dayAfter(today)}T16:00:00Z`) + minute * 60_000),
    today: () => dayAfter(today),
  }
  const beside = new Beside(library, pack, clock, plan.beside ?? {})
  const { gate } = beside
  const [planNotices, sendNotices] = beside.nightSteps()
  const planned = weakness.planned?.(library)
  const notices = [planNotices, ...(planned ? [planned] : []), sendNotices]
  const steps = [...(weakness.steps?.(library) ?? realSteps(library)), ...(plan.beside ? notices : [])]
  const links: TrueLink[] = []
  const atDesk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
  const later = new Map<number, (() => Promise<void>)[]>()
  const on = (day: number, what: () => Promise<void>) => later.set(day, [...(later.get(day) ?? []), what])

  async function lendOut(loan: Loan, hold?: TrueLink): Promise<void> {
    const patron = library.patrons[loan.patron]
    const item = library.items[loan.item]
    if (patron === undefined || item === undefined) throw new Error('nobody, or nothing')
    const link: TrueLink = { patron: patron.id, other: item.id }
    links.push(link)
    await look(patron.card)
    const dueOn = dayAfter(today + (loan.item === 0 ? 3 : 21))
    const lending = { patronId: patron.id, itemId: item.id, dueOn, on: dayAfter(today) }
    if (loan.undone === 'lent') await lendAndUndo(lending)
    const loanId = await act(async (trx) => {
      const lent = await checkOutItem(trx, ring, lending)
      if (!lent.lent) throw new Error(lent.because)
      await weakness.lending?.(trx, library, { ...link, loanId: lent.loan.id })
      return lent.loan.id
    })
    if (hold !== undefined) hold.cutOn = today
    const { renewedOn } = loan
    if (renewedOn !== undefined) on(renewedOn, () => renew(item.id))
    on(loan.backOn, () => comeBack(loan, { ...link, loanId }, link))
  }

  /** A clerk looks at whose card it is, and what they have. */
  async function look(card: string): Promise<void> {
    minute++
    await gate.view({ actor: atDesk, patron: { card } })
  }

  async function lendAndUndo(lending: CheckOutRequest): Promise<void> {
    await undoNow(
      await act(async (trx) => {
        const lent = await checkOutItem(trx, ring, lending)
        if (!lent.lent) throw new Error(lent.because)
        return undoOfCheckOut(openingKeys(ring), lent, clock.now())
      }),
    )
  }

  async function takeBackAndUndo(itemId: string): Promise<void> {
    await undoNow(
      await act(async (trx) => {
        const back = await checkInItem(trx, ring, { itemId, on: dayAfter(today) })
        if (back === undefined) throw new Error('it is not out')
        return undoOfCheckIn(openingKeys(ring), back.loan, back.waiting, clock.now())
      }),
    )
  }

  async function undoNow(text: string): Promise<void> {
    if (!(await act((trx) => undoDeskAct(trx, ring, text, clock.now())))) throw new Error('it was not undone')
  }

  async function renew(itemId: string): Promise<void> {
    await act((trx) => changeLoan(trx, ring, { itemId, dueOn: dayAfter(today + 21) }))
  }

  /** From today on it is cut; what is on a list of theirs only from the day on which they erase that. */
  const cut = (loan: Loan, link: TrueLink, list = beside.listOf(loan.patron, today)) => {
    if (list === undefined) link.cutOn = today
    else if (list.until !== undefined) link.cutOn = Math.max(today, list.until)
  }

  async function comeBack(
    loan: Loan,
    link: TrueLink & { readonly loanId: string },
    told: TrueLink,
  ): Promise<void> {
    const { other: itemId } = link
    const paidLater = loan.finePaidAfter ?? (loan.lost ? 0 : undefined)
    const list = beside.listOf(loan.patron, today)
    if (loan.undone === 'returned') await takeBackAndUndo(itemId)
    if (loan.lost) {
      await act(async (trx) => {
        await markLoanLost(trx, ring, { itemId, amountCents: priceOf(loan.item) })
        await weakness.losing?.(trx, library, link)
      })
      if (weakness.lost !== undefined)
        await act((trx) => weakness.lost?.(trx, library, link) ?? Promise.resolve())
    } else {
      await act(async (trx) => {
        if (weakness.cutting !== undefined) await weakness.cutting(trx, library, link)
        else {
          const fine = { charge: { kind: 'overdue', amountCents: 30 } } as const
          await checkInItem(trx, ring, { itemId, on: dayAfter(today), ...(paidLater !== undefined && fine) })
        }
        await weakness.returning?.(trx, library, link)
      })
    }
    // What is paid for comes onto the list when it comes back, or, where it is lost, when it is paid.
    if (paidLater === undefined) cut(loan, told)
    else on(today + paidLater, () => payFor(loan, link, told, loan.lost ? undefined : list))
  }

  async function payFor(
    loan: Loan,
    link: TrueLink,
    told: TrueLink,
    list = beside.listOf(loan.patron, today),
  ): Promise<void> {
    const owed = (await library.links('charge')).find(
      ({ patron, item }) => patron === link.patron && item === link.other,
    )
    if (owed === undefined) throw new Error('nothing is owed')
    const { id: chargeId, amountCents } = owed
    const parts = loan.finePaidAfter === undefined ? [amountCents] : [10, amountCents - 10]
    for (const cents of parts) {
      await act((trx) => settleCharge(trx, ring, { chargeId, cents, on: dayAfter(today) }))
    }
    cut(loan, told, list)
  }

  async function reserve(loan: Loan): Promise<void> {
    const [patronId = '', titleId = ''] = [
      library.patrons[loan.patron]?.id,
      library.items[loan.item]?.titleId,
    ]
    const hold: TrueLink = { patron: patronId, other: titleId }
    links.push(hold)
    await look(library.patrons[loan.patron]?.card ?? '')
    const { id: holdId } = await act((trx) => placeHold(trx, ring, { patronId, titleId }))
    on(loan.keptOn ?? today, () => keep(loan, { ...hold, holdId }))
    on(loan.lentOn, () => lendOut(loan, hold))
  }

  /** A copy that was found at the shelf is kept for whoever waits. */
  async function keep(loan: Loan, hold: TrueLink & { readonly holdId: string }): Promise<void> {
    const itemId = library.items[loan.item]?.id ?? ''
    const naming = { below: (limit: number) => randomInt(limit), chosenBy: async () => undefined }
    await act(async (trx) => {
      const copy = { itemId, titleId: hold.other, until: dayAfter(today + 7) }
      const filled = await fillNextHold(trx, ring, copy, naming)
      if (filled === undefined) throw new Error('nobody waits')
      await weakness.filling?.(trx, library, { ...hold, holdId: filled.set.id, itemId })
    })
  }

  for (const loan of plan.loans) {
    if (loan.heldOn === undefined) on(loan.lentOn, () => lendOut(loan))
    else on(loan.heldOn, () => reserve(loan))
  }
  for (; today <= plan.days; today++) {
    minute = 0
    for (const step of steps) await step.run(dayAfter(today))
    await eachMorning(today)
    minute++
    if (plan.beside !== undefined) await beside.day(today)
    for (let next = later.get(today)?.shift(); next !== undefined; next = later.get(today)?.shift())
      await next()
  }
  return { links, lastDay: plan.days, did: beside.did }
}
