import type { ChargeLink, HoldLink, LinkTable, LoanLink } from '../circulation/link.ts'
import { type LinkRow, openLink, type SealedLink, sealLink } from './link.ts'
import { closeBox, openBox } from './link-box.ts'
import { saysSame } from './link-change.ts'
import type { LinkKeys } from './link-keys.ts'

/** How long what was done at the desk can be undone, in minutes. */
export const undoMinutes = 5

type Undone =
  | {
      readonly until: number
      readonly lent: Made<LoanLink>
      readonly holds: readonly HoldLink[]
      readonly noted?: string
    }
  | { readonly until: number; readonly waiting: string; readonly loan: LoanLink }
  | { readonly until: number; readonly renewed: Changed<LoanLink> }
  | { readonly until: number; readonly line: InLine<HoldLink> }
  | { readonly until: number; readonly owed: Owed<ChargeLink, LoanLink> }

/**
 * A link as it was before an act, and what it became by it. INVARIANT: it is put right only while it is still what it
 * became, and is another row afterwards, with another id: what undid it once finds it no more, whatever it says by then.
 */
type Changed<L> = { readonly id: string; readonly was: L; readonly became: L }
/** A link as it was made: it goes only while it is still that, for a charge of which something is paid would take the payment along. */
type Made<L> = { readonly id: string; readonly became: L }

/** How a line of holds becomes what it was: one goes, some come back, and one is as it was. `noted`: where their end waits. */
type InLine<H> = {
  readonly drop?: Made<H>
  readonly put?: readonly H[]
  readonly noted?: string
  readonly set?: Changed<H>
}

/**
 * How what is owed becomes what it was: a charge goes, comes back, or is as much as before; and the loan of a lost item is
 * out again, or comes back where it was cut. `noted`: where it waits to be counted that a charge is over.
 */
type Owed<C, L> = {
  readonly drop?: Made<C>
  readonly put?: { readonly id: string; readonly charge: C }
  readonly noted?: string
  readonly set?: Changed<C>
  readonly loan?: Changed<L>
  readonly cut?: { readonly waiting: string; readonly loan: L }
}

/** Of whom an undo is: each is of one patron. `item`: that whose loan comes back with it. */
type Ends = { readonly patron: string; readonly item?: string }

/** What puts an act right again. Links are sealed anew, under the newest key. */
export type Undo = Ends &
  (
    | { readonly owed: Owed<LinkRow, LinkRow> }
    | { readonly lent: Made<LinkRow>; readonly holds: readonly LinkRow[]; readonly noted?: string }
    | { readonly waiting: string; readonly loan: LinkRow }
    | { readonly renewed: Changed<LinkRow> }
    | { readonly line: InLine<LinkRow> }
  )

/*
 * A page that has just lent or taken back something carries, sealed, what it takes to undo that: the cut is made at
 * once, and nothing but the open page knows for a few minutes what was cut. It is of one length, whatever it holds, but
 * for a patron who had many holds of one title.
 */
const step = 768
const name = { what: 'undo', row: 'page' }
const longest = 4096

/** @param lent `ended` are the holds that ended with the loan, `noted` is where they wait to be counted */
export function undoOfLending(
  keys: LinkKeys,
  lent: { readonly loan: SealedLink; readonly ended: readonly SealedLink[]; readonly noted?: string },
  now: Date,
): string {
  const { loan, ended, noted } = lent
  return closed(keys, {
    until: untilOf(now),
    lent: { id: loan.id, became: openLink(keys, 'loan', loan) },
    holds: ended.map((hold) => openLink(keys, 'hold', hold)),
    ...(noted && { noted }),
  })
}

/** @param waiting the id of the row in which the return waits to be counted */
export function undoOfReturn(keys: LinkKeys, loan: SealedLink, waiting: string, now: Date): string {
  return closed(keys, { until: untilOf(now), waiting, loan: openLink(keys, 'loan', loan) })
}

export function undoOfRenewal(
  keys: LinkKeys,
  { was, became }: { readonly was: SealedLink; readonly became: SealedLink },
  now: Date,
): string {
  const renewed = changedAs({ id: was.id, was, became }, (row) => openLink(keys, 'loan', row))
  return closed(keys, { until: untilOf(now), renewed })
}

/** Of what was done to holds: `drop` is one that was placed, `put` those that ended, `set` one that changed. */
export function undoOfLine(keys: LinkKeys, line: InLine<SealedLink>, now: Date): string {
  const inLine = lineAs(line, (hold) => openLink(keys, 'hold', hold))
  return closed(keys, { until: untilOf(now), line: inLine })
}

/** Of what was charged, paid, or given up for lost. */
export function undoOfCharge(keys: LinkKeys, owed: Owed<SealedLink, SealedLink>, now: Date): string {
  const charge = (row: SealedLink) => openLink(keys, 'charge', row)
  const loan = (row: SealedLink) => openLink(keys, 'loan', row)
  return closed(keys, { until: untilOf(now), owed: owedAs(owed, { charge, loan }) })
}

