import { z } from 'zod'
import {
  actorOf,
  basisCounts,
  entriesSearched,
  type ListedEntry,
  listEntries,
  readsOf,
  searchEntries,
  seesAllEntries,
  staffActorOf,
  type VisibleEntry,
  viewBases,
  viewEntry,
  worksCases,
} from '../../gate/index.ts'
import { BarChart } from '../../platform/http/charts.tsx'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { placeName, show, showForm, showMessage } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ButtonLine,
  type FieldError,
  FilterForm,
  Form,
  SelectField,
  SubmitButton,
  TableHead,
  TextField,
  TextLink,
  Way,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { Task, TaskSource } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { daysAfter, isDay, monthsAfter } from '../../policy/index.ts'
import { accountNames, recordAction } from '../../staff/index.ts'
import { rolesWords } from '../../staff/pages/index.ts'
import { writeProof } from '../log/entry-proof.ts'
import { isReference, isTypedReference, spokenReference } from '../log/leaf.ts'
import { type LeafRange, pathRanges } from '../log/tree.ts'
import { savedChecks } from '../log-store.ts'
import { type NoProofReason, type StoredEntryProof, tryNewestFingerprint } from '../newest-checkpoint.ts'
import { paperIn } from '../record.ts'
import { sequencerLateSeconds } from '../sequencer.ts'
import type { RegisterContext, RegisterServices } from '../services.ts'
import { registerTasksWords, registerWords } from '../words/register.ts'
import { CheckAlert } from './integrity-check.tsx'

/** Opened at a time; a person who sees only their own entries finds few among many. */
const entriesPerPage = { own: 200, all: 25 } as const

export async function registerPage(context: RegisterContext): Promise<Response> {
  return withErrors(context, [])
}

async function withErrors(context: RegisterContext, errors: readonly FieldError[]): Promise<Response> {
  const register = registerWords(context)
  const waiting = registerTasksWords(context)
  const formats = formatsOf(context)
  const since = lateSince(context.services)
  const pin = await tryNewestFingerprint(context.services.app)
  const isSigned = pin !== 'unreadable' && pin !== undefined && pin.size > 0n
  return showForm(
    context,
    { title: register.title, errors },
    <>
      <p class="usa-intro">{seesAllEntries(context.who) ? register.intro : register.introOwn}</p>
      <SeenByOwner context={context} />
      {since !== undefined && (
        <CheckAlert kind="warning" heading={register.late}>
          {waiting.registerLate(formats.moment(since, context.pack.timeZone))}
        </CheckAlert>
      )}
      <div class="carrel-log-page">
        <div>
          {pin === 'unreadable' ? (
            <CheckAlert kind="error" heading={register.bad}>
              {register.checkpointUnreadable} {register.tellDirector}
            </CheckAlert>
          ) : isSigned ? (
            <Written context={context} log={pin.log} size={pin.size} held={pin.size - pin.commitments} />
          ) : (
            <p>{register.nothingYet}</p>
          )}
        </div>
        <div>
          {seesAllEntries(context.who) && pin !== undefined && (
            <ButtonLine href="/register/check" look="outline">
              {register.checkTitle}
            </ButtonLine>
          )}
          {seesAllEntries(context.who) && isSigned && <EntriesByDay context={context} log={pin.log} />}
          {context.who.role === 'director' && <ViewsByBasis context={context} />}
          {context.who.role === 'director' && <PublicExport context={context} />}
          <h2>{register.find}</h2>
          <Form context={context} action="/register/find" class="carrel-form">
            <TextField
              name="reference"
              label={register.reference}
              hint={register.referenceHint}
              maxlength={30}
              errors={errors}
            />
            <SubmitButton look="outline">{register.findIt}</SubmitButton>
          </Form>
        </div>
      </div>
    </>,
  )
}

