import type { Kysely } from 'kysely'
import type { PatronFacts } from '../gate/index.ts'

import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Context } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { StaffContext } from '../platform/http/request-context.ts'
import { type Pack, type RecordKind, type StaffRole, staffScreenAsk } from '../policy/index.ts'

/** Who on staff lends, and at which place. */
export type DeskStaff = { readonly accountId: string; readonly role: StaffRole; readonly place: string }

/** Who lends, as the desk wants to know it. */
export function lenderOf({ who, place }: Pick<StaffContext, 'who' | 'place'>): DeskStaff {
  return { accountId: who.id, role: who.role, place }
}

/** What lending works with. */
export type DeskParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  /** For the words that patrons chose for their slips, and whether their cards are good; without it each slip's is by chance. */
  readonly facts?: Pick<PatronFacts, 'slipNameOf' | 'hasGoodCard'>
}

/** The same, where what is asked for hangs on whether a card is good. */
export type DeskPartsWithFacts = DeskParts & Required<Pick<DeskParts, 'facts'>>

/** Whether somebody at the desk may see all of these records of a patron there. */
export function seesAll(
  { pack, clock }: DeskParts,
  { role, place }: DeskStaff,
  records: readonly RecordKind[],
): boolean {
  return pack.decide(staffScreenAsk({ role, place, on: clock.today() }, records)).withheld.length === 0
}

/** Lending takes a card in hand: whoever may not even see here that somebody is a patron can lend nothing to them. */
export function mayCirculate(parts: DeskParts, by: DeskStaff): boolean {
  return parts.pack.manifest.lending !== undefined && seesAll(parts, by, ['existence'])
}

export const deskContext = ({ accountId, place }: DeskStaff): Context => ({ actor: accountId, place })
