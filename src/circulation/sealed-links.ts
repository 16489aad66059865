import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import {
  type AgeBand,
  type ChargeLink,
  endTokens,
  type HoldLink,
  type HoldShelfCopy,
  itemPrefix,
  keptCopyText,
  type LinkRow,
  type Links,
  type LinkTable,
  type LoanLink,
  loanIsOver,
  newAlias,
  openLink,
  readKeptCopy,
  type SealedLink,
  type Slip,
  sealLink,
} from '../gate/index.ts'
import { closeBox, token } from '../platform/crypto/field.ts'
import type { LinkKeys, LinkOpener } from '../platform/crypto/link-keys.ts'
import type { Opener } from '../platform/crypto/opener.ts'
import { type LoanRule, mayRenew } from './loan-rules.ts'
import { type AnonymizedLinks, ageBand, type CountedReturn, type MonthCount } from './statistics.ts'

/*
 * Code that handles links without learning what they say: each function opens a link and returns another sealed link,
 * tokens, a boolean, or another system's id.
 */

/**
 * Reseals a link under the newest key and a new id. Why a new id: a lasting one would join what is next to the row on
 * different days.
 */
export function resealLink<T extends LinkTable>(keys: LinkOpener<T>, table: T, row: SealedLink): LinkRow {
  return sealLink(keys, table, openLink(keys, table, row))
}

export function changeLink<T extends LinkTable>(
  keys: LinkOpener<T>,
  table: T,
  row: SealedLink,
  change: Partial<Omit<Links[T], 'patron' | 'item' | 'title'>>,
): LinkRow {
  return sealLink(keys, table, { ...openLink(keys, table, row), ...change }, row.id)
}

export function renewLink(
  keys: LinkOpener<'loan'>,
  loan: SealedLink,
  {
    rule,
    dueOn,
    waitedFor,
    onlyLater,
  }: {
    readonly rule: LoanRule
    readonly dueOn: string
    readonly waitedFor: boolean
    readonly onlyLater: boolean
  },
): LinkRow | 'not-yet' | Exclude<ReturnType<typeof mayRenew>, 'may'> {
  const link = openLink(keys, 'loan', loan)
  const may = mayRenew(rule, link, waitedFor)
  if (may !== 'may') return may
  if (onlyLater && dueOn <= link.dueOn) return 'not-yet'
  return changeLink(keys, 'loan', loan, { dueOn, renewed: (link.renewed ?? 0) + 1 })
}

export const isLoanLost = (keys: LinkOpener<'loan'>, loan: SealedLink) =>
  openLink(keys, 'loan', loan).state === 'lost'

/** When a copy is due; nothing about who has it. */
export function dueDateOf(
  keys: LinkOpener<'loan'>,
  loan: SealedLink,
): { readonly dueOn: string; readonly isLost: boolean } {
  const { dueOn, state } = openLink(keys, 'loan', loan)
  return { dueOn, isLost: state === 'lost' }
}

export function chargeForLoan(
  keys: LinkOpener<'loan'>,
  loan: SealedLink,
  charge: Pick<ChargeLink, 'kind' | 'amountCents'>,
): LinkRow {
  const { patron, item } = openLink(keys, 'loan', loan)
  return sealLink(keys, 'charge', { patron, item, ...charge })
}

export function chargeAfterPayment(
  keys: LinkOpener<'charge'>,
  charge: SealedLink,
  cents: number,
): LinkRow | undefined {
  const left = openLink(keys, 'charge', charge).amountCents - cents
  return left > 0 ? changeLink(keys, 'charge', charge, { amountCents: left }) : undefined
}

/** What it is for and how much; nothing about who owes it or for which item. */
export function feeOf(
  keys: LinkOpener<'charge'>,
  charge: SealedLink,
): Pick<ChargeLink, 'kind' | 'amountCents'> {
  const { kind, amountCents } = openLink(keys, 'charge', charge)
  return { kind, amountCents }
}

/** Tokens that find the other links of a charged item; none if the charge has no item. */
export function tokensOfChargedItem(
  keys: LinkOpener<'charge'>,
  table: 'loan' | 'charge',
  charge: SealedLink,
): Buffer[] {
  const { item } = openLink(keys, 'charge', charge)
  return item === undefined ? [] : endTokens(keys, table, 'other', item)
}

