/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Opened } from '../../disclosure/opened.ts'
import { type HandCheck, handChecks } from '../../own/act.ts'
import { onScreen } from '../on-screen.ts'
import { otherSystemLends } from '../other-system-lends.ts'
import { askChecked } from '../views/ask-checked.tsx'
import { BackToRecord } from '../views/back-to-record.tsx'
import { Handles, PrintWelcome } from '../views/card-acts.tsx'
import { closeLater } from '../views/closing.tsx'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { type OpenedCard, scannedCard } from '../views/lost-card.tsx'
import { nameOf } from '../views/record.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { cardsWords } from '../words/cards.ts'
import { counterWords } from '../words/counter.ts'
import { frameWords } from '../words/frame.ts'
import { nothingShows } from './counter.tsx'

// Why: `id` and `card` are random numbers and go in the body, as every number of a card does.
const number = z.string().trim().max(64)
export const lostNumberForm = z.strictObject({ card: number, sure: z.literal('yes').optional() })
export const lostCardForm = z.strictObject({
  id: z.uuid(),
  card: z.uuid(),
  sure: z.literal('yes').optional(),
  undo: z.literal('yes').optional(),
})
export const foundForm = z.strictObject({ id: z.uuid(), card: z.uuid(), number: number.optional() })
export const newCardForm = z.strictObject({
  id: z.uuid(),
  checked: z.enum(handChecks).optional(),
  number: number.optional(),
})

/** A card is reported lost by its number, by phone or in person. */
export function lostNumberPage(visit: StaffVisit): Response | Promise<Response> {
  if (!visit.house.cards.mayReport(actorOf(visit))) return notHere(visit)
  return lostNumberScan(visit)
}

const lostNumberScan = (visit: StaffVisit, errors: readonly FieldError[] = []) => {
  const cards = cardsWords(visit)
  return scanPage(visit, { heading: cards.report, action: '/counter/lost', says: cards.reportSays, errors })
}

/** Asks once more, with the name where it may show here; a volunteer reads the number back, and no record is looked at. */
export async function reportNumber(
  visit: StaffVisit,
  { card, sure }: z.infer<typeof lostNumberForm>,
): Promise<Response> {
  const cards = cardsWords(visit)
  const counter = counterWords(visit)
  const { house } = visit
  const by = actorOf(visit)
  if (!house.cards.mayReport(by)) return notHere(visit)
  if (card === '') return lostNumberScan(visit, [{ field: 'card', message: counter.cardMissing }])
  const noSuchCard = () => lostNumberScan(visit, [{ field: 'card', message: cards.noSuchCard }])
  if (house.cards.mayChange(by)) {
    const { told } = await house.gate.view({ actor: by, patron: { card }, records: nameAndCards })
    const [found] = told
    const scanned = found && scannedCard(found.opened, card)
    if (found === undefined || scanned === undefined) return noSuchCard()
    return surePage(visit, { id: found.patronId, opened: found.opened, card: scanned })
  }
  if (sure === undefined) return readBackPage(visit, card)
  const reported = await house.cards.reportNumber(by, card)
  if (reported === 'not-here') return notHere(visit)
  if (reported === 'not-on-file') return noSuchCard()
  return blockedPage(visit)
}

/** A card of the record that is open: asked once more, then blocked; a mistake is undone from the page that says so. */
export async function reportCard(
  visit: StaffVisit,
  { id, card, sure, undo }: z.infer<typeof lostCardForm>,
): Promise<Response> {
  const cards = cardsWords(visit)
  const { house } = visit
  const by = actorOf(visit)
  if (!house.cards.mayChange(by)) return notHere(visit)
  if (undo !== undefined) {
    const undone = await house.cards.undoReport(by, { patronId: id, cardId: card })
    if (undone === 'not-here') return notHere(visit)
    if (undone === 'not-on-file') return gonePage(visit)
    return donePage(visit, { heading: cards.reportUndone, says: cards.reportUndoneSays, id })
  }
  if (sure === undefined) {
    const { told } = await house.gate.view({ actor: by, patron: { id }, records: nameAndCards })
    const [found] = told
    const one = found?.opened.identity?.cards.find((each) => each.id === card)
    if (found === undefined || one === undefined) return gonePage(visit)
    return surePage(visit, { id, opened: found.opened, card: one })
  }
  const reported = await house.cards.reportOfRecord(by, { patronId: id, cardId: card })
  if (reported === 'not-here') return notHere(visit)
  if (reported === 'not-on-file') return gonePage(visit)
  return blockedPage(visit, { id, undo: card })
}

/** Another system that lends knows nothing of it, so staff block the card there too. */
async function blockedPage(
  visit: StaffVisit,
  of: { readonly id?: string; readonly undo?: string } = {},
): Promise<Response> {
  const { blocked, blockedSays, blockThereToo } = cardsWords(visit)
  const says = (await otherSystemLends(visit)) ? `${blockedSays} ${blockThereToo}` : blockedSays
  return donePage(visit, { heading: blocked, says, ...of })
}

