import type { AgeBand } from './age-band.ts'

/**
 * What ties a patron to an item or a title. Of each, nothing but that it is there stands in the clear; days are
 * `YYYY-MM-DD`, and no time finer than a day is in any.
 */
export type LoanLink = {
  readonly patron: string
  readonly item: string
  readonly dueOn: string
  readonly state: 'out' | 'lost'
  /** The patron's age band when it was lent, for the count. */
  readonly band: AgeBand
  /** How often it was renewed; absent where never. */
  readonly renewed?: number
  /** Its id in the system that it was imported from. */
  readonly source?: string
}

export type HoldLink = {
  readonly patron: string
  readonly title: string
  readonly state: 'placed' | 'in-transit' | 'waiting' | 'suspended'
  /** Its place in line for the title, see `line.ts`. One from another system has none, and is before the others. */
  readonly turn?: number
  /** The copy that waits for them at the desk, see `kept.ts`. */
  readonly kept?: string
  readonly source?: string
}

export type ChargeLink = {
  readonly patron: string
  /** Absent where it is for no item. */
  readonly item?: string
  readonly kind: 'overdue' | 'lost' | 'damaged' | 'other'
  /** What is still owed; above zero. */
  readonly amountCents: number
  readonly source?: string
}

export type Links = { readonly loan: LoanLink; readonly hold: HoldLink; readonly charge: ChargeLink }
export type LinkTable = keyof Links

/**
 * Whether a loan must be cut. It stands while the item is out; where it was given up for lost, while something is
 * owed for it (Reg 3: the library recovers material and settles accounts, and keeps the title no longer than that
 * takes). A charge that outlives the return names the item itself, and ends when it is paid.
 */
export function loanIsOver(loan: {
  readonly returned: boolean
  readonly lost: boolean
  readonly owedCents: number
}): boolean {
  return loan.returned || (loan.lost && loan.owedCents === 0)
}
