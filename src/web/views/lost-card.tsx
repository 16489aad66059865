/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { cardNumber } from '../../circulation/card-number.ts'
import type { Opened } from '../../disclosure/opened.ts'
import type { Visit } from '../visit.ts'
import { cardsWords } from '../words/cards.ts'

/** One card of a record, in the clear. */
export type OpenedCard = NonNullable<Opened['identity']>['cards'][number]

/** The card of an opened record whose number was typed or scanned. */
export const scannedCard = ({ identity }: Opened, typed: string): OpenedCard | undefined =>
  identity?.cards.find((each) => cardNumber(each.number) === cardNumber(typed))

type LostCardProps = {
  readonly visit: Visit
  readonly opened: Opened
  /** The number that led here, as it was typed. */
  readonly scanned: string | undefined
}

/** Why: a record must not open from a lost card as if the card showed who brought it (Reg 2). */
export const LostCard = ({ visit, opened, scanned }: LostCardProps) => {
  const { scannedLost, allLost } = cardsWords(visit)
  const { cards = [] } = opened.identity ?? {}
  const isLost = scanned !== undefined && scannedCard(opened, scanned)?.lost === true
  const areAllLost = cards.length > 0 && cards.every(({ lost }) => lost)
  if (!isLost && !areAllLost) return null
  return (
    <div class="usa-alert usa-alert--warning carrel-note">
      <div class="usa-alert__body">
        <p class="usa-alert__text">{isLost ? scannedLost : allLost}</p>
      </div>
    </div>
  )
}