const nameAndCards = ['existence', 'identity'] as const

type Sure = { readonly id: string; readonly opened: Opened; readonly card: OpenedCard }

/** Whose card it is came through the gate, and is on record as any view is. */
function surePage(visit: StaffVisit, { id, opened, card }: Sure): Response | Promise<Response> {
  const cards = cardsWords(visit)
  closeLater(visit, '/counter')
  const heading = card.lost ? cards.alreadyLost : cards.isLost
  return show(
    visit,
    heading,
    <>
      <h1>{heading}</h1>
      <dl class="carrel-facts">
        <div class="carrel-fact">
          <dt>{nameOf(opened)}</dt>
          <dd>{card.number}</dd>
        </div>
      </dl>
      <p class="usa-intro">{card.lost ? cards.alreadyLostSays : cards.isLostSays}</p>
      {!card.lost && (
        <form method="post" action="/counter/card-lost">
          <Word visit={visit} />
          <Handles id={id} card={card.id} />
          <button type="submit" name="sure" value="yes" class="usa-button usa-button--big">
            {cards.blockIt}
          </button>
        </form>
      )}
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}

/** For a volunteer, to whom no name shows: the number as it was typed, whether or not it is on file. */
function readBackPage(visit: StaffVisit, card: string): Response | Promise<Response> {
  const cards = cardsWords(visit)
  const counter = counterWords(visit)
  closeLater(visit, '/counter')
  return show(
    visit,
    cards.isLost,
    <>
      <h1>{cards.isLost}</h1>
      <dl class="carrel-facts">
        <div class="carrel-fact">
          <dt>{counter.card}</dt>
          <dd>{card}</dd>
        </div>
      </dl>
      <p class="usa-intro">{cards.readBack}</p>
      <p>{cards.isLostSays}</p>
      <form method="post" action="/counter/lost">
        <Word visit={visit} />
        <input type="hidden" name="card" value={card} />
        <button type="submit" name="sure" value="yes" class="usa-button usa-button--big">
          {cards.blockIt}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/counter/lost">
          {cards.report}
        </a>
      </p>
    </>,
  )
}

/** A lost card turned up: it is scanned, and its number has to be its own. */
export async function findAgain(
  visit: StaffVisit,
  { id, card, number }: z.infer<typeof foundForm>,
): Promise<Response> {
  const cards = cardsWords(visit)
  const counter = counterWords(visit)
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

/** A new card in place of those that are lost, once staff have said how they know whose it is. */
export async function giveCard(
  visit: StaffVisit,
  { id, checked, number }: z.infer<typeof newCardForm>,
): Promise<Response> {
  const cards = cardsWords(visit)
  const counter = counterWords(visit)
  const { house } = visit
  if (!house.cards.mayChange(actorOf(visit))) return notHere(visit)
  if (checked === undefined) {
    const asked = { id, action: '/counter/card-new', title: cards.give, says: cards.giveCheck } as const
    return askChecked(visit, { ...asked, checks: handChecks, told: cards.giveTold })
  }
  const asks = {
    heading: cards.give,
    action: '/counter/card-new',
    says: cards.giveSays,
    id,
    checked,
  } as const
  if (number === undefined) return scanPage(visit, asks)
  const wrong = (message: string) => scanPage(visit, { ...asks, errors: [{ field: 'number', message }] })
  if (number === '') return wrong(counter.cardMissing)
  const given = await house.cards.give(actorOf(visit), { patronId: id, number, checked })
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
  readonly checked?: HandCheck
  readonly errors?: readonly FieldError[]
}

function scanPage(
  visit: StaffVisit,
  { heading, says, action, id, card, checked, errors = [] }: Scan,
): Response | Promise<Response> {
  const counter = counterWords(visit)
  const frame = frameWords(visit)
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
        {checked !== undefined && <input type="hidden" name="checked" value={checked} />}
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
    undo,
  }: {
    readonly heading: string
    readonly says: string
    readonly id?: string
    readonly prints?: boolean
    /** The card whose report can be undone. */
    readonly undo?: string
  },
): Response | Promise<Response> {
  const frame = frameWords(visit)
  const cards = cardsWords(visit)
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
      {undo !== undefined && (
        <form method="post" action="/counter/card-lost" class="carrel-acts">
          <Word visit={visit} />
          <Handles id={id} card={undo} />
          <button type="submit" name="undo" value="yes" class="usa-button usa-button--outline">
            {cards.undoReport}
          </button>
        </form>
      )}
      {prints && id !== undefined && <PrintWelcome visit={visit} id={id} />}
      {id !== undefined && <BackToRecord visit={visit} id={id} />}
    </>,
  )
}

/** The card is no longer one of that record: an import came between, or somebody put another number into the form. */
function gonePage(visit: StaffVisit): Response | Promise<Response> {
  const cards = cardsWords(visit)
  const counter = counterWords(visit)
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
      {cardsWords(visit).toCounter}
    </a>
  </p>
)
