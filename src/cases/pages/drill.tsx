import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { inContext } from '../../platform/db/context.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ChoiceList,
  DataTable,
  type FieldError,
  Form,
  FormId,
  LinkLine,
  SubmitButton,
  sentForm,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { hasInstrument } from '../case.ts'
import { newestDrills } from '../cases-store.ts'
import type { CaseEvent } from '../event.ts'
import { caseFromEvents } from '../reducer.ts'
import { searchLogOf } from '../search-log.ts'
import type { CaseContext } from '../services.ts'
import { isOf } from '../steps/step.ts'
import { told } from '../steps/told.ts'
import { casesDrillWords } from '../words/drill.ts'
import { DrillNotice, drillTitle } from './case-parts.tsx'
import { warrantReceived } from './search-warrant-start.tsx'

const kinds = ['warrant', 'paper', 'ask'] as const
const mostListed = 20

export const drillForm = z.strictObject({ kind: z.enum(kinds).optional(), form: sentForm })

export async function drillPage(
  context: StaffContext,
  errors: readonly FieldError[] = [],
  form?: string,
): Promise<Response> {
  const { services, who, place } = context
  const words = casesDrillWords(context)
  const drills = await inContext(services.app, { actor: who.id, place }, (trx) =>
    newestDrills(trx, mostListed),
  )
  return showForm(
    context,
    {
      title: words.title,
      errors,
      intro: (
        <>
          <p class="usa-intro">{words.intro}</p>
          <p>{words.tellsNobody}</p>
        </>
      ),
    },
    <>
      <Form context={context} action="/cases/drill" class="carrel-form">
        <FormId sent={form} />
        <h2>{words.whatKind}</h2>
        <ChoiceList
          type="radio"
          name="kind"
          legend={words.whatKind}
          choices={kinds.map((value) => ({ value, label: words.kind[value], hint: words.kindSays[value] }))}
          chosen={[]}
          errors={errors}
        />
        <p>{words.startSays}</p>
        <SubmitButton look="big">{words.start}</SubmitButton>
      </Form>
      <h2>{words.earlier}</h2>
      {drills.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="usa-list">
          {drills.map(({ reference, openedOn }) => (
            <li>
              {formatsOf(context).day(openedOn)}{' '}
              <TextLink href={`/cases/${reference}/drill`}>
                {words.toScore}: <span class="carrel-reference">{reference}</span>
              </TextLink>
            </li>
          ))}
        </ul>
      )}
    </>,
  )
}

export async function startDrill(
  context: CaseContext,
  { kind, form }: z.infer<typeof drillForm>,
): Promise<Response> {
  if (kind === undefined)
    return drillPage(context, [{ field: 'kind-warrant', message: casesDrillWords(context).pickOne }], form)
  const warrant = warrantReceived(true)
  const event = kind === 'ask' ? { ...warrant, kind } : warrant
  const { reference } = await context.services.cases.receive(actorOf(context), event, { form })
  return context.c.redirect(`/cases/${reference}/drill`, 303)
}

export async function drillScorePage(context: CaseContext): Promise<Response> {
  const { c, services, pack } = context
  const reference = c.req.param('reference') ?? ''
  const seen = await services.cases.look(actorOf(context), reference)
  const rules = pack.manifest.cases
  if (!seen?.drill || rules === undefined) return notFoundPage(context)
  const said = casesDrillWords(context)
  const { 'report-minutes': within, citation } = rules.drill
  const { points, minutesToReport } = drillScore(seen.events, within)
  const textOf = (point: DrillPoint['point']) =>
    point === 'reported' ? said.point.reported(within) : said.point[point]
  return show(
    context,
    drillTitle(context, said.score, true),
    <>
      <DrillNotice context={context} drill={true} />
      <h1>{said.score}</h1>
      <p class="carrel-big">
        <strong>{said.scoreOf(points.filter(({ done }) => done).length, points.length)}</strong>
      </p>
      <DataTable
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
        <TextLink href={seen.case.search === undefined ? '/report' : '/cases/search/paper'}>
          {said.toReal}
        </TextLink>
      </p>
      <p>
        {said.beganSays} <span class="carrel-reference">{reference}</span>
      </p>
      {seen.case.kind === 'process' && (
        <LinkLine href={`/cases/${reference}/search`}>{said.toSearch}</LinkLine>
      )}
      <BackLink href="/cases/drill">{said.toDrills}</BackLink>
    </>,
  )
}

type DrillPoint = { readonly point: 'reported' | 'delay-asked' | 'logged'; readonly done: boolean }

type DrillScore = {
  readonly points: readonly DrillPoint[]
  /** Whole minutes until staff reached the Director; undefined if never. */
  readonly minutesToReport: number | undefined
}

/** @param reportMinutes the limit for reaching the Director */
function drillScore(events: readonly CaseEvent[], reportMinutes: number): DrillScore {
  const it = caseFromEvents(events)
  const { receivedAt, taken, search } = searchLogOf(events)
  // Why only staff: the Director who runs the drill views it, which is not being told.
  const reached = events.find(
    (event) =>
      isOf(told, event) && event.whom === 'director' && event.reached && event.stamp.role === 'staff',
  )
  const minutes = reached && Math.floor((Date.parse(reached.stamp.at) - Date.parse(receivedAt)) / 60_000)
  // Which points count depends on the exercise: without a search, the record is the paper or an answer.
  const others: readonly DrillPoint[] =
    search === undefined
      ? [{ point: 'logged', done: hasInstrument(it) ? it.papers.length > 0 : it.outcome !== undefined }]
      : [
          { point: 'delay-asked', done: search.delay !== 'not-asked' },
          { point: 'logged', done: taken.length > 0 },
        ]
  const reported = minutes !== undefined && minutes <= reportMinutes
  return { points: [{ point: 'reported', done: reported }, ...others], minutesToReport: minutes }
}
