import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { actorOf, logIdentity } from '../gate/index.ts'
import {
  Alert,
  CheckboxField,
  CheckboxGroup,
  type FieldError,
  Form,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
  TextLink,
} from '../platform/http/page-kit.tsx'
import type { StaffContext } from '../platform/http/request-context.ts'
import { formatsOf } from '../platform/i18n/language.ts'
import { businessDaysAfter, daysAfter, isDay, matchesNumberPattern } from '../policy/index.ts'
import { allAccounts } from '../staff/index.ts'
import { type Case, patronsNamedIn, type RelayedKind } from './case.ts'
import { isCounselIn } from './case-access.ts'
import type { CaseView } from './case-service.ts'
import { caseRoleIn, counselToCall, formViewerOf, stepLabel, textRefusalFor } from './case-text.ts'
import type { CaseEventBody, CaseEventName } from './event.ts'
import { cardInCase } from './pages/case-parts.tsx'
import { needsProof, ProofFirst } from './pages/own-word.tsx'
import { timelineTextOf } from './pages/timeline.tsx'
import { dayOutOfRange, instantSent } from './pages/typed-date.ts'
import { reportsIn } from './reducer.ts'
import type { CaseContext } from './services.ts'
import { ownOpinion, relayedWordsFor } from './statements.ts'
import type { Field, FieldKind, Fields, FormContext } from './steps/fields.ts'
import { type AnyStep, isOwnWord, showingOf, steps, stepsByName } from './steps/index.ts'
import type { StepFormDefinition, StepWords } from './steps/step.ts'
import { casesIntakeWords } from './words/intake.ts'
import { stepFormWords } from './words/page.ts'
import { reportedWords } from './words/reported.ts'

/* The generic form of a step. Each step defines its own fields. */

type AnyForm = StepFormDefinition<CaseEventBody, StepWords, Fields>

/** Undefined where the step is not taken on the case's page. */
const formOf = (step: CaseEventName): AnyForm | undefined => stepsByName[step].form

/** In the order of the page. */
export const pageSteps: readonly CaseEventName[] = steps
  .filter(({ name }) => formOf(name) !== undefined)
  .map(({ name }) => name)

const allFields = pageSteps.flatMap((step) => Object.entries(formOf(step)?.fields ?? {}))
const namesOfKinds = (...kinds: readonly FieldKind[]) => [
  ...new Set(allFields.filter(([, { kind }]) => kinds.includes(kind)).map(([name]) => name)),
]

/** All fields of all forms; those of another step are ignored. */
export const stepFields: readonly string[] = [...new Set(allFields.map(([name]) => name)), 'time']

export const linedFields = namesOfKinds('text', 'lines')

const typedField = z.string().trim().max(4000).optional()
const chosenField = z.union([z.string().max(40), z.array(z.string().max(40)).max(40)]).optional()

/** `shown`: how many events the case had on the page with the form. */
export type SentStep = { readonly step: CaseEventName } & SentFields
type SentFields = Readonly<Record<string, string | readonly string[] | undefined>>

export const caseStepForm = z.strictObject({
  step: z.enum(pageSteps),
  shown: z.string().max(10).optional(),
  ...Object.fromEntries(stepFields.map((name) => [name, typedField])),
  ...Object.fromEntries(namesOfKinds('many').map((name) => [name, chosenField])),
}) as z.ZodType<SentStep>

export type RejectedStep = { readonly sent: SentStep; readonly errors: readonly FieldError[] }

type NamedField = Field & { readonly name: string }

const fieldsFor = (step: CaseEventName, { viewer }: FormContext): readonly NamedField[] =>
  Object.entries(formOf(step)?.fields ?? {})
    .map(([name, field]) => ({ ...field, name }))
    .filter(({ shows }) => shows === undefined || shows(viewer))

async function formContextOf(context: CaseContext, seen: CaseView): Promise<FormContext> {
  const { gate, cases } = context.services
  return {
    it: seen.case,
    viewer: formViewerOf(context, seen),
    speaker: context,
    today: context.services.clock.today(),
    timeAskedUntil: timeAskedUntil(context),
    counselNames: await counselToCall(context, seen.case),
    specialCounsel: await cases.specialCounselFor(seen.case),
    secretInstruments: seen.sealed ? [] : context.pack.manifest.sealed.instruments,
    boardNumbers: cases.rules?.board,
    findCard: (card) => cardInCase(context, seen, card),
    isNamed: (text) => gate.facts.isPartNamedIn(actorOf(context), patronsNamedIn(seen.case), text),
    reported: await reportedTo(context, seen),
  }
}

