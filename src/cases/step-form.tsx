/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { tryOutWords } from '../ask/words/try-out.ts'
import { recordKindWords } from '../gate/words/records.ts'
import {
  Alert,
  CheckboxField,
  CheckboxGroup,
  type FieldError,
  Form,
  SelectField,
  TextArea,
  TextField,
} from '../platform/http/page-kit.tsx'
import type { StaffContext } from '../platform/http/request-context.ts'
import { formatsOf } from '../platform/i18n/language.ts'
import { bases, findingKinds, instrumentKinds, recordKinds } from '../policy/ask.ts'
import { isDay } from '../policy/calendar.ts'
import { matchesNumberPattern } from '../policy/manifest.ts'
import type { Role } from '../staff/account-store.ts'
import type { CaseView } from './case-service.ts'
import { caseRoleIn, formViewerOf, stepLabel } from './case-text.ts'
import type { CaseEventName } from './event.ts'
import { dayOutOfRange, instantSent } from './pages/typed-date.ts'
import { casesConductWords } from './words/conduct.ts'
import { casesIntakeWords } from './words/intake.ts'
import { casesStepsWords } from './words/steps.ts'

/** What the forms of a case bring; which of these belong to a step, `stepForms` says. */
export const stepFields = [
  ...([
    'through',
    'reached',
    'instrument',
    'court',
    'number',
    'issuedOn',
    'servedOn',
    'returnOn',
    'gagUntil',
  ] as const),
  ...([
    'federal',
    'gag',
    'numberFrom',
    'dialled',
    'spokeWith',
    'verified',
    'cards',
    'records',
    'from',
    'until',
  ] as const),
  ...(['finding', 'paper', 'page', 'words', 'opinion', 'way', 'counsel', 'lacks', 'motion'] as const),
  ...(['session', 'choice', 'on', 'time', 'source', 'about', 'board', 'basis', 'agency'] as const),
  ...(['counts', 'readOut', 'extent', 'phone'] as const),
  ...(['narrow', 'grandfathered'] as const),
] as const
export type FieldName = (typeof stepFields)[number]

/** Steps that are taken on the case's own page; those of collecting and of a search have pages of their own. */
export const pageSteps = [
  ...(['told', 'paper-read', 'requester-checked', 'scope-set', 'finding-pinned', 'finding-dropped'] as const),
  ...(['gag-found', 'gag-ended', 'about-director', 'paper-weighed', 'told-outside'] as const),
  ...(['counsel-advised', 'board-consulted', 'cure-demanded', 'cured', 'objected'] as const),
  ...(['objection-ended', 'decision-withdrawn', 'refusal-sent', 'receipt', 'notice-chosen'] as const),
  ...([
    'cannot-come',
    'patron-told',
    'package-destroyed',
    'debriefed',
    'seized',
    'search-mistaken',
    'public-given',
    'answered',
    'withdrawn',
    'quashed',
    'no-records-sent',
    'referred',
    'noted',
    'closed',
  ] as const),
] as const satisfies readonly CaseEventName[]
export type PageStep = (typeof pageSteps)[number]

const typedField = z.string().trim().max(4000).optional()

export const caseStepForm = z.strictObject({
  step: z.enum(pageSteps),
  ...(Object.fromEntries(stepFields.map((name) => [name, typedField])) as Record<
    Exclude<FieldName, 'records'>,
    typeof typedField
  >),
  records: z.union([z.string().max(40), z.array(z.string().max(40)).max(40)]).optional(),
})
export type SentStep = z.infer<typeof caseStepForm>

/** Fields that may have more than one line. */
export const linedFields = ['cards', 'words', 'lacks', 'narrow'] as const satisfies readonly FieldName[]

/**
 * `line`: a short text. `text`: a longer one. `code`: a number as the Board writes it, by the pack, so that no name is typed.
 * `past`: a day that is not to come.
 * `one`, `many`: of what `options.ts` offers. `when`: a day and a time, both or none.
 */
export type Field = {
  readonly name: FieldName
  readonly kind:
    | 'line'
    | 'text'
    | 'lines'
    | 'code'
    | 'day'
    | 'past'
    | 'page'
    | 'tick'
    | 'one'
    | 'many'
    | 'when'
  readonly optional?: true
}

