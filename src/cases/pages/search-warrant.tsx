import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { warrantAnswer, warrantHours } from '../../ask/index.ts'
import { answerWords, kitsWords } from '../../ask/pages/index.ts'
import { actorOf } from '../../gate/index.ts'
import { SayWords } from '../../gate/pages/index.ts'
import { daysIn } from '../../platform/clock.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { pdfDownload, show, showForm } from '../../platform/http/layout.tsx'
import {
  CheckboxField,
  ChoiceList,
  DataTable,
  ErrorSummary,
  Facts,
  type FieldError,
  Form,
  FormId,
  fieldsIn,
  LinkLine,
  StatusNote,
  StepList,
  SubmitButton,
  sentForm,
  TextArea,
  TextField,
  TextLink,
  TextList,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { isDay, minuteIn } from '../../policy/index.ts'
import { newestFingerprint } from '../../register/index.ts'
import {
  type CalledRole,
  type EmergencyContact,
  isConfirmedPresident,
  letterheadFor,
} from '../../staff/index.ts'
import { EmergencyContactList } from '../../staff/pages/index.ts'
import { missingFacts, type SearchDetails, warrantFacts } from '../case.ts'
import type { SearchView, TimedStep } from '../case-service.ts'
import { caseRoleIn, momentOf, unmetText } from '../case-text.ts'
import type { SearchInventory } from '../documents-pdf.ts'
import type { CaseEventBody } from '../event.ts'
import type { SearchLog, SeizedItemEntry } from '../search-log.ts'
import type { CaseContext } from '../services.ts'
import type { StepRefusal } from '../step-table.ts'
import { changedSearchFields } from '../steps/search-began.ts'
import { casesDrillWords } from '../words/drill.ts'
import { casesIntakeWords } from '../words/intake.ts'
import { casesSearchWords, searchPageWords } from '../words/search.ts'
import { AboutDirectorAlert, DirectorAway, DrillNotice, drillTitle } from './case-parts.tsx'
import { askedFirst, askForProof, needsProof, ProofFirst } from './own-word.tsx'
import { dayOutOfRange, instantTyped } from './typed-date.ts'

const delays = ['not-asked', 'granted', 'refused'] as const

/** One page for anyone with the reference: what to say, do and record. */
export async function searchPage(
  context: CaseContext,
  { errors, typed }: SearchTyped = { errors: [], typed: {} },
): Promise<Response> {
  const reference = context.c.req.param('reference') ?? ''
  const seen = await context.services.cases.lookAtSearch(actorOf(context), reference)
  if (seen === undefined) return notFoundPage(context)
  const words = casesSearchWords(context)
  const isWrong = errors.length > 0
  const title = isWrong ? frameWords(context).fixTitle(words.title) : words.title
  const parts = { context, seen, reference, errors, typed }
  const { search, ended, began } = seen.log
  if (search !== undefined && ended === undefined && leftAtIn(context, typed) !== undefined) {
    return showLeaving({ ...parts, search })
  }
  const contacts = await context.services.cases.contactsFor(actorOf(context), reference)
  return show(
    context,
    drillTitle(context, title, seen.drill),
    <>
      <DrillNotice context={context} drill={seen.drill} />
      <h1>{words.title}</h1>
      <AboutDirectorAlert context={context} aboutDirector={seen.aboutDirector === true} />
      <StatusNote said={context.c.req.query('saved') === undefined ? undefined : words.saved} />
      <ErrorSummary context={context} errors={errors} />
      {ended === undefined && !seen.aboutDirector && <ForDirector context={context} />}
      {ended === undefined ? (
        <div class="carrel-search-page">
          <ToSay context={context} />
          <ContactAttempts context={context} seen={seen} reference={reference} contacts={contacts} />
          <div>
            <Hours context={context} {...(began && { began: new Date(began.at) })} />
            {search === undefined ? <Begin {...parts} /> : <Log {...parts} />}
            <StruckItems context={context} seen={seen} reference={reference} />
            {search !== undefined && <WarrantKnown context={context} seen={seen} search={search} />}
            {began === undefined && (
              <LinkLine href={`/cases/${reference}/search/paper`}>{words.toPaper}</LinkLine>
            )}
          </div>
          <ToDo context={context} />
        </div>
      ) : (
        <div class="carrel-search-page">
          <div>
            {!areBothReached(seen.log) && (
              <ContactAttempts context={context} seen={seen} reference={reference} contacts={contacts} />
            )}
            <Over {...parts} />
            {search !== undefined && <Log {...parts} />}
            <StruckItems context={context} seen={seen} reference={reference} />
          </div>
          {search !== undefined && <Warrant {...parts} search={search} />}
        </div>
      )}
      <p class="carrel-recorded">
        {words.reference} <span class="carrel-reference">{reference}</span>.{' '}
        {!seen.seesCase && (seen.log.ended === undefined ? words.untilTonight : words.backToday)}
      </p>
    </>,
    isWrong ? 422 : 200,
  )
}

const areBothReached = ({ told }: SearchView['log']): boolean =>
  (['director', 'counsel'] as const).every((one) => told.some(({ whom, reached }) => reached && whom === one))

/** For the Director, who is named in the words to say and in the steps. */
export const ForDirector = ({ context }: { readonly context: StaffContext }) =>
  context.who.role === 'director' ? <p>{answerWords(context).youDecide}</p> : null

export const ToSay = ({ context }: { readonly context: StaffContext }) => {
  const { pack, services } = context
  const today = services.clock.today()
  const others = pack.languages.filter((other) => other !== context.language)
  return (
    <SayWords
      context={context}
      say={warrantAnswer(pack, today).say}
      alsoSay={others.map((language) => ({ language, say: warrantAnswer(pack.in(language), today).say }))}
    />
  )
}

export const ToDo = ({ context }: { readonly context: StaffContext }) => {
  const { pack, services } = context
  return (
    <section aria-labelledby="do" class="carrel-search-do">
      <h2 id="do">{casesSearchWords(context).stepsTitle}</h2>
      <StepList steps={warrantAnswer(pack, services.clock.today()).next} />
    </section>
  )
}

/** One press begins it. Why no field of the warrant: to send them would say that they began. */
const Begin = (parts: PartProps) => {
  const words = casesSearchWords(parts.context)
  return (
    <section aria-labelledby="warrant">
      <h2 id="warrant">{searchPageWords(parts.context).begin}</h2>
      <p>{searchPageWords(parts.context).beginSays}</p>
      <WarrantForm {...parts}>
        <SubmitButton look="big">{words.theyBegan}</SubmitButton>
        <details open={isOfWarrant(parts)}>
          <summary>{searchPageWords(parts.context).beganEarlier}</summary>
          <CameField {...parts} />
        </details>
      </WarrantForm>
    </section>
  )
}

type SearchProps = Pick<PartProps, 'context' | 'seen'> & { readonly search: SearchDetails }

const WarrantKnown = ({ context, seen, search, children }: SearchProps & { readonly children?: Child }) => (
  <section aria-labelledby="warrant">
    <h2 id="warrant">{casesSearchWords(context).warrant}</h2>
    <WarrantFacts context={context} seen={seen} search={search} />
    {children}
  </section>
)

/** Once they left: what it says, and a form to correct it. */
const Warrant = ({ search, ...parts }: PartProps & { readonly search: SearchDetails }) => {
  const words = casesSearchWords(parts.context)
  return (
    <WarrantKnown context={parts.context} seen={parts.seen} search={search}>
      <details open={isOfWarrant(parts)}>
        <summary>{searchPageWords(parts.context).correctWarrant}</summary>
        <WarrantForm {...parts}>
          <SaidOfWarrant {...parts} />
          <SubmitButton look="outline">{words.save}</SubmitButton>
        </WarrantForm>
      </details>
    </WarrantKnown>
  )
}

/** Whether the form of the warrant was sent, and something in it is wrong. */
const isOfWarrant = ({ errors, typed }: SearchTyped) => errors.length > 0 && Object.hasOwn(typed, 'upto')

const WarrantForm = ({
  context,
  seen,
  reference,
  typed,
  children,
}: PartProps & { readonly children: Child }) => (
  <Form context={context} action={`/cases/${reference}/search`} class="carrel-warrant">
    <Upto seen={seen} typed={typed} />
    {children}
  </Form>
)

/** How many versions of the details the page showed, so that only what someone changed is saved. */
const Upto = ({ seen, typed }: Pick<PartProps, 'seen' | 'typed'>) => (
  <input type="hidden" name="upto" value={typed['upto'] ?? String(seen.log.said.length)} />
)

const SaidOfWarrant = ({ context, seen, errors, typed }: PartProps) => {
  const words = casesSearchWords(context)
  return (
    <>
      {seen.log.ended === undefined && <CameField {...{ context, errors, typed }} />}
      <p>{words.warrantSays}</p>
      <WarrantFields
        context={context}
        search={seen.log.search}
        typed={typed}
        errors={errors}
        without={seen.log.ended && seen.log.search ? factsAsked(seen.log.search, seen.log.taken) : []}
      />
    </>
  )
}

const CameField = ({ context, errors, typed }: Pick<PartProps, 'context' | 'errors' | 'typed'>) => {
  const { began, cameHint } = casesSearchWords(context)
  return <TextField {...fieldsIn(typed, errors)('came')} label={began} hint={cameHint} maxlength={20} />
}

/**
 * Until it is known which court signed it, both. At night: to be recorded, never a reason to obstruct.
 * `began`: now, where it is not known.
 */
export const Hours = ({ context, began }: { readonly context: StaffContext; readonly began?: Date }) => {
  const { pack, services } = context
  const words = casesSearchWords(context)
  const minute = minuteIn(pack.timeZone)(began ?? services.clock.now())
  const all = warrantHours(context).map((of) => ({
    ...of,
    isOutside: minute < of.from || minute >= of.until,
  }))
  if (all.length === 0) return null
  return (
    <section aria-labelledby="hours">
      <h2 id="hours">{kitsWords(context).hours.title}</h2>
      {all.map(({ says, citation, isOutside }) => (
        <p>
          {says} <span lang={pack.languages[0]}>{citation}.</span>{' '}
          {isOutside && <strong>{words.outside}</strong>}
        </p>
      ))}
      {all.some(({ isOutside }) => isOutside) && <p>{words.outsideSays}</p>}
    </section>
  )
}

const Over = ({ context, seen, reference, errors, typed }: PartProps) => {
  const words = casesSearchWords(context)
  const { ended, began, debriefed, taken } = seen.log
  const debriefAt = `/cases/${reference}/search/debriefed`
  const isAsked = caseRoleIn(context) === 'counsel' && !debriefed
  const asksProof = isAsked && needsProof(context, reference, 'debriefed')
  return (
    <section aria-labelledby="over">
      <h2 id="over">{words.over}</h2>
      <p class="usa-intro">{taken.length === 0 ? words.overNothing : words.overSays}</p>
      <p>
        {began && <span class="carrel-line">{words.beganAt(momentOf(context, began.at))} </span>}
        {ended && <span class="carrel-line">{words.endedAt(momentOf(context, ended.at))}</span>}
      </p>
      <Missing {...{ context, seen, reference, errors, typed }} />
      {taken.length > 0 && <TookComputer context={context} />}
      <Receipt context={context} seen={seen} reference={reference} />
      {seen.seesCase && debriefed && <p>{words.debriefDone}</p>}
      {seen.seesCase && <LinkLine href={`/cases/${reference}`}>{words.toCase}</LinkLine>}
      {asksProof && (
        <ProofFirst context={context} action={debriefAt}>
          <input type="hidden" name="words" value="" />
        </ProofFirst>
      )}
      {isAsked && (!asksProof || errors.length > 0) && (
        <Form context={context} action={debriefAt} class="carrel-form">
          <TextArea
            {...fieldsIn(typed, errors)('words')}
            label={words.debrief}
            hint={words.debriefHint}
            rows={6}
          />
          <SubmitButton>{words.save}</SubmitButton>
        </Form>
      )}
    </section>
  )
}

/** What a device that is gone could still open (docs/OPERATING.md). Why no reset: it ends the keys to sealed matters. */
export const TookComputer = ({ context }: { readonly context: StaffContext }) => {
  const { tookComputer, tookSteps, toComputers } = searchPageWords(context)
  return (
    <details open>
      <summary>{tookComputer}</summary>
      <TextList items={tookSteps} />
      {context.who.role === 'director' && <LinkLine href="/computers#all">{toComputers}</LinkLine>}
    </details>
  )
}

/** Also before they leave, while there is someone to sign it. */
const Receipt = ({ context, seen, reference }: Pick<PartProps, 'context' | 'seen' | 'reference'>) => {
  const words = casesSearchWords(context)
  return (
    <p>
      <TextLink href={`/cases/${reference}/search/inventory`}>{words.paper}</TextLink> {words.pdf}{' '}
      {seen.log.ended === undefined ? words.paperSays : searchPageWords(context).paperAfter}
    </p>
  )
}

type SearchTyped = { readonly errors: readonly FieldError[]; readonly typed: Record<string, string> }

export type PartProps = SearchTyped & {
  readonly context: CaseContext
  readonly seen: SearchView
  readonly reference: string
}

export const Log = (parts: PartProps) => {
  const { context, seen } = parts
  const words = casesSearchWords(context)
  const { ended, taken } = seen.log
  const isWrong = parts.errors.length > 0 && Object.hasOwn(parts.typed, 'thing')
  return (
    <section aria-labelledby="taken">
      {ended === undefined ? (
        <>
          <h2 id="taken">{words.taken}</h2>
          <TakenForm {...parts}>
            <Upto seen={seen} typed={parts.typed} />
            <details open={parts.errors.some(({ field }) => field === 'came')}>
              <summary>{words.change}</summary>
              <SaidOfWarrant {...parts} />
              <SubmitButton look="outline" formaction={`/cases/${parts.reference}/search`}>
                {words.save}
              </SubmitButton>
            </details>
            <Left {...parts} />
          </TakenForm>
          <h3>{words.list}</h3>
        </>
      ) : (
        <h2 id="taken">{words.list}</h2>
      )}
      {taken.length === 0 ? (
        <p>{noneTaken(context, seen.log, ended === undefined)}</p>
      ) : (
        <SeizedItemTable context={context} taken={taken} />
      )}
      {ended === undefined && <Receipt {...parts} />}
      <Wrong {...parts} />
      {ended !== undefined && (
        <details open={isWrong}>
          <summary>{searchPageWords(context).tookMore}</summary>
          <TakenForm {...parts} />
        </details>
      )}
    </section>
  )
}

const TakenForm = ({
  context,
  seen,
  reference,
  errors,
  typed,
  children,
}: PartProps & { readonly children?: Child }) => {
  const words = casesSearchWords(context)
  const field = fieldsIn(typed, errors)
  return (
    <Form context={context} action={`/cases/${reference}/search/taken`} class="carrel-warrant">
      <p>{words.takenSays}</p>
      <FormId sent={typed['form'] || undefined} />
      <div class="carrel-fields">
        <TextField {...field('thing')} label={words.thing} hint={words.thingHint} maxlength={500} />
        {seen.log.ended !== undefined && (
          <TextField
            {...field('day')}
            type="date"
            label={words.day}
            value={typed['day'] ?? context.services.clock.today()}
          />
        )}
        <TextField {...field('time')} label={words.time} hint={words.timeHint} maxlength={20} />
      </div>
      <SubmitButton>{words.write}</SubmitButton>
      {children}
    </Form>
  )
}

/** In the same form, so that what was typed and not recorded yet is recorded first; what is missing is asked next. */
const Left = ({ context, reference, errors, typed }: PartProps) => {
  const words = casesSearchWords(context)
  return (
    <div class="carrel-left">
      <SubmitButton look="outline" name="step" value="ask" formaction={`/cases/${reference}/search/left`}>
        {words.left}
      </SubmitButton>
      <details open={errors.length > 0 && Object.hasOwn(typed, 'leftAt')}>
        <summary>{searchPageWords(context).leftEarlier}</summary>
        <TextField
          {...fieldsIn(typed, errors)('leftAt')}
          label={words.leftWhen}
          hint={words.leftHint}
          maxlength={20}
        />
      </details>
    </div>
  )
}

/** When they left, as `?left=` has it after the press, or as it was typed. */
const leftAtIn = ({ c }: StaffContext, typed: PartProps['typed']): string | undefined =>
  typed['step'] === 'end' ? (typed['leftAt'] ?? '') : c.req.query('left')?.slice(0, 20)

/** What the log still lacks, before the search is recorded as over. Everything typed until then is saved. */
function showLeaving(parts: PartProps & { readonly search: SearchDetails }): Response | Promise<Response> {
  const { context, seen, reference, errors, typed, search } = parts
  const words = casesSearchWords(context)
  const page = searchPageWords(context)
  const { taken } = seen.log
  return showForm(
    context,
    { title: page.leaving, errors },
    <>
      <DrillNotice context={context} drill={seen.drill} />
      <p class="usa-intro">
        {missingFacts(search, taken.length > 0).length === 0 ? page.nothingMissing : page.leavingSays}
      </p>
      <Form context={context} action={`/cases/${reference}/search/left`} class="carrel-warrant">
        <input type="hidden" name="step" value="end" />
        <TextField
          {...fieldsIn(typed, errors)('leftAt')}
          value={leftAtIn(context, typed) ?? ''}
          label={words.leftWhen}
          hint={words.leftHint}
          maxlength={20}
        />
        <MissingFields {...parts} />
        <SubmitButton look="big">{page.endNow}</SubmitButton>
      </Form>
      <LinkLine href={`/cases/${reference}/search`}>{page.stillHere}</LinkLine>
      {taken.length > 0 && (
        <section aria-labelledby="taken">
          <h2 id="taken">{words.list}</h2>
          <SeizedItemTable context={context} taken={taken} />
          <Receipt context={context} seen={seen} reference={reference} />
        </section>
      )}
    </>,
  )
}

/** On the page of a search that is over, until it is added. */
const Missing = (parts: PartProps) => {
  const { context, seen, reference } = parts
  const { search, taken } = seen.log
  const page = searchPageWords(context)
  if (search === undefined || missingFacts(search, taken.length > 0).length === 0) return null
  return (
    <section aria-labelledby="missing" class="carrel-missing">
      <h3 id="missing">{page.missingTitle}</h3>
      <p>{page.missingSays}</p>
      <Form context={context} action={`/cases/${reference}/search`} class="carrel-warrant">
        <MissingFields {...parts} search={search} />
        <SubmitButton>{casesSearchWords(context).save}</SubmitButton>
      </Form>
    </section>
  )
}

/** A receipt also where they type now what was taken. */
const factsAsked = (search: SearchDetails, taken: SearchLog['taken']) => {
  const missing = missingFacts(search, taken.length > 0)
  return warrantFacts.filter(
    (fact) => missing.includes(fact) || (fact === 'receipt' && missing.includes('things')),
  )
}

const MissingFields = ({
  context,
  seen,
  errors,
  typed,
  search,
}: PartProps & { readonly search: SearchDetails }) => {
  const page = searchPageWords(context)
  const field = fieldsIn(typed, errors)
  const missing = missingFacts(search, seen.log.taken.length > 0)
  return (
    <>
      <FormId sent={typed['form'] || undefined} />
      <Upto seen={seen} typed={typed} />
      {(missing.includes('things') || seen.log.ended === undefined) && (
        <TextArea
          {...field('things')}
          label={missing.includes('things') ? page.things : page.moreThings}
          hint={page.thingsHint}
          rows={2}
        />
      )}
      {missing.includes('things') && (
        <CheckboxField name="tookNothing" label={page.tookNothing} ticked={typed['tookNothing'] ?? ''} />
      )}
      <div class="carrel-fields">
        {factsAsked(search, seen.log.taken).map((fact) => (
          <WarrantField context={context} name={fact} typed={typed} errors={errors} />
        ))}
      </div>
    </>
  )
}

/** The author may strike a line; anyone who may view the case may strike any. */
const Wrong = ({ context, seen, reference, errors, typed }: PartProps) => {
  const words = casesSearchWords(context)
  const lines = seen.log.taken.filter(({ by }) => seen.seesCase || by === context.who.id)
  if (lines.length === 0) return null
  return (
    <details open={Object.hasOwn(typed, 'line')}>
      <summary>{words.wrong}</summary>
      <p>{words.wrongSays}</p>
      <Form context={context} action={`/cases/${reference}/search/struck`} class="carrel-form">
        <div id="line">
          <p>{words.wrongLine}</p>
          <ChoiceList
            type="radio"
            name="line"
            legend={words.wrongLine}
            choices={lines.map(({ line, thing, at }) => ({
              value: line,
              label: `${thing} (${momentOf(context, at)})`,
            }))}
            chosen={[typed['line'] ?? '']}
            errors={errors}
          />
        </div>
        <TextField {...fieldsIn(typed, errors)('why')} label={words.wrongWhy} maxlength={1000} />
        <SubmitButton look="outline">{words.strike}</SubmitButton>
      </Form>
    </details>
  )
}

/** Stays readable after the search was said to be a mistake. */
const StruckItems = ({ context, seen, reference }: Pick<PartProps, 'context' | 'seen' | 'reference'>) => {
  const words = casesSearchWords(context)
  const { struck, search } = seen.log
  if (struck.length === 0) return null
  return (
    <section aria-labelledby="struck">
      <h2 id="struck">{words.struck}</h2>
      <ul class="usa-list">
        {struck.map(({ thing, at }) => (
          <li>
            <del>{thing}</del> ({momentOf(context, at)})
          </li>
        ))}
      </ul>
      {search === undefined && (
        <LinkLine href={`/cases/${reference}/search/inventory`}>{words.paper}</LinkLine>
      )}
    </section>
  )
}

const line = z.string().trim().max(1000)
const time = z.string().trim().max(20)
const things = z.string().max(20_000).default('')

export const warrantShape = {
  leader: line,
  court: line,
  signedBy: line,
  place: line,
  items: line,
  dates: line,
  hours: line,
  receipt: line.default(''),
  delay: z.enum(delays),
}
const item = { thing: z.string().trim().max(500).default(''), time: time.default(''), form: sentForm }
/**
 * The forms of the log, each of which saves all that was typed into it. `came`: when they began; empty for now. `upto`:
 * how many versions of the details the page showed. `things`: items by line.
 */
const logFields = {
  ...z.object({ ...warrantShape, receipt: line }).partial().shape,
  came: time.optional(),
  upto: z
    .string()
    .regex(/^\d{1,4}$/)
    .optional(),
  tookNothing: z.literal('yes').optional(),
}
/** `leftAt`: only the press that they left reads it. */
export const searchBeganForm = z.strictObject({ ...logFields, ...item, leftAt: time.optional(), things })
export const searchContactForm = z.strictObject({
  whom: z.enum(['director', 'counsel']),
  reached: z.enum(['yes', 'no']),
})
export const seizedItemForm = z.strictObject({
  ...logFields,
  ...item,
  time,
  day: z.string().max(10).optional(),
  leftAt: time.optional(),
})
export const struckItemForm = z.strictObject({ line: z.string().max(40).optional(), why: line })
/** `step`: what is missing is asked first. */
export const searchEndedForm = z.strictObject({
  ...logFields,
  ...item,
  things,
  leftAt: time,
  step: z.enum(['ask', 'end']).optional(),
})
export const debriefForm = z.strictObject({ words: z.string().trim().max(10_000) })

type LogTyped = z.infer<z.ZodObject<typeof logFields>> &
  z.infer<z.ZodObject<typeof item>> & {
    readonly day?: string | undefined
    readonly things?: string
    readonly leftAt?: string | undefined
  }

/** Also where it says nothing: one press begins the search. */
export const beginOrUpdateSearch = (
  context: CaseContext,
  sent: z.infer<typeof searchBeganForm>,
): Promise<Response> => saveLog(context, sent, { begins: true })

export function noteSearchContact(
  context: CaseContext,
  told: z.infer<typeof searchContactForm>,
): Promise<Response> {
  const { whom, reached } = told
  return stepTaken(context, { what: 'told', whom, through: 'phone', reached: reached === 'yes' }, told)
}

export const addSeizedItem = (
  context: CaseContext,
  sent: z.infer<typeof seizedItemForm>,
): Promise<Response> => saveLog(context, sent, { needsThing: true })

export async function strikeSeizedItem(
  context: CaseContext,
  typed: z.infer<typeof struckItemForm>,
): Promise<Response> {
  const { fault } = casesSearchWords(context)
  const { line: which = '', why } = typed
  const errors: readonly FieldError[] = [
    ...(which === '' ? [{ field: 'line', message: fault.which }] : []),
    ...(why === '' ? [{ field: 'why', message: fault.why }] : []),
  ]
  const sent = textsOf({ ...typed, line: which })
  if (errors.length > 0) return searchPage(context, { errors, typed: sent })
  return stepTaken(context, { what: 'thing-mistaken', line: which, words: why }, sent)
}

export async function endSearch(
  context: CaseContext,
  sent: z.infer<typeof searchEndedForm>,
): Promise<Response> {
  const { step, ...typed } = sent
  const { fault } = casesSearchWords(context)
  const at = timeOf(context, typed.leftAt)
  if (typeof at === 'string') {
    const message = fault[at === 'to-come' ? 'future' : 'time']
    return searchPage(context, { errors: [{ field: 'leftAt', message }], typed: textsOf(sent) })
  }
  if (step !== 'ask') return saveLog(context, sent, { endedAt: at ?? context.services.clock.now() })
  const left = formatsOf(context).time(at ?? context.services.clock.now(), context.pack.timeZone)
  return saveLog(context, typed, { next: `?left=${encodeURIComponent(left)}` })
}

type LogSaved = {
  readonly begins?: boolean
  readonly needsThing?: boolean
  readonly endedAt?: Date
  /** Where it leads to; the page of the search by itself. */
  readonly next?: string
}

/** The search that a form was sent about. INVARIANT: undefined for anyone who may not see it now. */
async function searchSent(context: CaseContext) {
  const reference = context.c.req.param('reference') ?? ''
  const actor = actorOf(context)
  const { cases } = context.services
  const seen = await cases.lookAtSearch(actor, reference)
  return seen && { actor, cases, reference, seen }
}

/** Saves all that was typed at once, or nothing. */
async function saveLog(
  context: CaseContext,
  typed: LogTyped,
  { begins = false, needsThing = false, endedAt, next = '?saved' }: LogSaved,
): Promise<Response> {
  const search = await searchSent(context)
  if (search === undefined) return notFoundPage(context)
  const { actor, cases, reference, seen } = search
  const again = (errors: readonly FieldError[]) => searchPage(context, { errors, typed: textsOf(typed) })
  const steps = logSteps(context, seen, typed, endedAt)
  if ('errors' in steps) return again(steps.errors)
  const { said, taken } = steps
  const isChange = Object.keys(said.what).length > 1 || said.at !== undefined
  if (needsThing && taken.length === 0 && !isChange) {
    return again([{ field: 'thing', message: casesSearchWords(context).fault.thing }])
  }
  const first = begins || isChange ? [said] : []
  const last = endedAt === undefined ? [] : [{ what: { what: 'search-ended' } as const, at: endedAt }]
  let done = await cases.takeAll(actor, reference, [...first, ...taken, ...last])
  // The same form twice: its items are saved already, and what was typed since is not lost.
  if (isRefusedAsSaved(done)) done = await cases.takeAll(actor, reference, [...first, ...last])
  if (done === 'unknown') return notFoundPage(context)
  if (done !== 'taken') return again([searchFaultIn(context, done)])
  return context.c.redirect(`/cases/${reference}/search${next}`, 303)
}

const isRefusedAsSaved = (done: 'taken' | 'unknown' | StepRefusal): boolean =>
  typeof done === 'object' && done.refused.every((unmet) => unmet === 'new-line')

/** What the form says of the warrant, then each item at its time. */
function logSteps(
  context: CaseContext,
  seen: SearchView,
  { thing, time, day, form, came = '', upto = '0', things = '', leftAt: _, tookNothing, ...facts }: LogTyped,
  endedAt: Date | undefined,
): { readonly said: TimedStep; readonly taken: readonly TimedStep[] } | { readonly errors: FieldError[] } {
  const { fault, day: dayLabel } = casesSearchWords(context)
  const wrong = (field: string, message: string) => ({ errors: [{ field, message }] })
  const cameAt = timeOf(context, came)
  if (typeof cameAt === 'string') return wrong('came', fault[cameAt === 'to-come' ? 'future' : 'time'])
  const update = { ...facts, ...(tookNothing && { tookNothing: true }) }
  const said: TimedStep = {
    what: { what: 'search-began', ...changedSearchFields(update, seen.log.said[Number(upto) - 1]) },
    at: cameAt,
  }
  const late = endedAt ?? (seen.log.ended === undefined ? undefined : new Date(seen.log.ended.at))
  const listed = itemsIn(context, things, form, late)
  if (listed.length > maxThings) return wrong('things', fault.many)
  if (listed.some(({ at }) => at === 'to-come')) return wrong('things', fault.future)
  if (tookNothing && (things.trim() !== '' || thing !== '')) {
    return wrong('things', searchPageWords(context).tookBoth)
  }
  const more = listed.flatMap((one) => (one.at === 'to-come' ? [] : [{ what: one.what, at: one.at }]))
  if (thing === '') return { said, taken: more }
  if (day !== undefined) {
    const dayFault = isDay(day) ? dayOutOfRange(context, dayLabel, day) : fault.day
    if (dayFault !== undefined) return wrong('day', dayFault)
  }
  const at = time === '' && endedAt !== undefined ? endedAt : timeOf(context, time, day)
  // Why: for a past day, an empty time cannot mean now.
  if (typeof at === 'string')
    return wrong('time', fault[at === 'untyped' ? 'whenNeeded' : at === 'to-come' ? 'future' : 'time'])
  return { said, taken: [{ what: { what: 'thing-taken', thing, line: form }, at }, ...more] }
}

/** One item per line, at the time that it begins with, or otherwise when they left. */
function itemsIn(
  { services, pack }: StaffContext,
  things: string,
  form: string | undefined,
  late: Date | undefined,
) {
  const now = services.clock.now()
  const day = late === undefined ? services.clock.today() : daysIn(pack.timeZone)(late)
  return lineItems(things).map(({ time, thing }, nth) => {
    const at = instantTyped(time, { day, now, timeZone: pack.timeZone })
    const what = { what: 'thing-taken' as const, thing, line: form && `${form}-${nth}` }
    return { what, at: at === 'to-come' ? at : typeof at === 'string' ? late : at }
  })
}

const maxThings = 200

/** Lines such as "2:05 p.m. Computer at the front desk"; the time may be left out. */
function lineItems(typed: string): readonly { readonly time: string; readonly thing: string }[] {
  const lines = typed.split(/\r?\n/).filter((one) => one.trim() !== '')
  return lines.map((one) => {
    const [, time = '', thing = one] =
      /^\s*(\d{1,2}(?:[:.h]\d\d(?:\s*[ap]\.?\s*m\b\.?)?|\s*[ap]\.?\s*m\b\.?))[\s,;:–-]+(\S.*)$/i.exec(one) ??
      []
    return { time, thing: thing.trim().slice(0, 500) }
  })
}

export async function debriefSearch(
  context: CaseContext,
  typed: z.infer<typeof debriefForm>,
): Promise<Response> {
  const { words } = typed
  const reference = context.c.req.param('reference') ?? ''
  if (needsProof(context, reference, 'debriefed'))
    return words === ''
      ? askForProof(context, reference, 'case-search')
      : searchPage(context, { errors: [askedFirst(context, 'words')], typed })
  const message = casesSearchWords(context).fault.words
  if (words === '') return searchPage(context, { errors: [{ field: 'words', message }], typed })
  // What counsel said elsewhere is recorded by the decider on the case's page.
  return stepTaken(context, { what: 'debriefed', words, way: 'here', counsel: context.who.name }, typed)
}

/** Empty means now, if the day is today. */
function timeOf(
  { services, pack }: StaffContext,
  typed: string,
  on: string = services.clock.today(),
): Date | undefined | 'untyped' | 'no-time' | 'to-come' {
  const at = instantTyped(typed, { day: on, now: services.clock.now(), timeZone: pack.timeZone })
  return at === 'untyped' && on === services.clock.today() ? undefined : at
}

async function stepTaken(
  context: CaseContext,
  what: CaseEventBody,
  typed: Record<string, string | undefined>,
): Promise<Response> {
  const search = await searchSent(context)
  if (search === undefined) return notFoundPage(context)
  const { actor, cases, reference } = search
  const done = await cases.take(actor, reference, what)
  if (done === 'unknown') return notFoundPage(context)
  if ('refused' in done) {
    return searchPage(context, { errors: [searchFaultIn(context, done)], typed: textsOf(typed) })
  }
  return context.c.redirect(`/cases/${reference}/search?saved`, 303)
}

export function searchFaultIn(speaker: ScreenLanguage, { refused }: StepRefusal): FieldError {
  for (const [need, field] of faultFields)
    if (refused.includes(need)) return { field, message: unmetText(speaker, need) }
  return { field: 'main', message: casesSearchWords(speaker).fault.not }
}

const faultFields = [
  ['while-searched', 'time'],
  ['after-the-last', 'leftAt'],
  ['is-listed', 'line'],
  ['own-line', 'line'],
] as const

export const textsOf = (typed: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, value ?? '']))