/** Whether a loan ends now that this charge is paid. @param charges everything still charged for the item */
export function endsWithPaidCharge(
  keys: LinkOpener<'loan' | 'charge'>,
  loan: SealedLink,
  paid: SealedLink,
  charges: readonly SealedLink[],
): boolean {
  const { patron, item, state } = openLink(keys, 'loan', loan)
  if (openLink(keys, 'charge', paid).patron !== patron) return false
  const owedCents = charges
    .map((charge) => openLink(keys, 'charge', charge))
    .filter((charge) => charge.patron === patron && charge.item === item)
    .reduce((sum, { amountCents }) => sum + amountCents, 0)
  return loanIsOver({ returned: false, lost: state === 'lost', owedCents })
}

/** Ignores the age band, which changes with time. */
export function isSameLink<T extends LinkTable>(
  keys: LinkOpener<T>,
  table: T,
  row: SealedLink,
  link: Links[T],
): boolean {
  const withoutBand = (one: Links[T]) => ({ ...one, band: undefined })
  return isDeepStrictEqual(withoutBand(openLink(keys, table, row)), withoutBand(link))
}

export function linkSource<T extends LinkTable>(
  keys: LinkOpener<T>,
  table: T,
  row: SealedLink,
): string | undefined {
  return openLink(keys, table, row).source
}

export function ageBandOfPatron(
  opener: Opener<'patron.born'>,
  { id, born }: { readonly id: string; readonly born: Buffer | null },
  on: string,
): AgeBand {
  return ageBand(born === null ? undefined : (opener.field('patron.born', id, born) as string), on)
}

/*
 * Handles the holds on a title without learning whose they are: each function returns a sealed link, a boolean, titles
 * without names, or a slip.
 */

export function sealedHoldInLine(
  keys: LinkOpener<'hold'>,
  { patronId, titleId }: { readonly patronId: string; readonly titleId: string },
  line: readonly SealedLink[],
): LinkRow {
  const turn = nextPlaceInLine(line.map((row) => openHoldLink(keys, row)))
  return sealLink(keys, 'hold', { patron: patronId, title: titleId, state: 'placed', turn })
}

export function isWaitedFor(keys: LinkOpener<'hold'>, line: readonly SealedLink[]): boolean {
  return line.some((row) => isUnfilled(openHoldLink(keys, row)))
}

/** A slip's alias is random unless the patron chose one. */
export type SlipNaming = {
  below(limit: number): number
  chosenBy(patronId: string): Promise<string | undefined>
}

/**
 * Puts a copy on the hold shelf for the first in line; undefined if no one waits.
 * @param naming.ofPatron a patron's holds: copies on the shelf for one patron share one alias
 */
export async function fillNext(
  keys: LinkOpener<'hold'>,
  line: readonly SealedLink[],
  { itemId, until }: { readonly itemId: string; readonly until: string },
  naming: SlipNaming & { ofPatron(patronId: string): Promise<readonly SealedLink[]> },
): Promise<{ readonly before: SealedLink; readonly filled: LinkRow; readonly slip: Slip } | undefined> {
  const first = firstInLine(line.map((row) => ({ row, ...openHoldLink(keys, row) })))
  if (first === undefined) return undefined
  const others = await naming.ofPatron(first.patron)
  const alias =
    others.map((row) => keptCopyIn(keys, row)?.alias).find(Boolean) ??
    newAlias(naming.below, await naming.chosenBy(first.patron))
  const kept = keptCopyText({ item: itemPrefix(itemId), alias, until })
  return {
    before: first.row,
    filled: changeLink(keys, 'hold', first.row, { state: 'waiting', kept }),
    slip: { alias, until },
  }
}

export function holdKeepingCopy(
  keys: LinkOpener<'hold'>,
  line: readonly SealedLink[],
  itemId: string,
): { readonly row: SealedLink; readonly slip: Slip } | undefined {
  for (const row of line) {
    const kept = keptCopyIn(keys, row)
    if (kept?.item === itemPrefix(itemId)) return { row, slip: { alias: kept.alias, until: kept.until } }
  }
  return undefined
}

/** What takes the copy off the hold shelf: its hold waits again, in its place in line. */
export function undoOfKeptCopy(keys: LinkOpener<'hold'>, row: SealedLink, now: Date): string {
  const { kept: _, ...hold } = openHoldLink(keys, row)
  const was = sealLink(keys, 'hold', { ...hold, state: 'placed' })
  return undoOfHolds(keys, { set: { id: row.id, was, became: row } }, now)
}

export function holdsTitle(
  keys: LinkOpener<'hold'>,
  theirs: readonly SealedLink[],
  titleId: string,
): boolean {
  return theirs.some((row) => openHoldLink(keys, row).title === titleId)
}

