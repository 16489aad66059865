/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Disclosed } from '../../disclosure/request.ts'
import { onScreen } from '../on-screen.ts'
import { CardActs, PinActs } from '../views/card-acts.tsx'
import { ChargeActs } from '../views/charge-acts.tsx'
import { Clauses } from '../views/clauses.tsx'
import { ClosesLater, closeLater } from '../views/closing.tsx'
import { CorrectionActs } from '../views/correction-acts.tsx'
import { BackToList, CardSearch, isCardWrong, NameSearch } from '../views/find-forms.tsx'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { FoundList } from '../views/found-list.tsx'
import { Act } from '../views/guardian-list.tsx'
import { show } from '../views/layout.tsx'
import { LostCard } from '../views/lost-card.tsx'
import { nameOf, RecordView } from '../views/record.tsx'
import { ReserveActs } from '../views/reserve-acts.tsx'
import { actorOf, lenderOf, type StaffVisit } from '../visit.ts'
import { cardsWords } from '../words/cards.ts'
import { closeAccountWords } from '../words/close-account.ts'
import { correctionsWords } from '../words/corrections.ts'
import { counterWords } from '../words/counter.ts'
import { frameWords } from '../words/frame.ts'
import { guardiansWords } from '../words/guardians.ts'
import { joiningWords } from '../words/joining.ts'

// Why: searches are POSTs, so that no name and no number stands in an address or a browser's history.
export const cardForm = z.strictObject({ card: z.string().trim().max(64) })
export const nameForm = z.strictObject({ name: z.string().trim().max(100) })
export const customerForm = z.strictObject({ id: z.uuid(), name: z.string().trim().max(100).optional() })

/** The counter: scan and Enter. From a place where nothing may show, the policy's words instead of the form. */
export function counterPage(visit: StaffVisit): Response | Promise<Response> {
  return searchPage(visit, [])
}

function searchPage(visit: StaffVisit, errors: readonly FieldError[]): Response | Promise<Response> {
  const answer = onScreen(visit, ['existence', 'identity'])
  if (answer.may.length === 0) return nothingShows(visit, answer)
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
        <p class="carrel-back">
          <a class="usa-link" href="/counter/join">
            {joiningWords(visit).title}
          </a>
        </p>
      )}
      <p class="carrel-back">
        <a class="usa-link" href="/counter/lost">
          {cardsWords(visit).report}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** The address of a form, opened or reloaded as if it were a page. */
export function toCounter({ c }: StaffVisit): Response {
  return c.redirect('/counter', 303)
}

/** One record by its card. */
export async function findCard(visit: StaffVisit, { card }: z.infer<typeof cardForm>): Promise<Response> {
  if (card === '') return searchPage(visit, [{ field: 'card', message: counterWords(visit).cardMissing }])
  const disclosed = await visit.house.gate.view({ actor: actorOf(visit), patron: { card }, handles: true })
  return recordPage(visit, disclosed, { by: 'card', card })
}

/** One record by what a search listed: a random id, and never in an address. `name` leads back to that list. */
export async function openCustomer(
  visit: StaffVisit,
  { id, name }: z.infer<typeof customerForm>,
): Promise<Response> {
  const disclosed = await visit.house.gate.view({ actor: actorOf(visit), patron: { id }, handles: true })
  return recordPage(visit, disclosed, { by: 'id', ...(name && { list: name }) })
}

type Way = { readonly by: 'card' | 'id'; readonly card?: string; readonly list?: string }

async function recordPage(
  visit: StaffVisit,
  disclosed: Disclosed,
  { by, card, list }: Way,
): Promise<Response> {
  const { answer, told } = disclosed
  const counter = counterWords(visit)
  const frame = frameWords(visit)
  const of = (card: string, customer: string) => (by === 'card' ? card : customer)
  if (answer.may.length === 0) return nothingShows(visit, answer)
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
      <LostCard visit={visit} opened={found.opened} scanned={card} />
      <form method="post" action="/counter/customer">
        <Word visit={visit} />
        {list !== undefined && <input type="hidden" name="name" value={list} />}
        <ClosesLater visit={visit}>
          <button type="submit" name="id" value={found.patronId} class="usa-button usa-button--unstyled">
            {counter.showLonger}
          </button>
        </ClosesLater>
      </form>
      {name === null && <p class="usa-intro">{counter.askForMore}</p>}
      {name !== null && <RecordView speaker={visit} opened={found.opened} level={2} />}
      <CorrectionActs visit={visit} id={found.patronId} opened={found.opened} />
      {visit.house.shelf.mayReserve(lenderOf(visit)) && visit.house.holds.taken && (
        <ReserveActs visit={visit} id={found.patronId} opened={found.opened} />
      )}
      {visit.house.charges.mayCharge(lenderOf(visit)) && (
        <ChargeActs visit={visit} id={found.patronId} opened={found.opened} />
      )}
      {identity && found.opened.contact && (
        <div class="carrel-acts">
          <Act visit={visit} action="/counter/set-right" values={{ id: found.patronId }}>
            {correctionsWords(visit).setRight}
          </Act>
        </div>
      )}
      {identity && <CardActs visit={visit} id={found.patronId} cards={identity.cards} />}
      {identity && <PinActs visit={visit} id={found.patronId} />}
      {identity && (
        <section aria-labelledby="guardians" class="carrel-acts">
          <h2 id="guardians">{guardiansWords(visit).open}</h2>
          <Act visit={visit} action="/counter/guardians" values={{ id: found.patronId }}>
            {guardiansWords(visit).open}
          </Act>
        </section>
      )}
      {identity && visit.who.role === 'director' && (
        <div class="carrel-acts">
          <Act visit={visit} action="/counter/close" values={{ id: found.patronId }}>
            {closeAccountWords(visit).title}
          </Act>
        </div>
      )}
      <p class="carrel-recorded">{counter.recorded}</p>
      <a class="usa-button usa-button--big" href="/counter">
        {frame.done}
      </a>
      {back}
    </>,
  )
}

/** Those whose name begins so, 20 at most. */
export async function findName(visit: StaffVisit, { name }: z.infer<typeof nameForm>): Promise<Response> {
  if (name === '') return searchPage(visit, [{ field: 'name', message: counterWords(visit).nameMissing }])
  const { answer, told, more } = await visit.house.gate.search({ actor: actorOf(visit), name })
  if (!answer.may.includes('identity')) return nothingShows(visit, answer)
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
      <form method="post" action="/counter/customer">
        <Word visit={visit} />
        <input type="hidden" name="name" value={name} />
        <FoundList visit={visit} told={told} />
      </form>
      {told.length > 0 && <ClosesLater visit={visit}>{counter.findNameAgain}</ClosesLater>}
    </>,
  )
}

/** The policy's own words for why nothing shows here, and what to do. */
export function nothingShows(visit: StaffVisit, answer: Disclosed['answer']): Response | Promise<Response> {
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