function noneTaken(context: StaffContext, { search }: SearchLog, isOn: boolean): string {
  return casesSearchWords(context).inventory.none[isOn ? 'yet' : search?.tookNothing ? 'took' : 'noted']
}

/** The list and receipt, for the officers to sign and for the case. */
export async function searchInventory(context: CaseContext): Promise<Response> {
  const { c, services } = context
  const reference = c.req.param('reference') ?? ''
  const seen = await services.cases.lookAtSearch(actorOf(context), reference)
  if (seen === undefined) return notFoundPage(context)
  const { search, struck } = seen.log
  if (search === undefined && struck.length === 0) return notFoundPage(context)
  const words = casesSearchWords(context)
  const { inventory: said } = words
  const { mark, markSays } = casesDrillWords(context)
  const moments = momentsOf(context, seen.log)
  const isOn = search !== undefined && seen.log.ended === undefined
  const inventory: SearchInventory = {
    ...(await letterheadFor(context)).heading,
    language: context.language,
    title: drillTitle(context, said.title, seen.drill),
    says: isOn ? `${said.says} ${said.goesOnSays}` : said.says,
    drill: seen.drill ? `${mark}. ${markSays}` : '',
    facts: [
      [said.facts.reference, reference],
      [said.facts.began, moments.began],
      [said.facts.ended, moments.ended],
      ...(search === undefined ? [] : saidOf(context, search, !isOn)),
    ],
    head: [said.number, words.what, words.takenAt, words.notedAt],
    rows: moments.rows,
    struck: { title: words.struck, rows: moments.struck },
    none: noneTaken(context, seen.log, isOn),
    receipt: { title: said.receipt, says: said.receiptSays, signs: said.signs, library: said.library },
    register: {
      title: said.register,
      says: said.registerSays,
      pin: (await newestFingerprint(services.app))?.lines ?? [],
    },
    footer: [
      `${context.pack.library}. ${context.pack.number}. ${reference}`,
      ...(seen.drill ? [mark, markSays] : []),
    ].join('. '),
  }
  // Why here: the typesetter is large.
  const { searchInventoryPdf } = await import('../documents-pdf.ts')
  return pdfDownload(context, await searchInventoryPdf(inventory), said.fileName)
}

