import { daysAfter, type Pack } from '../policy/index.ts'
import type { CatalogItem } from './catalog-store.ts'

/** For how long a kind of item is lent. */
export type LoanRule = {
  /** As the catalogue has it; a rule without one is for every item. */
  readonly itemType?: string | undefined
  readonly days: number
  /** How often it may be renewed. */
  readonly renewals: number
}

/** The first rule that an item falls under, in the order of the policy pack; undefined where it is not lent at all. */
export function ruleFor(rules: readonly LoanRule[], itemType: string | null): LoanRule | undefined {
  const fits = ({ itemType: only }: LoanRule) => only === undefined || isSameType(only, itemType)
  return rules.find(fits)
}

/** Until when an item that falls under a rule is lent on a day; both `YYYY-MM-DD`. */
export function dueOn({ days }: LoanRule, on: string): string {
  return daysAfter(on, days)
}

/**
 * Whether a loan may be renewed, or why not: `lost` was given up for lost, `enough` was renewed as often as the rule lets
 * it be, `waited-for` is wanted by somebody else.
 */
export function mayRenew(
  { renewals }: LoanRule,
  loan: { readonly state: 'out' | 'lost'; readonly renewed?: number },
  waitedFor: boolean,
): 'may' | 'lost' | 'enough' | 'waited-for' {
  if (loan.state === 'lost') return 'lost'
  if (waitedFor) return 'waited-for'
  return (loan.renewed ?? 0) >= renewals ? 'enough' : 'may'
}

const isSameType = (one: string, other: string | null) => one.toLowerCase() === other?.toLowerCase()

/** The rule under which an item is lent; undefined where none is, or the catalogue has it as lost or withdrawn. */
export function loanRuleFor(pack: Pack, { state, itemType }: CatalogItem): LoanRule | undefined {
  return state === 'lost' || state === 'withdrawn' ? undefined : ruleFor(loanRulesIn(pack), itemType)
}

/** The pack's rules for lending, in their order; none where the library lends by another system. */
function loanRulesIn(pack: Pack): LoanRule[] {
  const rules = pack.manifest.lending ?? []
  return rules.map(({ 'item-type': itemType, ...rule }) => ({ itemType, ...rule }))
}
