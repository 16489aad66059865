import { CompiledQuery, type Transaction } from 'kysely'
import type { ChargeLink, HoldLink } from '../circulation/link.ts'
import type { LoanRule } from '../circulation/loan-rule.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { endTokens, type LinkRow, type SealedLink, sealLink } from '../sealing/link.ts'
import {
  bandOf,
  changeLink,
  chargeForLoan,
  endsWithCharge,
  isLinkOf,
  isLost,
  payCharge,
  renewLink,
  tokensOfChargedItem,
} from '../sealing/link-change.ts'
import { holdInLine, isWaitedFor, keptCopy } from '../sealing/link-holds.ts'
import { LinkKeys, underAllKeys } from '../sealing/link-keys.ts'
import { cutLinks, cutLoans } from './cut.ts'
import { itemOfId } from './items.ts'
import { endsOf } from './link-ends.ts'
import { insertLinks, linkById, linksByEnd, linksSeen, updateLinks } from './links.ts'
import type { Schema } from './schema.ts'

/*
 * What happens to links at the counter. Each act is part of the caller's transaction, which has a context.
 *
 * INVARIANT: a transaction that writes a link writes, and locks, nothing that names a patron or an item in the clear:
 * no item's state, no counter, no register entry. The number of the transaction would join the two for good. An item
 * that was given up for lost is marked in the catalogue at the next inventory, with others.
 */
type Trx = Transaction<Schema>

export type Lending = {
  readonly patronId: string
  readonly itemId: string
  /** Both `YYYY-MM-DD`. */
  readonly dueOn: string
  readonly on: string
}

/** Lends an item. What the patron had on hold of its title ends with it. `kept`: it is kept for somebody else. */
export async function lend(
  trx: Trx,
  ring: KeyRing,
  { patronId, itemId, dueOn, on }: Lending,
): Promise<Lent | { readonly lent: false; readonly because: Unlent }> {
  await oneAtATime(trx, itemId)
  // Why: somebody who closes their account at this moment has gone, or has this loan.
  await oneAtATime(trx, patronId)
  const ends = await endsOf(trx, ring, { patronId, itemId })
  if (ends === undefined) return { lent: false, because: 'unknown' }
  const { patron, titleId, isGone } = ends
  // Why here too: somebody may take it out of the collection between its scan and the lock.
  if (isGone) return { lent: false, because: 'not-lent' }
  if (patron.allCardsLost) return { lent: false, because: 'card-lost' }
  const { keys, loans } = await loansOfItem(trx, ring, itemId)
  if (loans.length > 0) return { lent: false, because: 'already-out' }
  const line = await linksSeen(trx, 'hold', 'other', endTokens(keys, 'hold', 'other', titleId))
  const kept = keptCopy(keys, line, itemId)
  if (kept !== undefined && !isLinkOf(keys, 'hold', kept.row, patronId))
    return { lent: false, because: 'kept' }
  const band = bandOf(ring, patron, on)
  const loan = sealLink(keys, 'loan', { patron: patronId, item: itemId, dueOn, state: 'out', band })
  await insertLinks(trx, 'loan', [loan])
  const theirs = line.some((hold) => isLinkOf(keys, 'hold', hold, patronId))
  const holds = theirs ? await holdsOf(trx, keys, patronId, titleId) : []
  const { waiting } = await cutLinks(trx, ring, { table: 'hold', rows: holds, on })
  return { lent: true, loan, ended: holds, ...(waiting && { noted: waiting }) }
}

/** `ended`: what the patron had on hold of the title; `noted`: the id under which that waits to be counted. */
export type Lent = {
  readonly lent: true
  readonly loan: LinkRow
  readonly ended: readonly SealedLink[]
  readonly noted?: string
}
/** `card-lost`: every card that the patron has was reported lost. */
export type Unlent = 'unknown' | 'not-lent' | 'card-lost' | 'already-out' | 'kept'

/**
 * Takes an item back: its loan is cut. What is owed for it, if anything, is a charge from now on, which names the item
 * until it is paid.
 * @returns the loan that was cut, with the id under which the return waits to be counted; undefined where it is not out
 */
