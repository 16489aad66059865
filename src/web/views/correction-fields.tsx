/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Correctable } from '../../contact/correction.ts'
import type { Opened } from '../../disclosure/opened.ts'
import type { CorrectionSent } from '../correction-form.ts'
import type { Visit } from '../visit.ts'
import { correctionsWords } from '../words/corrections.ts'
import { linesOf, saidIn } from './correction-parts.tsx'
import { type FieldError, TextArea, TextField } from './form.tsx'

type FieldProps = {
  readonly visit: Visit
  readonly opened: Opened
  readonly sent: CorrectionSent
  readonly errors: readonly FieldError[]
}

/** The name of one part, and what the record says of it now. */
const Part = ({ visit, opened, part }: FieldProps & { readonly part: Correctable }) => {
  const corrections = correctionsWords(visit)
  const lines = linesOf(visit, part, saidIn(opened))
  return (
    <>
      <h2>{corrections.part[part]}</h2>
      {lines.map((line) => (
        <p class="carrel-line">{corrections.nowIs(line)}</p>
      ))}
    </>
  )
}

type TypedProps = FieldProps & {
  readonly name: 'firstName' | 'otherNames' | 'surname' | 'born'
  readonly label: string
  readonly type?: 'date'
}

const Typed = ({ sent, errors, name, label, type = undefined }: TypedProps) => (
  <TextField
    {...{ name, label, errors, value: sent[name] ?? '', maxlength: 100 }}
    {...(type !== undefined && { type })}
  />
)

type AreaProps = FieldProps & { readonly name: 'emails' | 'phones' | 'addresses'; readonly hint: string }

const Area = ({ visit, sent, errors, name, hint }: AreaProps) => (
  <TextArea
    {...{ name, hint, errors, value: sent[name] ?? '', rows: name === 'addresses' ? 5 : 2 }}
    label={correctionsWords(visit).part[name]}
  />
)

type TickProps = FieldProps & { readonly name: 'wholeName' | 'noEmail' | 'noPhone'; readonly label: string }

const Tick = ({ sent, name, label }: TickProps) => (
  <div class="usa-checkbox">
    <input
      class="usa-checkbox__input"
      type="checkbox"
      id={name}
      name={name}
      value="yes"
      checked={sent[name] === 'yes'}
    />
    <label class="usa-checkbox__label" for={name}>
      {label}
    </label>
  </div>
)

type AllProps = FieldProps & { readonly none: { readonly noEmail: string; readonly noPhone: string } }

/** What a record says, part by part, and an empty field for what it should say. */
export const CorrectionFields = ({ none, ...field }: AllProps) => {
  const words = correctionsWords(field.visit)
  return (
    <>
      <Part {...field} part="name" />
      <Typed {...field} name="firstName" label={words.firstName} />
      <Typed {...field} name="otherNames" label={words.otherNames} />
      <Typed {...field} name="surname" label={words.surname} />
      <Tick {...field} name="wholeName" label={words.wholeName} />
      <Part {...field} part="born" />
      <Typed {...field} name="born" label={words.part.born} type="date" />
      <Part {...field} part="emails" />
      <Area {...field} name="emails" hint={words.emailsHint} />
      <Tick {...field} name="noEmail" label={none.noEmail} />
      <Part {...field} part="phones" />
      <Area {...field} name="phones" hint={words.phonesHint} />
      <Tick {...field} name="noPhone" label={none.noPhone} />
      <Part {...field} part="addresses" />
      <Area {...field} name="addresses" hint={words.addressesHint} />
    </>
  )
}