const required = (kind: Field['kind'], ...names: FieldName[]): Field[] =>
  names.map((name) => ({ name, kind }))
const optional = (kind: Field['kind'], ...names: FieldName[]): Field[] =>
  names.map((name) => ({ name, kind, optional: true }))
const whenField = optional('when', 'on')
const wordsField = required('text', 'words')

const fieldsByStep: Readonly<Record<PageStep, readonly Field[]>> = {
  told: [...required('one', 'through', 'reached'), ...whenField],
  'paper-read': [
    ...[...required('one', 'instrument'), ...optional('line', 'court', 'number', 'phone')],
    ...[
      ...optional('day', 'issuedOn', 'returnOn'),
      ...optional('past', 'servedOn'),
      ...optional('tick', 'federal', 'gag'),
    ],
    ...optional('day', 'gagUntil'),
  ],
  'requester-checked': [
    ...[...required('one', 'numberFrom'), ...required('line', 'dialled', 'spokeWith')],
    ...[...required('one', 'verified'), ...whenField],
  ],
  'scope-set': [
    ...optional('lines', 'cards'),
    ...required('many', 'records'),
    ...optional('day', 'from', 'until'),
  ],
  'finding-pinned': [...required('one', 'finding', 'paper'), ...required('page', 'page'), ...wordsField],
  'finding-dropped': [
    ...[...required('one', 'finding'), ...optional('one', 'way'), ...optional('line', 'counsel')],
    ...[...optional('text', 'words'), ...whenField],
  ],
  'paper-weighed': required('one', 'paper', 'counts'),
  'told-outside': [...required('one', 'basis'), ...required('line', 'agency'), ...whenField],
  'gag-found': wordsField,
  'gag-ended': [
    ...[...required('one', 'source'), ...required('past', 'until'), ...required('one', 'way')],
    ...[...required('line', 'counsel'), ...wordsField, ...whenField],
  ],
  'about-director': required('one', 'about'),
  'counsel-advised': [
    ...[...required('one', 'opinion', 'way'), ...required('line', 'counsel'), ...wordsField],
    ...[...optional('tick', 'readOut', 'board', 'grandfathered'), ...whenField],
  ],
  'board-consulted': [...required('code', 'motion', 'session'), ...required('past', 'until')],
  'cure-demanded': [...required('lines', 'lacks'), ...optional('day', 'until')],
  cured: wordsField,
  objected: [...wordsField, ...optional('lines', 'narrow'), ...optional('day', 'until')],
  'objection-ended': wordsField,
  'decision-withdrawn': wordsField,
  'refusal-sent': [],
  'no-records-sent': [],
  receipt: wordsField,
  'notice-chosen': [
    ...[...required('one', 'choice'), ...optional('day', 'until')],
    ...[...required('one', 'way'), ...required('line', 'counsel'), ...whenField],
  ],
  'cannot-come': [],
  'patron-told': [],
  'package-destroyed': wordsField,
  debriefed: [...required('one', 'way'), ...required('line', 'counsel'), ...wordsField, ...whenField],
  seized: [],
  'search-mistaken': [...wordsField, ...optional('one', 'way'), ...optional('line', 'counsel'), ...whenField],
  'public-given': [...required('one', 'extent'), ...wordsField],
  answered: [],
  withdrawn: [...wordsField, ...optional('one', 'through'), ...optional('line', 'spokeWith')],
  quashed: wordsField,
  referred: wordsField,
  noted: [...wordsField, ...whenField],
  closed: [],
}

/** What counsel does not say of what they advise or choose themselves: only whoever writes down what counsel said elsewhere does. */
const relayedFields: readonly FieldName[] = ['way', 'counsel', 'on', 'readOut']
const counselSteps: readonly PageStep[] = [
  ...(['counsel-advised', 'gag-ended', 'notice-chosen', 'debriefed', 'search-mistaken'] as const),
]

/** `pinned`: somebody else than counsel pinned what counsel has not confirmed. */
type FormViewer = {
  readonly role: Role
  readonly decides: boolean
  /** At a computer where card numbers can be looked up. */
  readonly looksUp: boolean
  readonly gagged: boolean
  readonly pinned: boolean
  /** The case is in a compartment, where an order under a law that lapsed may be. */
  readonly sealed: boolean
}

