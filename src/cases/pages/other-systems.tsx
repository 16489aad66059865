import { z } from 'zod'
import { actorOf, staffActorOf } from '../../gate/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { showForm } from '../../platform/http/layout.tsx'
import {
  ActionButton,
  Alert,
  ChoiceQuestion,
  DataTable,
  DayField,
  Facts,
  type FieldError,
  Form,
  fieldsIn,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import { isDay } from '../../policy/index.ts'
import { recordAction } from '../../staff/index.ts'
import { type Case, type NamedSystem, type SystemSearch, searchKey, systemResults } from '../case.ts'
import type { CaseView } from '../case-service.ts'
import { endOtherSystem, type OtherSystem, otherSystems, saveOtherSystem } from '../other-systems-store.ts'
import type { CaseContext } from '../services.ts'
import type { StepResult } from '../step-recorder.ts'
import { otherSystemsWords } from '../words/other-systems.ts'
import { refusalTexts, viewCase } from './case-parts.tsx'

const fields = ['name', 'holds', 'kept', 'contract', 'searcher'] as const
const text = z.string().trim().max(300).default('')

export const systemForm = z.strictObject({
  id: z.uuid().optional(),
  ...{ name: text, holds: text, kept: text, contract: text, searcher: text },
})
export const endSystemForm = z.strictObject({ id: z.uuid() })

type TypedSystem = z.infer<typeof systemForm>
type SystemsState = {
  readonly typed?: TypedSystem
  readonly errors?: readonly FieldError[]
  readonly note?: 'saved' | 'gone'
}

export function systemsPage(context: StaffContext): Promise<Response> {
  return showSystems(context, {})
}

async function showSystems(
  context: StaffContext,
  { typed, errors = [], note }: SystemsState,
): Promise<Response> {
  const words = otherSystemsWords(context)
  const systems = await otherSystems(context.services.app)
  const isNew = typed !== undefined && typed.id === undefined
  return showForm(
    context,
    {
      ...{ title: words.title, errors, class: 'carrel-narrow' },
      intro: (
        <>
          {note && <Alert kind={note === 'saved' ? 'success' : 'warning'}>{words[note]}</Alert>}
          <p class="usa-intro">{words.intro}</p>
          <p>{words.examples}</p>
          <p>
            {words.brokenInto} <TextLink href="/cases/privacy">{words.reportIt}</TextLink>
          </p>
        </>
      ),
      ...(note === 'gone' && { status: 422 }),
    },
    <>
      {systems.length === 0 && <p>{words.none}</p>}
      {systems.map((system) => (
        <SystemView context={context} system={system} typed={typed} errors={errors} />
      ))}
      <section aria-labelledby="add">
        <h2 id="add">{words.add}</h2>
        <SystemForm
          {...{ context, errors, button: words.add }}
          values={isNew ? typed : { name: '', holds: '', kept: '', contract: '', searcher: '' }}
        />
      </section>
    </>,
  )
}

type SystemProps = {
  readonly context: StaffContext
  readonly system: OtherSystem
  readonly typed: TypedSystem | undefined
  readonly errors: readonly FieldError[]
}

const SystemView = ({ context, system, typed, errors }: SystemProps) => {
  const words = otherSystemsWords(context)
  const isWrong = typed?.id === system.id
  return (
    <section aria-labelledby={`s-${system.id}`}>
      <h2 id={`s-${system.id}`}>{system.name}</h2>
      <Facts facts={fields.slice(1).map((field) => [words[field], system[field]] as const)} />
      <details open={isWrong}>
        <summary>{words.edit(system.name)}</summary>
        <SystemForm
          {...{ context, errors, button: words.save, called: words.saveOf(system.name) }}
          values={isWrong ? typed : system}
        />
        <p>{words.endSays}</p>
        <ActionButton
          {...{ context, action: '/systems/end', name: 'id', value: system.id }}
          {...{ says: words.end, called: words.endOf(system.name) }}
        />
      </details>
    </section>
  )
}

type SystemFormProps = {
  readonly context: StaffContext
  readonly values: TypedSystem
  readonly errors: readonly FieldError[]
  readonly button: string
  readonly called?: string
}

const SystemForm = ({ context, values, errors, button, called }: SystemFormProps) => {
  const words = otherSystemsWords(context)
  const hints: Partial<Record<(typeof fields)[number], string>> = {
    ...{ name: words.nameHint, holds: words.holdsHint, contract: words.contractHint },
  }
  return (
    <Form context={context} action="/systems" class="usa-form carrel-form">
      {values.id !== undefined && <input type="hidden" name="id" value={values.id} />}
      {fields.map((name) => (
        <TextField
          {...{ name, id: fieldId(values.id, name), label: words[name], value: values[name], errors }}
          {...(hints[name] !== undefined && { hint: hints[name] })}
          maxlength={300}
        />
      ))}
      <SubmitButton called={called}>{button}</SubmitButton>
    </Form>
  )
}

const fieldId = (id: string | undefined, name: string) => (id === undefined ? name : `${name}-${id}`)

export async function saveSystem(context: StaffContext, typed: TypedSystem): Promise<Response> {
  const { unfit } = otherSystemsWords(context)
  const { id, ...system } = typed
  const errors = fields.flatMap((name) =>
    system[name] === '' ? [{ field: fieldId(id, name), message: unfit[name] }] : [],
  )
  if (errors.length > 0) return showSystems(context, { typed, errors })
  const saved = await recordAction(context.services, staffActorOf(context), async (trx, note) => {
    await note({ kind: 'other-systems-changed' })
    return saveOtherSystem(trx, id, system)
  })
  return showSystems(context, { note: saved ? 'saved' : 'gone' })
}

export async function endSystem(
  context: StaffContext,
  { id }: z.infer<typeof endSystemForm>,
): Promise<Response> {
  const { services } = context
  const ended = await recordAction(services, staffActorOf(context), async (trx, note) => {
    await note({ kind: 'other-systems-changed' })
    return endOtherSystem(trx, id, services.clock.today())
  })
  return showSystems(context, { note: ended ? 'saved' : 'gone' })
}

export const systemSearchForm = z.strictObject({
  system: z.string().max(40).default(''),
  result: z.enum(systemResults).optional(),
  by: z.string().trim().max(200).default(''),
  on: z.string().trim().max(20).default(''),
  words: z.string().trim().max(1000).default(''),
})
export type TypedSearch = z.infer<typeof systemSearchForm>

export type SystemFaults = {
  readonly says?: readonly string[]
  readonly errors?: readonly FieldError[]
  readonly search?: TypedSearch
}

/** What is missing of what was typed about one system. */
function systemSearchOf(
  context: CaseContext,
  it: Case,
  { act, ...typed }: TypedSearch & Pick<SystemSearch, 'act'>,
): SystemSearch | { readonly errors: readonly FieldError[] } {
  const { unfit } = otherSystemsWords(context).inCase
  const { by, on, result, words } = typed
  const system = systemsFor(it, act).find(({ id }) => id === typed.system)
  const isSearched = result !== undefined && result !== 'not-searched'
  const errors = [
    ...(system === undefined ? [{ field: 'system', message: unfit.system }] : []),
    ...(result === undefined ? [{ field: 'result', message: unfit.result }] : []),
    ...(isSearched && by === '' ? [{ field: 'by', message: unfit.by }] : []),
    ...(!isDay(on) || on > context.services.clock.today() ? [{ field: 'on', message: unfit.on }] : []),
    ...(result !== 'nothing' && result !== undefined && words === ''
      ? [{ field: 'words', message: unfit.words }]
      : []),
  ]
  if (errors.length > 0 || system === undefined || result === undefined) return { errors }
  return { act, system: system.id, name: system.name, by: isSearched ? by : '', on, result, words }
}

/** @param back shows the page that the form was on, with what is wrong */
export async function noteSystemSearch(
  context: CaseContext,
  act: SystemSearch['act'],
  typed: TypedSearch,
  back: (faults: SystemFaults) => Promise<Response>,
): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const search = systemSearchOf(context, seen.case, { ...typed, act })
  if ('errors' in search) return back({ errors: search.errors, search: typed })
  const { cases } = context.services
  const taken: StepResult = await cases.take(actorOf(context), seen.reference, {
    what: 'system-searched',
    ...search,
  })
  if (taken === 'unknown') return notFoundPage(context)
  if ('refused' in taken) return back({ says: refusalTexts(context, taken), search: typed })
  return context.c.redirect(`/cases/${seen.reference}/${act}`, 303)
}

