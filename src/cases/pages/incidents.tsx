import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { SayWords } from '../../gate/pages/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  CheckboxGroup,
  ChoiceButtons,
  ChoiceList,
  ChoiceQuestion,
  ErrorMessage,
  type FieldError,
  Form,
  FormId,
  fieldsIn,
  LinkLine,
  StatusNote,
  SubmitButton,
  sentForm,
  TextArea,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { type CaseRules, daysAfter, isDay, readAsk } from '../../policy/index.ts'
import { isSheetNumber } from '../../register/index.ts'
import { contactsToCall } from '../../staff/index.ts'
import { EmergencyContactList } from '../../staff/pages/index.ts'
import { disclosureWays } from '../case.ts'
import type { TimedStep } from '../case-service.ts'
import { caseRoleIn } from '../case-text.ts'
import { mayReport } from '../intake.ts'
import type { CaseContext, CaseServices } from '../services.ts'
import { casesConductWords, casesPrivacyWords, wrongDisclosureWords } from '../words/incidents.ts'
import { casesSearchWords } from '../words/search.ts'
import { studyWords } from '../words/study.ts'
import { AboutDirectorField } from './case-parts.tsx'
import { AboutDirectorChange } from './intake-questions.tsx'
import { dayOutOfRange, instantTyped, minuteSent } from './typed-date.ts'

const incidentBases = ['none', 'conduct', 'mandated-report'] as const
export const incidentForm = z.strictObject({
  form: sentForm,
  saw: z.string().trim().max(10_000),
  day: z.string().trim().max(10),
  time: z.string().trim().max(20),
  basis: z.enum(incidentBases).optional(),
  agency: z.string().trim().max(500),
  aboutDirector: z.enum(['no', 'yes']).optional(),
})
type TypedIncident = z.infer<typeof incidentForm>

export async function writeIncident(context: CaseContext, typed: TypedIncident): Promise<Response> {
  const { services } = context
  const at = whenOf(context, typed)
  if ('field' in at) return incidentPage(context, [at], typed)
  const fault = faultOf(context, typed)
  if (fault !== undefined) return incidentPage(context, [fault], typed)
  const { basis = 'none', agency, saw, form } = typed
  const aboutDirector = typed.aboutDirector === 'yes'
  const told: TimedStep[] =
    basis === 'none' ? [] : [{ what: { what: 'told-outside', basis, agency }, at: at.at }]
  const { reference } = await services.cases.receive(
    actorOf(context),
    {
      what: 'received',
      kind: 'conduct',
      way: 'counter',
      wants: saw,
      aboutDirector,
      drill: false,
      requester: { kind: 'staff', name: '' },
    },
    { at: at.at, form, after: told },
  )
  return incidentSavedPage(context, { of: 'conduct', reference, aboutDirector })
}

/** Now, if nothing was typed. */
function whenOf(
  context: StaffContext,
  { day, time }: Pick<TypedIncident, 'day' | 'time'>,
): { at: Date } | FieldError {
  const { services, pack } = context
  const { fault, day: label } = casesConductWords(context)
  const now = services.clock.now()
  const on = day === '' ? services.clock.today() : day
  if (!isDay(on)) return { field: 'day', message: fault.day }
  const far = dayOutOfRange(context, label, on)
  if (far !== undefined) return { field: 'day', message: far }
  const at = instantTyped(time, { day: on, now, timeZone: pack.timeZone })
  if (at === 'untyped')
    return on === services.clock.today() ? { at: now } : { field: 'time', message: fault.whenNeeded }
  if (at === 'no-time') return { field: 'time', message: fault.time }
  return at === 'to-come' ? { field: 'time', message: fault.future } : { at }
}

function faultOf(
  context: StaffContext,
  { saw, basis = 'none', agency }: TypedIncident,
): FieldError | undefined {
  const { fault } = casesConductWords(context)
  if (saw === '') return { field: 'saw', message: fault.saw }
  return basis !== 'none' && agency === '' ? { field: 'agency', message: fault.agency } : undefined
}

