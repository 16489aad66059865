import { circulationOpener, holdLineOpener } from '../gate/capabilities.ts'
import {
  addHistoryLines,
  type ChargeLink,
  endTokens,
  isLinkOfPatron,
  type LinkRow,
  type LinkTable,
  type SealedLink,
  sealLink,
} from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkKeys, LinkOpener, openUnderAllKeys } from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import { type PreparedStatement, queueStatement } from '../platform/db/statements.ts'
import { itemOfId } from './catalog-store.ts'
import {
  deleteLinks,
  insertLinks,
  linkById,
  linksByEnd,
  linksByEndUnlocked,
  loanEndsOf,
  updateLinks,
} from './link-store.ts'
import type { LoanRule } from './loan-rules.ts'
import {
  ageBandOfPatron,
  changeLink,
  chargeAfterPayment,
  chargeForLoan,
  endsWithPaidCharge,
  holdKeepingCopy,
  isLoanLost,
  isWaitedFor,
  renewLink,
  sealedAnonymization,
  sealedHoldInLine,
  sealedReturn,
  tokensOfChargedItem,
  type UncountedRow,
} from './sealed-links.ts'
import type { AnonymizedKind } from './statistics.ts'
import { addUncounted } from './statistics-store.ts'

/*
 * Changes to links at the desk, each within the caller's transaction.
 *
 * INVARIANT: a transaction that writes a link neither writes nor locks anything that names a patron or an item in the
 * clear (item state, counters, log entries). The transaction id would join the two permanently.
 */
export type CheckOutRequest = {
  readonly patronId: string
  readonly itemId: string
  readonly dueOn: string
  readonly on: string
}

export async function checkOutItem(
  trx: Trx,
  ring: KeyRing,
  { patronId, itemId, dueOn, on }: CheckOutRequest,
): Promise<CheckedOut | { readonly lent: false; readonly because: CheckOutObstacle }> {
  await lockSubject(trx, itemId)
  // Why: an account being closed at this moment is either gone or has this loan.
  await lockSubject(trx, patronId)
  const ends = await loanEndsOf(trx, ring, { patronId, itemId })
  if (ends === undefined) return { lent: false, because: 'unknown' }
  const { patron, titleId, isGone } = ends
  // Why here too: the item may have been withdrawn between its scan and the lock.
  if (isGone) return { lent: false, because: 'not-lent' }
  if (patron.allCardsLost) return { lent: false, because: 'card-lost' }
  const { keys, loans } = await loansOfItem(trx, ring, itemId)
  if (loans.length > 0) return { lent: false, because: 'already-out' }
  const line = await linksByEndUnlocked(trx, 'hold', 'other', endTokens(keys, 'hold', 'other', titleId))
  const kept = holdKeepingCopy(keys, line, itemId)
  if (kept !== undefined && !isLinkOfPatron(keys, 'hold', kept.row, patronId))
    return { lent: false, because: 'kept' }
  const band = ageBandOfPatron(circulationOpener(ring), patron, on)
  const loan = sealLink(keys, 'loan', { patron: patronId, item: itemId, dueOn, state: 'out', band })
  await insertLinks(trx, 'loan', [loan])
  const theirs = line.some((hold) => isLinkOfPatron(keys, 'hold', hold, patronId))
  const holds = theirs ? await holdsOf(trx, keys, patronId, titleId) : []
  const { waiting } = await anonymizeLinks(trx, ring, { table: 'hold', rows: holds, on })
  const others = line.filter((hold) => !isLinkOfPatron(keys, 'hold', hold, patronId))
  const waitedFor = isWaitedFor(keys, others)
  return { lent: true, loan, ended: holds, waitedFor, ...(waiting && { noted: waiting }) }
}

/**
 * `ended`: the patron's holds on the title. `waitedFor`: someone else has the title on hold, without a copy. `noted`: the id
 * of the row that waits to be counted.
 */
type CheckedOut = {
  readonly lent: true
  readonly loan: LinkRow
  readonly ended: readonly SealedLink[]
  readonly waitedFor: boolean
  readonly noted?: string
}
/** `card-lost`: every card of the patron is reported lost. `kept`: on the hold shelf for someone else. */
type CheckOutObstacle = 'unknown' | 'not-lent' | 'card-lost' | 'already-out' | 'kept'