/** Who viewed one record is for its owner to see; the log answers that to no one else. */
const SeenByOwner = ({ context }: { readonly context: RegisterContext }) => {
  const register = registerWords(context)
  return (
    <p>
      {register.seenBy} <TextLink href="/me/sign-in">{register.signIn}</TextLink>{' '}
      {worksCases(context) && <TextLink href="/cases/privacy">{register.concern}</TextLink>}
    </p>
  )
}

const PublicExport = ({ context }: { readonly context: RegisterContext }) => {
  const { toPublish } = registerWords(context)
  return (
    <section aria-labelledby="public-export">
      <h2 id="public-export">{toPublish.title}</h2>
      <p>{toPublish.says}</p>
      <Form context={context} action="/register/export" class="carrel-form">
        <SubmitButton look="outline">{toPublish.save}</SubmitButton>
      </Form>
    </section>
  )
}

export const exportForm = z.strictObject({})

/** The log has each download first, with the day up to which it goes. */
export async function downloadExport(context: RegisterContext): Promise<Response> {
  const { toPublish, toRegister } = registerWords(context)
  const found = await context.services.publicExport()
  if (found === undefined) {
    const back = <BackLink href="/register">{toRegister}</BackLink>
    return showMessage(context, { title: toPublish.title, says: toPublish.noDay }, back)
  }
  await recordAction(context.services, staffActorOf(context), (_trx, note) =>
    note({ kind: 'register-exported', flags: [found.day] }),
  )
  return context.c.body(found.zip(), 200, {
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="audit-log-${found.day}.zip"`,
    'Cache-Control': 'no-store',
  })
}

const chartDays = 30

/** The days on which the log was signed, from the sizes of its checkpoints alone, each with its number and a way to its entries. */
const EntriesByDay = async ({
  context,
  log,
}: {
  readonly context: RegisterContext
  readonly log: number
}) => {
  const register = registerWords(context)
  const formats = formatsOf(context)
  const { clock, daysOfLog } = context.services
  const today = clock.today()
  const ofDay = new Map(
    (await daysOfLog({ log, until: today, most: chartDays })).map(({ day, entries }) => [
      day,
      Number(entries),
    ]),
  )
  const days = Array.from({ length: chartDays }, (_none, at) => daysAfter(today, at + 1 - chartDays))
  const busy = days.filter((day) => (ofDay.get(day) ?? 0) > 0).toReversed()
  if (busy.length === 0) return null
  return (
    <section aria-labelledby="by-day">
      <h2 id="by-day">{register.byDay}</h2>
      <BarChart
        numbers={days.map((day) => ofDay.get(day) ?? 0)}
        labels={days.map((day, at) => (at % 7 === 1 ? formats.dayShort(day) : ''))}
        count={formats.count}
        says={register.byDaySays(busy.length, chartDays)}
      />
      <details>
        <summary>{register.dayNumbers}</summary>
        <table class="usa-table usa-table--borderless carrel-table carrel-counts">
          <TableHead names={[register.day, register.entriesOfDay]} />
          <tbody>
            {busy.map((day) => (
              <tr>
                <th scope="row">
                  <TextLink href={`/register?day=${day}`}>{formats.weekday(day)}</TextLink>
                </th>
                <td>{formats.count(ofDay.get(day) ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="carrel-small">{register.daySigned}</p>
      </details>
    </section>
  )
}

/** Of the whole library and no one person: the bars have the numbers of the keys that staff press. */
const ViewsByBasis = async ({ context }: { readonly context: RegisterContext }) => {
  const { byBasis } = registerWords(context)
  const formats = formatsOf(context)
  const last = context.services.clock.today().slice(0, 7)
  const counts = await basisCounts(context.services.app, { first: `${last.slice(0, 4)}-01`, last })
  const numbers = viewBases.map((each) =>
    counts.filter(({ basis }) => basis === each).reduce((sum, { times }) => sum + Number(times), 0),
  )
  const all = numbers.reduce((sum, one) => sum + one, 0)
  if (all === 0) return null
  const keys = viewBases.map((_each, at) => (at === 0 ? byBasis.card : String(at)))
  return (
    <section aria-labelledby="by-basis">
      <h2 id="by-basis">{byBasis.title}</h2>
      <BarChart
        numbers={numbers}
        labels={keys}
        count={formats.count}
        says={byBasis.says(formats.count(all))}
      />
      <table class="usa-table usa-table--borderless carrel-table carrel-counts">
        <TableHead names={[byBasis.basis, byBasis.times]} />
        <tbody>
          {viewBases.map((each, at) => (
            <tr>
              <th scope="row">
                {at > 0 && `${at}. `}
                {byBasis.names[each]}
              </th>
              <td>{formats.count(numbers[at] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="carrel-small">{byBasis.noMeasure}</p>
    </section>
  )
}

/** Every later log began with a restore. */
const firstLog = 1

type WrittenProps = {
  readonly context: RegisterContext
  readonly log: number
  /** Leaves; `held` of them are entries. */
  readonly size: bigint
  readonly held: bigint
}

const Written = async ({ context, log, size, held }: WrittenProps) => {
  const register = registerWords(context)
  const formats = formatsOf(context)
  const names = await namesFor(context)
  const filters = filtersOf(context, names)
  const { entries, newer, older } = await listedPage(context, { log, size, filters })
  const isFiltered = Object.values(filters).some(Boolean)
  const at = (before: bigint | undefined) => {
    const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''))
    if (before !== undefined) query.set('before', String(before))
    return query.size === 0 ? '/register' : `/register?${query}`
  }
  return (
    <>
      <p>
        <strong>{register.entries(formats.count(held))}</strong>. {register.lastMinute}
      </p>
      {log > firstLog && <p>{register.begunAnew}</p>}
      <Filters context={context} filters={filters} names={names} />
      {entries.length === 0 && (
        <p>{isFiltered ? await noneFound(context, { log, size, filters }) : register.none}</p>
      )}
      <Days context={context} entries={entries} names={names} />
      {isFiltered && older !== undefined && <p>{register.searched(formats.count(entriesSearched))}</p>}
      <nav aria-label={register.title} class="carrel-pages">
        {newer !== undefined && (
          <TextLink href={at(newer >= size ? undefined : newer)}>{register.newer}</TextLink>
        )}
        {older !== undefined && (
          <TextLink href={at(older)}>{isFiltered ? register.searchOn : register.older}</TextLink>
        )}
      </nav>
    </>
  )
}

type Filters = Readonly<Record<'person' | 'role' | 'place' | 'kind' | 'month' | 'day', string>>

/** Hostile: the address is any text. What is none of the choices on the page is no filter. */
function filtersOf(context: RegisterContext, names: ReadonlyMap<string, string>): Filters {
  const asked = (name: string, choices: object) => {
    const value = context.c.req.query(name) ?? ''
    return Object.hasOwn(choices, value) ? value : ''
  }
  const day = context.c.req.query('day') ?? ''
  return {
    person: asked('person', peopleIn(context, names)),
    role: asked('role', rolesIn(context)),
    place: asked('place', context.pack.places),
    kind: asked('kind', registerWords(context).kinds),
    month: asked('month', monthsIn(context)),
    day: isDay(day) ? day : '',
  }
}

/** Only the Director may know who acted. */
function peopleIn(
  context: RegisterContext,
  names: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  if (context.who.role !== 'director') return {}
  return { ...Object.fromEntries(names), system: registerWords(context).program }
}

const monthsListed = 24

/** Newest first; an older month is found by its days. */
function monthsIn(context: RegisterContext): Readonly<Record<string, string>> {
  const formats = formatsOf(context)
  const today = context.services.clock.today()
  const months = Array.from({ length: monthsListed }, (_none, at) => monthsAfter(today, -at).slice(0, 7))
  return Object.fromEntries(months.map((month) => [month, formats.monthOfYear(month)]))
}

/** Someone who sees only their own entries has but one role in them. */
function rolesIn(context: RegisterContext): Readonly<Record<string, string>> {
  return seesAllEntries(context.who) ? registerWords(context).roles : {}
}

type ListedProps = { readonly log: number; readonly size: bigint; readonly filters: Filters }

type ListedPage = {
  readonly entries: readonly ListedEntry[]
  readonly older?: bigint | undefined
  readonly newer?: bigint | undefined
}

async function listedPage(
  context: RegisterContext,
  { log, size, filters }: ListedProps,
): Promise<ListedPage> {
  const { app, ring, clock } = context.services
  const most = seesAllEntries(context.who) ? entriesPerPage.all : entriesPerPage.own
  const before = beforeOf(context, size)
  const parts = { app, ring, now: clock.now() }
  const { person, role, place, kind } = filters
  if (!Object.values(filters).some(Boolean)) {
    return listEntries(parts, actorOf(context), { log, before, most, size })
  }
  const leaves = await leavesIn(context, { log, size, filters })
  const matches = (entry: VisibleEntry) =>
    (person === '' || entry.actor === person) &&
    (role === '' || entry.role === role) &&
    (place === '' || entry.place === place) &&
    (kind === '' || kindOf(entry.kind) === kind)
  const filter = { first: leaves.first, matches }
  const asked = { log, before: beforeOf(context, leaves.end), most, filter }
  const { entries, older } = await searchEntries(parts, actorOf(context), asked)
  return { entries, older, newer: before < size ? size : undefined }
}

/** The first leaf of the day or month that is asked for, and the one after its last: none where nothing was signed then. */
async function leavesIn(
  { services: { daysOfLog } }: RegisterContext,
  { log, size, filters: { day, month } }: ListedProps,
): Promise<{ readonly first: bigint; readonly end: bigint }> {
  if (day === '' && month === '') return { first: 0n, end: size }
  const asked =
    day === '' ? { until: daysAfter(monthsAfter(`${month}-01`, 1), -1), most: 31 } : { until: day, most: 1 }
  const days = (await daysOfLog({ log, ...asked })).filter(
    (one) => one.day.startsWith(day) && one.day.startsWith(month),
  )
  return { first: days[0]?.first ?? 0n, end: days.at(-1)?.end ?? 0n }
}

/**
 * What an empty list means: a day on which the log was not kept reads otherwise than one with no view of a record.
 * INVARIANT: only those who see all are told, since it is about everyone's entries.
 */
async function noneFound(context: RegisterContext, { log, size, filters }: ListedProps): Promise<string> {
  const register = registerWords(context)
  const formats = formatsOf(context)
  const { ring, daysOfLog } = context.services
  const { day, kind, person, role, place } = filters
  // Entries whose key was destroyed by age match no filter.
  const isForgotten = ring.forgottenMonths().some((month) => month >= day.slice(0, 7))
  const isOnlyDay = person === '' && role === '' && place === '' && beforeOf(context, size) === size
  // An earlier log has the days before a restore.
  if (log !== firstLog || day === '' || isForgotten || !isOnlyDay || !seesAllEntries(context.who))
    return register.noneFound
  const [ofDay] = await daysOfLog({ log, until: day, most: 1 })
  if (ofDay?.day !== day) return register.notKept(formats.day(day))
  // More than one page of a search opens: another may have one.
  if (kind !== 'views' || ofDay.entries > BigInt(entriesSearched)) return register.noneFound
  return register.noViews(formats.day(day), register.entries(formats.count(ofDay.entries)))
}

type EntryKind = keyof ReturnType<typeof registerWords>['kinds']

const kindsBegin: readonly (readonly [EntryKind, RegExp])[] = [
  ['views', /^(view|search|copy-view|guardian-view)$/],
  ['answers', /^(answer|contact|call-ended|follow-ups-viewed|follow-up-ended)$/],
  ['cases', /^(case|cases|records|release|compelled|disclosure|name-in-decision|exercise)(-|$)/],
  ['own', /^(own|choices|contact-changed|history|correction-(asked|taken-back)|account-(not-)?closed$)/],
  ['log', /^(register|entry|months|question|study)-/],
  [
    'sign-ins',
    /^(signed|account|passphrase|second-step|unknown-name|acting|keys-made|reading|training|computer|person|staff-pin)(-|$)/,
  ],
  [
    'library',
    /^(backup|key|recovery|set-up|rule|fact|letterhead|pin-addresses|case-contacts|other-systems|lending-system)-/,
  ],
]

/** Those of a customer's card, record and PIN are most; a kind that is not listed is among them. */
const kindOf = (kind: string): EntryKind => kindsBegin.find(([, form]) => form.test(kind))?.[0] ?? 'records'

type FiltersProps = {
  readonly context: RegisterContext
  readonly filters: Filters
  readonly names: ReadonlyMap<string, string>
}

const Filters = ({ context, filters, names }: FiltersProps) => {
  const register = registerWords(context)
  const { any } = register
  const choices = {
    person: peopleIn(context, names),
    role: rolesIn(context),
    place: context.pack.places,
    kind: register.kinds,
    month: monthsIn(context),
  }
  const isFiltered = Object.values(filters).some(Boolean)
  return (
    <FilterForm action="/register" class="carrel-filters">
      {(['person', 'role', 'place', 'kind', 'month'] as const).map((name) =>
        Object.keys(choices[name]).length === 0 ? null : (
          <div>
            <SelectField
              name={name}
              label={register.filters[name]}
              options={choices[name]}
              picked={filters[name]}
              none={any}
            />
          </div>
        ),
      )}
      <TextField name="day" label={register.day} type="date" value={filters.day} maxlength={10} />
      <div class="carrel-filters__go">
        <SubmitButton look="outline">{register.filter}</SubmitButton>{' '}
        {isFiltered && <TextLink href="/register">{register.noFilter}</TextLink>}
      </div>
      {seesAllEntries(context.who) && context.who.role !== 'director' && (
        <p class="carrel-hint">
          {register.noNames}{' '}
          {worksCases(context) && <TextLink href="/cases/privacy">{register.concern}</TextLink>}
        </p>
      )}
    </FilterForm>
  )
}

/** Hostile: `before` may be any text. The result is an index in the register, or its end. */
function beforeOf({ c }: StaffContext, size: bigint): bigint {
  const asked = c.req.query('before') ?? ''
  const before = /^\d{1,18}$/.test(asked) ? BigInt(asked) : size
  return before > size ? size : before
}

type DaysProps = {
  readonly context: StaffContext
  readonly entries: readonly ListedEntry[]
  readonly names: ReadonlyMap<string, string>
}

const Days = ({ context, entries, names }: DaysProps) => {
  const formats = formatsOf(context)
  const { timeZone } = context.pack
  const dayOf = (one: ListedEntry) =>
    one.as === 'told' ? formats.dayOf(new Date(one.entry.at), timeZone) : undefined
  const days: { day: string | undefined; entries: ListedEntry[] }[] = []
  for (const entry of entries) {
    const day = dayOf(entry)
    const last = days.at(-1)
    if (last !== undefined && (last.day === day || day === undefined)) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return (
    <>
      {days.map(({ day, entries: ofDay }) => (
        <section>
          {day !== undefined && <h2 class="carrel-record__name">{day}</h2>}
          <ul class="carrel-entries">
            {ofDay.map((entry) => (
              <li class={entry.as === 'damaged' ? 'carrel-entries__alarm' : undefined}>
                <span class="carrel-entries__at">
                  {entry.as === 'told' && formats.time(new Date(entry.entry.at), timeZone)}
                </span>{' '}
                <a href={`/register/entry/${entry.reference}`} class="carrel-entries__says">
                  {entrySentence(context, entry, names)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

/** The Director sees every name; everyone else only their own. */
async function namesFor({ services, who }: StaffContext): Promise<ReadonlyMap<string, string>> {
  if (who.role !== 'director') return new Map([[who.id, who.name]])
  return accountNames(services.app)
}

export const findEntryForm = z.strictObject({ reference: z.string().trim().max(100) })

export async function findEntryByReference(
  context: RegisterContext,
  fields: z.infer<typeof findEntryForm>,
): Promise<Response> {
  const register = registerWords(context)
  const wrong = (message: string) => withErrors(context, [{ field: 'reference', message }])
  if (!isTypedReference(fields.reference)) return wrong(register.referenceUnfit)
  const reference = await context.services.wholeReference(fields.reference)
  const proven = reference === undefined ? 'unknown' : await context.services.proveEntry(reference)
  if (proven === 'unknown') return wrong(register.referenceUnknown)
  if (proven === 'waits') return wrong(register.referenceWaits)
  return context.c.redirect(`/register/entry/${reference}`, 303)
}

/** One entry, as far as this person may see it, and a drawing of its proof. */
export async function entryPage(context: RegisterContext): Promise<Response> {
  const asked = await askedReference(context)
  const proven = await proofFor(context, asked)
  if (proven === 'unknown' || proven === 'waits') return notFoundPage(context)
  const register = registerWords(context)
  const formats = formatsOf(context)
  const { app, ring, clock } = context.services
  const listed = await viewEntry({ app, ring, now: clock.now() }, actorOf(context), asked)
  if (listed === undefined) return notFoundPage(context)
  const holds = typeof proven !== 'string'
  // Why answers alone: when a step of a case happened is for those who open it.
  const paper =
    listed.as === 'told' && listed.entry.kind === 'answer' ? paperIn(listed.entry.flags) : undefined
  return show(
    context,
    register.entryTitle,
    <>
      <h1>{register.entryTitle}</h1>
      {(holds || listed.as !== 'damaged') && (
        <p class="usa-intro">{entrySentence(context, listed, await namesFor(context))}</p>
      )}
      {listed.as === 'told' && (
        <p>{register.entryAt(formats.moment(new Date(listed.entry.at), context.pack.timeZone))}</p>
      )}
      {paper && (
        <p>
          {register.onPaper(
            paper.sheet,
            [
              formats.moment(new Date(paper.at), context.pack.timeZone),
              ...(paper.place === undefined ? [] : [context.pack.places[paper.place] ?? paper.place]),
            ].join(', '),
          )}
        </p>
      )}
      <p>
        {register.reference}: <span class="carrel-reference">{spokenReference(asked)}</span>
      </p>
      {listed.as === 'told' &&
        (await context.services.policyThen({
          ...{ context, at: new Date(listed.entry.at) },
          about: listed.entry.version,
        }))}
      {holds ? (
        <EntryHolds context={context} proven={proven} listed={listed} asked={asked} />
      ) : (
        <CheckAlert kind="error" heading={register.doesNotHold}>
          {register.tellDirector}
        </CheckAlert>
      )}
      <BackLink href="/register">{register.toRegister}</BackLink>
    </>,
  )
}

const ProofDownloads = ({ context, asked }: { readonly context: StaffContext; readonly asked: string }) => {
  const register = registerWords(context)
  return (
    <ul class="carrel-ways carrel-ways--one">
      <Way href={`/register/entry/${asked}/proof`} name={register.download} says={register.downloadSays} />
      <Way href="/register/checker" name={register.checker} says={register.checkerSays} />
    </ul>
  )
}

type EntryHoldsProps = {
  readonly context: StaffContext
  readonly proven: StoredEntryProof
  readonly listed: ListedEntry
  readonly asked: string
}

/** Checked while the page is made. */
const EntryHolds = ({ context, proven, listed, asked }: EntryHoldsProps) => {
  const register = registerWords(context)
  const formats = formatsOf(context)
  const { size } = proven
  const ranges = pathRanges(listed.index, [0n, size])
  const signedOn = formats.day(proven.signedOn)
  return (
    <>
      <CheckAlert kind="success" heading={register.holds}>
        {register.checkedNow(formats.count(size), signedOn)}
      </CheckAlert>
      <details>
        <summary>{register.technical}</summary>
        <h2 id="picture">{register.picture}</h2>
        <p id="picture-says">{register.pictureSays(ranges.length)}</p>
        <TreePath speaker={context} index={listed.index} size={size} ranges={ranges} signedOn={signedOn} />
        <ProofDownloads context={context} asked={asked} />
      </details>
    </>
  )
}

/** The proof as a file; where it does not hold, the page that says so. */
export async function entryProofDownload(context: RegisterContext): Promise<Response> {
  const asked = await askedReference(context)
  const proven = await proofFor(context, asked)
  if (proven === 'unknown' || proven === 'waits') return notFoundPage(context)
  if (typeof proven === 'string') return context.c.redirect(`/register/entry/${asked}`, 303)
  return context.c.body(writeProof(proven.proof), 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="carrel-proof-${asked}.txt"`,
  })
}

