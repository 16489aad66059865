import type { StaffRole } from '../policy/ask.ts'
import type { StaffServices } from '../staff/services.ts'
import type { CardRenewals } from './card-renewals.ts'
import type { Cards } from './cards.ts'
import type { Corrections } from './corrections.ts'
import type { Guardians } from './guardians.ts'
import type { Registration } from './registration.ts'

type AtDesk = { readonly accountId: string; readonly role: StaffRole; readonly place: string }

/** What the pages of patrons' records work with. */
export type PatronServices = StaffServices & {
  readonly cards: Cards
  readonly joining: Registration
  readonly guardians: Guardians
  readonly corrections: Corrections
  readonly renewals: CardRenewals
  /** Whether the page of a record shows what a patron has reserved and owes; circulation says so. */
  readonly shelf: { mayReserve(by: AtDesk): boolean }
  readonly holds: { readonly taken: boolean }
  readonly charges: { mayCharge(by: AtDesk): boolean }
}