function saidOf(context: StaffContext, search: SearchDetails, isOver: boolean) {
  const casesSearch = casesSearchWords(context)
  const said = warrantFacts.filter((name) => search[name] !== '')
  return [
    ...said.map((name) => [casesSearch.field[name], search[name]] as const),
    [casesSearch.delayTold, delaySaid(casesSearch, search, isOver)] as const,
  ]
}

/** Why not "yet" once they left: no one asks them any longer. */
const delaySaid = (
  { delayOf, notRecorded }: ReturnType<typeof casesSearchWords>,
  { delay }: SearchDetails,
  isOver: boolean,
) => (isOver && delay === 'not-asked' ? notRecorded : delayOf[delay])

function momentsOf(context: StaffContext, { began, ended, taken, struck, search }: SearchLog) {
  const moment = (at: string) => momentOf(context, at)
  const rowOf = ({ thing, at, notedAt }: SeizedItemEntry, nth: number) => [
    String(nth + 1),
    thing,
    moment(at),
    moment(notedAt),
  ]
  return {
    began: began === undefined ? '' : moment(began.at),
    ended:
      search === undefined
        ? ''
        : ended === undefined
          ? casesSearchWords(context).inventory.goesOn
          : moment(ended.at),
    rows: taken.map(rowOf),
    struck: struck.map(rowOf),
  }
}

