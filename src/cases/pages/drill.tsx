import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { inContext } from '../../platform/db/context.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ChoiceList,
  DataTable,
  ErrorSummary,
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
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { hasInstrument } from '../case.ts'
import { newestDrills } from '../cases-store.ts'
import type { CaseEvent, EventBodyOf } from '../event.ts'
import { caseFromEvents } from '../reducer.ts'
import { searchLogOf } from '../search-log.ts'
import type { CaseServices } from '../services.ts'
import { casesDrillWords } from '../words/drill.ts'
import { DrillNotice, drillTitle } from './case-parts.tsx'
import { warrantReceived } from './search-warrant-start.tsx'

const kinds = ['warrant', 'paper', 'ask'] as const
const mostListed = 20

export const drillForm = z.strictObject({ kind: z.enum(kinds).optional(), form: sentForm })

export async function drillPage(context: StaffContext): Promise<Response> {
  return drillShown(context, [], undefined)
}

async function drillShown(
  context: StaffContext,
  errors: readonly FieldError[],
  form: string | undefined,
): Promise<Response> {
  const { services, who, place } = context
  const words = casesDrillWords(context)
  const frame = frameWords(context)
  const told = formatsOf(context)
  const drills = await inContext(services.app, { actor: who.id, place }, (trx) =>
    newestDrills(trx, mostListed),
  )
  return show(
    context,
    errors.length > 0 ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.intro}</p>
      <p>{words.tellsNobody}</p>
      <ErrorSummary context={context} errors={errors} />
      <Form context={context} action="/cases/drill" class="carrel-form">
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
        <SubmitButton look="big">{words.start}</SubmitButton>
      </Form>
      <h2>{words.earlier}</h2>
      {drills.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="usa-list">
          {drills.map(({ reference, openedOn }) => (
            <li>
              {told.day(openedOn)}{' '}
              <TextLink href={`/cases/${reference}/drill`}>
                {words.toScore}: <span class="carrel-reference">{reference}</span>
              </TextLink>
            </li>
          ))}
        </ul>
      )}
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

export async function startDrill(
  context: StaffContext<CaseServices>,
  { kind, form }: z.infer<typeof drillForm>,
): Promise<Response> {
  if (kind === undefined)
    return drillShown(context, [{ field: 'kind-warrant', message: casesDrillWords(context).pickOne }], form)
  const played: Record<(typeof kinds)[number], EventBodyOf<'received'>> = {
    warrant: warrantReceived(true),
    paper: warrantReceived(true),
    ask: { ...warrantReceived(true), kind: 'ask' },
  }
  const { reference } = await context.services.cases.receive(actorOf(context), played[kind], { form })
  return context.c.redirect(`/cases/${reference}/drill`, 303)
}

export async function drillScorePage(context: StaffContext<CaseServices>): Promise<Response> {
  const { c, services, pack } = context
  const reference = c.req.param('reference') ?? ''
  const seen = await services.cases.look(actorOf(context), reference)
  const rules = pack.manifest.cases
  if (!seen?.drill || rules === undefined) return notFoundPage(context)
  const said = casesDrillWords(context)
  const { 'report-minutes': within, citation } = rules.drill
  const { points, minutesToReport } = drillScore(seen.events, within)
  const textOf = (point: (typeof points)[number]['point']) =>
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

/** Which of them count depends on the exercise. */
const drillPoints = ['reported', 'delay-asked', 'logged'] as const
type DrillPoint = (typeof drillPoints)[number]

type DrillScore = {
  readonly points: readonly { readonly point: DrillPoint; readonly done: boolean }[]
  /** Whole minutes until staff reached the Director; undefined if never. */
  readonly minutesToReport?: number
}

/** @param reportMinutes the limit for reaching the Director */
function drillScore(events: readonly CaseEvent[], reportMinutes: number): DrillScore {
  const it = caseFromEvents(events)
  const { receivedAt, taken, search } = searchLogOf(events)
  // Why only staff: the Director who runs the drill views it, which is not being told.
  const told = events.find(
    (event) =>
      event.what === 'told' && event.whom === 'director' && event.reached && event.stamp.role === 'staff',
  )
  const minutes = told && Math.floor((Date.parse(told.stamp.at) - Date.parse(receivedAt)) / 60_000)
  const ofSearch =
    search === undefined
      ? []
      : [
          { point: 'delay-asked' as const, done: search.delay !== 'not-asked' },
          { point: 'logged' as const, done: taken.length > 0 },
        ]
  // Without a search, the record is the paper or an answer.
  const ofOther =
    search === undefined
      ? [
          {
            point: 'logged' as const,
            done: hasInstrument(it) ? it.papers.length > 0 : it.outcome !== undefined,
          },
        ]
      : []
  return {
    points: [
      { point: 'reported', done: minutes !== undefined && minutes <= reportMinutes },
      ...ofSearch,
      ...ofOther,
    ],
    ...(minutes !== undefined && { minutesToReport: minutes }),
  }
}
