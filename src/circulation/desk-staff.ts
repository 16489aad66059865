import { type GateParts, type PatronFacts, seesOnScreen } from '../gate/index.ts'
import type { Context } from '../platform/db/context.ts'
import type { StaffContext } from '../platform/http/request-context.ts'
import type { StaffRole } from '../policy/index.ts'

export type DeskStaff = { readonly accountId: string; readonly role: StaffRole; readonly place: string }

export function lenderOf({ who, place }: Pick<StaffContext, 'who' | 'place'>): DeskStaff {
  return { accountId: who.id, role: who.role, place }
}

export type DeskParts = Pick<GateParts, 'app' | 'ring' | 'pack' | 'clock'> & {
  /** Without it, every slip gets a random alias. */
  readonly facts?: Pick<PatronFacts, 'slipNameOf' | 'hasGoodCard'>
}

export type DeskPartsWithFacts = DeskParts & Required<Pick<DeskParts, 'facts'>>

/** Scanning a card reveals that its holder is a patron, so checking out requires seeing that. */
export function mayCirculate(parts: DeskParts, by: DeskStaff): boolean {
  return parts.pack.manifest.lending !== undefined && seesOnScreen(parts, by, ['existence'])
}

export const deskContext = ({ accountId, place }: DeskStaff): Context => ({ actor: accountId, place })
