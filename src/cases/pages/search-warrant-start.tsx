import { z } from 'zod'
import { answerWords } from '../../ask/pages/index.ts'
import { actorOf } from '../../gate/index.ts'
import { inContext } from '../../platform/db/context.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show } from '../../platform/http/layout.tsx'
import {
  Alert,
  CheckboxField,
  ErrorSummary,
  type FieldError,
  Form,
  FormId,
  fieldsIn,
  LinkLine,
  SubmitButton,
  sentForm,
  TextArea,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { answersInOtherLanguages, daysAfter, instantIn, isDay } from '../../policy/index.ts'
import { isSheetNumber } from '../../register/index.ts'
import { contactsToCall, isConfirmedPresident } from '../../staff/index.ts'
import { drillUnderWay } from '../cases-store.ts'
import type { CaseEventBody, EventBodyOf } from '../event.ts'
import { askOfKinds, type IntakeKinds } from '../intake.ts'
import type { CaseContext } from '../services.ts'
import { changedSearchFields } from '../steps/search-began.ts'
import { casesIntakeWords } from '../words/intake.ts'
import { casesSearchWords, searchPageWords } from '../words/search.ts'
import { DirectorAway, DrillNotice } from './case-parts.tsx'
import { nondisclosurePage, ReportedByColleagues } from './intake.tsx'
import { AboutDirectorQuestion, intakeQuestionFields, NondisclosureQuestion } from './intake-questions.tsx'
import {
  EachContactList,
  ForDirector,
  Hours,
  searchFaultIn,
  searchPage,
  ToDo,
  ToSay,
  textsOf,
  WarrantFields,
  warrantShape,
} from './search-warrant.tsx'
import { dayOutOfRange, minuteTyped } from './typed-date.ts'

const phoneTyped = z.string().trim().max(200).optional()

export const newSearchForm = z.strictObject({ form: sentForm, ...intakeQuestionFields, phone: phoneTyped })

/** Nothing is recorded yet: what to say, and one button. */
export async function newSearchPage(context: CaseContext): Promise<Response> {
  const { services, who, place } = context
  const words = casesSearchWords(context)
  const drill = await inContext(services.app, { actor: who.id, place }, (trx) =>
    drillUnderWay(trx, services.clock.today(), ['process']),
  )
  const contacts = await contactsToCall(services)
  const decides = who.role === 'director'
  const whoDecides = isConfirmedPresident(context.who)
    ? casesIntakeWords(context).youMayDecide
    : words.whoDecidesSays
  const others = isConfirmedPresident(context.who)
    ? (['director'] as const)
    : (['director', 'president'] as const)
  return show(
    context,
    words.newTitle,
    <>
      <h1>{words.newTitle}</h1>
      <p class="usa-intro">{words.newSays}</p>
      <ReportedByColleagues
        context={context}
        cases={services.cases}
        says={casesIntakeWords(context).sameSearch}
      />
      {drill !== undefined && (
        <Alert kind="info">
          <p class="usa-alert__text">
            {words.drillNow} {casesIntakeWords(context).drillSays}{' '}
            <TextLink href={`/cases/${drill}/search`}>{words.joinDrill}</TextLink>
          </p>
        </Alert>
      )}
      <ForDirector context={context} />
      <div class="carrel-search-page">
        <ToSay context={context} />
        <section aria-labelledby="call" class="carrel-search-call">
          <h2 id="call">{words.call}</h2>
          <p>
            {decides ? searchPageWords(context).youDecide : whoDecides} {words.noneAnswers}
          </p>
          <EachContactList
            context={context}
            whoms={decides ? ['counsel', 'president'] : [...others, 'counsel']}
            contacts={contacts}
          />
          {!decides && <DirectorAway context={context} />}
        </section>
        <div>
          <Form context={context} action="/cases/search/new" class="carrel-warrant">
            <FormId sent={undefined} />
            <NondisclosureQuestion context={context} picked={undefined} />
            <AboutDirectorQuestion context={context} picked={undefined} />
            <details>
              <summary>{searchPageWords(context).gavePhone}</summary>
              <PhoneField context={context} typed={undefined} />
            </details>
            <button type="submit" class="usa-button usa-button--secondary carrel-urgent">
              {drill === undefined ? answerWords(context).beginSearch : words.real}
            </button>
            <p>{words.beginSays}</p>
          </Form>
          <Hours context={context} />
        </div>
        <ToDo context={context} />
      </div>
      <LinkLine href="/cases/search/paper">{words.toPaper}</LinkLine>
    </>,
  )
}

export async function beginSearch(
  context: CaseContext,
  { form, secret, about, phone }: z.infer<typeof newSearchForm>,
): Promise<Response> {
  const secretSaid = await saidIfSecret(context, { secret, about, phone })
  if (secretSaid !== undefined) return secretSaid
  const received = warrantReceived(false, about === 'yes', phone)
  const { reference } = await context.services.cases.receive(actorOf(context), received, { form })
  return context.c.redirect(`/cases/${reference}/search`, 303)
}

/** `wrote`: everything else typed, as lines. */
type FirstTyped = Pick<IntakeKinds, 'secret'> & {
  readonly about?: 'yes' | 'no' | undefined
  readonly phone?: string | undefined
  readonly wrote?: readonly string[]
  readonly written?: Pick<Step, 'at' | 'sheet'> | undefined
}

/** A warrant under a nondisclosure order opens no case here; what was typed is sealed. Undefined if it is not one. */
async function saidIfSecret(
  context: CaseContext,
  { secret, about, phone, wrote = [], written }: FirstTyped,
): Promise<Response | undefined> {
  if (secret === undefined || secret === 'no') return undefined
  const kinds = { who: 'officer', brought: 'paper', court: 'yes', judge: 'yes', here: 'yes', secret } as const
  const ask = askOfKinds(context, kinds)
  const answer = context.pack.decide(ask)
  if (!answer.sealed) return undefined
  const received = { ...warrantReceived(false, about === 'yes', phone), wants: wrote.join('\n') }
  await context.services.sealedIntake.receive(actorOf(context), received, {
    ...(written && { at: written.at, sheet: written.sheet }),
    instrument: ask.instrument?.kind,
  })
  const alsoSay = answersInOtherLanguages(context.pack, context.language, ask)
  return nondisclosurePage(context, { say: answer.say, alsoSay, about: about === 'yes' })
}

export const warrantReceived = (
  drill: boolean,
  aboutDirector = false,
  phone = '',
): EventBodyOf<'received'> => ({
  what: 'received',
  kind: 'process',
  way: 'counter',
  wants: '',
  aboutDirector,
  drill,
  requester: { kind: 'justice-agency', name: '', ...(phone && { phone }) },
  // By which its reporter finds the log again before they begin.
  looked: { court: 'unsure', judge: 'unsure', searchHere: 'yes' },
})

/** From the officers or their paper, so not the number to call back. */
type PhoneFieldProps = { readonly context: StaffContext; readonly typed: string | undefined }

const PhoneField = ({ context, typed }: PhoneFieldProps) => (
  <TextField
    name="phone"
    label={casesIntakeWords(context).phone}
    hint={casesIntakeWords(context).phoneHint}
    value={typed ?? ''}
    maxlength={200}
  />
)

const mostThings = 200
const time = z.string().trim().max(20)
export const searchOnPaperForm = z.strictObject({
  form: sentForm,
  ...intakeQuestionFields,
  phone: phoneTyped,
  ...warrantShape,
  day: z.string().trim().max(10),
  came: time,
  left: time,
  things: z.string().max(20_000),
  tookNothing: z.literal('yes').optional(),
  sheet: z.string().trim().max(20).default(''),
})
type Typed = z.infer<typeof searchOnPaperForm>

type Step = { readonly what: CaseEventBody; readonly at: Date; readonly sheet?: string }

/** Saves all of it, each step at its time, or nothing. */
export async function searchFromPaper(context: CaseContext, typed: Typed): Promise<Response> {
  const { c, services } = context
  const steps = stepsOf(context, typed)
  const written = 'errors' in steps ? undefined : steps.steps[0]
  const wrote = writtenOf(context, typed)
  const secretSaid = await saidIfSecret(context, { ...typed, wrote, written })
  if (secretSaid !== undefined) return secretSaid
  if ('errors' in steps) return searchPaperPage(context, steps.errors, typed)
  const actor = actorOf(context)
  const known = c.req.param('reference')
  if (known !== undefined && !(await services.cases.lookAtSearch(actor, known))) return notFoundPage(context)
  if (known === undefined) {
    const [{ at }] = steps.steps
    const received = warrantReceived(false, typed.about === 'yes', typed.phone)
    const { reference } = await services.cases.receive(actor, received, {
      ...{ at, sheet: typed.sheet || undefined, form: typed.form, after: steps.steps },
    })
    return c.redirect(`/cases/${reference}/search?saved`, 303)
  }
  const done = await services.cases.takeAll(actor, known, steps.steps)
  if (done === 'unknown') return notFoundPage(context)
  if (done !== 'taken') return searchPage(context, { errors: [searchFaultIn(context, done)], typed: {} })
  return c.redirect(`/cases/${known}/search?saved`, 303)
}

function writtenOf(context: StaffContext, typed: Typed): string[] {
  const { field, onPaper, delay, delayOf } = casesSearchWords(context)
  const lines: readonly (readonly [string, string | undefined])[] = [
    ...(['sheet', 'day', 'came', 'left'] as const).map((name) => [onPaper[name], typed[name]] as const),
    ...(Object.keys(field) as (keyof typeof field)[]).map((name) => [field[name], typed[name]] as const),
    [delay, delayOf[typed.delay]],
    [onPaper.taken, typed.things || (typed.tookNothing && searchPageWords(context).tookNothing)],
  ]
  return lines.flatMap(([label, said]) => (said ? [`${label}: ${said}`] : []))
}

function stepsOf(
  context: StaffContext,
  { day, came, left, things, tookNothing, sheet, form: _, secret: __, about: ___, ...search }: Typed,
): { readonly steps: readonly [Step, ...Step[]] } | { readonly errors: readonly FieldError[] } {
  const { services, pack } = context
  const { fault, onPaper } = casesSearchWords(context)
  const wrong = (field: string, message: string) => ({ errors: [{ field, message }] })
  if (!isDay(day)) return wrong('day', fault.day)
  const far = dayOutOfRange(context, onPaper.day, day)
  if (far !== undefined) return wrong('day', far)
  const first = minuteTyped(came)
  const last = minuteTyped(left)
  if (first === undefined) return wrong('came', fault.whenNeeded)
  if (last === undefined) return wrong('left', fault.whenNeeded)
  // Why: a search may run past midnight, and the paper has times only.
  const at = (minute: number) => instantIn(pack.timeZone, minute < first ? daysAfter(day, 1) : day, minute)
  if (tookNothing && things.trim() !== '') return wrong('things', searchPageWords(context).tookBoth)
  const lines = things.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length > mostThings) return wrong('things', fault.many)
  const taken: Step[] = []
  for (const line of lines) {
    const [, typed = '', thing = ''] =
      /^\s*(\d{1,2}(?:[:.h]\d\d)?(?:\s*[ap]\.?\s*m\b\.?)?)[\s,;:–-]+(\S.*)$/i.exec(line) ?? []
    const minute = minuteTyped(typed)
    if (minute === undefined) return wrong('things', fault.line(line.trim().slice(0, 60)))
    taken.push({ what: { what: 'thing-taken', thing: thing.trim().slice(0, 500) }, at: at(minute) })
  }
  const end = at(last)
  if (taken.some((one) => one.at > end)) return wrong('left', fault.order)
  if (end > services.clock.now()) return wrong('left', fault.future)
  if (sheet !== '' && !isSheetNumber(sheet)) return wrong('sheet', onPaper.sheetFault)
  const from = sheet === '' ? {} : { sheet }
  const began: Step = {
    what: {
      what: 'search-began',
      ...changedSearchFields({ ...search, ...(tookNothing && { tookNothing: true }) }),
    },
    at: at(first),
    ...from,
  }
  const ended: Step = { what: { what: 'search-ended' }, at: end, ...from }
  return { steps: [began, ...taken.map((one) => ({ ...one, ...from })), ended] }
}

