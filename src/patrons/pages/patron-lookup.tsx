/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { lenderOf } from '../../circulation/desk-staff.ts'
import { normalizeCardNumber } from '../../gate/card-number.ts'
import type { Opened } from '../../gate/opened-record.ts'
import { Clauses } from '../../gate/pages/answer-parts.tsx'
import { answerForScreen } from '../../gate/pages/records.ts'
import type { Disclosure } from '../../gate/request.ts'
import { actorOf } from '../../gate/services.ts'
import { show } from '../../platform/http/layout.tsx'
import {
  BackLink,
  DoneLink,
  ErrorSummary,
  type FieldError,
  Form,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { ClosesLater, closeLater } from '../../platform/http/page-lifetime.tsx'
import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import type { PatronServices } from '../services.ts'
import { cardsWords } from '../words/cards.ts'
import { closeAccountWords } from '../words/close-account.ts'
import { correctionsWords } from '../words/corrections.ts'
import { counterWords } from '../words/counter.ts'
import { guardiansWords } from '../words/guardians.ts'
import { joiningWords } from '../words/joining.ts'
import { CorrectionActions } from './correction-parts.tsx'
import {
  CardActions,
  ChargeActions,
  HoldActions,
  IdButton,
  listedNameOf,
  nameOf,
  PinActions,
  RecordView,
} from './record-parts.tsx'

// Why: searches are POSTs, so that no name and no number stands in an address or a browser's history.
export const cardForm = z.strictObject({ card: z.string().trim().max(64) })
export const nameForm = z.strictObject({ name: z.string().trim().max(100) })
export const openPatronForm = z.strictObject({ id: z.uuid(), name: z.string().trim().max(100).optional() })

/** The counter: scan and Enter. From a place where nothing may show, the policy's words instead of the form. */
export function patronLookupPage(visit: StaffContext<PatronServices>): Response | Promise<Response> {
  return lookupFormPage(visit, [])
}

function lookupFormPage(
  visit: StaffContext<PatronServices>,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const answer = answerForScreen(visit, ['existence', 'identity'])
  if (answer.may.length === 0) return nothingShownPage(visit, answer)
  const counter = counterWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(counter.title) : counter.title,
    <>
      <h1>{counter.title}</h1>
      <ErrorSummary visit={visit} errors={errors} takesFocus={!isCardWrong(errors)} />
      <CardSearch visit={visit} errors={errors} />
      {answer.may.includes('identity') && <NameSearch visit={visit} errors={errors} />}
      {visit.house.joining.mayRegister(actorOf(visit)) && (
        <BackLink href="/counter/join">{joiningWords(visit).title}</BackLink>
      )}
      <BackLink href="/counter/lost">{cardsWords(visit).report}</BackLink>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** One record by its card. */
export async function openPatronByCard(
  visit: StaffContext<PatronServices>,
  { card }: z.infer<typeof cardForm>,
): Promise<Response> {
  if (card === '') return lookupFormPage(visit, [{ field: 'card', message: counterWords(visit).cardMissing }])
  const disclosed = await visit.house.gate.view({ actor: actorOf(visit), patron: { card }, handles: true })
  return recordPage(visit, disclosed, { by: 'card', card })
}

/** One record by what a search listed: a random id, and never in an address. `name` leads back to that list. */
export async function openPatronById(
  visit: StaffContext<PatronServices>,
  { id, name }: z.infer<typeof openPatronForm>,
): Promise<Response> {
  const disclosed = await visit.house.gate.view({ actor: actorOf(visit), patron: { id }, handles: true })
  return recordPage(visit, disclosed, { by: 'id', ...(name && { list: name }) })
}

type LookupWay = { readonly by: 'card' | 'id'; readonly card?: string; readonly list?: string }

async function recordPage(
  visit: StaffContext<PatronServices>,
  disclosed: Disclosure,
  { by, card, list }: LookupWay,
): Promise<Response> {
  const { answer, told } = disclosed
  const counter = counterWords(visit)
  const of = (card: string, customer: string) => (by === 'card' ? card : customer)
  if (answer.may.length === 0) return nothingShownPage(visit, answer)
  const back = list === undefined ? null : <BackToList visit={visit} typed={list} />
  const [found] = told
  if (found === undefined) {
    return show(
      visit,
      counter.notOnFile,
      <>
        <h1>{of(counter.cardNotOnFile, counter.customerNotOnFile)}</h1>
        <p class="usa-intro">{of(counter.checkCard, counter.findAgain)}</p>
        <CardSearch visit={visit} />
        {answer.may.includes('identity') && <NameSearch visit={visit} />}
        {back}
      </>,
    )
  }
  const name = nameOf(found.opened)
  const { identity } = found.opened
  closeLater(visit, '/counter')
  return show(
    visit,
    name === null ? counter.onFile : counter.oneCustomer,
    <>
      <CardSearch visit={visit} next />
      <h1>{name ?? of(counter.cardOnFile, counter.customerOnFile)}</h1>
      <LostCardWarning visit={visit} opened={found.opened} scanned={card} />
      <Form visit={visit} action="/counter/customer">
        {list !== undefined && <input type="hidden" name="name" value={list} />}
        <ClosesLater visit={visit}>
          <button type="submit" name="id" value={found.patronId} class="usa-button usa-button--unstyled">
            {counter.showLonger}
          </button>
        </ClosesLater>
      </Form>
      {name === null && <p class="usa-intro">{counter.askForMore}</p>}
      {name !== null && <RecordView speaker={visit} opened={found.opened} level={2} />}
      <CorrectionActions visit={visit} id={found.patronId} opened={found.opened} />
      {visit.house.shelf.mayReserve(lenderOf(visit)) && visit.house.holds.taken && (
        <HoldActions visit={visit} id={found.patronId} opened={found.opened} />
      )}
      {visit.house.charges.mayCharge(lenderOf(visit)) && (
        <ChargeActions visit={visit} id={found.patronId} opened={found.opened} />
      )}
      {identity && found.opened.contact && (
        <div class="carrel-acts">
          <IdButton visit={visit} action="/counter/set-right" values={{ id: found.patronId }}>
            {correctionsWords(visit).setRight}
          </IdButton>
        </div>
      )}
      {identity && <CardActions visit={visit} id={found.patronId} cards={identity.cards} />}
      {identity && <PinActions visit={visit} id={found.patronId} />}
      {identity && (
        <section aria-labelledby="guardians" class="carrel-acts">
          <h2 id="guardians">{guardiansWords(visit).open}</h2>
          <IdButton visit={visit} action="/counter/guardians" values={{ id: found.patronId }}>
            {guardiansWords(visit).open}
          </IdButton>
        </section>
      )}
      {identity && visit.who.role === 'director' && (
        <div class="carrel-acts">
          <IdButton visit={visit} action="/counter/close" values={{ id: found.patronId }}>
            {closeAccountWords(visit).title}
          </IdButton>
        </div>
      )}
      <p class="carrel-recorded">{counter.recorded}</p>
      <DoneLink visit={visit} href="/counter" />
      {back}
    </>,
  )
}

/** Those whose name begins so, 20 at most. */
export async function searchPatrons(
  visit: StaffContext<PatronServices>,
  { name }: z.infer<typeof nameForm>,
): Promise<Response> {
  if (name === '') return lookupFormPage(visit, [{ field: 'name', message: counterWords(visit).nameMissing }])
  const { answer, told, more } = await visit.house.gate.search({ actor: actorOf(visit), name })
  if (!answer.may.includes('identity')) return nothingShownPage(visit, answer)
  const counter = counterWords(visit)
  if (told.length > 0) closeLater(visit, '/counter')
  return show(
    visit,
    told.length === 0 ? counter.noOne : counter.foundTitle(told.length),
    <>
      <h1>
        {told.length === 0
          ? counter.noOneByName
          : more
            ? counter.firstOfMore(told.length)
            : counter.found(told.length)}
      </h1>
      {more && <p class="usa-intro">{counter.more}</p>}
      <NameSearch visit={visit} typed={name} />
      <Form visit={visit} action="/counter/customer">
        <input type="hidden" name="name" value={name} />
        <PatronList visit={visit} told={told} />
      </Form>
      {told.length > 0 && <ClosesLater visit={visit}>{counter.findNameAgain}</ClosesLater>}
    </>,
  )
}

/** The policy's own words for why nothing shows here, and what to do. */
export function nothingShownPage(
  visit: StaffContext,
  answer: Disclosure['answer'],
): Response | Promise<Response> {
  const counter = counterWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    counter.nothingShows,
    <>
      <h1>{counter.nothingShows}</h1>
      {visit.place === 'elsewhere' && <p class="usa-intro">{counter.notALibraryComputer}</p>}
      {visit.place !== 'elsewhere' && answer.next.map((step) => <p class="usa-intro">{step}</p>)}
      <h2>{counter.why}</h2>
      <Clauses pack={visit.pack} ids={answer.clauses} />
      <a class="usa-button" href="/">
        {frame.toStart}
      </a>
    </>,
  )
}

type FindProps = { readonly visit: RequestContext; readonly errors?: readonly FieldError[] }
type CardProps = FindProps & { readonly next?: boolean; readonly action?: '/counter/card' | '/lend/card' }

export const isCardWrong = (errors: readonly FieldError[]) => errors.some(({ field }) => field === 'card')

/** Scan and Enter. `next`: a record is on the screen, and this is for the one after it. */
export const CardSearch = ({ visit, errors = [], next = false, action = '/counter/card' }: CardProps) => (
  <Form visit={visit} action={action} class={next ? 'carrel-search carrel-search--next' : 'carrel-search'}>
    <TextField
      name="card"
      label={next ? counterWords(visit).nextCard : counterWords(visit).card}
      {...(!next && { hint: counterWords(visit).cardHint })}
      maxlength={64}
      // Why with its error too: a scanner types wherever the focus is.
      autofocus={isCardWrong(errors) ? 'with-error' : true}
      errors={errors}
    />
    <button type="submit" class="usa-button">
      {counterWords(visit).findCard}
    </button>
  </Form>
)

type NameSearchProps = FindProps & { readonly typed?: string }

/** By the start of the name. */
export const NameSearch = ({ visit, typed, errors = [] }: NameSearchProps) => (
  <Form visit={visit} action="/counter/name" class="carrel-search">
    <TextField
      name="name"
      label={counterWords(visit).name}
      hint={counterWords(visit).nameHint}
      maxlength={100}
      errors={errors}
      {...(typed !== undefined && { value: typed })}
    />
    <button type="submit" class="usa-button usa-button--outline">
      {counterWords(visit).findName}
    </button>
  </Form>
)

/** Back to what a name found: the name goes in the body, as it came. */
export const BackToList = ({ visit, typed }: { readonly visit: RequestContext; readonly typed: string }) => (
  <Form visit={visit} action="/counter/name" class="carrel-back">
    <button type="submit" name="name" value={typed} class="usa-button usa-button--unstyled">
      {counterWords(visit).toList}
    </button>
  </Form>
)

/** Whom a search listed: a button each, with a random number, within a form that opens one. */
export const PatronList = ({
  visit,
  told,
}: {
  readonly visit: RequestContext
  readonly told: Disclosure['told']
}) => {
  const counter = counterWords(visit)
  const say = formatsOf(visit)
  return (
    <ul class="carrel-found">
      {told.map(({ patronId, opened }) => (
        <li>
          <button type="submit" name="id" value={patronId} class="carrel-choice">
            <span class="carrel-choice__label">{listedNameOf(opened)}</span>{' '}
            <span class="carrel-choice__hint">
              {opened.identity?.born === undefined
                ? counter.bornUnknown
                : counter.bornOn(say.day(opened.identity.born))}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** One card of a record, in the clear. */
export type OpenedCard = NonNullable<Opened['identity']>['cards'][number]

/** The card of an opened record whose number was typed or scanned. */
export const scannedCard = ({ identity }: Opened, typed: string): OpenedCard | undefined =>
  identity?.cards.find((each) => normalizeCardNumber(each.number) === normalizeCardNumber(typed))

type LostCardWarningProps = {
  readonly visit: RequestContext
  readonly opened: Opened
  /** The number that led here, as it was typed. */
  readonly scanned: string | undefined
}

/** Why: a record must not open from a lost card as if the card showed who brought it (Reg 2). */
export const LostCardWarning = ({ visit, opened, scanned }: LostCardWarningProps) => {
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