/** Whole, also where the address has it as it is read aloud. */
const askedReference = async ({ c, services }: RegisterContext) => {
  const typed = c.req.param('reference') ?? ''
  return (await services.wholeReference(typed)) ?? typed
}

async function proofFor(
  { services }: RegisterContext,
  asked: string,
): Promise<StoredEntryProof | NoProofReason> {
  return isReference(asked) ? services.proveEntry(asked) : 'unknown'
}

type TreePathProps = {
  readonly speaker: ScreenLanguage
  readonly index: bigint
  readonly size: bigint
  /** From the entry's sibling up, as `pathRanges` gives them. */
  readonly ranges: readonly LeafRange[]
  /** As the screen writes it. */
  readonly signedOn: string
}

const width = 460
const middle = width / 2
const step = 48
const boxWidth = 128
const boxHeight = 34

/** The path of one entry up to the signature: at each step its hash is joined with that of other entries. */
const TreePath = ({ speaker, index, size, ranges, signedOn }: TreePathProps) => {
  const register = registerWords(speaker)
  const formats = formatsOf(speaker)
  const top = 84
  const bottom = top + ranges.length * step
  const heightOf = (at: number) => bottom - at * step
  return (
    <svg
      class="carrel-tree"
      viewBox={`0 0 ${width} ${bottom + boxHeight + 8}`}
      role="img"
      aria-describedby="picture-says"
    >
      <title>{register.picture}</title>
      <line class="carrel-tree__way" x1={middle} y1={bottom} x2={middle} y2={boxHeight} />
      {ranges.map((range, at) => (
        <Joined
          speaker={speaker}
          range={range}
          isLeft={range[0] < index}
          y={heightOf(at) - step / 2}
          isNext={at === 0}
        />
      ))}
      <Box kind="seal" x={middle} y={4} text={`${register.seal}: ${signedOn}`} width={260} />
      {ranges.length > 0 && (
        <Box
          kind="all"
          x={middle}
          y={heightOf(ranges.length) - boxHeight}
          text={register.all(formats.count(size))}
          width={190}
        />
      )}
      <Box kind="entry" x={middle} y={bottom} text={register.thisEntry} width={150} />
    </svg>
  )
}