/** Written from memory; no record lookup is offered. */
export function incidentPage(
  context: StaffContext,
  errors: readonly FieldError[] = [],
  typed?: TypedIncident,
): Response | Promise<Response> {
  const words = casesConductWords(context)
  return showForm(
    context,
    {
      title: words.title,
      errors,
      intro: (
        <>
          <p class="usa-intro">{words.intro}</p>
          <p>{words.shut}</p>
          <LinkLine href="/cases/conduct/told">{words.later.link}</LinkLine>
          <StaleReference context={context} />
          <WhatToSay context={context} />
        </>
      ),
    },
    <Form context={context} action="/cases/conduct" class="carrel-form">
      <FormId sent={typed?.form} />
      <TextArea {...fieldsIn(typed ?? {}, errors)('saw')} label={words.saw} hint={words.sawHint} rows={8} />
      <h2>{words.when}</h2>
      <WhenFields context={context} errors={errors} day={typed?.day} time={typed?.time} />
      <ToldFields
        context={context}
        errors={errors}
        legend={words.basis}
        bases={incidentBases}
        labels={words.basisOf}
        chosen={typed?.basis ?? 'none'}
        agency={typed?.agency}
      />
      <AboutDirectorField context={context} chosen={typed?.aboutDirector} />
      <SubmitButton look="big">{words.send}</SubmitButton>
    </Form>,
  )
}

/** With a flag where the pack says that the citation is stale. */
const StaleReference = ({ context }: { readonly context: StaffContext }) => (
  <>
    {context.pack.manifest['stale-references']
      .filter(({ clause }) => clause === context.pack.manifest.clauses.conduct)
      .map(({ cited, now, note }) => (
        <Alert kind="warning">
          <p class="usa-alert__text">
            {casesConductWords(context).policy(cited)} {casesConductWords(context).stale(now)}{' '}
            <span lang={context.pack.languages[0]}>{note}</span>
          </p>
        </Alert>
      ))}
  </>
)

const WhatToSay = ({ context }: { readonly context: StaffContext }) => {
  const { pack, services, language, place } = context
  const ask = readAsk(
    { recipient: { kind: 'justice-agency' }, records: ['incident'], basis: 'conduct', place },
    services.clock.today(),
    pack,
  )
  const alsoSay = pack.languages
    .filter((other) => other !== language)
    .map((other) => ({ language: other, say: pack.in(other).decide(ask).say }))
  return (
    <SayWords
      context={context}
      heading={casesConductWords(context).say}
      say={pack.decide(ask).say}
      alsoSay={alsoSay}
    />
  )
}

const laterBases = ['mandated-report', 'conduct'] as const
export const authorityReportForm = z.strictObject({
  reference: z.string().trim().toUpperCase().max(20),
  basis: z.enum(laterBases).optional(),
  agency: z.string().trim().max(500),
  day: z.string().trim().max(10),
  time: z.string().trim().max(20),
})
type TypedAuthorityReport = z.infer<typeof authorityReportForm>

/** Adds the report to the incident at its time, and shows nothing of the case. */
export async function noteAuthorityReport(
  context: CaseContext,
  typed: TypedAuthorityReport,
): Promise<Response> {
  const { fault, later } = casesConductWords(context)
  const { reference, basis = 'mandated-report', agency } = typed
  const at = whenOf(context, typed)
  if ('field' in at) return authorityReportPage(context, [at], typed)
  if (agency === '') return authorityReportPage(context, [{ field: 'agency', message: fault.agency }], typed)
  const what = { what: 'told-outside', basis, agency } as const
  const done = await context.services.cases.take(actorOf(context), reference, what, at.at)
  // Why one answer: trying references must not reveal a case's kind or that it is closed.
  if (done === 'unknown' || 'refused' in done)
    return authorityReportPage(context, [{ field: 'reference', message: later.unknown }], typed)
  return authorityReportPage(context, [], undefined, later.done)
}

/** The reporter holds the incident's reference and sees nothing else of it. */
export function authorityReportPage(
  context: StaffContext,
  errors: readonly FieldError[] = [],
  typed?: TypedAuthorityReport,
  done?: string,
): Response | Promise<Response> {
  const words = casesConductWords(context)
  const { later } = words
  return showForm(
    context,
    {
      title: later.title,
      errors,
      intro: (
        <>
          <StatusNote said={done} />
          <p class="usa-intro">{later.says}</p>
        </>
      ),
    },
    <>
      <Form context={context} action="/cases/conduct/told" class="carrel-form">
        <TextField
          {...fieldsIn(typed ?? {}, errors)('reference')}
          label={words.reference}
          hint={later.referenceHint}
          maxlength={20}
        />
        <ToldFields
          context={context}
          errors={errors}
          legend={later.basis}
          bases={laterBases}
          labels={{ ...words.basisOf, ...later.basisOf }}
          chosen={typed?.basis ?? 'mandated-report'}
          agency={typed?.agency}
        />
        <h2>{later.when}</h2>
        <WhenFields context={context} errors={errors} day={typed?.day} time={typed?.time} />
        <SubmitButton look="big">{words.send}</SubmitButton>
      </Form>
      <BackLink href="/cases/conduct">{words.title}</BackLink>
    </>,
  )
}

