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

/** A copy that is kept at the desk for whoever waits for its title. */
export type HoldShelfCopy = {
  /** Which copy: the beginning of its id, enough to part the few copies of one title. */
  readonly item: string
  /** What its slip says in place of a name. */
  readonly alias: string
  /** The last day on which it is kept, `YYYY-MM-DD`. */
  readonly until: string
}

/** What a slip says, and all that it says. */
export type Slip = Pick<HoldShelfCopy, 'alias' | 'until'>

const keptCopyForm = /^([0-9a-f]{8}) ([A-Z]{2,12}\d{2}) (\d{4}-\d\d-\d\d)$/

/** As it stands in the hold's link. Why one text: a link is of one length, and has no room for three names. */
export function keptCopyText({ item, alias, until }: HoldShelfCopy): string {
  return `${item} ${alias} ${until}`
}

/** Undefined where the hold's link has none. */
export function readKeptCopy(text: string | undefined): HoldShelfCopy | undefined {
  const [, item, alias, until] = keptCopyForm.exec(text ?? '') ?? []
  return item === undefined || alias === undefined || until === undefined ? undefined : { item, alias, until }
}

/** How a copy is named there. */
export const itemPrefix = (itemId: string) => itemId.slice(0, 8)

/** Letters that are not mistaken for a digit or each other, and spell no word. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'

/** A word as a slip has it: capitals from A to Z, 2 to 12; undefined where nothing of that kind is left of it. */
export function slipWord(word: string): string | undefined {
  const capitals = word
    .toUpperCase()
    .normalize('NFD')
    .replace(/[^A-Z]/g, '')
  return /^[A-Z]{2,12}$/.test(capitals) ? capitals : undefined
}

/**
 * A new alias: letters and two digits. Three letters by chance say nothing of whose it is; a word is what somebody chose
 * to be known by. Why digits behind it too: others may have chosen the same word.
 * @param below a whole number by chance, from 0 to the one that is given, which it is not
 */
export function newAlias(below: (limit: number) => number, word?: string): string {
  const three = () => Array.from({ length: 3 }, () => letters[below(letters.length)]).join('')
  return `${slipWord(word ?? '') ?? three()}${below(10)}${below(10)}`
}

/** An alias as it is compared, from how people say or type it; undefined where it cannot be one. */
export function aliasOf(typed: string): string | undefined {
  const alias = typed
    .replace(/[\s-]+/gu, '')
    .toUpperCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
  return /^[A-Z]{2,12}\d{2}$/.test(alias) ? alias : undefined
}

/**
 * The ages that a public library counts apart, in whole years; `unknown` where no birth date is on file. Wide on
 * purpose: the fewer the bands, the more people stand in each.
 */
export type AgeBand = '0-12' | '13-18' | '19-64' | '65-' | 'unknown'