function timeAskedUntil({ services: { cases, clock } }: CaseContext): string | undefined {
  const { holding, closed } = cases.rules ?? {}
  if (holding === undefined || closed === undefined) return undefined
  return businessDaysAfter(daysAfter(clock.today(), holding.days - 1), 1, closed)
}

async function reportedTo(context: CaseContext, seen: CaseView): Promise<FormContext['reported']> {
  const events = reportsIn(seen.events)
  const waits = relayedWordsFor(seen.case, caseRoleIn(context)).flatMap(([place]) => {
    const event = events[place]
    return event === undefined ? [] : [{ place, event }]
  })
  const { againstYou, withoutYou, unconfirmedYou, isThereOrder } = reportedWords(context)
  const asks: Partial<Record<RelayedKind, string>> = {
    against: seen.case.decision?.unconfirmed
      ? unconfirmedYou
      : ownOpinion(seen.case) === 'proper'
        ? againstYou
        : withoutYou,
    gag: isThereOrder,
  }
  return Promise.all(
    waits.map(async ({ place, event }) => {
      const told = await timelineTextOf(context, seen, event)
      const of = seen.case.relayed[place]?.of
      const also = of && asks[of]
      return { place, ...told, ...(also !== undefined && { says: `${told.says} ${also}` }) }
    }),
  )
}

type StepProps = {
  readonly context: CaseContext
  readonly seen: CaseView
  readonly step: CaseEventName
  readonly again?: RejectedStep | undefined
}

export const StepForm = async ({ context, seen, step, again }: StepProps) => {
  const definition: AnyStep = stepsByName[step]
  const form = await formContextOf(context, seen)
  const words = definition.words(context)
  const { kind } = seen.case
  const viewer = caseRoleIn(context)
  const label = stepLabel(context, step, { kind, by: viewer })
  const help = [
    definition.helpFor?.(words, kind, viewer) ?? words.help,
    viewer !== 'counsel' && words.asksCounsel,
  ]
    .filter(Boolean)
    .join(' ')
  const notice = definition.form?.notice?.(words, form)
  const here = again?.sent.step === step ? again : undefined
  const paperFirst = definition.form?.paperFirst?.(words, form)
  const filled = here?.sent ?? (await filledIn(context, form, step))
  if (paperFirst !== undefined) {
    return (
      <p>
        {paperFirst} <TextLink href="#add">{casesIntakeWords(context).add}</TextLink>
      </p>
    )
  }
  const fields = fieldsFor(step, form)
  const first = needsProof(context, seen.reference, step) && (
    <ProofFirst context={context} action={`/cases/${seen.reference}`}>
      <input type="hidden" name="step" value={step} />
    </ProofFirst>
  )
  if (first !== false && here === undefined) {
    return (
      <div id={step}>
        {help && <p>{help}</p>}
        {notice && (
          <Alert kind="info">
            <p class="usa-alert__text">{notice}</p>
          </Alert>
        )}
        {first}
      </div>
    )
  }
  const shown = (
    <Form context={context} action={`/cases/${seen.reference}`} class="usa-form carrel-form" id={step}>
      <input type="hidden" name="step" value={step} />
      {isOwnWord(step, caseRoleIn(context)) && (
        <input type="hidden" name="shown" value={seen.events.length} />
      )}
      {help && <p>{help}</p>}
      {notice && (
        <Alert kind="info">
          <p class="usa-alert__text">{notice}</p>
        </Alert>
      )}
      {fields.map((field) => (
        <OneField context={context} form={form} step={step} again={here} filled={filled} field={field} />
      ))}
      <SubmitButton
        {...(words.button !== undefined && {
          called: `${words.button}: ${label}`,
        })}
      >
        {words.button ?? label}
      </SubmitButton>
    </Form>
  )
  return (
    <>
      {first}
      {shown}
    </>
  )
}

/**
 * Whether someone else took a step since the page was shown. Hostile: a Director could put another scope, or another lawyer, in
 * place of what counsel reads, just before they press.
 */
export function isChangedSince(context: CaseContext, seen: CaseView, { step, shown }: SentStep): boolean {
  if (typeof shown !== 'string' || !isOwnWord(step, caseRoleIn(context))) return false
  const me = logIdentity(actorOf(context)).actor
  return seen.events
    .slice(Number(shown))
    .some(({ what, stamp }) => !showingOf(what).isCall && stamp.by !== me)
}

/** Whether someone typed or chose anything. */
export const isFilled = ({ step: _, shown: __, ...fields }: SentStep): boolean =>
  Object.values(fields).some((sent) => sent !== undefined && sent.length > 0)