/**
 * Checks in an item and anonymizes its loan. A charge, if any, names the item until it is paid.
 * @returns the anonymized loan and the id of the row that waits to be counted; undefined if not checked out
 */
export async function checkInItem(
  trx: Trx,
  ring: KeyRing,
  back: {
    readonly itemId: string
    readonly on: string
    readonly charge?: Pick<ChargeLink, 'kind' | 'amountCents'>
  },
): Promise<CheckedInLoan | undefined> {
  await lockSubject(trx, back.itemId)
  const { keys, loans } = await loansOfItem(trx, ring, back.itemId)
  if (back.charge !== undefined) {
    const { charge } = back
    await insertLinks(
      trx,
      'charge',
      loans.map((loan) => chargeForLoan(keys, loan, charge)),
    )
  }
  const [waiting] = await anonymizeLoans(trx, ring, loans, back.on)
  const [loan] = loans
  return loan && waiting && { loan, waiting: waiting.id }
}

type CheckedInLoan = { readonly loan: SealedLink; readonly waiting: string }

/**
 * Renews an item's loan. @returns the loan before and after, why it may not be renewed, or undefined if not checked out
 */
export async function renewLoan(
  trx: Trx,
  ring: KeyRing,
  { itemId, rule, dueOn, onlyOf, onlyLater = false }: LoanRenewal,
): Promise<ChangedRow | undefined | RenewalObstacle> {
  await lockSubject(trx, itemId)
  const { keys, loans } = await loansOfItem(trx, ring, itemId)
  const [loan] = loans
  if (loan === undefined || (onlyOf !== undefined && !isLoanOf(keys, loan, onlyOf))) return undefined
  const titleId = (await itemOfId(trx, itemId))?.titleId
  const waiting = titleId === undefined ? [] : endTokens(keys, 'hold', 'other', titleId)
  const waitedFor = isWaitedFor(keys, await linksByEndUnlocked(trx, 'hold', 'other', waiting))
  const renewed = renewLink(keys, loan, { rule, dueOn, waitedFor, onlyLater })
  if (typeof renewed === 'string') return renewed
  await updateLinks(trx, 'loan', [renewed])
  return { id: loan.id, was: loan, became: renewed }
}

export type ChangedRow = { readonly id: string; readonly was: SealedLink; readonly became: SealedLink }

type LoanRenewal = {
  readonly itemId: string
  readonly rule: LoanRule
  readonly dueOn: string
  readonly onlyOf?: string
  /** Renews nothing where the due date would not move. */
  readonly onlyLater?: boolean
}

const isLoanOf = (keys: LinkKeys, loan: LinkRow, patronId: string) =>
  endTokens(keys, 'loan', 'patron', patronId).some((token) => token.equals(loan.patron_index))

export type RenewalObstacle = Exclude<ReturnType<typeof renewLink>, LinkRow>

/** Marks an item's loan lost and charges the borrower. @returns undefined if not checked out or already lost */
export async function markLoanLost(
  trx: Trx,
  ring: KeyRing,
  { itemId, amountCents }: { readonly itemId: string; readonly amountCents: number },
): Promise<{ readonly loan: ChangedRow; readonly charged: LinkRow } | undefined> {
  await lockSubject(trx, itemId)
  const { keys, loans } = await loansOfItem(trx, ring, itemId)
  const [loan] = loans
  if (loan === undefined || isLoanLost(keys, loan)) return undefined
  const charged = chargeForLoan(keys, loan, { kind: 'lost', amountCents })
  await insertLinks(trx, 'charge', [charged])
  const lost = changeLink(keys, 'loan', loan, { state: 'lost' })
  await updateLinks(trx, 'loan', [lost])
  return { loan: { id: loan.id, was: loan, became: lost }, charged }
}

export async function addCharge(trx: Trx, ring: KeyRing, what: Omit<ChargeLink, 'source'>): Promise<LinkRow> {
  const row = sealLink(new LinkKeys(ring), 'charge', what)
  await insertLinks(trx, 'charge', [row])
  return row
}

/**
 * Records a payment or waiver. A charge paid in full is anonymized, with the loan of a lost item if nothing else is
 * owed for it.
 * @returns undefined if there is no such charge
 */
