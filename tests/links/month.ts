import type { Transaction } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { Gate } from '../../src/disclosure/gate.ts'
import { countReturnsStep } from '../../src/jobs/count-returns.ts'
import type { NightStep } from '../../src/jobs/night.ts'
import { resealStep } from '../../src/jobs/reseal.ts'
import type { Pack } from '../../src/policy/pack.ts'
import { NameIndex } from '../../src/sealing/name-index.ts'
import { changeHold, giveBack, giveUp, lend, placeHold, settle } from '../../src/store/circulation.ts'
import type { Schema } from '../../src/store/schema.ts'
import { dayAfter, priceOf, type SmallLibrary } from './small-library.ts'

type Trx = Transaction<Schema>

/** Who takes out what, by their numbers, and when it comes back; days are counted from the first. */
export type Loan = {
  readonly patron: number
  readonly item: number
  readonly lentOn: number
  readonly backOn: number
  /** It was reserved some days before. */
  readonly heldOn?: number
  /** It does not come back, and is paid on that day. */
  readonly lost?: boolean
  /** It comes back late, and that is paid so many days later. */
  readonly finePaidAfter?: number
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
  readonly steps?: (library: SmallLibrary) => readonly NightStep[]
}

export type Lived = {
  readonly links: readonly TrueLink[]
  readonly lastDay: number
}

/** The steps of a real night that concern links. */
export function realSteps({ database: { worker }, ring }: SmallLibrary): readonly NightStep[] {
  const unreadable = (values: number) => {
    throw new Error(`${values} links do not open`)
  }
  return [countReturnsStep({ worker, ring }), resealStep({ worker, ring, unreadable })]
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
  plan: { readonly days: number; readonly loans: readonly Loan[] },
  { weakness = {}, eachMorning }: { weakness?: Weakness; eachMorning: (day: number) => Promise<void> },
): Promise<Lived> {
  const { ring, database, act } = library
  let today = 0
  let minute = 0
  const clock: Clock = {
    now: () => new Date(Date.parse(`${dayAfter(today)}T16:00:00Z`) + minute * 60_000),
    today: () => dayAfter(today),
  }
  const gate = new Gate({ app: database.app, ring, pack, names: new NameIndex(), clock })
  const steps = weakness.steps?.(library) ?? realSteps(library)
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
    minute++
    await gate.view({ actor: atDesk, patron: { card: patron.card } })
    const loanId = await act(async (trx) => {
      const dueOn = dayAfter(today + (loan.item === 0 ? 3 : 21))
      const lent = await lend(trx, ring, { patronId: patron.id, itemId: item.id, dueOn, on: dayAfter(today) })
      if (!lent.lent) throw new Error(lent.because)
      await weakness.lending?.(trx, library, { ...link, loanId: lent.loan.id })
      return lent.loan.id
    })
    if (hold !== undefined) hold.cutOn = today
    on(loan.backOn, () => comeBack(loan, { ...link, loanId }, link))
  }

  async function comeBack(
    loan: Loan,
    link: TrueLink & { readonly loanId: string },
    told: TrueLink,
  ): Promise<void> {
    const { other: itemId } = link
    const paidLater = loan.lost ? 0 : loan.finePaidAfter
    if (loan.lost) {
      await act(async (trx) => {
        await giveUp(trx, ring, { itemId, amountCents: priceOf(loan.item) })
        await weakness.losing?.(trx, library, link)
      })
      if (weakness.lost !== undefined)
        await act((trx) => weakness.lost?.(trx, library, link) ?? Promise.resolve())
    } else {
      await act(async (trx) => {
        if (weakness.cutting !== undefined) await weakness.cutting(trx, library, link)
        else {
          const fine = { charge: { kind: 'overdue', amountCents: 30 } } as const
          await giveBack(trx, ring, { itemId, on: dayAfter(today), ...(paidLater !== undefined && fine) })
        }
        await weakness.returning?.(trx, library, link)
      })
    }
    if (paidLater === undefined) told.cutOn = today
    else on(today + paidLater, () => payFor(link, told))
  }

  async function payFor(link: TrueLink, told: TrueLink): Promise<void> {
    const owed = (await library.links('charge')).find(
      ({ patron, item }) => patron === link.patron && item === link.other,
    )
    await act((trx) =>
      settle(trx, ring, { chargeId: owed?.id ?? '', cents: owed?.amountCents ?? 0, on: dayAfter(today) }),
    )
    told.cutOn = today
  }

  async function reserve(loan: Loan): Promise<void> {
    const [patronId = '', titleId = ''] = [
      library.patrons[loan.patron]?.id,
      library.items[loan.item]?.titleId,
    ]
    const hold: TrueLink = { patron: patronId, other: titleId }
    links.push(hold)
    const holdId = await act((trx) => placeHold(trx, ring, { patronId, titleId }))
    await act((trx) => changeHold(trx, ring, { holdId, state: 'waiting' }))
    on(loan.lentOn, () => lendOut(loan, hold))
  }

  for (const loan of plan.loans) {
    if (loan.heldOn === undefined) on(loan.lentOn, () => lendOut(loan))
    else on(loan.heldOn, () => reserve(loan))
  }
  for (; today <= plan.days; today++) {
    minute = 0
    for (const step of steps) await step.run(dayAfter(today))
    await eachMorning(today)
    for (let next = later.get(today)?.shift(); next !== undefined; next = later.get(today)?.shift())
      await next()
  }
  return { links, lastDay: plan.days }
}
