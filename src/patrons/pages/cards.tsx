/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Opened } from '../../gate/opened-record.ts'
import { answerForScreen } from '../../gate/pages/records.ts'
import { actorOf } from '../../gate/services.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ChoiceList,
  DoneLink,
  ErrorSummary,
  type FieldError,
  Form,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { otherSystemLends } from '../other-system-store.ts'
import { type IdentityCheck, identityChecks } from '../self-service.ts'
import type { PatronServices } from '../services.ts'
import { cardsWords } from '../words/cards.ts'
import { correctionsWords } from '../words/corrections.ts'
import { counterWords } from '../words/counter.ts'
import { joiningWords } from '../words/joining.ts'
import { recordGonePage } from './guardians.tsx'
import { identityCheckPage } from './identity-check-parts.tsx'
import { nothingShownPage, type OpenedCard, scannedCard } from './patron-lookup.tsx'
import { BackToRecord, IdButton, nameOf, PrintWelcome, RecordKeyFields, RecordView } from './record-parts.tsx'

// Why: `id` and `card` are random numbers and go in the body, as every number of a card does.
const numberField = z.string().trim().max(64)
export const lostNumberForm = z.strictObject({ card: numberField, sure: z.literal('yes').optional() })
export const lostCardForm = z.strictObject({
  id: z.uuid(),
  card: z.uuid(),
  sure: z.literal('yes').optional(),
  undo: z.literal('yes').optional(),
})
export const reactivateCardForm = z.strictObject({
  id: z.uuid(),
  card: z.uuid(),
  number: numberField.optional(),
})
export const newCardForm = z.strictObject({
  id: z.uuid(),
  checked: z.enum(identityChecks).optional(),
  number: numberField.optional(),
})

/** A card is reported lost by its number, by phone or in person. */
export function lostCardScanPage(visit: StaffContext<PatronServices>): Response | Promise<Response> {
  if (!visit.house.cards.mayReport(actorOf(visit))) return cardsNotShown(visit)
  return lostCardScan(visit)
}

const lostCardScan = (visit: StaffContext, errors: readonly FieldError[] = []) => {
  const cards = cardsWords(visit)
  return cardScanPage(visit, {
    heading: cards.report,
    action: '/counter/lost',
    says: cards.reportSays,
    errors,
  })
}

/** Asks once more, with the name where it may show here; a volunteer reads the number back, and no record is looked at. */
export async function reportLostNumber(
  visit: StaffContext<PatronServices>,
  { card, sure }: z.infer<typeof lostNumberForm>,
): Promise<Response> {
  const cards = cardsWords(visit)
  const counter = counterWords(visit)
  const { house } = visit
  const by = actorOf(visit)
  if (!house.cards.mayReport(by)) return cardsNotShown(visit)
  if (card === '') return lostCardScan(visit, [{ field: 'card', message: counter.cardMissing }])
  const noSuchCard = () => lostCardScan(visit, [{ field: 'card', message: cards.noSuchCard }])
  if (house.cards.mayChange(by)) {
    const { told } = await house.gate.view({ actor: by, patron: { card }, records: nameAndCards })
    const [found] = told
    const scanned = found && scannedCard(found.opened, card)
    if (found === undefined || scanned === undefined) return noSuchCard()
    return confirmLostPage(visit, { id: found.patronId, opened: found.opened, card: scanned })
  }
  if (sure === undefined) return readBackPage(visit, card)
  const reported = await house.cards.reportNumber(by, card)
  if (reported === 'not-here') return cardsNotShown(visit)
  if (reported === 'not-on-file') return noSuchCard()
  return blockedPage(visit)
}

