/** Links a patron to an item or title. Only that it exists is in the clear. Days are `YYYY-MM-DD`, and no time is finer. */
export type LoanLink = {
  readonly patron: string
  readonly item: string
  readonly dueOn: string
  readonly state: 'out' | 'lost'
  readonly band: AgeBand
  readonly renewed?: number
  /** Its id in the system it was imported from. */
  readonly source?: string
}

export type HoldLink = {
  readonly patron: string
  readonly title: string
  readonly state: 'placed' | 'in-transit' | 'waiting' | 'suspended'
  /** Its place in line for the title. Imported holds have none and come first. */
  readonly turn?: number
  /** The copy on the hold shelf, as `keptCopyText` writes it. */
  readonly kept?: string
  readonly source?: string
}

export type ChargeLink = {
  readonly patron: string
  readonly item?: string
  readonly kind: 'overdue' | 'lost' | 'damaged' | 'other'
  /** Still owed; above zero. */
  readonly amountCents: number
  readonly source?: string
}

export type Links = { readonly loan: LoanLink; readonly hold: HoldLink; readonly charge: ChargeLink }
export type LinkTable = keyof Links

/**
 * A lost item's loan lasts while anything is owed for it (Reg 3). A charge that outlives the return names the item itself.
 */
export function loanIsOver(loan: {
  readonly returned: boolean
  readonly lost: boolean
  readonly owedCents: number
}): boolean {
  return loan.returned || (loan.lost && loan.owedCents === 0)
}

export type HoldShelfCopy = {
  /** The start of the item's id, enough to tell apart the copies of one title. */
  readonly item: string
  readonly alias: string
  /** `YYYY-MM-DD`, the last day. */
  readonly until: string
}

export type Slip = Pick<HoldShelfCopy, 'alias' | 'until'>

const keptCopyForm = /^([0-9a-f]{8}) ([A-Z]{2,12}\d{2}) (\d{4}-\d\d-\d\d)$/

/** Why one text: a link has a fixed length, with no room for three names. */
export function keptCopyText({ item, alias, until }: HoldShelfCopy): string {
  return `${item} ${alias} ${until}`
}

export function readKeptCopy(text: string | undefined): HoldShelfCopy | undefined {
  const [, item, alias, until] = keptCopyForm.exec(text ?? '') ?? []
  return item === undefined || alias === undefined || until === undefined ? undefined : { item, alias, until }
}

export const itemPrefix = (itemId: string) => itemId.slice(0, 8)

/** Letters that are not mistaken for digits or each other, and spell no word. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'

/** A word as slips print it: 2 to 12 capitals from A to Z; undefined if the word has too few. */
export function slipWord(word: string): string | undefined {
  const capitals = word
    .toUpperCase()
    .normalize('NFD')
    .replace(/[^A-Z]/g, '')
  return /^[A-Z]{2,12}$/.test(capitals) ? capitals : undefined
}

/**
 * A word or three random letters, and two digits, since others may choose the word. `below(n)`: a random integer under `n`.
 */
export function newAlias(below: (limit: number) => number, word?: string): string {
  const three = () => Array.from({ length: 3 }, () => letters[below(letters.length)]).join('')
  return `${slipWord(word ?? '') ?? three()}${below(10)}${below(10)}`
}

/** The form in which aliases are compared; undefined if the text cannot be one. */
export function aliasOf(typed: string): string | undefined {
  const alias = typed
    .replace(/[\s-]+/gu, '')
    .toUpperCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
  return /^[A-Z]{2,12}\d{2}$/.test(alias) ? alias : undefined
}

/** Age bands in whole years; `unknown` without a birth date. Wide bands put more people in each. */
export type AgeBand = '0-12' | '13-18' | '19-64' | '65-' | 'unknown'