type FieldProps = {
  readonly context: StaffContext
  readonly form: FormContext
  readonly step: CaseEventName
  readonly again: RejectedStep | undefined
  /** What was sent, or what the form begins with. */
  readonly filled: SentFields
  readonly field: NamedField
}

/** Where the library has one counsel, their name: whose word it is goes without asking. */
async function filledIn(context: CaseContext, form: FormContext, step: CaseEventName): Promise<SentFields> {
  const initial = formOf(step)?.initial?.(form.it, form) ?? {}
  if (!fieldsFor(step, form).some(({ name }) => name === 'counsel')) return initial
  const [only, ...others] = await counselAccountNames(context, form.it)
  return only === undefined || others.length > 0 ? initial : { counsel: only, ...initial }
}

/** Without those who have a conflict of interest. */
const counselAccountNames = async ({ services }: CaseContext, it: Case): Promise<readonly string[]> =>
  (await allAccounts(services.app)).flatMap((one) => (isCounselIn(it, one) ? [one.name] : []))

const OneField = ({ context, form, step, again, filled, field }: FieldProps) => {
  const { name, kind } = field
  return inputs[kind]({
    context,
    step,
    common: { name, id: fieldId(step, name), label: labelOf(form, step, name), errors: again?.errors ?? [] },
    value: typedIn(filled, name),
    chosen: chosenIn(filled, name),
    time: typedIn(again?.sent ?? {}, 'time'),
    hint: stepsByName[step].words(context).hints?.[name],
    options: optionsOf(form, step, field),
  })
}

type InputProps = {
  readonly context: StaffContext
  readonly step: CaseEventName
  readonly common: {
    readonly name: string
    readonly id: string
    readonly label: string
    readonly errors: readonly FieldError[]
  }
  readonly value: string
  readonly chosen: readonly string[]
  readonly time: string
  readonly hint: string | undefined
  readonly options: Readonly<Record<string, string>>
}
type Input = (props: InputProps) => Child

const lineInput: Input = ({ common, value }) => (
  <TextField {...common} value={value} maxlength={maxLineLength} />
)
const dayInput: Input = ({ common, value }) => (
  <TextField {...common} type="date" value={value} maxlength={10} />
)

const inputs: Readonly<Record<FieldKind, Input>> = {
  line: lineInput,
  code: ({ common, value }) => <TextField {...common} value={value} maxlength={30} />,
  text: ({ context, common, value, hint = stepFormWords(context).hint.words }) => (
    <TextArea {...common} rows={4} value={value} hint={hint} />
  ),
  lines: ({ common, value, hint }) => (
    <TextArea {...common} rows={3} value={value} {...(hint !== undefined && { hint })} />
  ),
  day: dayInput,
  past: dayInput,
  page: ({ common, value }) => <TextField {...common} inputmode="numeric" value={value} maxlength={4} />,
  tick: ({ common, value }) => <CheckboxField {...common} ticked={value} />,
  one: ({ context, common, value, options }) => {
    const only = Object.keys(options)
    // Why: what can be answered in one way alone is said above the form, and is no question.
    if (only.length === 1 && only[0] === value)
      return <input type="hidden" name={common.name} value={value} />
    const error = common.errors.find(({ field }) => field === common.id)?.message
    const { choose } = stepFormWords(context)
    return (
      <div class="usa-form-group">
        <SelectField {...common} options={options} picked={value} none={choose} error={error} />
      </div>
    )
  },
  many: ({ common, chosen, options, hint }) => (
    <CheckboxGroup {...common} legend={common.label} hint={hint} options={options} chosen={chosen} />
  ),
  when: ({ context, step, common, value, time }) => {
    const { whenSays, field } = stepFormWords(context)
    return (
      <>
        <p class="usa-hint">{whenSays}</p>
        <TextField {...common} type="date" value={value} maxlength={10} />
        <TextField
          name="time"
          id={fieldId(step, 'time')}
          label={field.time}
          type="time"
          value={time}
          maxlength={5}
        />
      </>
    )
  },
}

const maxLineLength = 200

/** Field ids are unique across the page's forms. */
const fieldId = (step: string, name: string) => `${step}-${name}`

/** The event and its time if given, or all errors at once. */
export async function eventFromForm(
  context: CaseContext,
  seen: CaseView,
  sent: SentStep,
): Promise<
  { readonly what: CaseEventBody; readonly at: Date | undefined } | { readonly errors: readonly FieldError[] }