export async function settleCharge(
  trx: Trx,
  ring: KeyRing,
  { chargeId, cents, on }: { readonly chargeId: string; readonly cents: number; readonly on: string },
): Promise<SettledCharge | undefined> {
  const before = await linkById(trx, 'charge', chargeId)
  if (before === undefined) return undefined
  const left = chargeAfterPayment(openLinks(ring), before, cents)
  if (left !== undefined) {
    await updateLinks(trx, 'charge', [left])
    return { before, left }
  }
  const { waiting: noted } = await anonymizeLinks(trx, ring, { table: 'charge', rows: [before], on })
  const over = await openUnderAllKeys(circulationOpener(ring), async (keys) => {
    const loans = await linksByEnd(trx, 'loan', 'other', tokensOfChargedItem(keys, 'loan', before))
    const charges = await linksByEnd(trx, 'charge', 'other', tokensOfChargedItem(keys, 'charge', before))
    return loans.filter((loan) => endsWithPaidCharge(keys, loan, before, charges))
  })
  const [waiting] = await anonymizeLoans(trx, ring, over, on)
  const [loan] = over
  const cut = loan && waiting && { loan, waiting: waiting.id }
  return { before, ...(noted && { noted }), ...(cut && { cut }) }
}

/**
 * `left`: what remains of the charge. `noted`, `cut`: what was anonymized, with the ids of the rows that wait to be
 * counted.
 */
type SettledCharge = {
  readonly before: SealedLink
  readonly left?: SealedLink
  readonly noted?: string
  readonly cut?: CheckedInLoan
}

export async function placeHold(
  trx: Trx,
  ring: KeyRing,
  { patronId, titleId }: { readonly patronId: string; readonly titleId: string },
): Promise<LinkRow> {
  const row = await openUnderAllKeys(holdLineOpener(ring), async (keys) => {
    const line = await linksByEndUnlocked(trx, 'hold', 'other', endTokens(keys, 'hold', 'other', titleId))
    return sealedHoldInLine(keys, { patronId, titleId }, line)
  })
  await insertLinks(trx, 'hold', [row])
  return row
}

export async function loansOfItem(
  trx: Trx,
  ring: KeyRing,
  itemId: string,
): Promise<{ readonly keys: LinkOpener<LinkTable>; readonly loans: readonly LinkRow[] }> {
  return openUnderAllKeys(circulationOpener(ring), async (keys) => ({
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
 * Holds an advisory lock on an item, title or patron until the transaction ends. It is sent together with the next
 * statement.
 * Why advisory: a row lock would write this transaction's id into the row.
 */
export async function lockSubject(trx: Trx, id: string): Promise<void> {
  await queueStatement(trx, lockSubjectSql, [id])
}

const lockSubjectSql: PreparedStatement = {
  name: 'lock-one',
  text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
}

/**
 * Anonymizes loans: deletes the rows, and queues each return to be counted without its patron.
 * @returns the queued rows; a loan that another transaction deleted first is not counted again
 */
export async function anonymizeLoans(
  trx: Trx,
  ring: KeyRing,
  loans: readonly SealedLink[],
  on: string,
): Promise<readonly UncountedRow[]> {
  const cut = await deleteLinks(trx, 'loan', linkIds(loans))
  const keys = openLinks(ring)
  const cutOnes = loans.filter(({ id }) => cut.has(id))
  const returned = cutOnes.map((loan) => sealedReturn(keys, loan, on))
  await addUncounted(trx, returned)
  const of = cutOnes.flatMap((loan, at) => ({ loan, id: returned[at]?.id ?? '' }))
  await addHistoryLines(trx, keys, { of, on })
  return returned
}

export async function anonymizeLinks(
  trx: Trx,
  ring: KeyRing,
  {
    table,
    rows,
    on,
  }: { readonly table: AnonymizedKind; readonly rows: readonly SealedLink[]; readonly on: string },
): Promise<{ readonly links: number; readonly waiting?: string }> {
  const { size: links } = await deleteLinks(trx, table, linkIds(rows))
  if (links === 0) return { links }
  const noted = sealedAnonymization(new LinkKeys(ring), { cut: table, links, on })
  await addUncounted(trx, [noted])
  return { links, waiting: noted.id }
}

const openLinks = (ring: KeyRing) => new LinkOpener(circulationOpener(ring))

const linkIds = (rows: readonly SealedLink[]) => rows.map(({ id }) => id)