type FieldsProps = {
  readonly context: StaffContext
  readonly search?: SearchDetails | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
}

export const WarrantFields = ({
  context,
  search,
  typed,
  errors,
  without = [],
}: FieldsProps & { readonly without?: readonly string[] }) => {
  const words = casesSearchWords(context)
  return (
    <>
      <h3>{words.delay}</h3>
      <ChoiceList
        type="radio"
        name="delay"
        legend={words.delay}
        choices={delays.map((value) => ({ value, label: words.delayOf[value] }))}
        chosen={[typed['delay'] ?? search?.delay ?? 'not-asked']}
      />
      <div class="carrel-fields">
        {warrantFacts
          .filter((name) => !without.includes(name))
          .map((name) => (
            <WarrantField context={context} name={name} search={search} typed={typed} errors={errors} />
          ))}
      </div>
    </>
  )
}

type WarrantFieldProps = FieldsProps & { readonly name: (typeof warrantFacts)[number] }

const WarrantField = ({ context, name, search, typed, errors }: WarrantFieldProps) => {
  const { field, leaderHint, datesHint, hoursHint, receiptHint } = casesSearchWords(context)
  const hint = { leader: leaderHint, dates: datesHint, hours: hoursHint, receipt: receiptHint } as Partial<
    Record<typeof name, string>
  >
  return (
    <TextField
      name={name}
      label={field[name]}
      {...(hint[name] && { hint: hint[name] })}
      maxlength={1000}
      value={typed[name] ?? search?.[name] ?? ''}
      errors={errors}
    />
  )
}

