import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import type { FactsAsked } from '../disclosure/facts-asked.ts'
import type { RecordKind } from '../policy/ask.ts'
import type { Pack } from '../policy/pack.ts'
import { staffScreenAsk } from '../policy/screen-ask.ts'
import type { StaffRole } from '../policy/vocabulary.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Schema } from '../store/schema.ts'
import type { Context } from '../store/vault.ts'

/** Who on staff lends, and at which place. */
export type Lender = { readonly accountId: string; readonly role: StaffRole; readonly place: string }

/** What lending works with. */
export type LendingParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  /** For the words that patrons chose for their slips, and whether their cards are good; without it each slip's is by chance. */
  readonly facts?: Pick<FactsAsked, 'slipNameOf' | 'hasGoodCard'>
}

/** The same, where what is asked for hangs on whether a card is good. */
export type PartsOfCards = LendingParts & Required<Pick<LendingParts, 'facts'>>

/** Whether somebody at the desk may see all of these records of a patron there. */
export function seesAll(
  { pack, clock }: LendingParts,
  { role, place }: Lender,
  records: readonly RecordKind[],
): boolean {
  return pack.decide(staffScreenAsk({ role, place, on: clock.today() }, records)).withheld.length === 0
}

/** Lending takes a card in hand: whoever may not even see here that somebody is a patron can lend nothing to them. */
export function mayLend(parts: LendingParts, by: Lender): boolean {
  return parts.pack.manifest.lending !== undefined && seesAll(parts, by, ['existence'])
}

export const contextOf = ({ accountId, place }: Lender): Context => ({ actor: accountId, place })
