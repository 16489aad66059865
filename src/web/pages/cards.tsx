/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { onScreen } from '../on-screen.ts'
import { BackToRecord } from '../views/back-to-record.tsx'
import { Handles, PrintWelcome } from '../views/card-acts.tsx'
import { closeLater } from '../views/closing.tsx'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { nameOf } from '../views/record.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { nothingShows } from './counter.tsx'

// Why: `id` and `card` are random numbers and go in the body, as every number of a card does.
const number = z.string().trim().max(64)
export const lostNumberForm = z.strictObject({ card: number })
export const lostCardForm = z.strictObject({
  id: z.uuid(),
  card: z.uuid(),
  sure: z.literal('yes').optional(),
})
export const foundForm = z.strictObject({ id: z.uuid(), card: z.uuid(), number: number.optional() })
export const newCardForm = z.strictObject({ id: z.uuid(), number: number.optional() })

/** A card is reported lost by its number, from the phone or from whoever stands there: no record is looked at. */
export function lostNumberPage(visit: StaffVisit): Response | Promise<Response> {
  const { cards } = visit.words
  if (!visit.house.cards.mayReport(actorOf(visit))) return notHere(visit)
  return scanPage(visit, { heading: cards.report, action: '/counter/lost', says: cards.reportSays })
}

/** Blocks it. */
export async function reportNumber(
  visit: StaffVisit,
  { card }: z.infer<typeof lostNumberForm>,
): Promise<Response> {
  const { cards, counter } = visit.words
  const wrong = (message: string) =>
    scanPage(visit, {
      ...{ heading: cards.report, action: '/counter/lost', says: cards.reportSays },
      errors: [{ field: 'card', message }],
    })
  if (card === '') return wrong(counter.cardMissing)
  const reported = await visit.house.cards.reportNumber(actorOf(visit), card)
  if (reported === 'not-here') return notHere(visit)
  if (reported === 'not-on-file') return wrong(cards.noSuchCard)
  return donePage(visit, { heading: cards.blocked, says: cards.blockedSays })
}

/** A card of the record that is open: asked once more, then blocked. */
export async function reportCard(
  visit: StaffVisit,
  { id, card, sure }: z.infer<typeof lostCardForm>,
): Promise<Response> {
  const { cards } = visit.words
  if (sure === undefined) return surePage(visit, { id, card })
  const reported = await visit.house.cards.reportOfRecord(actorOf(visit), { patronId: id, cardId: card })
  if (reported === 'not-here') return notHere(visit)
  if (reported === 'not-on-file') return gonePage(visit)
  return donePage(visit, { heading: cards.blocked, says: cards.blockedSays, id })
}

