/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { OpenedGuardian } from '../../disclosure/guardians-opened.ts'
import type { Opened } from '../../disclosure/opened.ts'
import { onScreen } from '../on-screen.ts'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { cardsWords } from '../words/cards.ts'
import { counterWords } from '../words/counter.ts'
import { frameWords } from '../words/frame.ts'
import { guardiansWords } from '../words/guardians.ts'
import { nothingShows } from './counter.tsx'

type File = { readonly child: Opened; readonly guardians: readonly OpenedGuardian[] }

/** The minor and their guardians, by the gate: a look that is on record, as any is. */
export async function fileOf(visit: StaffVisit, id: string, link?: string): Promise<File | undefined> {
  const { told, guardians } = await visit.house.gate.view({
    ...{ actor: actorOf(visit), patron: { id }, records: ['existence', 'identity'] },
    guardians: link === undefined ? { records: ['identity'] } : { link, records: ['identity', 'contact'] },
  })
  const [found] = told
  return found?.opened.identity && { child: found.opened, guardians }
}

/** From here nothing of this may show. */
export const notHere = (visit: StaffVisit) =>
  nothingShows(visit, onScreen(visit, ['existence', 'identity', 'contact']))

type FormPage = {
  readonly heading: string
  readonly says: string
  readonly id: string
  readonly errors?: readonly FieldError[]
}

/** A question about a guardian, and the way back. */
export function formPage(
  visit: StaffVisit,
  { heading, says, id, errors = [] }: FormPage,
  forms: readonly Child[],
): Response | Promise<Response> {
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(guardiansWords(visit).title) : guardiansWords(visit).title,
    <>
      <h1>{heading}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{says}</p>
      {forms}
      <BackToGuardians visit={visit} id={id} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** What was done, and the ways on. */
export function donePage(visit: StaffVisit, { heading, says, id }: FormPage): Response | Promise<Response> {
  const frame = frameWords(visit)
  const words = guardiansWords(visit)
  return show(
    visit,
    heading,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{says}</p>
      <p class="carrel-recorded">{words.onRecord}</p>
      <a class="usa-button usa-button--big" href="/counter">
        {frame.done}
      </a>
      <BackToGuardians visit={visit} id={id} />
    </>,
  )
}

/** Somebody else took it off meanwhile, or put another number into the form. */
export function gonePage(
  visit: StaffVisit,
  heading = guardiansWords(visit).gone,
): Response | Promise<Response> {
  const counter = counterWords(visit)
  const cards = cardsWords(visit)
  return show(
    visit,
    counter.notOnFile,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{counter.findAgain}</p>
      <p class="carrel-back">
        <a class="usa-link" href="/counter">
          {cards.toCounter}
        </a>
      </p>
    </>,
  )
}

export type BackProps = { readonly visit: StaffVisit; readonly id: string }

export const BackToGuardians = ({ visit, id }: BackProps) => (
  <form method="post" action="/counter/guardians" class="carrel-back">
    <Word visit={visit} />
    <button type="submit" name="id" value={id} class="usa-button usa-button--unstyled">
      {guardiansWords(visit).back}
    </button>
  </form>
)
