import { isDeepStrictEqual } from 'node:util'
import { type AgeBand, ageBand } from '../circulation/age-band.ts'
import { type ChargeLink, type Links, type LinkTable, loanIsOver } from '../circulation/link.ts'
import { type LoanRule, mayRenew } from '../circulation/loan-rule.ts'
import { openField } from './field.ts'
import type { KeyRing } from './key-ring.ts'
import { endTokens, type LinkRow, openLink, type SealedLink, sealLink } from './link.ts'
import type { LinkKeys } from './link-keys.ts'

/*
 * What is done with links by whoever may not know what they say. Each of these opens a link and gives out another
 * sealed one, tokens, a yes or no, or a number of another system: never who or what.
 */

/**
 * The same link under the newest key, with its tokens and another id. Why another: with one id for as long as it
 * lasts, what stood beside the row on one day would be joined with what stands beside it on another.
 */
export function resealLink(keys: LinkKeys, table: LinkTable, row: SealedLink): LinkRow {
  return sealLink(keys, table, openLink(keys, table, row))
}

/** The link with another state, day or amount. */
export function changeLink<T extends LinkTable>(
  keys: LinkKeys,
  table: T,
  row: SealedLink,
  change: Partial<Omit<Links[T], 'patron' | 'item' | 'title'>>,
): LinkRow {
  return sealLink(keys, table, { ...openLink(keys, table, row), ...change }, row.id)
}

/**
 * The loan until another day, renewed once more; or why not (`mayRenew`). It is not said whose it is.
 */
export function renewLink(
  keys: LinkKeys,
  loan: SealedLink,
  {
    rule,
    dueOn,
    waitedFor,
  }: { readonly rule: LoanRule; readonly dueOn: string; readonly waitedFor: boolean },
): LinkRow | Exclude<ReturnType<typeof mayRenew>, 'may'> {
  const link = openLink(keys, 'loan', loan)
  const may = mayRenew(rule, link, waitedFor)
  if (may !== 'may') return may
  return changeLink(keys, 'loan', loan, { dueOn, renewed: (link.renewed ?? 0) + 1 })
}

/** Whether a loan's item was given up for lost. */
export const isLost = (keys: LinkKeys, loan: SealedLink) => openLink(keys, 'loan', loan).state === 'lost'

/** A charge to whoever has the loan, for its item. */
export function chargeForLoan(
  keys: LinkKeys,
  loan: SealedLink,
  charge: Pick<ChargeLink, 'kind' | 'amountCents'>,
): LinkRow {
  const { patron, item } = openLink(keys, 'loan', loan)
  return sealLink(keys, 'charge', { patron, item, ...charge })
}

/** The charge after a payment; undefined where nothing is left of it. */
export function payCharge(keys: LinkKeys, charge: SealedLink, cents: number): LinkRow | undefined {
  const left = openLink(keys, 'charge', charge).amountCents - cents
  return left > 0 ? changeLink(keys, 'charge', charge, { amountCents: left }) : undefined
}

/** Whether that much is owed for a charge. */
export function isOwed(keys: LinkKeys, charge: SealedLink, cents: number): boolean {
  return openLink(keys, 'charge', charge).amountCents >= cents
}

/** The tokens by which other links with the item of a charge are found; none where it is for no item. */
export function tokensOfChargedItem(keys: LinkKeys, table: 'loan' | 'charge', charge: SealedLink): Buffer[] {
  const { item } = openLink(keys, 'charge', charge)
  return item === undefined ? [] : endTokens(keys, table, 'other', item)
}

/**
 * Whether the loan that a paid charge was for is over with it.
 * @param charges what is still charged for the item, to whomever
 */
export function endsWithCharge(
  keys: LinkKeys,
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

/** Whether a link says this already. The age band, which comes with the years, makes no other link of it. */
export function saysSame<T extends LinkTable>(
  keys: LinkKeys,
  table: T,
  row: SealedLink,
  link: Links[T],
): boolean {
  const withoutBand = (one: Links[T]) => ({ ...one, band: undefined })
  return isDeepStrictEqual(withoutBand(openLink(keys, table, row)), withoutBand(link))
}

/** Whether a link is this patron's. Hostile: the token by which a row is found stands in the clear, and SQL can change it. */
export const isLinkOf = (keys: LinkKeys, table: LinkTable, row: SealedLink, patronId: string) =>
  openLink(keys, table, row).patron === patronId

/** A link's id in the system that it came from. */
export function sourceOf(keys: LinkKeys, table: LinkTable, row: SealedLink): string | undefined {
  return openLink(keys, table, row).source
}

/** The age band of a patron on a day, from the sealed birth date. */
export function bandOf(
  ring: KeyRing,
  patron: { readonly id: string; readonly born: Buffer | null },
  on: string,
): AgeBand {
  const { id, born } = patron
  return ageBand(born === null ? undefined : (openField(ring, 'patron.born', id, born) as string), on)
}