export async function giveBack(
  trx: Trx,
  ring: KeyRing,
  back: {
    readonly itemId: string
    readonly on: string
    readonly charge?: Pick<ChargeLink, 'kind' | 'amountCents'>
  },
): Promise<GivenBack | undefined> {
  await oneAtATime(trx, back.itemId)
  const { keys, loans } = await loansOfItem(trx, ring, back.itemId)
  if (back.charge !== undefined) {
    const { charge } = back
    await insertLinks(
      trx,
      'charge',
      loans.map((loan) => chargeForLoan(keys, loan, charge)),
    )
  }
  const [waiting] = await cutLoans(trx, ring, loans, back.on)
  const [loan] = loans
  return loan && waiting && { loan, waiting: waiting.id }
}

export type GivenBack = { readonly loan: SealedLink; readonly waiting: string }

/** Renews a loan, or gives its item up for lost. @returns false where it is not out */
export async function changeLoan(
  trx: Trx,
  ring: KeyRing,
  {
    itemId,
    ...change
  }: { readonly itemId: string; readonly dueOn?: string; readonly state?: 'out' | 'lost' },
): Promise<boolean> {
  const { keys, loans } = await loansOfItem(trx, ring, itemId)
  await updateLinks(
    trx,
    'loan',
    loans.map((loan) => changeLink(keys, 'loan', loan, change)),
  )
  return loans.length > 0
}

/**
 * Renews the loan of an item, whoever has it.
 * @returns the loan as it was and as it is now, and undefined where the item is not out; else why it may not be renewed
 */
export async function renew(
  trx: Trx,
  ring: KeyRing,
  { itemId, rule, dueOn, onlyOf }: Renewing,
): Promise<ChangedRow | undefined | Unrenewed> {
  await oneAtATime(trx, itemId)
  const { keys, loans } = await loansOfItem(trx, ring, itemId)
  const [loan] = loans
  if (loan === undefined || (onlyOf !== undefined && !isLoanOf(keys, loan, onlyOf))) return undefined
  const titleId = (await itemOfId(trx, itemId))?.titleId
  const waiting = titleId === undefined ? [] : endTokens(keys, 'hold', 'other', titleId)
  const waitedFor = isWaitedFor(keys, await linksSeen(trx, 'hold', 'other', waiting))
  const renewed = renewLink(keys, loan, { rule, dueOn, waitedFor })
  if (typeof renewed === 'string') return renewed
  await updateLinks(trx, 'loan', [renewed])
  return { id: loan.id, was: loan, became: renewed }
}

/** A link as it was, and as it is now. */
export type ChangedRow = { readonly id: string; readonly was: SealedLink; readonly became: SealedLink }

type Renewing = {
  readonly itemId: string
  readonly rule: LoanRule
  readonly dueOn: string
  /** A patron: the loan of anybody else is as good as none. */
  readonly onlyOf?: string
}

const isLoanOf = (keys: LinkKeys, loan: LinkRow, patronId: string) =>
  endTokens(keys, 'loan', 'patron', patronId).some((token) => token.equals(loan.patron_index))

export type Unrenewed = Exclude<ReturnType<typeof renewLink>, LinkRow>

/**
 * Gives an item up for lost and charges whoever has it.
 * @returns the loan as it was and as it is now, and the charge; undefined where it is not out, or was given up before
 */
export async function giveUp(
  trx: Trx,
  ring: KeyRing,
  { itemId, amountCents }: { readonly itemId: string; readonly amountCents: number },
): Promise<{ readonly loan: ChangedRow; readonly charged: LinkRow } | undefined> {
  await oneAtATime(trx, itemId)
  const { keys, loans } = await loansOfItem(trx, ring, itemId)
  const [loan] = loans
  if (loan === undefined || isLost(keys, loan)) return undefined
  const charged = chargeForLoan(keys, loan, { kind: 'lost', amountCents })
  await insertLinks(trx, 'charge', [charged])
  const lost = changeLink(keys, 'loan', loan, { state: 'lost' })
  await updateLinks(trx, 'loan', [lost])
  return { loan: { id: loan.id, was: loan, became: lost }, charged }
}

/** Charges a patron. */
export async function charge(trx: Trx, ring: KeyRing, what: Omit<ChargeLink, 'source'>): Promise<LinkRow> {
  const row = sealLink(new LinkKeys(ring), 'charge', what)
  await insertLinks(trx, 'charge', [row])
  return row
}

