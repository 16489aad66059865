/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { StaffVisit } from '../visit.ts'
import { casesConductWords } from '../words/cases-conduct.ts'
import { ChoiceList, type FieldError, TextField } from './form.tsx'

type FieldsProps = { readonly visit: StaffVisit; readonly errors: readonly FieldError[] }

type WhenProps = FieldsProps & { readonly day: string | undefined; readonly time: string | undefined }

/** When it was: today, if nothing was typed. */
export const WhenFields = ({ visit, errors, day = visit.house.clock.today(), time = '' }: WhenProps) => {
  const words = casesConductWords(visit)
  return (
    <>
      <TextField name="day" type="date" label={words.day} value={day} errors={errors} />
      <TextField
        name="time"
        label={words.time}
        hint={words.timeHint}
        maxlength={20}
        value={time}
        errors={errors}
      />
    </>
  )
}

type ToldProps = FieldsProps & {
  readonly bases: readonly ('none' | 'mandated-report' | 'conduct')[]
  readonly chosen: string
  readonly agency: string | undefined
}

/** Whether somebody outside was told, as what, and whom. */
export const ToldFields = ({ visit, errors, bases, chosen, agency = '' }: ToldProps) => {
  const words = casesConductWords(visit)
  return (
    <>
      <ChoiceList
        type="radio"
        name="basis"
        legend={words.basis}
        choices={bases.map((value) => ({
          value,
          label: words.basisOf[value],
          hint: words.basisSays[value],
        }))}
        chosen={[chosen]}
      />
      <TextField name="agency" label={words.agency} maxlength={500} value={agency} errors={errors} />
    </>
  )
}