/** How many copies to pull for each title, and the slips of copies on the hold shelf. */
export function pullListOf(
  keys: LinkOpener<'hold'>,
  holds: readonly SealedLink[],
): { readonly wanted: ReadonlyMap<string, number>; readonly slips: readonly Slip[] } {
  const wanted = new Map<string, number>()
  for (const { title, ...hold } of holds.map((row) => openHoldLink(keys, row))) {
    if (isUnfilled(hold)) wanted.set(title, (wanted.get(title) ?? 0) + 1)
  }
  return { wanted, slips: holds.flatMap((row) => keptCopyIn(keys, row) ?? []) }
}

export function keptCopyMarks(keys: LinkOpener<'hold'>, line: readonly SealedLink[]): Set<string> {
  return new Set(line.flatMap((row) => keptCopyIn(keys, row)?.item ?? []))
}

const openHoldLink = (keys: LinkOpener<'hold'>, row: SealedLink): HoldLink => openLink(keys, 'hold', row)
const keptCopyIn = (keys: LinkOpener<'hold'>, row: SealedLink): HoldShelfCopy | undefined =>
  readKeptCopy(openHoldLink(keys, row).kept)

/* First placed, first filled. A hold keeps its place as a number, without a date or time. */
type QueuedHold = Pick<HoldLink, 'turn' | 'state'>

function nextPlaceInLine(line: readonly QueuedHold[]): number {
  return Math.max(0, ...line.map(({ turn }) => turn ?? 0)) + 1
}

function firstInLine<H extends QueuedHold>(line: readonly H[]): H | undefined {
  return line.filter(isUnfilled).sort((one, other) => (one.turn ?? 0) - (other.turn ?? 0))[0]
}

/** Whether a copy is still to be found. A paused hold keeps its place and is passed over. */
function isUnfilled({ state }: QueuedHold): boolean {
  return state === 'placed'
}

export type UncountedRow = { readonly id: string; readonly night: string; readonly sealed: Buffer }

export type OpenMonth = { readonly month: string; readonly night: string; readonly count: Buffer }

const returnBox = 'return'
const countBox = 'count'

/**
 * A return to count, without its patron.
 * INVARIANT: sealed once, under the key of its night. It was written in the transaction that deleted the loan, so
 * resealing would keep that readable longer.
 */
export function sealedReturn(keys: LinkOpener<'loan'>, loan: SealedLink, on: string): UncountedRow {
  const { patron, item, band } = openLink(keys, 'loan', loan)
  const [hint = 0] = token(keys.ring, 'tally.hint', patron)
  const id = randomUUID()
  const value: CountedReturn = { item, band, on, hint }
  const key = keys.newest
  return { id, night: key.night, sealed: closeBox(key, { what: returnBox, row: id }, value, 128) }
}

export function sealedAnonymization(keys: LinkKeys, cut: AnonymizedLinks): UncountedRow {
  const id = randomUUID()
  const key = keys.newest
  return { id, night: key.night, sealed: closeBox(key, { what: returnBox, row: id }, cut, 128) }
}

/** @throws KeyError if its key is gone */
export function openUncounted(
  keys: LinkOpener<typeof returnBox>,
  { id, night, sealed }: UncountedRow,
): CountedReturn | AnonymizedLinks {
  return keys.open(returnBox, { night, row: id, box: sealed }) as CountedReturn | AnonymizedLinks
}

export function sealMonth(keys: LinkKeys, month: string, value: MonthCount): OpenMonth {
  const key = keys.newest
  return { month, night: key.night, count: closeBox(key, { what: countBox, row: month }, value, 4096) }
}

/** @throws KeyError if its key is gone */
export function openMonth(keys: LinkOpener<typeof countBox>, { month, night, count }: OpenMonth): MonthCount {
  return keys.open(countBox, { night, row: month, box: count }) as MonthCount
}

/** @throws KeyError if its key is gone */
export function resealMonth(keys: LinkOpener<typeof countBox>, open: OpenMonth): OpenMonth {
  return sealMonth(keys, open.month, openMonth(keys, open))
}

const undoMinutes = 5

type UndoContent =
  | {
      readonly until: number
      readonly lent: MadeLink<LoanLink>
      readonly holds: readonly HoldLink[]
      readonly noted?: string
    }
  | { readonly until: number; readonly waiting: string; readonly loan: LoanLink }
  | { readonly until: number; readonly renewed: ChangedLink<LoanLink> }
  | { readonly until: number; readonly line: HoldUndo<HoldLink> }
  | { readonly until: number; readonly owed: ChargeUndo<ChargeLink, LoanLink> }