const WarrantFacts = ({ context, seen, search }: SearchProps) => {
  const words = casesSearchWords(context)
  const { things } = searchPageWords(context)
  const missing = missingFacts(search, seen.log.taken.length > 0).map((fact) =>
    fact === 'things' ? things : words.field[fact],
  )
  return (
    <>
      <Facts
        facts={[
          ...warrantFacts.map((name) => [words.field[name], search[name]] as const),
          [words.delayTold, delaySaid(words, search, seen.log.ended !== undefined)],
        ]}
      />
      {missing.length > 0 && <p>{searchPageWords(context).missing(missing.join(', '))}</p>}
    </>
  )
}

type ContactAttemptsProps = {
  readonly context: StaffContext
  readonly seen: Pick<SearchView, 'log' | 'aboutDirector'>
  readonly reference: string
  readonly contacts: readonly EmergencyContact[]
}

const ContactAttempts = ({ context, seen, reference, contacts }: ContactAttemptsProps) => {
  const words = casesSearchWords(context)
  // Who decides, and sees the case, knows of the search.
  const knows = seen.aboutDirector
    ? isConfirmedPresident(context.who)
    : context.who.role === 'director' && seen.aboutDirector === false
  const whoms = knows ? (['counsel'] as const) : (['director', 'counsel'] as const)
  return (
    <section aria-labelledby="call" class="carrel-search-call">
      <h2 id="call">{words.call}</h2>
      <p>{knows ? searchPageWords(context).callSays : words.callSays}</p>
      {whoms.map((whom) => (
        <ContactAttempt context={context} seen={seen} reference={reference} contacts={contacts} whom={whom} />
      ))}
    </section>
  )
}