type FieldsProps = { readonly context: StaffContext; readonly errors: readonly FieldError[] }

type WhenProps = FieldsProps & { readonly day: string | undefined; readonly time: string | undefined }

/** Today, if nothing was typed. */
const WhenFields = ({ context, errors, day, time }: WhenProps) => {
  const words = casesConductWords(context)
  const field = fieldsIn({ day: day ?? context.services.clock.today(), time }, errors)
  return (
    <>
      <TextField {...field('day')} type="date" label={words.day} />
      <TextField {...field('time')} label={words.time} hint={words.timeHint} maxlength={20} />
    </>
  )
}

type ToldProps = FieldsProps & {
  readonly legend: string
  readonly bases: readonly (typeof incidentBases)[number][]
  readonly labels: ReturnType<typeof casesConductWords>['basisOf']
  readonly chosen: string
  readonly agency: string | undefined
}

const ToldFields = ({ context, errors, legend, bases, labels, chosen, agency = '' }: ToldProps) => {
  const words = casesConductWords(context)
  const choices = bases.map((value) => ({ value, label: labels[value], hint: words.basisSays[value] }))
  return (
    <>
      <ChoiceQuestion type="radio" name="basis" legend={legend} choices={choices} chosen={[chosen]} />
      <TextField name="agency" label={words.agency} maxlength={500} value={agency} errors={errors} />
    </>
  )
}

const raisers = ['staff', 'patron'] as const
export const concerns = ['views', 'other'] as const
export const privacyConcernForm = z.strictObject({
  form: sentForm,
  problem: z.string().trim().max(10_000),
  raised: z.enum(raisers).optional(),
  name: z.string().trim().max(200),
  concern: z.enum(concerns).optional(),
  aboutDirector: z.enum(['no', 'yes']).optional(),
})
type TypedConcern = z.infer<typeof privacyConcernForm>

export async function writePrivacyConcern(context: CaseContext, typed: TypedConcern): Promise<Response> {
  const { problem, raised, name, form, concern } = typed
  const { fault, raisedFault } = casesPrivacyWords(context)
  if (problem === '' || raised === undefined) {
    const errors = [
      ...(problem === '' ? [{ field: 'problem', message: fault }] : []),
      ...(raised === undefined ? [{ field: 'raised', message: raisedFault }] : []),
    ]
    return privacyConcernPage(context, errors, typed)
  }
  const aboutDirector = typed.aboutDirector === 'yes'
  const { reference } = await context.services.cases.receive(
    actorOf(context),
    {
      what: 'received',
      kind: 'privacy',
      way: 'counter',
      wants: problem,
      aboutDirector,
      drill: false,
      requester: { kind: raised, name },
      ...(concern === 'views' && { views: daysOfViews(context) }),
    },
    { form },
  )
  return incidentSavedPage(context, { of: 'privacy', reference, aboutDirector })
}

/** The days that a study covers where none are named: those before the report, as the pack says. */
export function daysOfViews(
  { services }: RequestContext<CaseServices>,
  { from = '', until = '' }: { readonly from?: string | undefined; readonly until?: string | undefined } = {},
): { readonly from: string; readonly until: string } {
  const last = until === '' ? services.clock.today() : until
  return { from: from === '' ? daysAfter(last, -daysStudied(services.cases.rules)) : from, until: last }
}

export const daysStudied = (rules: CaseRules | undefined): number => rules?.study?.['days-before'] ?? 90

/** What the person can see for themselves, and what the Director can find. */
const ConcernIntro = ({ context }: { readonly context: StaffContext }) => {
  const words = casesPrivacyWords(context)
  return (
    <>
      <p class="usa-intro">{words.intro}</p>
      <p>
        {words.viewed(`${context.services.origin}/me`)}{' '}
        {context.workstation !== null && <TextLink href="/switch#customer">{words.signIn}</TextLink>}
      </p>
      <p>
        {words.finds} {caseRoleIn(context) === 'director' && <strong>{words.lookNoOneUp}</strong>}
      </p>
    </>
  )
}

