/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { Visit } from '../visit.ts'
import { cardsWords } from '../words/cards.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { welcomeWords } from '../words/welcome.ts'
import { Word } from './form.tsx'

/** Whose card, and which: random numbers, in the body of a form and never in an address. */
export const Handles = ({
  id,
  card,
}: {
  readonly id: string | undefined
  readonly card: string | undefined
}) => (
  <>
    {id !== undefined && <input type="hidden" name="id" value={id} />}
    {card !== undefined && <input type="hidden" name="card" value={card} />}
  </>
)

type ActsProps = {
  readonly visit: Visit
  readonly id: string
  readonly cards: readonly { readonly id: string; readonly number: string; readonly lost: boolean }[]
}

/** What a clerk can do about the cards of the record that is open: a button for each, and a new one if all are lost. */
export const CardActs = ({ visit, id, cards }: ActsProps) => {
  const words = cardsWords(visit)
  return (
    <section aria-labelledby="cards" class="carrel-acts">
      <h2 id="cards">{words.title}</h2>
      {cards.map((card) => (
        <Act
          visit={visit}
          action={card.lost ? '/counter/card-found' : '/counter/card-lost'}
          id={id}
          card={card.id}
        >
          {card.lost ? words.isFound(card.number) : words.reportOne(card.number)}
        </Act>
      ))}
      {cards.every(({ lost }) => lost) && (
        <Act visit={visit} action="/counter/card-new" id={id}>
          {words.give}
        </Act>
      )}
      {cards.some(({ lost }) => !lost) && visit.house.joining.kinds.length > 0 && (
        <Act visit={visit} action="/counter/card-renew" id={id}>
          {words.renew}
        </Act>
      )}
      {cards.some(({ lost }) => !lost) && <PrintWelcome visit={visit} id={id} />}
    </section>
  )
}

/** The letter that goes with a card. */
export const PrintWelcome = ({ visit, id }: Pick<ActsProps, 'visit' | 'id'>) => (
  <Act visit={visit} action="/counter/welcome" id={id}>
    {welcomeWords(visit).print}
  </Act>
)

/** `isNew`: they joined just now, and have no second step that could be lost. */
type PinActsProps = Pick<ActsProps, 'visit' | 'id'> & { readonly isNew?: boolean }

/** A PIN is set by its owner alone: on this screen, once it is handed over, or with a code on paper. */
export const PinActs = ({ visit, id, isNew = false }: PinActsProps) => {
  const ownPin = ownPinWords(visit)
  return (
    <section aria-labelledby="pin" class="carrel-acts">
      <h2 id="pin">{ownPin.atCounter}</h2>
      <p>{ownPin.handSays}</p>
      <Act visit={visit} action="/counter/pin" id={id}>
        {ownPin.hand}
      </Act>
      <Act visit={visit} action="/counter/pin-code" id={id}>
        {ownPin.print}
      </Act>
      {!isNew && (
        <Act visit={visit} action="/counter/app-lost" id={id}>
          {ownPin.appLost}
        </Act>
      )}
    </section>
  )
}

type ActProps = {
  readonly visit: Visit
  readonly action:
    | '/counter/card-lost'
    | '/counter/card-found'
    | '/counter/card-new'
    | '/counter/card-renew'
    | '/counter/welcome'
    | '/counter/pin'
    | '/counter/pin-code'
    | '/counter/app-lost'
  readonly id: string
  readonly card?: string
  readonly children: Child
}

const Act = ({ visit, action, id, card, children }: ActProps) => (
  <form method="post" action={action}>
    <Word visit={visit} />
    <Handles id={id} card={card} />
    <button type="submit" class="usa-button usa-button--outline">
      {children}
    </button>
  </form>
)
