import { daysAfter, type Pack } from '../policy/index.ts'
import type { CatalogItem } from './catalog-store.ts'

export type LoanRule = {
  /** As in the catalog; without one, the rule covers every item. */
  readonly itemType?: string | undefined
  readonly days: number
  readonly renewals: number
}

/** The first matching rule, in the order of the pack; undefined if the item does not circulate. */
export function ruleFor(rules: readonly LoanRule[], itemType: string | null): LoanRule | undefined {
  const fits = ({ itemType: only }: LoanRule) => only === undefined || isSameType(only, itemType)
  return rules.find(fits)
}

export function dueOn({ days }: LoanRule, on: string): string {
  return daysAfter(on, days)
}

/** `lost`: marked lost. `enough`: renewed as often as the rule allows. `waited-for`: someone has a hold on it. */
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

/** Undefined also for a lost or withdrawn item. */
export function loanRuleFor(pack: Pack, { state, itemType }: CatalogItem): LoanRule | undefined {
  return state === 'lost' || state === 'withdrawn' ? undefined : ruleFor(loanRulesIn(pack), itemType)
}

function loanRulesIn(pack: Pack): LoanRule[] {
  const rules = pack.manifest.lending ?? []
  return rules.map(({ 'item-type': itemType, ...rule }) => ({ itemType, ...rule }))
}