/** Which card it is goes by the gate, and is on record as any look is. */
async function surePage(visit: StaffVisit, { id, card }: { id: string; card: string }): Promise<Response> {
  const { cards } = visit.words
  if (!visit.house.cards.mayChange(actorOf(visit))) return notHere(visit)
  const look = { actor: actorOf(visit), patron: { id }, records: ['existence', 'identity'] as const }
  const { told } = await visit.house.gate.view(look)
  const [found] = told
  const one = found?.opened.identity?.cards.find((each) => each.id === card)
  if (found === undefined || one === undefined) return gonePage(visit)
  closeLater(visit, '/counter')
  return show(
    visit,
    cards.isLost,
    <>
      <h1>{cards.isLost}</h1>
      <dl class="carrel-facts">
        <div class="carrel-fact">
          <dt>{nameOf(found.opened)}</dt>
          <dd>{one.number}</dd>
        </div>
      </dl>
      <p class="usa-intro">{cards.isLostSays}</p>
      <form method="post" action="/counter/card-lost">
        <Word visit={visit} />
        <Handles id={id} card={card} />
        <button type="submit" name="sure" value="yes" class="usa-button usa-button--big">
          {cards.blockIt}
        </button>
      </form>
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}

/** A lost card turned up: it is scanned, and its number has to be its own. */
export async function findAgain(
  visit: StaffVisit,
  { id, card, number }: z.infer<typeof foundForm>,
): Promise<Response> {
  const { cards, counter } = visit.words
  const { house } = visit
  if (!house.cards.mayChange(actorOf(visit))) return notHere(visit)
  const asks = {
    heading: cards.found,
    action: '/counter/card-found',
    says: cards.foundSays,
    id,
    card,
  } as const
  if (number === undefined) return scanPage(visit, asks)
  const wrong = (message: string) => scanPage(visit, { ...asks, errors: [{ field: 'number', message }] })
  if (number === '') return wrong(counter.cardMissing)
  const found = await house.cards.found(actorOf(visit), { patronId: id, cardId: card, number })
  if (found === 'not-on-file') return gonePage(visit)
  if (found === 'another-card') return wrong(cards.anotherCard)
  return donePage(visit, { heading: cards.foundDone, says: cards.foundDoneSays, id })
}

/** A new card in place of those that are lost. */
export async function giveCard(
  visit: StaffVisit,
  { id, number }: z.infer<typeof newCardForm>,
): Promise<Response> {
  const { cards, counter } = visit.words
  const { house } = visit
  if (!house.cards.mayChange(actorOf(visit))) return notHere(visit)
  const asks = { heading: cards.give, action: '/counter/card-new', says: cards.giveSays, id } as const
  if (number === undefined) return scanPage(visit, asks)
  const wrong = (message: string) => scanPage(visit, { ...asks, errors: [{ field: 'number', message }] })
  if (number === '') return wrong(counter.cardMissing)
  const given = await house.cards.give(actorOf(visit), { patronId: id, number })
  if (given === 'not-on-file') return gonePage(visit)
  if (given !== 'given' && given !== 'not-here') return wrong(cards.notGiven[given])
  return donePage(visit, { heading: cards.given, says: cards.givenSays, id, prints: true })
}

const notHere = (visit: StaffVisit) => nothingShows(visit, onScreen(visit, ['existence', 'identity']))

type Scan = {
  readonly heading: string
  readonly says: string
  readonly action: '/counter/lost' | '/counter/card-found' | '/counter/card-new'
  readonly id?: string
  readonly card?: string
  readonly errors?: readonly FieldError[]
}

function scanPage(
  visit: StaffVisit,
  { heading, says, action, id, card, errors = [] }: Scan,
): Response | Promise<Response> {
  const { counter, frame } = visit.words
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(heading) : heading,
    <>
      <h1>{heading}</h1>
      <ErrorSummary visit={visit} errors={errors} takesFocus={false} />
      <p class="usa-intro">{says}</p>
      <form method="post" action={action} class="carrel-search">
        <Word visit={visit} />
        <Handles id={id} card={card} />
        <TextField
          name={action === '/counter/lost' ? 'card' : 'number'}
          label={counter.card}
          hint={counter.cardHint}
          maxlength={64}
          autofocus="with-error"
          errors={errors}
        />
        <button type="submit" class="usa-button usa-button--big">
          {heading}
        </button>
      </form>
      {id === undefined ? <BackToCounter visit={visit} /> : <BackToRecord visit={visit} id={id} />}
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

function donePage(
  visit: StaffVisit,
  {
    heading,
    says,
    id,
    prints = false,
  }: { readonly heading: string; readonly says: string; readonly id?: string; readonly prints?: boolean },
): Response | Promise<Response> {
  const { frame, cards } = visit.words
  return show(
    visit,
    heading,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{says}</p>
      <p class="carrel-recorded">{cards.recorded}</p>
      <a class="usa-button usa-button--big" href="/counter">
        {frame.done}
      </a>
      {prints && id !== undefined && <PrintWelcome visit={visit} id={id} />}
      {id !== undefined && <BackToRecord visit={visit} id={id} />}
    </>,
  )
}

/** The card is no longer one of that record: an import came between, or somebody put another number into the form. */
function gonePage(visit: StaffVisit): Response | Promise<Response> {
  const { cards, counter } = visit.words
  return show(
    visit,
    counter.notOnFile,
    <>
      <h1>{cards.gone}</h1>
      <p class="usa-intro">{counter.findAgain}</p>
      <BackToCounter visit={visit} />
    </>,
  )
}

const BackToCounter = ({ visit }: { readonly visit: StaffVisit }) => (
  <p class="carrel-back">
    <a class="usa-link" href="/counter">
      {visit.words.cards.toCounter}
    </a>
  </p>
)