/**
 * Takes a payment, or forgives. Once nothing is left of a charge it is cut, and with it the loan of a lost item for
 * which nothing else is owed.
 * @returns the charge as it was, and what was cut with it; undefined where there is no such charge
 */
export async function settle(
  trx: Trx,
  ring: KeyRing,
  { chargeId, cents, on }: { readonly chargeId: string; readonly cents: number; readonly on: string },
): Promise<Settled | undefined> {
  const before = await linkById(trx, 'charge', chargeId)
  if (before === undefined) return undefined
  const left = payCharge(new LinkKeys(ring), before, cents)
  if (left !== undefined) {
    await updateLinks(trx, 'charge', [left])
    return { before, left, isOver: false }
  }
  const { waiting: noted } = await cutLinks(trx, ring, { table: 'charge', rows: [before], on })
  const over = await underAllKeys(ring, async (keys) => {
    const loans = await linksByEnd(trx, 'loan', 'other', tokensOfChargedItem(keys, 'loan', before))
    const charges = await linksByEnd(trx, 'charge', 'other', tokensOfChargedItem(keys, 'charge', before))
    return loans.filter((loan) => endsWithCharge(keys, loan, before, charges))
  })
  const [waiting] = await cutLoans(trx, ring, over, on)
  const [loan] = over
  const cut = loan && waiting && { loan, waiting: waiting.id }
  return { before, isOver: true, ...(noted && { noted }), ...(cut && { cut }) }
}

/**
 * `left`: the charge where it is not over; `noted`: the id under which it waits to be counted that it is; `cut`: the loan of
 * a lost item, with that of its return.
 */
export type Settled = {
  readonly before: SealedLink
  readonly left?: SealedLink
  readonly isOver: boolean
  readonly noted?: string
  readonly cut?: GivenBack
}

/** Keeps a title for a patron, behind all who wait for it. */
export async function placeHold(
  trx: Trx,
  ring: KeyRing,
  { patronId, titleId }: { readonly patronId: string; readonly titleId: string },
): Promise<LinkRow> {
  const row = await underAllKeys(ring, async (keys) => {
    const line = await linksSeen(trx, 'hold', 'other', endTokens(keys, 'hold', 'other', titleId))
    return holdInLine(keys, { patronId, titleId }, line)
  })
  await insertLinks(trx, 'hold', [row])
  return row
}

/** Says how far a hold is, or the day on which it is over. @returns false where there is no such hold */
export async function changeHold(
  trx: Trx,
  ring: KeyRing,
  {
    holdId,
    ...to
  }: { readonly holdId: string } & ({ readonly state: HoldLink['state'] } | { readonly overOn: string }),
): Promise<boolean> {
  const held = await linkById(trx, 'hold', holdId)
  if (held === undefined) return false
  if ('overOn' in to) await cutLinks(trx, ring, { table: 'hold', rows: [held], on: to.overOn })
  else await updateLinks(trx, 'hold', [changeLink(new LinkKeys(ring), 'hold', held, to)])
  return true
}

/** The loans of an item, locked: one, or none. */
export async function loansOfItem(
  trx: Trx,
  ring: KeyRing,
  itemId: string,
): Promise<{ readonly keys: LinkKeys; readonly loans: readonly LinkRow[] }> {
  return underAllKeys(ring, async (keys) => ({
    keys,
    loans: await linksByEnd(trx, 'loan', 'other', endTokens(keys, 'loan', 'other', itemId)),
  }))
}

async function holdsOf(trx: Trx, keys: LinkKeys, patronId: string, titleId: string): Promise<SealedLink[]> {
  const titles = new Set(endTokens(keys, 'hold', 'other', titleId).map((token) => token.toString('hex')))
  const theirs = await linksByEnd(trx, 'hold', 'patron', endTokens(keys, 'hold', 'patron', patronId))
  return theirs.filter((hold) => titles.has(hold.other_index.toString('hex')))
}

/**
 * Until the transaction ends, nobody else does anything with this item, title or patron. It waits together with the next
 * statement, which sees what was committed before the lock was had.
 * Why an advisory lock: one on the item's row would write this transaction's number into it.
 */
export async function oneAtATime(trx: Trx, id: string): Promise<void> {
  await trx.executeQuery(CompiledQuery.raw(lockOne, [id]))
}

const lockOne = '/* along: lock-one */ select pg_advisory_xact_lock(hashtextextended($1, 0))'