> {
  const { step } = sent
  const form = await formContextOf(context, seen)
  const fields = fieldsFor(step, form)
  const errors = (faults: readonly { readonly field: string; readonly message: string }[]) => ({
    errors: faults.map(({ field, message }) => ({ field: fieldId(step, field), message })),
  })
  const faults = fields.flatMap((field) => {
    const message = faultInField(context, form, sent, field)
    return message === undefined ? [] : [{ field: field.name, message }]
  })
  if (faults.length > 0) return errors(faults)
  const named = await namesInLetters(context, seen, sent, fields)
  if (named.length > 0) return errors(named)
  const values = Object.fromEntries(fields.map((field) => [field.name, valueIn(sent, field)]))
  const made = await stepsByName[step].form?.toEvent(values, form)
  if (made === undefined) return { errors: [] }
  if ('faults' in made) return errors(made.faults)
  const at = fields.some(({ kind }) => kind === 'when') ? (instantOf(context, sent) ?? undefined) : undefined
  return { what: made, at }
}

function valueIn(sent: SentStep, { name, kind }: NamedField): unknown {
  if (kind === 'many') return chosenIn(sent, name)
  const value = typedIn(sent, name)
  if (value === '' || kind === 'when') return undefined
  if (kind === 'tick') return value === 'yes' ? true : undefined
  if (kind === 'page') return Number(value)
  return kind === 'lines' ? filledLines(value) : value
}

const filledLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function faultInField(
  context: StaffContext,
  form: FormContext,
  sent: SentStep,
  field: NamedField,
): string | undefined {
  const { name, kind } = field
  const { error } = stepFormWords(context)
  const label = labelOf(form, sent.step, name)
  const value = typedIn(sent, name)
  const has = (option: string) => field.values?.(form).includes(option) === true
  if (kind === 'many') {
    const chosen = chosenIn(sent, name)
    return chosen.length > 0 && chosen.every(has) ? undefined : error.records
  }
  if (kind === 'when') {
    const far = dayOutOfRange(context, label, value)
    return far ?? (instantOf(context, sent) === null ? error.time : undefined)
  }
  if (value === '') {
    if (field.optional) return undefined
    return kind === 'one' ? error.pick(label) : error.missing(label)
  }
  if (kind === 'one') return has(value) ? undefined : error.pick(label)
  if (kind === 'day' || kind === 'past') {
    if (!isDay(value)) return error.day(label)
    const far = dayOutOfRange(context, label, value)
    if (far !== undefined || kind === 'day') return far
    return value > context.services.clock.today() ? error.toCome(label) : undefined
  }
  if (kind === 'page') return /^[1-9]\d{0,3}$/.test(value) ? undefined : error.number(label)
  if (kind === 'code') {
    const shapes = field.patterns?.(form) ?? []
    return matchesNumberPattern(value, shapes)
      ? undefined
      : error.code(label, formatsOf(context).either(shapes))
  }
  return kind === 'line' && value.length > maxLineLength ? error.missing(label) : undefined
}

/** Why it passes where no lookup is possible: it is checked again before the letter is made. */
async function namesInLetters(
  context: CaseContext,
  seen: CaseView,
  sent: SentStep,
  fields: readonly NamedField[],
) {
  const faults = []
  for (const { name, inLetter } of fields) {
    const unfit = inLetter && (await textRefusalFor(context, seen, typedIn(sent, name)))
    if (unfit && !unfit.notHere) faults.push({ field: name, message: unfit.says })
  }
  return faults
}

/** The step's own label, or the common one. */
function labelOf({ speaker }: FormContext, step: CaseEventName, name: string): string {
  const shared: Readonly<Record<string, string>> = stepFormWords(speaker).field
  return stepsByName[step].words(speaker).fields?.[name] ?? shared[name] ?? name
}

function optionsOf(form: FormContext, step: CaseEventName, { name, values, labels }: NamedField) {
  const called = labels?.(form) ?? stepsByName[step].words(form.speaker).options?.[name] ?? {}
  return Object.fromEntries((values?.(form) ?? []).map((value) => [value, called[value] ?? value]))
}

function typedIn(sent: SentFields, name: string): string {
  const value = sent[name]
  return typeof value === 'string' ? value : ''
}

const chosenIn = (sent: SentFields, name: string): readonly string[] =>
  [sent[name] ?? []].flat().filter((one) => one !== '')

/** Undefined where empty, null where invalid. */
function instantOf({ pack }: StaffContext, sent: SentStep): Date | undefined | null {
  const [on, time] = [typedIn(sent, 'on'), typedIn(sent, 'time')]
  if (on === '' && time === '') return undefined
  return instantSent(pack.timeZone, `${on}T${time}`) ?? null
}
