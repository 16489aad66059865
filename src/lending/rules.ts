import { type LoanRule, ruleFor } from '../circulation/loan-rule.ts'
import type { Pack } from '../policy/pack.ts'
import type { CatalogueItem } from '../store/items.ts'

/** The rule under which an item is lent; undefined where none is, or the catalogue has it as lost or withdrawn. */
export function ruleOf(pack: Pack, { state, itemType }: CatalogueItem): LoanRule | undefined {
  return state === 'lost' || state === 'withdrawn' ? undefined : ruleFor(rulesOf(pack), itemType)
}

/** The pack's rules for lending, in their order; none where the library lends by another system. */
function rulesOf(pack: Pack): LoanRule[] {
  const rules = pack.manifest.lending ?? []
  return rules.map(({ 'item-type': itemType, ...rule }) => ({ itemType, ...rule }))
}