type JoinedProps = {
  readonly speaker: ScreenLanguage
  readonly range: LeafRange
  readonly isLeft: boolean
  readonly isNext: boolean
  readonly y: number
}

/** The other entries of one step, on their side of the path. */
const Joined = ({ speaker, range: [begin, end], isLeft, isNext, y }: JoinedProps) => {
  const register = registerWords(speaker)
  const formats = formatsOf(speaker)
  const x = middle + (isLeft ? -1 : 1) * (middle - boxWidth / 2 - 4)
  const count = end - begin
  return (
    <>
      <line class="carrel-tree__join" x1={x} y1={y} x2={middle} y2={y} />
      <circle class="carrel-tree__mark" cx={middle} cy={y} r="5" />
      <Box
        kind="others"
        x={x}
        y={y - boxHeight / 2}
        text={isNext && count === 1n ? register.neighbor : register.others(formats.count(count))}
        width={boxWidth}
      />
    </>
  )
}

type BoxProps = {
  readonly kind: 'entry' | 'others' | 'all' | 'seal'
  readonly x: number
  readonly y: number
  readonly text: string
  readonly width: number
}

const Box = ({ kind, x, y, text, width: wide }: BoxProps) => (
  <g class={`carrel-tree__box carrel-tree__box--${kind}`}>
    <rect x={x - wide / 2} y={y} width={wide} height={boxHeight} rx="4" />
    <text x={x} y={y + 22} text-anchor="middle">
      {text}
    </text>
  </g>
)