function systemsFor(it: Case, act: SystemSearch['act']): readonly NamedSystem[] {
  return act === 'produce' ? (it.production?.systems ?? []) : it.systemsToPreserve
}

type InCaseProps = {
  readonly context: StaffContext
  readonly seen: CaseView
  readonly act: SystemSearch['act']
  readonly errors: readonly FieldError[]
  readonly typed: TypedSearch | undefined
}

/** Each other system with what was done in it, and a form for the next. Nothing where none was in use. */
export const SystemsInCase = ({ context, seen, act, errors, typed }: InCaseProps) => {
  const { inCase, said } = otherSystemsWords(context)
  const { case: it, reference } = seen
  const systems = systemsFor(it, act)
  if (systems.length === 0) return null
  const formats = formatsOf(context)
  const searchOf = ({ id }: NamedSystem) => it.searches.get(searchKey(act, id))
  const open = systems.filter((system) => searchOf(system) === undefined)
  const first = open[0] ?? systems[0]
  const field = fieldsIn({ by: typed?.by, words: typed?.words }, errors)
  return (
    <section aria-labelledby="systems">
      <h2 id="systems">{inCase.heading}</h2>
      <p>{inCase[act]}</p>
      <DataTable
        head={inCase.head}
        rows={systems.map((system) => {
          const search = searchOf(system)
          if (search === undefined) return [system.name, inCase.pending, '']
          const done = said(search.result, search.by, formats.day(search.on))
          return [system.name, capitalize(done), search.words]
        })}
      />
      <details open={open.length > 0}>
        <summary>{inCase.note}</summary>
        <Form context={context} action={`/cases/${reference}/${act}/system`} class="usa-form carrel-form">
          <SelectField
            {...{ name: 'system', label: inCase.which, picked: typed?.system ?? first?.id ?? '' }}
            options={Object.fromEntries(systems.map(({ id, name }) => [id, name]))}
            error={errors.find((one) => one.field === 'system')?.message}
          />
          <ChoiceQuestion
            {...{ type: 'radio', name: 'result', legend: inCase.result, errors }}
            chosen={typed?.result === undefined ? [] : [typed.result]}
            choices={systemResults.map((value) => ({ value, label: inCase.results[value] }))}
          />
          <TextField {...field('by')} label={inCase.by} maxlength={200} />
          <DayField
            {...{ name: 'on', label: inCase.on, errors }}
            value={typed?.on ?? context.services.clock.today()}
          />
          <TextArea {...field('words')} label={inCase.words} hint={inCase.wordsHint} rows={3} />
          <SubmitButton look="outline">{inCase.keep}</SubmitButton>
        </Form>
      </details>
    </section>
  )
}