/** Undefined where it is too old, or was not made here. */
export function openUndo(keys: LinkKeys, text: string, now: Date): Undo | undefined {
  const undone = opened(keys, text)
  if (undone === undefined || undone.until < now.getTime()) return undefined
  const ends = endsOf(undone)
  if (ends === undefined) return undefined
  const loan = (link: LoanLink) => sealLink(keys, 'loan', link)
  const hold = (link: HoldLink) => sealLink(keys, 'hold', link)
  if ('lent' in undone) {
    const { lent, holds, noted } = undone
    return { ...ends, lent: madeAs(lent, loan), holds: holds.map(hold), ...(noted && { noted }) }
  }
  if ('owed' in undone) return { ...ends, owed: sealedOwed(keys, undone.owed) }
  if ('line' in undone) return { ...ends, line: lineAs(undone.line, hold) }
  if ('renewed' in undone) return { ...ends, renewed: changedAs(undone.renewed, loan) }
  return { ...ends, waiting: undone.waiting, loan: loan(undone.loan) }
}

function endsOf(undone: Undone): Ends | undefined {
  const { patron, item } = linkOf(undone) ?? {}
  return patron === undefined ? undefined : { patron, ...(item !== undefined && { item }) }
}

/** Any link of those that an undo is about; that of the loan which comes back, where one does. */
function linkOf(undone: Undone): Ends | undefined {
  if ('lent' in undone) return ofPatron(undone.lent.became)
  if ('renewed' in undone) return ofPatron(undone.renewed.became)
  if ('loan' in undone) return undone.loan
  if ('line' in undone) {
    const { drop, put = [], set } = undone.line
    return ofPatron(drop?.became ?? set?.became ?? put[0])
  }
  const { drop, put, set, cut } = undone.owed
  return cut?.loan ?? ofPatron(drop?.became ?? set?.became ?? put?.charge)
}

const ofPatron = (link: { readonly patron: string } | undefined) => link && { patron: link.patron }

/** The same, with each hold in another form. */
const lineAs = <H, R>({ drop, put, noted, set }: InLine<H>, to: (hold: H) => R): InLine<R> => ({
  ...(drop && { drop: madeAs(drop, to) }),
  ...(put && { put: put.map(to) }),
  ...(noted && { noted }),
  ...(set && { set: changedAs(set, to) }),
})

function sealedOwed(keys: LinkKeys, owed: Owed<ChargeLink, LoanLink>): Owed<LinkRow, LinkRow> {
  return owedAs(owed, {
    charge: (link: ChargeLink, id?: string) => sealLink(keys, 'charge', link, id),
    loan: (link: LoanLink, id?: string) => sealLink(keys, 'loan', link, id),
  })
}

/** The same, with each link in another form. */
function owedAs<C, L, D, M>(
  { drop, put, noted, set, loan, cut }: Owed<C, L>,
  to: { charge(link: C, id?: string): D; loan(link: L, id?: string): M },
): Owed<D, M> {
  return {
    ...(drop && { drop: madeAs(drop, to.charge) }),
    ...(put && { put: { id: put.id, charge: to.charge(put.charge, put.id) } }),
    ...(noted && { noted }),
    ...(set && { set: changedAs(set, to.charge) }),
    ...(loan && { loan: changedAs(loan, to.loan) }),
    ...(cut && { cut: { waiting: cut.waiting, loan: to.loan(cut.loan) } }),
  }
}

const madeAs = <L, R>({ id, became }: Made<L>, to: (link: L) => R): Made<R> => ({ id, became: to(became) })

const changedAs = <L, R>({ id, was, became }: Changed<L>, to: (link: L) => R): Changed<R> => ({
  id,
  was: to(was),
  became: to(became),
})

/** A link that was made just now. */
export const madeNow = (link: SealedLink): Made<SealedLink> => ({ id: link.id, became: link })

/** Whether a row says what another does; by what they say, for a night may have sealed it anew. */
export function isStill(keys: LinkKeys, table: LinkTable, row: SealedLink, became: SealedLink): boolean {
  return saysSame(keys, table, row, openLink(keys, table, became))
}

const untilOf = (now: Date) => now.getTime() + undoMinutes * 60_000

function closed(keys: LinkKeys, undone: Undone): string {
  const { night } = keys.newest
  return `${night}.${closeBox(keys.newest, name, undone, step).toString('base64url')}`
}

/** Hostile: it comes from a form. */
function opened(keys: LinkKeys, text: string): Undone | undefined {
  const [, night, box] = /^(\d{4}-\d\d-\d\d)\.([\w-]+)$/.exec(text.slice(0, longest)) ?? []
  if (night === undefined || box === undefined) return undefined
  try {
    return openBox(keys.at(night), name, Buffer.from(box, 'base64url')) as Undone
  } catch {
    return undefined
  }
}
