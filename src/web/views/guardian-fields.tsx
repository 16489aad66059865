/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Visit } from '../visit.ts'
import { guardiansWords } from '../words/guardians.ts'
import { ChoiceList, type FieldError, TextField } from './form.tsx'

type Errors = { readonly errors: readonly FieldError[] }
type Sent = Readonly<Record<string, unknown>>

const text = (sent: Sent, name: string) => (typeof sent[name] === 'string' ? { value: sent[name] } : {})
const wrong = (errors: readonly FieldError[], name: string) =>
  errors
    .filter(({ field }) => field === name)
    .map(({ message }) => <span class="usa-error-message">{message}</span>)

/** Whether they signed, and what they showed. */
export const ShownFields = ({
  visit,
  sent,
  errors,
}: { readonly visit: Visit; readonly sent: Sent } & Errors) => {
  const words = guardiansWords(visit)
  const chosen = (name: string) => [sent[name]].flat().filter((one) => typeof one === 'string')
  return (
    <>
      <input type="hidden" name="sent" value="yes" />
      <div id="liable">
        <h2>{words.didSign}</h2>
        <p class="carrel-hint">{words.signHint}</p>
        {wrong(errors, 'liable')}
        <ChoiceList
          type="radio"
          name="liable"
          legend={words.didSign}
          chosen={chosen('liable')}
          choices={(['yes', 'no'] as const).map((value) => ({ value, label: words.signedChoice[value] }))}
        />
      </div>
      <div id="checked">
        <h2>{words.checked}</h2>
        <p class="carrel-hint">{words.checkedHint}</p>
        {wrong(errors, 'checked')}
        <input type="hidden" name="checked" value="" />
        <ChoiceList
          type="checkbox"
          name="checked"
          legend={words.checked}
          chosen={chosen('checked')}
          choices={(['photo-id', 'court-letters'] as const).map((value) => ({
            ...{ value, label: words.checks[value] },
          }))}
        />
      </div>
    </>
  )
}

/** Where somebody without a card lives, on lines as a letter has them. */
export const AddressFields = ({
  visit,
  sent,
  errors,
}: { readonly visit: Visit; readonly sent: Sent } & Errors) => {
  const words = guardiansWords(visit)
  return (
    <>
      <TextField name="street" label={words.street} {...text(sent, 'street')} errors={errors} />
      <TextField
        name="town"
        label={words.town}
        hint={words.townHint}
        {...text(sent, 'town')}
        errors={errors}
      />
      <TextField name="phone" label={words.phone} {...text(sent, 'phone')} errors={errors} />
    </>
  )
}

/** Their name, as on their papers. */
export const NameFields = ({
  visit,
  sent,
  errors,
}: { readonly visit: Visit; readonly sent: Sent } & Errors) => {
  const words = guardiansWords(visit)
  return (
    <>
      <TextField name="firstName" label={words.firstName} {...text(sent, 'firstName')} errors={errors} />
      <TextField name="surname" label={words.surname} {...text(sent, 'surname')} errors={errors} />
    </>
  )
}
