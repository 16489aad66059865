/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { CaseSeen } from '../../disclosure/case-files.ts'
import { Alert } from '../views/alert.tsx'
import { Choices, Picked, Tick } from '../views/case-fields.tsx'
import { type FieldError, TextArea, TextField, Word } from '../views/form.tsx'
import type { StaffVisit } from '../visit.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { casesStepsWords } from '../words/cases-steps.ts'
import { handIn, roleIn, stepSaid } from './case-told.ts'
import { type Field, fieldsOf, type PageStep, type StepSent } from './step-fields.ts'
import { optionsOf } from './step-options.ts'
import { fieldId, labelOf, recordsIn, typedIn } from './step-read.ts'

/** What was sent and is not right, to be put right in its own form. */
export type Again = { readonly sent: StepSent; readonly errors: readonly FieldError[] }

type StepProps = {
  readonly visit: StaffVisit
  readonly seen: CaseSeen
  readonly step: PageStep
  readonly again?: Again | undefined
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
    <form method="post" action={`/cases/${seen.reference}`} class="usa-form carrel-form" id={step}>
      <Word visit={visit} />
      <input type="hidden" name="step" value={step} />
      {says && <p>{says}</p>}
      {step === 'scope-set' && <NoCardsHere visit={visit} seen={seen} />}
      {fieldsOf(step, handIn(visit, seen)).map((field) => (
        <OneField visit={visit} seen={seen} step={step} again={here} field={field} />
      ))}
      <button type="submit" class="usa-button">
        {stepSaid(visit, step, { kind, by: roleIn(visit) })}
      </button>
    </form>
  )
}

/** Said before anything is filled in: no card can be looked up here, or by this person. */
const NoCardsHere = ({ visit, seen }: Pick<StepProps, 'visit' | 'seen'>) => {
  const { decides, looksUp } = handIn(visit, seen)
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
  const value = typedIn(sent ?? kept(seen, step), name)
  const common = { name, id: fieldId(step, name), label, errors }
  const options = optionsOf(visit, seen, step, name)
  switch (kind) {
    case 'one': {
      const error = errors.find(({ field: of }) => of === common.id)?.message
      return <Picked {...common} options={options} picked={value} none={casesSteps.choose} error={error} />
    }
    case 'many':
      return (
        <Choices
          {...common}
          legend={label}
          options={options}
          chosen={recordsIn(sent ?? { records: [...(seen.case.scope?.records ?? [])] })}
        />
      )
    case 'tick':
      return <Tick {...common} ticked={value} />
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
function kept({ case: it }: CaseSeen, step: PageStep): Partial<StepSent> {
  if (step === 'paper-read' && it.reading !== undefined) {
    const { federal, nondisclosure: _, ...read } = it.reading
    return { ...read, ...(federal && { federal: 'yes' }), ...(it.gagged && { gag: 'yes' }) }
  }
  if (step === 'scope-set') return { from: it.scope?.from, until: it.scope?.until }
  return {}
}
