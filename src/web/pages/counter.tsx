/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import type { Disclosed } from '../../disclosure/gate.ts'
import { onScreen } from '../on-screen.ts'
import { Clauses } from '../views/clauses.tsx'
import { ClosesLater, closeLater } from '../views/closing.tsx'
import { BackToList, CardSearch, NameSearch } from '../views/find-forms.tsx'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { listedNameOf, nameOf, RecordView } from '../views/record.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { dayName, wordsOf } from '../words.ts'

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
  return show(
    visit,
    errors.length > 0 ? 'Please fix: Counter' : 'Counter',
    <>
      <h1>Counter</h1>
      <ErrorSummary errors={errors} />
      <CardSearch visit={visit} errors={errors} />
      {answer.may.includes('identity') && <NameSearch visit={visit} errors={errors} />}
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
  if (card === '') return searchPage(visit, [{ field: 'card', message: 'Scan or type the card number' }])
  const disclosed = await visit.house.gate.view({ actor: actorOf(visit), patron: { card } })
  return recordPage(visit, disclosed, { by: 'card' })
}

/** One record by what a search listed: a random id, and never in an address. `name` leads back to that list. */
export async function openCustomer(
  visit: StaffVisit,
  { id, name }: z.infer<typeof customerForm>,
): Promise<Response> {
  const disclosed = await visit.house.gate.view({ actor: actorOf(visit), patron: { id } })
  return recordPage(visit, disclosed, { by: 'id', ...(name && { list: name }) })
}

type Way = { readonly by: 'card' | 'id'; readonly list?: string }

async function recordPage(visit: StaffVisit, disclosed: Disclosed, { by, list }: Way): Promise<Response> {
  const { answer, told } = disclosed
  const { customer } = wordsOf(visit.house.pack)
  if (answer.may.length === 0) return nothingShows(visit, answer)
  const back = list === undefined ? null : <BackToList visit={visit} typed={list} />
  const [found] = told
  if (found === undefined) {
    return show(
      visit,
      'Not on file',
      <>
        <h1>This {by === 'card' ? 'card' : customer} is not on file</h1>
        <p class="usa-intro">
          {by === 'card'
            ? 'Check the number, or scan the card again.'
            : 'Find them again by card or by name.'}
        </p>
        <CardSearch visit={visit} />
        {answer.may.includes('identity') && <NameSearch visit={visit} />}
        {back}
      </>,
    )
  }
  const name = nameOf(found.opened)
  closeLater(visit, '/counter')
  return show(
    visit,
    name === null ? 'On file' : `One ${customer}`,
    <>
      <CardSearch visit={visit} next />
      <h1>{name ?? `This ${by === 'card' ? 'card' : customer} is on file`}</h1>
      <form method="post" action="/counter/customer">
        <Word visit={visit} />
        {list !== undefined && <input type="hidden" name="name" value={list} />}
        <ClosesLater>
          <button type="submit" name="id" value={found.patronId} class="usa-button usa-button--unstyled">
            Show it for 3 more minutes
          </button>
        </ClosesLater>
      </form>
      {name === null && <p class="usa-intro">For anything more, ask a desk clerk or the Director.</p>}
      {name !== null && <RecordView pack={visit.house.pack} opened={found.opened} level={2} />}
      <p class="carrel-recorded">This look is on record. Press Done when you are done.</p>
      <a class="usa-button usa-button--big" href="/counter">
        Done
      </a>
      {back}
    </>,
  )
}

/** Those whose name begins so, 20 at most. */
export async function findName(visit: StaffVisit, { name }: z.infer<typeof nameForm>): Promise<Response> {
  if (name === '') return searchPage(visit, [{ field: 'name', message: 'Type the start of the name' }])
  const { answer, told, more } = await visit.house.gate.search({ actor: actorOf(visit), name })
  if (!answer.may.includes('identity')) return nothingShows(visit, answer)
  const { customer } = wordsOf(visit.house.pack)
  if (told.length > 0) closeLater(visit, '/counter')
  return show(
    visit,
    told.length === 0 ? 'No one found' : `Found ${told.length}`,
    <>
      <h1>
        {told.length === 0
          ? 'No one by that name'
          : more
            ? `The first ${told.length}`
            : found(told.length, customer)}
      </h1>
      {more && (
        <p class="usa-intro">
          There are more. Type more of the name, such as the first letters of the first name.
        </p>
      )}
      <NameSearch visit={visit} typed={name} />
      <form method="post" action="/counter/customer">
        <Word visit={visit} />
        <input type="hidden" name="name" value={name} />
        <ul class="carrel-found">
          {told.map(({ patronId, opened }) => (
            <li>
              <button type="submit" name="id" value={patronId} class="carrel-choice">
                <span class="carrel-choice__label">{listedNameOf(opened)}</span>
                <span class="carrel-choice__hint">
                  {opened.identity?.born === undefined
                    ? 'Birth date not on file'
                    : `Born ${dayName(opened.identity.born)}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </form>
      {told.length > 0 && <ClosesLater>Find name shows it again.</ClosesLater>}
    </>,
  )
}

const found = (count: number, customer: string) => (count === 1 ? `One ${customer}` : `${count} ${customer}s`)

/** The policy's own words for why nothing shows here, and what to do. */
function nothingShows(visit: StaffVisit, answer: Disclosed['answer']): Response | Promise<Response> {
  return show(
    visit,
    'Nothing shows here',
    <>
      <h1>Nothing shows here</h1>
      {visit.place === 'elsewhere' && (
        <p class="usa-intro">
          This computer is not set up as one of the library's. Use one at the library, or ask the Director to
          set this one up.
        </p>
      )}
      {visit.place !== 'elsewhere' && answer.next.map((step) => <p class="usa-intro">{step}</p>)}
      <h2>Why</h2>
      <Clauses pack={visit.house.pack} ids={answer.clauses} />
      <a class="usa-button" href="/">
        Go to the start page
      </a>
    </>,
  )
}