/** A card of the record that is open: asked once more, then blocked; a mistake is undone from the page that says so. */
export async function reportLostCard(
  visit: StaffContext<PatronServices>,
  { id, card, sure, undo }: z.infer<typeof lostCardForm>,
): Promise<Response> {
  const cards = cardsWords(visit)
  const { house } = visit
  const by = actorOf(visit)
  if (!house.cards.mayChange(by)) return cardsNotShown(visit)
  if (undo !== undefined) {
    const undone = await house.cards.undoReport(by, { patronId: id, cardId: card })
    if (undone === 'not-here') return cardsNotShown(visit)
    if (undone === 'not-on-file') return cardGonePage(visit)
    return cardDonePage(visit, { heading: cards.reportUndone, says: cards.reportUndoneSays, id })
  }
  if (sure === undefined) {
    const { told } = await house.gate.view({ actor: by, patron: { id }, records: nameAndCards })
    const [found] = told
    const one = found?.opened.identity?.cards.find((each) => each.id === card)
    if (found === undefined || one === undefined) return cardGonePage(visit)
    return confirmLostPage(visit, { id, opened: found.opened, card: one })
  }
  const reported = await house.cards.reportOfRecord(by, { patronId: id, cardId: card })
  if (reported === 'not-here') return cardsNotShown(visit)
  if (reported === 'not-on-file') return cardGonePage(visit)
  return blockedPage(visit, { id, undo: card })
}

/** Another system that lends knows nothing of it, so staff block the card there too. */
async function blockedPage(
  visit: StaffContext<PatronServices>,
  of: { readonly id?: string; readonly undo?: string } = {},
): Promise<Response> {
  const { blocked, blockedSays, blockThereToo } = cardsWords(visit)
  const says = (await otherSystemLends(visit)) ? `${blockedSays} ${blockThereToo}` : blockedSays
  return cardDonePage(visit, { heading: blocked, says, ...of })
}

const nameAndCards = ['existence', 'identity'] as const

type LostCardQuestion = { readonly id: string; readonly opened: Opened; readonly card: OpenedCard }

/** Whose card it is came through the gate, and is on record as any view is. */
function confirmLostPage(
  visit: StaffContext,
  { id, opened, card }: LostCardQuestion,
): Response | Promise<Response> {
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
        <Form visit={visit} action="/counter/card-lost">
          <RecordKeyFields id={id} card={card.id} />
          <button type="submit" name="sure" value="yes" class="usa-button usa-button--big">
            {cards.blockIt}
          </button>
        </Form>
      )}
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}

/** For a volunteer, to whom no name shows: the number as it was typed, whether or not it is on file. */
function readBackPage(visit: StaffContext, card: string): Response | Promise<Response> {
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
      <Form visit={visit} action="/counter/lost">
        <input type="hidden" name="card" value={card} />
        <button type="submit" name="sure" value="yes" class="usa-button usa-button--big">
          {cards.blockIt}
        </button>
      </Form>
      <BackLink href="/counter/lost">{cards.report}</BackLink>
    </>,
  )
}

/** A lost card turned up: it is scanned, and its number has to be its own. */
export async function reactivateCard(
  visit: StaffContext<PatronServices>,
  { id, card, number }: z.infer<typeof reactivateCardForm>,
): Promise<Response> {
  const cards = cardsWords(visit)
  const counter = counterWords(visit)
  const { house } = visit
  if (!house.cards.mayChange(actorOf(visit))) return cardsNotShown(visit)
  const asks = {
    heading: cards.found,
    action: '/counter/card-found',
    says: cards.foundSays,
    id,
    card,
  } as const
  if (number === undefined) return cardScanPage(visit, asks)
  const wrong = (message: string) => cardScanPage(visit, { ...asks, errors: [{ field: 'number', message }] })
  if (number === '') return wrong(counter.cardMissing)
  const found = await house.cards.found(actorOf(visit), { patronId: id, cardId: card, number })
  if (found === 'not-on-file') return cardGonePage(visit)
  if (found === 'another-card') return wrong(cards.anotherCard)
  return cardDonePage(visit, { heading: cards.foundDone, says: cards.foundDoneSays, id })
}

/** A new card in place of those that are lost, once staff have said how they know whose it is. */
export async function giveCard(
  visit: StaffContext<PatronServices>,
  { id, checked, number }: z.infer<typeof newCardForm>,
): Promise<Response> {
  const cards = cardsWords(visit)
  const counter = counterWords(visit)
  const { house } = visit
  if (!house.cards.mayChange(actorOf(visit))) return cardsNotShown(visit)
  if (checked === undefined) {
    const asked = { id, action: '/counter/card-new', title: cards.give, says: cards.giveCheck } as const
    return identityCheckPage(visit, { ...asked, checks: identityChecks, told: cards.giveTold })
  }
  const asks = {
    heading: cards.give,
    action: '/counter/card-new',
    says: cards.giveSays,
    id,
    checked,
  } as const
  if (number === undefined) return cardScanPage(visit, asks)
  const wrong = (message: string) => cardScanPage(visit, { ...asks, errors: [{ field: 'number', message }] })
  if (number === '') return wrong(counter.cardMissing)
  const given = await house.cards.give(actorOf(visit), { patronId: id, number, checked })
  if (given === 'not-on-file') return cardGonePage(visit)
  if (given !== 'given' && given !== 'not-here') return wrong(cards.notGiven[given])
  return cardDonePage(visit, { heading: cards.given, says: cards.givenSays, id, prints: true })
}

