import type { Child } from 'hono/jsx'
import type { Opened, OpenedTitle } from '../gate/index.ts'
import type { StaffContext } from '../platform/http/request-context.ts'
import type { StaffServices } from '../staff/index.ts'
import type { CardBlocks, CardNews, CardRenewals, Cards } from './cards.ts'
import type { Corrections } from './corrections.ts'
import type { GuardianShields, Guardians } from './guardians.ts'
import type { Registration } from './registration.ts'

export type OpenRecord = {
  readonly context: StaffContext<PatronServices>
  readonly id: string
  readonly opened: Opened
  /** The number of the card that was shown, if it may be used. */
  readonly card?: string | undefined
}

type OpenedCharge = NonNullable<Opened['charges']>['each'][number]
type OpenedHold = NonNullable<NonNullable<Opened['holds']>['each']>[number]

/** What can be done on an open record, in its place on the page: on a row, or below a table. */
export type RecordActions = {
  readonly checkOut?: Child
  /** Below what is checked out. */
  readonly loans?: Child
  readonly loan?: ((loan: OpenedTitle) => Child) | undefined
  readonly charge?: ((charge: OpenedCharge) => Child) | undefined
  readonly charges?: Child
  readonly hold?: ((hold: OpenedHold) => Child) | undefined
  readonly holds?: Child
  /** Their page has a section for what is on hold, which says that nothing is. */
  readonly holdsApart?: boolean
}

export type PatronServices = StaffServices & {
  /** Whether a guardian's own page is on: from the day of the Board's vote that a Director recorded. */
  readonly guardianPage: { isOn(): Promise<boolean> }
  readonly cards: Cards
  readonly joining: Registration
  readonly guardians: Guardians
  readonly shields: GuardianShields
  readonly corrections: Corrections
  readonly renewals: CardRenewals
  readonly blocks: CardBlocks
  readonly news: CardNews
  /** What other features offer on an open record. */
  readonly recordActions: (record: OpenRecord) => RecordActions
}

export type PatronDeskContext = StaffContext<PatronServices>