/** What a step's form asks somebody for. Cards are looked up by the person who decides in the case alone, at a computer of the library. */
export function fieldsOfStep(
  step: PageStep,
  { role, decides, looksUp, gagged, pinned, sealed }: FormViewer,
): readonly Field[] {
  if (counselSteps.includes(step)) {
    // Where nothing is forbidden nobody has to say that the Board may know.
    const asked = fieldsByStep[step].filter(
      ({ name }) =>
        (gagged || name !== 'board') &&
        (pinned || name !== 'readOut') &&
        (sealed || name !== 'grandfathered'),
    )
    return role === 'counsel' ? asked.filter(({ name }) => !relayedFields.includes(name)) : asked
  }
  // What counsel pinned counsel takes back, and nobody writes down for them what they said.
  if (step === 'finding-dropped' && role === 'counsel') return required('one', 'finding')
  if (step === 'scope-set' && !(decides && looksUp))
    return fieldsByStep[step].filter(({ name }) => name !== 'cards')
  return fieldsByStep[step]
}

/** What was sent and is not right, to be put right in its own form. */
export type RejectedStep = { readonly sent: SentStep; readonly errors: readonly FieldError[] }

type StepProps = {
  readonly visit: StaffContext
  readonly seen: CaseView
  readonly step: PageStep
  readonly again?: RejectedStep | undefined
}

/** The form of one step of a case. */
export const StepForm = ({ visit, seen, step, again }: StepProps) => {
  const casesSteps = casesStepsWords(visit)
  const { kind } = seen.case
  const isRecord = step === 'answered' && kind === 'conduct'
  const helps: Readonly<Partial<Record<PageStep, string>>> = casesSteps.says
  const says = isRecord ? casesSteps.recordedSays : helps[step]
  const here = again?.sent.step === step ? again : undefined
  if (step === 'finding-pinned' && seen.case.papers.length === 0) {
    return (
      <p>
        {casesSteps.paperFirst}{' '}
        <a class="usa-link" href="#add">
          {casesIntakeWords(visit).add}
        </a>
      </p>
    )
  }
  return (
    <Form visit={visit} action={`/cases/${seen.reference}`} class="usa-form carrel-form" id={step}>
      <input type="hidden" name="step" value={step} />
      {says && <p>{says}</p>}
      {step === 'scope-set' && <NoCardsHere visit={visit} seen={seen} />}
      {fieldsOfStep(step, formViewerOf(visit, seen)).map((field) => (
        <OneField visit={visit} seen={seen} step={step} again={here} field={field} />
      ))}
      <button type="submit" class="usa-button">
        {stepLabel(visit, step, { kind, by: caseRoleIn(visit) })}
      </button>
    </Form>
  )
}

/** Said before anything is filled in: no card can be looked up here, or by this person. */
const NoCardsHere = ({ visit, seen }: Pick<StepProps, 'visit' | 'seen'>) => {
  const { decides, looksUp } = formViewerOf(visit, seen)
  if (decides && looksUp) return null
  const { noCardsHere } = casesStepsWords(visit)
  return (
    <Alert kind="info">
      <p class="usa-alert__text">{decides ? noCardsHere.decides : noCardsHere.others}</p>
    </Alert>
  )
}