/** Goes to the Director, who decides in writing (Reg 7). */
export function privacyConcernPage(
  context: StaffContext,
  errors: readonly FieldError[] = [],
  typed?: TypedConcern,
): Response | Promise<Response> {
  const words = casesPrivacyWords(context)
  const { report } = studyWords(context)
  const field = fieldsIn(typed ?? {}, errors)
  return showForm(
    context,
    { title: words.title, errors, intro: <ConcernIntro context={context} /> },
    <Form context={context} action="/cases/privacy" class="carrel-form">
      <FormId sent={typed?.form} />
      <TextArea {...field('problem')} label={words.problem} hint={words.problemHint} rows={8} />
      <CheckboxGroup
        type="radio"
        name="raised"
        legend={words.raised}
        options={words.raisedBy}
        chosen={[typed?.raised ?? '']}
        errors={errors}
      />
      <TextField {...field('name')} label={words.name} hint={words.nameHint} />
      <h2>{report.about}</h2>
      <ChoiceList
        type="radio"
        name="concern"
        legend={report.about}
        choices={concerns.map((value) => ({ value, label: report.aboutOf[value] }))}
        chosen={[typed?.concern ?? 'other']}
      />
      <AboutDirectorField context={context} chosen={typed?.aboutDirector} />
      <SubmitButton look="big">{words.send}</SubmitButton>
    </Form>,
  )
}

export const wrongDisclosureForm = z.strictObject({
  form: sentForm,
  how: z.enum(disclosureWays).optional(),
  left: z.string().trim().max(10_000),
  to: z.string().trim().max(500),
  aboutDirector: z.enum(['no', 'yes']).optional(),
  day: z.string().trim().max(10).default(''),
  time: z.string().trim().max(20).default(''),
  sheet: z.string().trim().max(20).default(''),
})
type TypedDisclosure = z.infer<typeof wrongDisclosureForm>

export async function reportWrongDisclosure(context: CaseContext, typed: TypedDisclosure): Promise<Response> {
  const { how, left, to, form, sheet } = typed
  const { fault } = wrongDisclosureWords(context)
  const at = whenOf(context, typed)
  if ('field' in at) return wrongDisclosurePage(context, [at], typed)
  if (sheet !== '' && !isSheetNumber(sheet)) {
    const { sheetFault } = casesSearchWords(context).onPaper
    return wrongDisclosurePage(context, [{ field: 'sheet', message: sheetFault }], typed)
  }
  if (how === undefined || left === '' || to === '') {
    const missing = { how: how === undefined, left: left === '', to: to === '' }
    const fields = (['how', 'left', 'to'] as const).filter((field) => missing[field])
    return wrongDisclosurePage(
      context,
      fields.map((field) => ({ field, message: fault[field] })),
      typed,
    )
  }
  const aboutDirector = typed.aboutDirector === 'yes'
  const { reference } = await context.services.cases.receive(
    actorOf(context),
    {
      ...{ what: 'received', kind: 'disclosure', way: 'counter', wants: left, left: { how, to } },
      ...{ aboutDirector, drill: false, requester: { kind: 'staff', name: '' } },
    },
    { at: at.at, form, ...(sheet !== '' && { sheet }) },
  )
  return incidentSavedPage(context, { of: 'disclosure', reference, aboutDirector })
}

/** From an answer on a log sheet. Hostile: the address is any text. */
function fromSheet({ c, pack }: StaffContext): Pick<TypedDisclosure, 'sheet' | 'day' | 'time'> | undefined {
  const { sheet = '', at = '' } = c.req.query()
  if (!isSheetNumber(sheet) || !z.iso.datetime().safeParse(at).success) return undefined
  const [day = '', time = ''] = minuteSent(pack.timeZone, new Date(at)).split('T')
  return { sheet, day, time }
}

/** For anyone who works here, the person who made the mistake first of all. Its buttons say how, so that one press sends it. */
export function wrongDisclosurePage(
  context: StaffContext,
  errors: readonly FieldError[] = [],
  typed?: TypedDisclosure,
): Response | Promise<Response> {
  const words = wrongDisclosureWords(context)
  const { sheet, sheetHint } = casesSearchWords(context).onPaper
  const shown = typed ?? fromSheet(context)
  const field = fieldsIn(shown ?? {}, errors)
  return showForm(
    context,
    {
      title: words.title,
      errors,
      intro: (
        <>
          <p class="usa-intro">{words.intro}</p>
          <p>{words.first}</p>
          <p>{words.secret}</p>
        </>
      ),
    },
    <Form context={context} action="/cases/disclosure" class="carrel-form">
      <FormId sent={typed?.form} />
      {/* Enter presses the first button, which must not be one of the choices. */}
      <button type="submit" class="usa-sr-only" tabindex={-1}>
        {words.send}
      </button>
      <TextArea {...field('left')} label={words.left} hint={words.leftHint} rows={4} />
      <TextField {...field('to')} label={words.to} hint={words.toHint} maxlength={500} />
      <details open={Boolean(shown?.sheet || shown?.time) || errors.some(({ field }) => field === 'day')}>
        <summary>{words.earlier}</summary>
        <WhenFields context={context} errors={errors} day={shown?.day || undefined} time={shown?.time} />
        <TextField {...field('sheet')} label={sheet} hint={sheetHint} maxlength={20} />
      </details>
      <AboutDirectorField context={context} chosen={typed?.aboutDirector} />
      <section id="how" aria-labelledby="how-title">
        <h2 id="how-title">{words.how}</h2>
        <ErrorMessage of="how" says={errors.find((one) => one.field === 'how')?.message} />
        <ChoiceButtons
          name="how"
          choices={disclosureWays.map((value) => ({ value, label: words.howOf[value] }))}
        />
      </section>
    </Form>,
  )
}