/**
 * A link before and after an act. INVARIANT: it is restored only while it is unchanged, as another row with a new id,
 * so an undo works once.
 */
type ChangedLink<L> = { readonly id: string; readonly was: L; readonly became: L }
/**
 * A link that was created. It is removed only while unchanged: removing a charge that was partly paid would lose the
 * payment.
 */
type MadeLink<L> = { readonly id: string; readonly became: L }

/** One hold goes, some come back, one is restored. `noted`: the row that waits to be counted. */
type HoldUndo<H> = {
  readonly drop?: MadeLink<H>
  readonly put?: readonly H[]
  readonly noted?: string
  readonly set?: ChangedLink<H>
}

/**
 * A charge goes, comes back, or is restored; the loan of a lost item is restored, or comes back. `noted`: the row that
 * waits to be counted.
 */
type ChargeUndo<C, L> = {
  readonly drop?: MadeLink<C>
  readonly put?: { readonly id: string; readonly charge: C }
  readonly noted?: string
  readonly set?: ChangedLink<C>
  readonly loan?: ChangedLink<L>
  readonly cut?: { readonly waiting: string; readonly loan: L }
}

/** Every undo concerns one patron. `item`: of a loan that comes back. */
type UndoSubject = { readonly patron: string; readonly item?: string }

/** What restores the state before an act. Links are sealed under the newest key. */
export type Undo = UndoSubject &
  (
    | { readonly owed: ChargeUndo<LinkRow, LinkRow> }
    | { readonly lent: MadeLink<LinkRow>; readonly holds: readonly LinkRow[]; readonly noted?: string }
    | { readonly waiting: string; readonly loan: LinkRow }
    | { readonly renewed: ChangedLink<LinkRow> }
    | { readonly line: HoldUndo<LinkRow> }
  )

/*
 * Anonymization is immediate, so the open page carries, sealed, what undoes it for a few minutes. The token has one
 * length, except for a patron with many holds on one title.
 */
const paddingStep = 768
const boxName = { what: 'undo', row: 'page' } as const
const maxUndoLength = 4096

export function undoOfCheckOut(
  keys: LinkOpener<'loan' | 'hold'>,
  lent: { readonly loan: SealedLink; readonly ended: readonly SealedLink[]; readonly noted?: string },
  now: Date,
): string {
  const { loan, ended, noted } = lent
  return sealUndo(keys, {
    until: untilOf(now),
    lent: { id: loan.id, became: openLink(keys, 'loan', loan) },
    holds: ended.map((hold) => openLink(keys, 'hold', hold)),
    ...(noted && { noted }),
  })
}

export function undoOfCheckIn(
  keys: LinkOpener<'loan'>,
  loan: SealedLink,
  waiting: string,
  now: Date,
): string {
  return sealUndo(keys, { until: untilOf(now), waiting, loan: openLink(keys, 'loan', loan) })
}

export function undoOfRenewal(
  keys: LinkOpener<'loan'>,
  { was, became }: { readonly was: SealedLink; readonly became: SealedLink },
  now: Date,
): string {
  const renewed = mapChangedLink({ id: was.id, was, became }, (row) => openLink(keys, 'loan', row))
  return sealUndo(keys, { until: untilOf(now), renewed })
}

export function undoOfHolds(keys: LinkOpener<'hold'>, line: HoldUndo<SealedLink>, now: Date): string {
  const inLine = mapHoldUndo(line, (hold) => openLink(keys, 'hold', hold))
  return sealUndo(keys, { until: untilOf(now), line: inLine })
}

export function undoOfCharge(
  keys: LinkOpener<'loan' | 'charge'>,
  owed: ChargeUndo<SealedLink, SealedLink>,
  now: Date,
): string {
  const charge = (row: SealedLink) => openLink(keys, 'charge', row)
  const loan = (row: SealedLink) => openLink(keys, 'loan', row)
  return sealUndo(keys, { until: untilOf(now), owed: mapChargeUndo(owed, { charge, loan }) })
}

export function openUndo(keys: LinkOpener<typeof boxName.what>, text: string, now: Date): Undo | undefined {
  const undone = openUndoBox(keys, text)
  if (undone === undefined || undone.until < now.getTime()) return undefined
  const ends = undoSubject(undone)
  if (ends === undefined) return undefined
  const loan = (link: LoanLink) => sealLink(keys, 'loan', link)
  const hold = (link: HoldLink) => sealLink(keys, 'hold', link)
  if ('lent' in undone) {
    const { lent, holds, noted } = undone
    return { ...ends, lent: mapMadeLink(lent, loan), holds: holds.map(hold), ...(noted && { noted }) }
  }
  if ('owed' in undone) return { ...ends, owed: sealedChargeUndo(keys, undone.owed) }
  if ('line' in undone) return { ...ends, line: mapHoldUndo(undone.line, hold) }
  if ('renewed' in undone) return { ...ends, renewed: mapChangedLink(undone.renewed, loan) }
  return { ...ends, waiting: undone.waiting, loan: loan(undone.loan) }
}