type ContactAttemptProps = ContactAttemptsProps & { readonly whom: 'director' | 'counsel' }

const ContactAttempt = ({ context, seen, reference, contacts, whom }: ContactAttemptProps) => {
  const { pack } = context
  const { log, aboutDirector } = seen
  const words = casesSearchWords(context)
  const { again, againAbout, untilReached } = searchPageWords(context)
  // Why: reads the same to someone with only the reference, whomever the case is about.
  const isEither = whom === 'director' && aboutDirector === undefined
  const isForPresident = whom === 'director' && aboutDirector === true
  const isOwn = isConfirmedPresident(context.who)
  const named = isForPresident ? words.president : (pack.words[whom] ?? kitsWords(context)[whom])
  const who = isEither ? words.whoDecides : named
  const tries = log.told.filter((one) => one.whom === whom)
  const isReached = tries.some(({ reached }) => reached)
  const time = (at: string) => formatsOf(context).time(new Date(at), pack.timeZone)
  const call = (
    <Form context={context} action={`/cases/${reference}/search/told`} class="carrel-call-now">
      <input type="hidden" name="whom" value={whom} />
      {isEither && <p>{isOwn ? casesIntakeWords(context).youMayDecide : words.whoDecidesSays}</p>}
      {isEither ? (
        <EachContactList
          context={context}
          whoms={isOwn ? ['director'] : ['director', 'president']}
          contacts={contacts}
        />
      ) : (
        <EmergencyContactList
          context={context}
          whom={isForPresident ? 'president' : whom}
          contacts={contacts}
        />
      )}
      <SubmitButton look="outline" name="reached" value="yes" called={words.reachedAbout(who)}>
        {words.reached}
      </SubmitButton>{' '}
      <SubmitButton look="outline" name="reached" value="no" called={words.noAnswerAbout(who)}>
        {words.noAnswer}
      </SubmitButton>
    </Form>
  )
  return (
    <>
      <h3>{capitalize(who)}</h3>
      {tries.length > 0 && (
        <p>{tries.map(({ at, reached }) => words.triedAt(time(at), reached)).join('. ')}</p>
      )}
      {whom === 'director' && tries.length > 0 && !isReached && (
        <>
          <p>{untilReached}</p>
          {!isForPresident && <DirectorAway context={context} />}
        </>
      )}
      {isReached ? (
        <details>
          <summary aria-label={againAbout(who)}>{again}</summary>
          {call}
        </details>
      ) : (
        call
      )}
    </>
  )
}

type EachContactListProps = {
  readonly context: StaffContext
  readonly whoms: readonly CalledRole[]
  readonly contacts: readonly EmergencyContact[]
}

export const EachContactList = ({ context, whoms, contacts }: EachContactListProps) =>
  whoms.map((whom) => (
    <>
      <p class="carrel-line">{casesIntakeWords(context).of[whom]}</p>
      <EmergencyContactList context={context} whom={whom} contacts={contacts} />
    </>
  ))

type SeizedItemTableProps = { readonly context: StaffContext; readonly taken: SearchLog['taken'] }

/** With the time of entry where it differs. */
const SeizedItemTable = ({ context, taken }: SeizedItemTableProps) => {
  const words = casesSearchWords(context)
  return (
    <DataTable
      head={[words.what, words.takenAt, words.notedAt]}
      rows={taken.map(({ thing, at, notedAt }) => {
        const [takenAt, enteredAt] = [momentOf(context, at), momentOf(context, notedAt)]
        return [thing, takenAt, takenAt === enteredAt ? words.atOnce : enteredAt]
      })}
    />
  )
}