const cardsNotShown = (visit: StaffContext) =>
  nothingShownPage(visit, answerForScreen(visit, ['existence', 'identity']))

type CardScan = {
  readonly heading: string
  readonly says: string
  readonly action: '/counter/lost' | '/counter/card-found' | '/counter/card-new'
  readonly id?: string
  readonly card?: string
  readonly checked?: IdentityCheck
  readonly errors?: readonly FieldError[]
}

function cardScanPage(
  visit: StaffContext,
  { heading, says, action, id, card, checked, errors = [] }: CardScan,
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
      <Form visit={visit} action={action} class="carrel-search">
        <RecordKeyFields id={id} card={card} />
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
      </Form>
      {id === undefined ? <BackToCounter visit={visit} /> : <BackToRecord visit={visit} id={id} />}
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

type RecordedActProps = { readonly visit: StaffContext; readonly heading: string; readonly says: string }

/** What was done with a card, that it is on record, and the way back to the counter. */
const RecordedAct = ({ visit, heading, says }: RecordedActProps) => (
  <>
    <h1>{heading}</h1>
    <p class="usa-intro">{says}</p>
    <p class="carrel-recorded">{cardsWords(visit).recorded}</p>
    <DoneLink visit={visit} href="/counter" />
  </>
)

function cardDonePage(
  visit: StaffContext<PatronServices>,
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
  const cards = cardsWords(visit)
  return show(
    visit,
    heading,
    <>
      <RecordedAct visit={visit} heading={heading} says={says} />
      {undo !== undefined && (
        <Form visit={visit} action="/counter/card-lost" class="carrel-acts">
          <RecordKeyFields id={id} card={undo} />
          <button type="submit" name="undo" value="yes" class="usa-button usa-button--outline">
            {cards.undoReport}
          </button>
        </Form>
      )}
      {prints && id !== undefined && <PrintWelcome visit={visit} id={id} />}
      {id !== undefined && <BackToRecord visit={visit} id={id} />}
    </>,
  )
}

/** The card is no longer one of that record: an import came between, or somebody put another number into the form. */
function cardGonePage(visit: StaffContext): Response | Promise<Response> {
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

const BackToCounter = ({ visit }: { readonly visit: StaffContext }) => (
  <BackLink href="/counter">{cardsWords(visit).toCounter}</BackLink>
)

/** `checked`: they were asked whether what the record says of where they live is right. `kind`: another than so far. */
export const renewCardForm = z.strictObject({
  id: z.uuid(),
  do: z.enum(['renew', 'undo']).optional(),
  checked: z.literal('yes').optional(),
  kind: z.string().max(100).optional(),
})

const renewalRecords = ['existence', 'contact'] as const

/** Until when a card is good begins anew, once somebody was asked where they live. */
export async function renewCard(
  visit: StaffContext<PatronServices>,
  { id, do: act, checked, kind }: z.infer<typeof renewCardForm>,
): Promise<Response> {
  const cards = cardsWords(visit)
  const { renewals } = visit.house
  const actor = actorOf(visit)
  if (!renewals.mayRenew(actor)) return renewalNotShown(visit)
  if (act === undefined) return askRenewalPage(visit, id, [])
  if (act === 'undo') {
    const undone = await renewals.undo(actor, id)
    if (undone === 'not-here') return renewalNotShown(visit)
    if (undone === 'not-on-file') return recordGonePage(visit)
    if (undone === 'undone') return renewalDonePage(visit, id, [cards.renewalUndone, cards.renewalUndoneSays])
    return renewalDonePage(visit, id, [cards.renewalTooLate, cards.renewalTooLateSays])
  }
  if (checked === undefined)
    return askRenewalPage(visit, id, [{ field: 'checked-yes', message: cards.notAsked }])
  const renewed = await renewals.renew(actor, id, kind)
  if (renewed === 'not-here') return renewalNotShown(visit)
  if (renewed === 'not-on-file') return recordGonePage(visit)
  if (renewed === 'no-address')
    return askRenewalPage(visit, id, [{ field: 'address', message: cards.noAddress }])
  if (renewed === 'good-already')
    return renewalDonePage(visit, id, [cards.goodAlready, cards.goodAlreadySays])
  return renewalDonePage(visit, id, [cards.renewed, cards.renewedSays], true)
}

const renewalNotShown = (visit: StaffContext) =>
  nothingShownPage(visit, answerForScreen(visit, ['existence', 'identity', 'contact']))

/** What the record says of how they are reached, by the gate: a look that is on record. */
async function askRenewalPage(
  visit: StaffContext<PatronServices>,
  id: string,
  errors: readonly FieldError[],
): Promise<Response> {
  const words = cardsWords(visit)
  const { told } = await visit.house.gate.view({
    actor: actorOf(visit),
    patron: { id },
    records: renewalRecords,
  })
  const [found] = told
  if (found === undefined) return recordGonePage(visit)
  closeLater(visit, '/counter')
  return showForm(
    visit,
    { title: words.renew, errors },
    <>
      <p class="usa-intro">{words.renewSays}</p>
      <h2>{words.addressNow}</h2>
      <ContactOnFile visit={visit} opened={found.opened} />
      {hasAddress(found.opened) && <RenewalForm visit={visit} id={id} />}
      <div class="carrel-acts">
        <IdButton visit={visit} action="/counter/set-right" values={{ id }}>
          {correctionsWords(visit).setRight}
        </IdButton>
      </div>
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}

/** Where none is on file, nobody can have been asked about it. */
const hasAddress = ({ contact }: Opened) => (contact?.addresses.length ?? 0) > 0

const RenewalForm = ({
  visit,
  id,
}: {
  readonly visit: StaffContext<PatronServices>
  readonly id: string
}) => {
  const words = cardsWords(visit)
  return (
    <Form visit={visit} action="/counter/card-renew" class="carrel-question">
      <RecordKeyFields id={id} card={undefined} />
      <ChoiceList
        type="checkbox"
        name="checked"
        legend={words.addressNow}
        chosen={[]}
        choices={[{ value: 'yes', label: words.isRight }]}
      />
      <KindChoice visit={visit} />
      <button type="submit" name="do" value="renew" class="usa-button usa-button--big carrel-go">
        {words.renewIt}
      </button>
    </Form>
  )
}

/** Which kind it is now stands on no page: so it stays, unless another is chosen. */
const KindChoice = ({ visit }: { readonly visit: StaffContext<PatronServices> }) => {
  const words = cardsWords(visit)
  const joining = joiningWords(visit)
  const { kinds } = visit.house.joining
  if (kinds.length < 2) return null
  return (
    <>
      <h2>{joining.kind}</h2>
      <ChoiceList
        type="radio"
        name="kind"
        legend={joining.kind}
        chosen={['same']}
        choices={[
          { value: 'same', label: words.sameKind },
          ...kinds.map((value) => ({
            value,
            label: visit.pack.manifest['card-kinds']?.[value] ?? value,
          })),
        ]}
      />
    </>
  )
}

const ContactOnFile = ({ visit, opened }: { readonly visit: StaffContext; readonly opened: Opened }) =>
  opened.contact && hasAddress(opened) ? (
    <RecordView speaker={visit} opened={{ contact: opened.contact }} level={3} />
  ) : (
    <p id="address">{cardsWords(visit).noAddress}</p>
  )

function renewalDonePage(
  visit: StaffContext,
  id: string,
  [heading, says]: readonly [string, string],
  mayUndo = false,
): Response | Promise<Response> {
  const cards = cardsWords(visit)
  return show(
    visit,
    heading,
    <>
      <RecordedAct visit={visit} heading={heading} says={says} />
      {mayUndo && (
        <Form visit={visit} action="/counter/card-renew" class="carrel-acts">
          <RecordKeyFields id={id} card={undefined} />
          <button type="submit" name="do" value="undo" class="usa-button usa-button--outline">
            {cards.undoRenewal}
          </button>
        </Form>
      )}
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}