function undoSubject(undone: UndoContent): UndoSubject | undefined {
  const { patron, item } = subjectLink(undone) ?? {}
  return patron === undefined ? undefined : { patron, ...(item !== undefined && { item }) }
}

function subjectLink(undone: UndoContent): UndoSubject | undefined {
  if ('lent' in undone) return patronOnly(undone.lent.became)
  if ('renewed' in undone) return patronOnly(undone.renewed.became)
  if ('loan' in undone) return undone.loan
  if ('line' in undone) {
    const { drop, put = [], set } = undone.line
    return patronOnly(drop?.became ?? set?.became ?? put[0])
  }
  const { drop, put, set, cut } = undone.owed
  return cut?.loan ?? patronOnly(drop?.became ?? set?.became ?? put?.charge)
}

const patronOnly = (link: { readonly patron: string } | undefined) => link && { patron: link.patron }

const mapHoldUndo = <H, R>({ drop, put, noted, set }: HoldUndo<H>, to: (hold: H) => R): HoldUndo<R> => ({
  ...(drop && { drop: mapMadeLink(drop, to) }),
  ...(put && { put: put.map(to) }),
  ...(noted && { noted }),
  ...(set && { set: mapChangedLink(set, to) }),
})

function sealedChargeUndo(
  keys: LinkKeys,
  owed: ChargeUndo<ChargeLink, LoanLink>,
): ChargeUndo<LinkRow, LinkRow> {
  return mapChargeUndo(owed, {
    charge: (link: ChargeLink, id?: string) => sealLink(keys, 'charge', link, id),
    loan: (link: LoanLink, id?: string) => sealLink(keys, 'loan', link, id),
  })
}

function mapChargeUndo<C, L, D, M>(
  { drop, put, noted, set, loan, cut }: ChargeUndo<C, L>,
  to: { charge(link: C, id?: string): D; loan(link: L, id?: string): M },
): ChargeUndo<D, M> {
  return {
    ...(drop && { drop: mapMadeLink(drop, to.charge) }),
    ...(put && { put: { id: put.id, charge: to.charge(put.charge, put.id) } }),
    ...(noted && { noted }),
    ...(set && { set: mapChangedLink(set, to.charge) }),
    ...(loan && { loan: mapChangedLink(loan, to.loan) }),
    ...(cut && { cut: { waiting: cut.waiting, loan: to.loan(cut.loan) } }),
  }
}

const mapMadeLink = <L, R>({ id, became }: MadeLink<L>, to: (link: L) => R): MadeLink<R> => ({
  id,
  became: to(became),
})

const mapChangedLink = <L, R>({ id, was, became }: ChangedLink<L>, to: (link: L) => R): ChangedLink<R> => ({
  id,
  was: to(was),
  became: to(became),
})

export const asMadeLink = (link: SealedLink): MadeLink<SealedLink> => ({ id: link.id, became: link })

/** Compares contents: the nightly job may have resealed the row. */
export function isUnchangedLink<T extends LinkTable>(
  keys: LinkOpener<T>,
  table: T,
  row: SealedLink,
  became: SealedLink,
): boolean {
  return isSameLink(keys, table, row, openLink(keys, table, became))
}

const untilOf = (now: Date) => now.getTime() + undoMinutes * 60_000

function sealUndo(keys: LinkKeys, undone: UndoContent): string {
  const { night } = keys.newest
  return `${night}.${closeBox(keys.newest, boxName, undone, paddingStep).toString('base64url')}`
}

/** Hostile: it comes from a form. */
function openUndoBox(keys: LinkOpener<typeof boxName.what>, text: string): UndoContent | undefined {
  const [, night, box] = /^(\d{4}-\d\d-\d\d)\.([\w-]+)$/.exec(text.slice(0, maxUndoLength)) ?? []
  if (night === undefined || box === undefined) return undefined
  try {
    return keys.open(boxName.what, {
      night,
      row: boxName.row,
      box: Buffer.from(box, 'base64url'),
    }) as UndoContent
  } catch {
    return undefined
  }
}
