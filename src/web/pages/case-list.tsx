/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { CaseKind } from '../../casework/case.ts'
import type { ClockName } from '../../casework/clocks.ts'
import type { CaseRole, WhatName } from '../../casework/event.ts'
import { type CasePage, listClosed, listOpen, listWithheld } from '../../disclosure/case-lists.ts'
import { isDay } from '../../policy/calendar.ts'
import { caseDay, daysLeft, stepSaid } from '../cases/case-told.ts'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'

type Listed = CasePage['cases'][number]

/** The open cases, those whose clock runs out first. Nothing of anybody is in it, so it is no look at anybody. */
export async function casesPage(visit: StaffVisit): Promise<Response> {
  const { casesPage: say } = visit.words
  const { cases, more } = await listOpen(visit.house.app, actorOf(visit), after(visit))
  const last = cases.at(-1)
  return show(
    visit,
    say.title,
    <>
      <h1>{say.title}</h1>
      <p class="usa-intro">{say.intro}</p>
      {cases.length === 0 ? (
        <p>{say.none}</p>
      ) : (
        <Cases
          head={[say.reference, say.about, say.owed, say.due]}
          cases={cases}
          cells={(one) => [aboutIt(visit, one), owed(visit, one), due(visit, one)]}
        />
      )}
      <nav aria-label={say.title} class="carrel-pages">
        {more && last && (
          <a class="usa-link" href={`/cases?after=${last.due_on ?? 'none'}.${last.id}`}>
            {say.more}
          </a>
        )}
        <a class="usa-link" href="/cases/closed">
          {say.toClosed}
        </a>
        <a class="usa-link" href="/cases/apart">
          {say.toApart}
        </a>
      </nav>
    </>,
  )
}

/** The closed ones, those that were closed last. */
export async function closedCasesPage(visit: StaffVisit): Promise<Response> {
  const { casesPage: say, told } = visit.words
  const { cases, more } = await listClosed(visit.house.app, actorOf(visit), before(visit))
  const last = cases.at(-1)
  return show(
    visit,
    say.closedTitle,
    <>
      <h1>{say.closedTitle}</h1>
      {cases.length === 0 ? (
        <p>{say.noneClosed}</p>
      ) : (
        <Cases
          head={[say.reference, say.about, say.outcome, say.closedOn]}
          cases={cases}
          cells={(one) => [
            aboutIt(visit, one),
            nameIn(say.outcomeOf, one.outcome),
            one.closed_on === null ? '' : told.day(one.closed_on),
          ]}
        />
      )}
      <nav aria-label={say.closedTitle} class="carrel-pages">
        {more && last?.closed_on && (
          <a class="usa-link" href={`/cases/closed?before=${last.closed_on}.${last.id}`}>
            {say.more}
          </a>
        )}
        <a class="usa-link" href="/cases">
          {say.toOpen}
        </a>
      </nav>
    </>,
  )
}

/** Those of which nobody may be told: here for everybody of that work, also where there are none. */
export async function casesApartPage(visit: StaffVisit): Promise<Response> {
  const { casesPage: say } = visit.words
  const { cases, more } = await listWithheld(visit.house, actorOf(visit), after(visit))
  const last = cases.at(-1)
  return show(
    visit,
    say.apartTitle,
    <>
      <h1>{say.apartTitle}</h1>
      <p class="usa-intro">{say.apartSays}</p>
      {cases.length === 0 ? (
        <p>{say.noneApart}</p>
      ) : (
        <Cases
          head={[say.reference, say.about, say.owed, say.due]}
          cases={cases}
          cells={(one) => [aboutIt(visit, one), owed(visit, one), due(visit, one)]}
        />
      )}
      <nav aria-label={say.apartTitle} class="carrel-pages">
        {more && last && (
          <a class="usa-link" href={`/cases/apart?after=${last.due_on ?? 'none'}.${last.id}`}>
            {say.more}
          </a>
        )}
        <a class="usa-link" href="/cases">
          {say.toOpen}
        </a>
      </nav>
    </>,
  )
}

type CasesProps = {
  readonly head: readonly string[]
  readonly cases: readonly Listed[]
  readonly cells: (one: Listed) => readonly string[]
}

const Cases = ({ head, cases, cells }: CasesProps) => (
  <table class="usa-table usa-table--borderless usa-table--stacked carrel-table">
    <thead>
      <tr>
        {head.map((name) => (
          <th scope="col">{name}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {cases.map((one) => (
        <tr>
          <th scope="row" data-label={head[0]}>
            <a class="usa-link" href={`/cases/${one.reference}`}>
              {one.reference}
            </a>
          </th>
          {cells(one).map((cell, at) => (
            <td data-label={head[at + 1]}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

function aboutIt({ words: { casesPage: say, tryOut, told } }: StaffVisit, one: Listed): string {
  const kind = nameIn(say.kind, one.kind)
  const paper = one.instrument === null ? undefined : nameIn(tryOut.instrument, one.instrument)
  const drill = one.drill ? [say.drill] : []
  return [...drill, paper ?? kind, say.openedOn(told.day(one.opened_on))].join('. ')
}

function owed(visit: StaffVisit, { kind, owed_by, owed: step }: Listed) {
  if (step === null) return visit.words.casesPage.stage.closed
  const by = owed_by as CaseRole
  const said = stepSaid(visit, step as WhatName, { kind: kind as CaseKind, by })
  return `${visit.words.casesPage.by[by]}: ${said}`
}

function due(visit: StaffVisit, { due_on, due_as }: Listed): string {
  const { casesPage: say } = visit.words
  if (due_on === null || due_as === null) return say.noClock
  return `${say.clock[due_as as ClockName](caseDay(visit, due_on))}, ${say.left(daysLeft(visit, due_on))}`
}

const nameIn = (names: Readonly<Record<string, string>>, name: string | null) =>
  name === null ? '' : (names[name] ?? name)

const place = /^(none|\d{4}-\d\d-\d\d)\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Hostile: where a page begins stands in the address, and is any text; then it is the first page. */
function placeIn({ c }: StaffVisit, name: string): { on: string | null; id: string } | undefined {
  const [, day = '', id = ''] = place.exec(c.req.query(name) ?? '') ?? []
  if (id === '') return undefined
  return day === 'none' ? { on: null, id } : isDay(day) ? { on: day, id } : undefined
}

function after(visit: StaffVisit) {
  const from = placeIn(visit, 'after')
  return from && { dueOn: from.on, id: from.id }
}

function before(visit: StaffVisit) {
  const from = placeIn(visit, 'before')
  return from?.on ? { closedOn: from.on, id: from.id } : undefined
}