const OneField = ({ visit, seen, step, again, field }: StepProps & { readonly field: Field }) => {
  const { name, kind } = field
  const casesSteps = casesStepsWords(visit)
  const { errors = [], sent } = again ?? {}
  const label = labelOf(visit, step, name)
  const value = typedIn(sent ?? initialValues(seen, step), name)
  const common = { name, id: fieldId(step, name), label, errors }
  const options = optionsOf(visit, seen, step, name)
  switch (kind) {
    case 'one': {
      const error = errors.find(({ field: of }) => of === common.id)?.message
      return (
        <SelectField {...common} options={options} picked={value} none={casesSteps.choose} error={error} />
      )
    }
    case 'many':
      return (
        <CheckboxGroup
          {...common}
          legend={label}
          options={options}
          chosen={recordsIn(sent ?? { records: [...(seen.case.scope?.records ?? [])] })}
        />
      )
    case 'tick':
      return <CheckboxField {...common} ticked={value} />
    case 'text':
      return (
        <TextArea
          {...common}
          rows={4}
          value={value}
          hint={step === 'finding-pinned' ? casesSteps.hint.quoted : casesSteps.hint.words}
        />
      )
    case 'lines':
      return (
        <TextArea
          {...common}
          rows={3}
          value={value}
          {...(name === 'cards' && { hint: casesSteps.hint.cards })}
        />
      )
    case 'day':
    case 'past':
      return <TextField {...common} type="date" value={value} maxlength={10} />
    case 'page':
      return <TextField {...common} inputmode="numeric" value={value} maxlength={4} />
    case 'when':
      return (
        <>
          <p class="usa-hint">{casesSteps.whenSays}</p>
          <TextField {...common} type="date" value={value} maxlength={10} />
          <TextField
            name="time"
            id={fieldId(step, 'time')}
            label={casesSteps.field.time}
            type="time"
            value={typedIn(sent ?? {}, 'time')}
            maxlength={5}
          />
        </>
      )
    default:
      return <TextField {...common} value={value} maxlength={kind === 'code' ? 30 : 200} />
  }
}

/** What stands in a form that was not sent yet: a paper that is read once more begins with what was read. */
function initialValues({ case: it }: CaseView, step: PageStep): Partial<SentStep> {
  if (step === 'paper-read' && it.reading !== undefined) {
    const { federal, nondisclosure: _, ...read } = it.reading
    return { ...read, ...(federal && { federal: 'yes' }), ...(it.gagged && { gag: 'yes' }) }
  }
  if (step === 'scope-set') return { from: it.scope?.from, until: it.scope?.until }
  return {}
}

/** What a form brought, once each of its fields is what it should be; one that was left empty is not in it. */
export type StepFormValues = {
  readonly text: Readonly<Partial<Record<FieldName, string>>>
  readonly records: readonly string[]
  /** When it happened, where that was said. */
  readonly at?: Date | undefined
}

const maxLineLength = 200

/** An error is named by its step and its field, as they stand on the page. */
export const fieldId = (step: string, name: string) => `${step}-${name}`

/** Reads what was typed for a step; every field that is not right is named, at once. */
export function readStep(
  visit: StaffContext,
  seen: CaseView,
  sent: SentStep,
): { readonly values: StepFormValues } | { readonly errors: readonly FieldError[] } {
  const fields = fieldsOfStep(sent.step, formViewerOf(visit, seen))
  const errors = fields.flatMap((field) => {
    const message = faultInField(visit, seen, sent, field)
    return message === undefined ? [] : [{ field: fieldId(sent.step, field.name), message }]
  })
  if (errors.length > 0) return { errors }
  const text = fields.flatMap(({ name }) => {
    const value = typedIn(sent, name)
    return value === '' ? [] : [[name, value]]
  })
  const at = fields.some(({ kind }) => kind === 'when') ? (instantOf(visit, sent) ?? undefined) : undefined
  return { values: { text: Object.fromEntries(text), records: recordsIn(sent), at } }
}

function faultInField(
  visit: StaffContext,
  seen: CaseView,
  sent: SentStep,
  { name, kind, optional }: Field,
): string | undefined {
  const { error } = casesStepsWords(visit)
  const label = labelOf(visit, sent.step, name)
  const value = typedIn(sent, name)
  const has = (option: string) => Object.hasOwn(optionsOf(visit, seen, sent.step, name), option)
  if (kind === 'many') {
    const chosen = recordsIn(sent)
    return chosen.length > 0 && chosen.every(has) ? undefined : error.records
  }
  if (kind === 'when') {
    const far = dayOutOfRange(visit, label, value)
    return far ?? (instantOf(visit, sent) === null ? error.time : undefined)
  }
  if (value === '') return optional ? undefined : kind === 'one' ? error.pick(label) : error.missing(label)
  if (kind === 'one') return has(value) ? undefined : error.pick(label)
  if (kind === 'day' || kind === 'past') {
    if (!isDay(value)) return error.day(label)
    const far = dayOutOfRange(visit, label, value)
    if (far !== undefined || kind === 'day') return far
    return value > visit.house.clock.today() ? error.toCome(label) : undefined
  }
  if (kind === 'page') return /^[1-9]\d{0,3}$/.test(value) ? undefined : error.number(label)
  if (kind === 'code') {
    const shapes = shapesOf(visit, name)
    return matchesNumberPattern(value, shapes)
      ? undefined
      : error.code(label, formatsOf(visit).either(shapes))
  }
  return kind === 'line' && value.length > maxLineLength ? error.missing(label) : undefined
}

