/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { drillScore } from '../../casework/drill-score.ts'
import type { Of } from '../../casework/event.ts'
import { newestDrills } from '../../store/case-figures.ts'
import { inContext } from '../../store/vault.ts'
import { DrillMark, titleOf } from '../views/drill-mark.tsx'
import { ChoiceList, ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { FormId, sentForm } from '../views/form-id.tsx'
import { show } from '../views/layout.tsx'
import { Table } from '../views/table.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesDrillWords } from '../words/cases-drill.ts'
import { frameWords } from '../words/frame.ts'
import { formatsOf } from '../words/told.ts'
import { warrantReceived } from './case-search-new.tsx'
import { notHere } from './errors.tsx'

const kinds = ['warrant', 'paper', 'ask'] as const
const mostListed = 20

export const drillForm = z.strictObject({ kind: z.enum(kinds).optional(), form: sentForm })

/** What can be played, and the drills so far. */
export async function drillPage(visit: StaffVisit): Promise<Response> {
  return drillShown(visit, [], undefined)
}

async function drillShown(
  visit: StaffVisit,
  errors: readonly FieldError[],
  form: string | undefined,
): Promise<Response> {
  const { house, who, place } = visit
  const words = casesDrillWords(visit)
  const frame = frameWords(visit)
  const told = formatsOf(visit)
  const drills = await inContext(house.app, { actor: who.id, place }, (trx) => newestDrills(trx, mostListed))
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.intro}</p>
      <p>{words.tellsNobody}</p>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/cases/drill" class="carrel-form">
        <Word visit={visit} />
        <FormId sent={form} />
        <h2>{words.whatKind}</h2>
        <ChoiceList
          type="radio"
          name="kind"
          legend={words.whatKind}
          choices={kinds.map((value) => ({ value, label: words.kind[value], hint: words.kindSays[value] }))}
          chosen={[]}
        />
        <p>{words.startSays}</p>
        <button type="submit" class="usa-button usa-button--big">
          {words.start}
        </button>
      </form>
      <h2>{words.earlier}</h2>
      {drills.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="usa-list">
          {drills.map(({ reference, openedOn }) => (
            <li>
              {told.day(openedOn)}{' '}
              <a class="usa-link" href={`/cases/${reference}/drill`}>
                {words.toScore}: <span class="carrel-reference">{reference}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** A simulated visit begins: a case like any other, which is marked and counts nowhere. */
export async function startDrill(
  visit: StaffVisit,
  { kind, form }: z.infer<typeof drillForm>,
): Promise<Response> {
  if (kind === undefined)
    return drillShown(visit, [{ field: 'kind-warrant', message: casesDrillWords(visit).pickOne }], form)
  const played: Record<(typeof kinds)[number], Of<'received'>> = {
    warrant: warrantReceived(true),
    paper: warrantReceived(true),
    ask: { ...warrantReceived(true), kind: 'ask' },
  }
  const { reference } = await visit.house.gate.cases.receive(actorOf(visit), played[kind], { form })
  return visit.c.redirect(`/cases/${reference}/drill`, 303)
}

/** How a drill goes, or went, for the Director. */
export async function drillScorePage(visit: StaffVisit): Promise<Response> {
  const { c, house, pack } = visit
  const reference = c.req.param('reference') ?? ''
  const seen = await house.gate.cases.look(actorOf(visit), reference)
  const rules = pack.manifest.cases
  if (!seen?.drill || rules === undefined) return notHere(visit)
  const said = casesDrillWords(visit)
  const { 'report-minutes': within, citation } = rules.drill
  const { points, minutesToReport } = drillScore(seen.events, within)
  const textOf = (point: (typeof points)[number]['point']) =>
    point === 'reported' ? said.point.reported(within) : said.point[point]
  return show(
    visit,
    titleOf(visit, said.score, true),
    <>
      <DrillMark visit={visit} drill={true} />
      <h1>{said.score}</h1>
      <p class="carrel-big">
        <strong>{said.scoreOf(points.filter(({ done }) => done).length, points.length)}</strong>
      </p>
      <Table
        head={[said.step, said.state]}
        rows={points.map(({ point, done }) => [textOf(point), done ? said.done : said.notDone])}
      />
      <p>{minutesToReport === undefined ? said.notReached : said.reachedAfter(minutesToReport)}</p>
      <p class="carrel-small" lang={pack.languages[0]}>
        {citation}
      </p>
      {seen.case.outcome === undefined && <p>{said.goesOn}</p>}
      <p>
        {said.wasReal}{' '}
        <a class="usa-link" href={seen.case.search === undefined ? '/report' : '/cases/search/paper'}>
          {said.toReal}
        </a>
      </p>
      <p>
        {said.beganSays} <span class="carrel-reference">{reference}</span>
      </p>
      {seen.case.kind === 'process' && (
        <p>
          <a class="usa-link" href={`/cases/${reference}/search`}>
            {said.toSearch}
          </a>
        </p>
      )}
      <p class="carrel-back">
        <a class="usa-link" href="/cases/drill">
          {said.toDrills}
        </a>
      </p>
    </>,
  )
}