/** The printed form, typed in later, for an existing case or a new one. */
export async function searchPaperPage(
  context: CaseContext,
  errors: readonly FieldError[] = [],
  typed?: Typed,
): Promise<Response> {
  const { onPaper: words } = casesSearchWords(context)
  const reference = context.c.req.param('reference')
  const seen =
    reference === undefined ? null : await context.services.cases.lookAtSearch(actorOf(context), reference)
  if (seen === undefined || seen?.log.ended !== undefined) return notFoundPage(context)
  const texts = textsOf({ day: context.services.clock.today(), ...typed })
  const field = fieldsIn(texts, errors)
  const isWrong = errors.length > 0
  return show(
    context,
    isWrong ? frameWords(context).fixTitle(words.title) : words.title,
    <>
      <DrillNotice context={context} drill={seen?.drill ?? false} />
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.says}</p>
      <ErrorSummary context={context} errors={errors} />
      <Form
        context={context}
        action={reference === undefined ? '/cases/search/paper' : `/cases/${reference}/search/paper`}
        class="carrel-form"
      >
        <FormId sent={typed?.form} />
        <NondisclosureQuestion context={context} picked={typed?.secret} />
        {reference === undefined && <AboutDirectorQuestion context={context} picked={typed?.about} />}
        {reference === undefined && <PhoneField context={context} typed={typed?.phone} />}
        <TextField {...field('sheet')} label={words.sheet} hint={words.sheetHint} maxlength={20} />
        <TextField {...field('day')} type="date" label={words.day} />
        <TextField {...field('came')} label={words.came} maxlength={20} />
        <WarrantFields
          context={context}
          search={seen?.log.search}
          typed={textsOf(typed ?? {})}
          errors={errors}
        />
        <TextArea {...field('things')} label={words.taken} hint={words.takenHint} rows={8} />
        <CheckboxField
          name="tookNothing"
          label={searchPageWords(context).tookNothing}
          ticked={typed?.tookNothing ?? ''}
        />
        <TextField {...field('left')} label={words.left} maxlength={20} />
        <SubmitButton look="big">{words.save}</SubmitButton>
      </Form>
    </>,
    isWrong ? 422 : 200,
  )
}