/** What a field is called in the form of a step. */
export function labelOf(visit: StaffContext, step: string, name: FieldName): string {
  const casesSteps = casesStepsWords(visit)
  if ((step === 'board-consulted' || step === 'gag-ended') && name === 'until') return casesSteps.field.on
  if (step === 'withdrawn' && name === 'spokeWith') return casesSteps.takenBackBy
  return step === 'finding-pinned' && name === 'words' ? casesSteps.quoted : casesSteps.field[name]
}

/** In which forms a number may be written, as the pack has them. */
function shapesOf({ house }: StaffContext, name: FieldName): readonly string[] {
  const board = house.gate.cases.rules?.board
  return (name === 'motion' ? board?.motion : board?.session) ?? []
}

export function typedIn(sent: Partial<SentStep>, name: FieldName): string {
  const value = name === 'records' ? undefined : sent[name]
  return value ?? ''
}

export const recordsIn = ({ records }: Partial<SentStep>): readonly string[] =>
  [records ?? []].flat().filter((one) => one !== '')

/** Undefined where nothing was said, null where that is no time. */
function instantOf({ pack }: StaffContext, sent: SentStep): Date | undefined | null {
  const [on, time] = [typedIn(sent, 'on'), typedIn(sent, 'time')]
  if (on === '' && time === '') return undefined
  return instantSent(pack.timeZone, `${on}T${time}`) ?? null
}

type Options = Readonly<Record<string, string>>

/** Records that a paper may name and that a case can collect or must refuse; what staff saw is no record of the library's. */
const namableRecords = recordKinds.filter((kind) => kind !== 'incident')

/** What a field offers, by its value. */
export function optionsOf(visit: StaffContext, seen: CaseView, step: PageStep, name: FieldName): Options {
  const casesSteps = casesStepsWords(visit)
  const records = recordKindWords(visit)
  const tryOut = tryOutWords(visit)
  const { option } = casesSteps
  switch (name) {
    case 'through':
      return option.through
    case 'reached':
    case 'verified':
      return option.yesNo
    case 'opinion':
      return option.opinion
    case 'way':
      return { phone: option.way.phone, mail: option.way.mail }
    case 'source':
      return option.source
    case 'about':
      return option.yesNo
    case 'choice':
      return option.choice
    case 'records':
      return labelsOf(records.kind, namableRecords)
    case 'instrument':
      return labelsOf(tryOut.instrument, readable(visit, seen))
    case 'finding':
      return labelsOf(
        tryOut.finding,
        step === 'finding-dropped' ? [...seen.case.findings.keys()] : [...findingKinds],
      )
    case 'numberFrom':
      return option.numberFrom
    case 'extent':
      return option.extent
    case 'counts':
      return option.counts
    case 'basis':
      return labelsOf(casesConductWords(visit).basisOf, bases)
    case 'paper':
      return Object.fromEntries(
        (step === 'paper-weighed' ? seen.case.later : seen.case.papers).map(({ id, name: called }) => [
          id,
          called,
        ]),
      )
    default:
      return {}
  }
}

/** INVARIANT: paper that is secret by its kind is written down in no open case. */
function readable({ pack }: StaffContext, { sealed }: CaseView) {
  const secret = sealed ? [] : pack.manifest.sealed.instruments
  return instrumentKinds.filter((kind) => kind !== 'unread' && !secret.includes(kind))
}

function labelsOf<K extends string>(names: Readonly<Record<K, string>>, of: readonly K[]): Options {
  return Object.fromEntries(of.map((one) => [one, names[one]]))
}
