import type { Child } from 'hono/jsx'
import type { Opened } from '../gate/index.ts'
import type { StaffContext } from '../platform/http/request-context.ts'
import type { StaffServices } from '../staff/index.ts'
import type { CardRenewals } from './card-renewals.ts'
import type { Cards } from './cards.ts'
import type { Corrections } from './corrections.ts'
import type { Guardians } from './guardians.ts'
import type { Registration } from './registration.ts'

/** A record on screen. @param id of the patron */
export type OpenRecord = { readonly context: StaffContext; readonly id: string; readonly opened: Opened }

/** What the pages of patrons' records work with. */
export type PatronServices = StaffServices & {
  readonly cards: Cards
  readonly joining: Registration
  readonly guardians: Guardians
  readonly corrections: Corrections
  readonly renewals: CardRenewals
  /** What other features let staff do on a record that is open. */
  readonly recordActions: (record: OpenRecord) => Child
}