/** Since when nothing was signed; undefined within a busy minute. */
function lateSince({ clock, tickedAt }: RegisterContext['services']): Date | undefined {
  const at = tickedAt()
  return clock.now().getTime() - at.getTime() < sequencerLateSeconds * 1000 ? undefined : at
}

/** A check found the register changed, or pending entries are not sequenced. */
export const registerTasks: TaskSource<RegisterServices> = {
  may: ['director'],
  async look(context) {
    return [...(await changedTasks(context)), ...lateTasks(context)]
  },
}

async function changedTasks(context: StaffContext): Promise<Task[]> {
  const { pack } = context
  const [newest] = (await savedChecks(readsOf(context))).bad
  if (newest === undefined) return []
  const waiting = registerTasksWords(context)
  const says = waiting.registerBad(formatsOf(context).moment(newest.endedAt, pack.timeZone))
  return [{ kind: 'warning', says, href: '/register/check', go: waiting.registerBadGo }]
}

function lateTasks(context: RegisterContext): Task[] {
  const { services, pack } = context
  const tickedAt = lateSince(services)
  if (tickedAt === undefined) return []
  const since = formatsOf(context).moment(tickedAt, pack.timeZone)
  return [{ kind: 'warning', says: registerTasksWords(context).registerLate(since) }]
}

