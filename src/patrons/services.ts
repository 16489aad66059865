import type { Child } from 'hono/jsx'
import type { Opened } from '../gate/index.ts'
import type { StaffContext } from '../platform/http/request-context.ts'
import type { StaffServices } from '../staff/index.ts'
import type { CardRenewals, Cards } from './cards.ts'
import type { Corrections } from './corrections.ts'
import type { Guardians } from './guardians.ts'
import type { Registration } from './registration.ts'

export type OpenRecord = { readonly context: StaffContext; readonly id: string; readonly opened: Opened }

export type PatronServices = StaffServices & {
  readonly cards: Cards
  readonly joining: Registration
  readonly guardians: Guardians
  readonly corrections: Corrections
  readonly renewals: CardRenewals
  /** What other features offer on an open record. */
  readonly recordActions: (record: OpenRecord) => Child
}
