import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { officerVisits } from '../../ask/index.ts'
import { actorOf } from '../../gate/index.ts'
import { inContext } from '../../platform/db/context.ts'
import { placeName, show, showForm } from '../../platform/http/layout.tsx'
import {
  DataTable,
  type FieldError,
  Form,
  fieldsIn,
  LinkLine,
  StatusNote,
  SubmitButton,
  TextField,
  TextLink,
  When,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { isDay } from '../../policy/index.ts'
import { accountWords, officersWords } from '../../staff/pages/index.ts'
import type { CaseSearch } from '../case-finder.ts'
import { type CasePage, listClosed, listOpen, listWithheld, withoutCase } from '../case-service.ts'
import {
  type CaseOnList,
  caseRoleIn,
  isCalledTo,
  isNewTo,
  isOwn,
  labelIn,
  listedDeadline,
  listedNextStep,
  listedTitle,
  searchUnderWay,
  stepBefore,
} from '../case-text.ts'
import { listRankOf } from '../cases-store.ts'
import { isSearchListed, isSearchUnreviewed } from '../next-steps.ts'
import type { CaseContext } from '../services.ts'
import { counselWords } from '../words/counsel.ts'
import { caseFinderWords, caseLineWords, casesPageWords } from '../words/page.ts'
import { showsCopies } from './case-parts.tsx'
import { actorNames } from './timeline.tsx'

/** Identifies no one, so it is no view of a record. */
export async function casesPage(context: CaseContext): Promise<Response> {
  const say = casesPageWords(context)
  const { cases, more } = await listOpen(context.services, actorOf(context), after(context))
  return listPage(context, {
    also: context.who.role === 'trustee' ? <p>{say.boardAgenda}</p> : <Visits context={context} />,
    title: say.title,
    intro: say.intro,
    none: noneOpen(context),
    ...byClock(context),
    cases: ownFirst(context, cases),
    next: more ? nextByClock('/cases', cases) : undefined,
    links: [
      ['/cases/find', caseFinderWords(context).title],
      ['/cases/closed', say.toClosed],
      ['/cases/apart', say.toApart],
      ['/sealed', accountWords(context).toSealed],
    ],
  })
}

export async function closedCasesPage(context: CaseContext): Promise<Response> {
  const say = casesPageWords(context)
  const { cases, more } = await listClosed(context.services, actorOf(context), before(context))
  const last = cases.at(-1)
  return listPage(context, {
    title: say.closedTitle,
    none: say.noneClosed,
    cases,
    head: [say.about, say.outcome, say.closedOn],
    titleOf: (one) => listedTitle(context, one),
    cells: (one) => [
      labelIn(say.outcomeOf, one.outcome),
      one.closed_on === null ? '' : formatsOf(context).day(one.closed_on),
    ],
    next: more && last?.closed_on ? `/cases/closed?before=${last.closed_on}.${last.id}` : undefined,
    links: [
      ['/cases', say.toOpen],
      ['/cases/find', caseFinderWords(context).title],
    ],
  })
}

const typedPart = z.string().trim().max(200)
export const caseSearchForm = z.strictObject({
  card: typedPart.optional(),
  requester: typedPart,
  court: typedPart,
  number: typedPart,
  from: z.string().trim().max(10),
  until: z.string().trim().max(10),
})
type TypedSearch = z.infer<typeof caseSearchForm>

/** Sent by POST, since an address with a card number or a name would stay in the browser's history. */
export function findCasesPage(
  context: CaseContext,
  errors: readonly FieldError[] = [],
  typed?: TypedSearch,
): Response | Promise<Response> {
  const words = caseFinderWords(context)
  const field = fieldsIn(typed ?? {}, errors)
  return showForm(
    context,
    { title: words.title, errors, intro: <p class="usa-intro">{words.intro}</p> },
    <>
      <Form context={context} action="/cases/find" class="carrel-form">
        {showsCopies(context) ? (
          <TextField {...field('card')} label={words.card} hint={words.cardHint} inputmode="numeric" />
        ) : (
          <p>{words.noCards}</p>
        )}
        <TextField {...field('requester')} label={words.requester} hint={words.requesterHint} />
        <TextField {...field('court')} label={words.court} />
        <TextField {...field('number')} label={words.number} hint={words.numberHint} />
        <TextField {...field('from')} type="date" label={words.from} maxlength={10} />
        <TextField {...field('until')} type="date" label={words.until} maxlength={10} />
        <SubmitButton>{words.find}</SubmitButton>
      </Form>
      <LinkLine href="/cases">{casesPageWords(context).toCases}</LinkLine>
    </>,
  )
}

/** Only cases that this person may open; the list names no one. */
export async function findCases(context: CaseContext, typed: TypedSearch): Promise<Response> {
  const words = caseFinderWords(context)
  const fault = faultInSearch(context, typed)
  if (fault !== undefined) return findCasesPage(context, [fault], typed)
  const asked = Object.fromEntries(Object.entries(typed).filter(([, part]) => part !== '')) as CaseSearch
  const { services } = context
  const actor = actorOf(context)
  if (asked.card !== undefined) await services.gate.countCard(actor, asked.card)
  const found = await services.caseFinder.find(actor, asked)
  if (found === 'not-here') return findCasesPage(context, [{ field: 'card', message: words.noCards }], typed)
  const say = casesPageWords(context)
  return listPage(context, {
    title: words.found,
    ...(found.cases.length > 0 && { intro: words.foundSays(found.cases.length) }),
    none: asked.card === undefined ? words.none : words.noneOfCard,
    head: [say.about, words.came, say.outcome],
    titleOf: (one) => listedTitle(context, one),
    cells: (one) => [
      formatsOf(context).day(one.opened_on),
      one.outcome === null ? words.open : labelIn(say.outcomeOf, one.outcome),
    ],
    cases: found.cases,
    also: found.more && <p>{words.older}</p>,
    next: undefined,
    links: [
      ['/cases/find', words.again],
      ['/cases', say.toOpen],
    ],
  })
}

function faultInSearch(context: CaseContext, typed: TypedSearch): FieldError | undefined {
  const words = caseFinderWords(context)
  if (Object.values(typed).every((part) => part === ''))
    return { field: 'requester', message: words.fault.nothing }
  for (const field of ['from', 'until'] as const)
    if (typed[field] !== '' && !isDay(typed[field])) return { field, message: words.fault.day }
  return typed.from !== '' && typed.until !== '' && typed.until < typed.from
    ? { field: 'until', message: words.fault.order }
    : undefined
}

/** Shown to everyone in these roles, even where it is empty. */
export async function casesApartPage(context: CaseContext): Promise<Response> {
  const say = casesPageWords(context)
  const { cases, more } = await listWithheld(context.services, actorOf(context), after(context))
  return listPage(context, {
    title: say.apartTitle,
    intro: say.apartSays,
    none: say.noneApart,
    ...byClock(context),
    withReporter: false,
    cases,
    next: more ? nextByClock('/cases/apart', cases) : undefined,
    links:
      context.who.role === 'special-counsel'
        ? [['/', say.toOpen]]
        : [
            ['/cases', say.toOpen],
            ['/sealed', accountWords(context).toSealed],
          ],
  })
}

/** A search, then what this role or anyone does next; all else stays in its order. */
function ownFirst(context: StaffContext, cases: readonly CaseOnList[]): readonly CaseOnList[] {
  const isTheirs = (one: CaseOnList) =>
    isSearchListed(one) ||
    ((one.owed_by === 'staff' ||
      isOwn(context, one.owed_by) ||
      isCalledTo(context, one) ||
      stepBefore(context, one) !== undefined) &&
      !one.drill)
  const isCounsel = caseRoleIn(context) === 'counsel'
  const first = [
    (one: CaseOnList) => isSearchListed(one) && !one.drill,
    (one: CaseOnList) => isCounsel && isSearchUnreviewed(one) && !one.drill,
    isTheirs,
  ]
  const placed = first.map((is, nth) =>
    cases.filter((one) => is(one) && !first.slice(0, nth).some((before) => before(one))),
  )
  return [...placed.flat(), ...cases.filter((one) => !first.some((is) => is(one)))]
}

function byClock(context: StaffContext): Omit<CasesProps, 'cases'> {
  const say = casesPageWords(context)
  return {
    // Special counsel are in one case, or few.
    withReporter: context.who.role !== 'special-counsel',
    head: [say.about, say.owed, say.due],
    titleOf: (one) => listedTitle(context, one),
    cells: (one) => [
      // Why the log itself: officers do not wait.
      isSearchListed(one) && one.owed_by === 'staff' ? (
        <TextLink href={`/cases/${one.reference}/search`}>{listedNextStep(context, one)}</TextLink>
      ) : (
        listedNextStep(context, one)
      ),
      listedDeadline(context, one),
    ],
  }
}

function nextByClock(path: string, cases: readonly CaseOnList[]): string | undefined {
  const last = cases.at(-1)
  return last && `${path}?after=${listRankOf(last)}.${last.due_on ?? 'none'}.${last.id}`
}

/** How far back the Director sees officers who asked without paper; what they were told is in the log. */
const visitDays = 90
const mostVisits = 20

const Visits = async ({ context }: { readonly context: StaffContext }) => {
  const { services, who, place } = context
  const say = casesPageWords(context)
  if (who.role !== 'director') return null
  const since = new Date(services.clock.now().getTime() - visitDays * 86_400_000)
  const visits = await inContext(services.app, { actor: who.id, place }, (trx) =>
    officerVisits(trx, since, mostVisits).then((found) => withoutCase(trx, found)),
  )
  if (visits.length === 0) return null
  return (
    <section aria-labelledby="visits">
      <h2 id="visits">{say.visits}</h2>
      <p>{say.visitsSays(visitDays)}</p>
      <ul class="usa-list">
        {visits.map((one) => (
          <li>
            <When context={context} at={one.at} /> · {placeName(context, one.place)}
            {one.sheet !== null && ` · ${say.onSheet(one.sheet)}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Trustees and special counsel do not see every open case, so their list cannot say that there are none. */
const noneOpen = (context: StaffContext) => casesPageWords(context)[noneSaid[context.who.role] ?? 'none']

const noneSaid: Readonly<Record<string, 'noneForBoard' | 'noneForSpecial'>> = {
  trustee: 'noneForBoard',
  'special-counsel': 'noneForSpecial',
}

/** The most urgent cases, for the start page: a search in progress, then what this role does next. */
export const OpenCases = ({
  context,
  found: { cases, more },
}: {
  readonly context: CaseContext
  readonly found: CasePage
}) => {
  const say = casesPageWords(context)
  return (
    <>
      <ConflictSaved context={context} />
      <UnsureNote context={context} />
      {cases.length === 0 ? (
        <p class="carrel-nothing">{noneOpen(context)}</p>
      ) : (
        <CaseTable
          context={context}
          {...byClock(context)}
          cases={ownFirst(context, cases).slice(0, mostAtStart)}
        />
      )}
      {(more || cases.length > mostAtStart) && <LinkLine href="/cases">{say.more}</LinkLine>}
    </>
  )
}

/** The case is gone from the list. Hostile: anyone can write the address, so it says no more than this. */
const ConflictSaved = ({ context }: { readonly context: StaffContext }) => {
  const isSaid = context.c.req.query('said') === 'conflict' && caseRoleIn(context) === 'counsel'
  return <StatusNote said={isSaid ? counselWords(context).conflictSaved : undefined} />
}

const UnsureNote = ({ context }: { readonly context: StaffContext }) =>
  isUnsure(context) ? (
    <p>
      {casesPageWords(context).unsure} <TextLink href="/officers">{officersWords(context).title}</TextLink>
    </p>
  ) : null

const mostAtStart = 8

type ListOfCases = CasesProps & {
  readonly title: string
  readonly intro?: string
  readonly none: string
  readonly also?: Child
  readonly next: string | undefined
  readonly links: readonly (readonly [string, string])[]
}

function listPage(context: CaseContext, list: ListOfCases): Response | Promise<Response> {
  const { title, intro, none, also, next, links, cases, ...columns } = list
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      {intro !== undefined && <p class="usa-intro">{intro}</p>}
      <ConflictSaved context={context} />
      <UnsureNote context={context} />
      {cases.length === 0 ? <p>{none}</p> : <CaseTable context={context} {...columns} cases={cases} />}
      {also}
      <nav aria-label={title} class="carrel-pages">
        {next && <TextLink href={next}>{casesPageWords(context).more}</TextLink>}
        {links.map(([href, name]) => (
          <>
            {' '}
            <TextLink href={href}>{name}</TextLink>
          </>
        ))}
      </nav>
    </>,
  )
}

/** Whether cases about the Director are hidden because this account is unconfirmed. */
const isUnsure = ({ who }: StaffContext) => who.unconfirmed && (who.role === 'counsel' || who.president)

type CasesProps = {
  readonly head: readonly string[]
  readonly cases: readonly CaseOnList[]
  readonly titleOf: (one: CaseOnList) => string
  /** What follows the case itself. */
  readonly cells: (one: CaseOnList) => readonly Child[]
  /** In lists of open cases: of concerns, and of those that are called alike, who reported which. Nothing under a nondisclosure order is opened for a list. */
  readonly withReporter?: boolean
}

/** What a case is leads to it, and its reference is in the link. */
const CaseTable = async ({
  context,
  head,
  titleOf,
  cells,
  cases,
  withReporter = false,
}: CasesProps & { readonly context: CaseContext }) => {
  const arrivals = withReporter ? await arrivalsIn(context, cases, titleOf) : new Map<string, string>()
  // Someone who acts as Director does not open a concern about their own views, so it is not listed for them either.
  const shown = withReporter ? cases.filter(({ id, kind }) => kind !== 'privacy' || arrivals.has(id)) : cases
  return (
    <DataTable
      head={head}
      rows={shown.map((one) => [
        <TextLink href={`/cases/${one.reference}`}>
          {isSearchListed(one) && (
            <span class={`usa-tag carrel-tag${one.drill ? '' : ' carrel-tag--urgent'}`}>
              {searchUnderWay(context, one.stage === 'searching')}
            </span>
          )}{' '}
          {isNewTo(context, one) && <span class="usa-tag carrel-tag">{casesPageWords(context).unseen}</span>}{' '}
          {titleOf(one)} <br />
          {arrivals.has(one.id) && (
            <>
              <span class="carrel-case-arrival">{arrivals.get(one.id)}</span> <br />
            </>
          )}
          <span class="carrel-case-line">{one.reference}</span>
        </TextLink>,
        ...cells(one),
      ])}
    />
  )
}

/** By whom, when and which way those came that their title does not tell apart. A concern has no paper, so each is among them. */
async function arrivalsIn(
  context: CaseContext,
  cases: readonly CaseOnList[],
  titleOf: CasesProps['titleOf'],
): Promise<ReadonlyMap<string, string>> {
  const titles = cases.map(titleOf)
  const alike = cases.filter(
    (one) => one.kind === 'privacy' || titles.filter((title) => title === titleOf(one)).length > 1,
  )
  if (alike.length === 0) return new Map()
  const names = await actorNames(context)
  const { reported } = caseLineWords(context)
  const { way: ways } = casesPageWords(context)
  const found = await context.services.cases.arrivalsOf(actorOf(context), alike)
  const told = [...found].map(([id, { by, at, way }]) => {
    const time = formatsOf(context).time(new Date(at), context.pack.timeZone)
    return [id, reported(time, ways[way], names.get(by))] as const
  })
  return new Map(told)
}

const place = /^(?:([0-3])\.)?(none|\d{4}-\d\d-\d\d)\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Hostile: the page's start in the address is any text; then it is the first page. */
function placeIn(
  { c }: StaffContext,
  name: string,
): { rank: number; on: string | null; id: string } | undefined {
  const [, rank = '2', day = '', id = ''] = place.exec(c.req.query(name) ?? '') ?? []
  if (id === '') return undefined
  const at = { rank: Number(rank), id }
  return day === 'none' ? { ...at, on: null } : isDay(day) ? { ...at, on: day } : undefined
}

function after(context: StaffContext) {
  const from = placeIn(context, 'after')
  return from && { rank: from.rank, dueOn: from.on, id: from.id }
}

function before(context: StaffContext) {
  const from = placeIn(context, 'before')
  return from?.on ? { closedOn: from.on, id: from.id } : undefined
}