const pageOfKind = {
  ...{ conduct: '/cases/conduct', privacy: '/cases/privacy', disclosure: '/cases/disclosure' },
} as const
export const incidentContactForm = z.strictObject({
  of: z.enum(['conduct', 'privacy', 'disclosure']),
  reference: z.string().trim().max(20),
  reached: z.enum(['yes', 'no']),
  /** As the reporter said; holding a reference does not reveal it. */
  about: z.enum(['no', 'yes']).default('no'),
})

type SavedIncident = {
  readonly of: keyof typeof pageOfKind
  readonly reference: string
  readonly aboutDirector: boolean
  readonly said?: string
  readonly told?: boolean
}

/** The writer keeps only the reference, and sees whom to tell today. */
async function incidentSavedPage(context: StaffContext, kept: SavedIncident): Promise<Response> {
  const { of, reference, aboutDirector, said, told = false } = kept
  const words = casesConductWords(context)
  const privacy = casesPrivacyWords(context)
  // A Director who reports on themselves contacts no one else from here.
  const decides = aboutDirector ? context.who.president : context.who.role === 'director'
  const knows = decides || context.who.role === 'director'
  const contacts = told || knows ? [] : await contactsToCall(context.services)
  return show(
    context,
    words.done,
    <>
      <h1>{words.done}</h1>
      <StatusNote said={said} />
      <p class="usa-intro">{decides ? words.doneOwn : aboutDirector ? words.doneAbout : words.doneSays}</p>
      <p>
        {words.reference}: <span class="carrel-reference">{reference}</span>
      </p>
      {decides && <LinkLine href={`/cases/${reference}`}>{privacy.toCase}</LinkLine>}
      {!told && !knows && (
        <section aria-labelledby="tell">
          <h2 id="tell">{aboutDirector ? words.tellTodayAbout : words.tellToday}</h2>
          <p>{words.tellSays}</p>
          <EmergencyContactList
            context={context}
            whom={aboutDirector ? 'president' : 'director'}
            contacts={contacts}
          />
          <Form context={context} action="/cases/told">
            <input type="hidden" name="of" value={of} />
            <input type="hidden" name="reference" value={reference} />
            <input type="hidden" name="about" value={aboutDirector ? 'yes' : 'no'} />
            <SubmitButton name="reached" value="yes">
              {aboutDirector ? words.reachedAbout : words.reached}
            </SubmitButton>{' '}
            <SubmitButton look="outline" name="reached" value="no">
              {words.noAnswer}
            </SubmitButton>
          </Form>
        </section>
      )}
      {mayReport(context) && (
        <AboutDirectorChange context={context} aboutDirector={aboutDirector}>
          <input type="hidden" name="reference" value={reference} />
        </AboutDirectorChange>
      )}
      {of === 'conduct' && (
        <p>
          {words.later.kept} <TextLink href="/cases/conduct/told">{words.later.link}</TextLink>
        </p>
      )}
      <BackLink href={pageOfKind[of]}>{words.another}</BackLink>
    </>,
  )
}

export async function noteIncidentContact(
  context: CaseContext,
  { of, reference, reached, about }: z.infer<typeof incidentContactForm>,
): Promise<Response> {
  const told = reached === 'yes'
  const what = { what: 'told', whom: 'director', through: 'phone', reached: told } as const
  const done = await context.services.cases.take(actorOf(context), reference, what)
  if (done === 'unknown' || 'refused' in done) return notFoundPage(context)
  const said = told ? casesConductWords(context).noted : casesConductWords(context).notedNot
  return incidentSavedPage(context, { of, reference, aboutDirector: about === 'yes', said, told })
}