/** An entry as one sentence. `names` has those of the accounts that may be named, by id. */
export function entrySentence(
  context: StaffContext,
  listed: ListedEntry,
  names: ReadonlyMap<string, string>,
): string {
  const register = registerWords(context)
  if (listed.as === 'new-log') return register.newLog
  if (listed.as === 'withheld') return register.notYours
  if (listed.as !== 'told') return register[listed.as]
  const { entry } = listed
  const say = has(register.did, entry.kind) ? register.did[entry.kind] : register.other
  return say({
    who: whoOf(context, entry, names),
    where:
      entry.place === undefined || entry.place === 'own-screen'
        ? ''
        : register.where(placeName(context, entry.place)),
    whom: has(register.whom, entry.recipient)
      ? register.whom[entry.recipient]
      : register.whom['private-party'],
    answer: has(register.answer, entry.outcome) ? register.answer[entry.outcome] : '',
    patrons: entry.patrons,
    basis: has(register.basis, entry.basis) ? register.basis[entry.basis] : '',
  }).trimEnd()
}

/** A name where it may be given, otherwise the role. */
function whoOf(
  speaker: ScreenLanguage,
  { actor, role }: VisibleEntry,
  names: ReadonlyMap<string, string>,
): string {
  const register = registerWords(speaker)
  const roles = rolesWords(speaker)
  const frame = frameWords(speaker)
  if (actor === 'system') return register.program
  if (actor === 'command-line') return register.commandLine
  const name = names.get(actor)
  if (name === undefined) return has(register.who, role) ? register.who[role] : register.someone
  if (role === 'acting-director') return register.named(name, frame.acting(roles.name.director))
  return has(roles.name, role) ? register.named(name, roles.name[role]) : name
}

function has<T extends object>(words: T, name: string | undefined): name is Extract<keyof T, string> {
  return name !== undefined && Object.hasOwn(words, name)
}
