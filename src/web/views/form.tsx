/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { Visit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'

/** The word that proves a form to be ours; part of every form. */
export const Word = ({ visit }: { readonly visit: Visit }) => (
  <input type="hidden" name="word" value={visit.formWord} />
)

export type FieldError = { readonly field: string; readonly message: string }

type ErrorSummaryProps = {
  readonly visit: Visit
  readonly errors: readonly FieldError[]
  /** False where a field has it, `autofocus="with-error"`. */
  readonly takesFocus?: boolean
}

/** What is wrong, above the form, each with a link to its field. Takes the focus when the page opens. */
export const ErrorSummary = ({ visit, errors, takesFocus = true }: ErrorSummaryProps) =>
  errors.length === 0 ? null : (
    <div class="usa-alert usa-alert--error" role="alert" tabindex={-1} autofocus={takesFocus}>
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading">{frameWords(visit).fixFirst}</h2>
        <ul class="usa-list usa-list--unstyled">
          {errors.map(({ field, message }) => (
            <li>
              <a class="usa-link" href={`#${field}`}>
                {message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )

type TextFieldProps = {
  readonly name: string
  /** Its id on the page, by which an error names it, where that is not its name: of two forms both may have a `words`. */
  readonly id?: string
  readonly label: string
  readonly hint?: string
  readonly value?: string
  readonly type?: 'text' | 'password' | 'date' | 'time' | 'datetime-local'
  readonly autocomplete?: string
  /** Where something is wrong the summary has the focus, unless it is `with-error`. */
  readonly autofocus?: boolean | 'with-error'
  readonly inputmode?: 'numeric' | 'text'
  readonly maxlength?: number
  readonly errors?: readonly FieldError[]
}

type FieldProps = Pick<TextFieldProps, 'name' | 'id' | 'label' | 'hint' | 'errors'>

const idOf = ({ id, name }: FieldProps) => id ?? name
const errorOf = ({ errors = [], ...of }: FieldProps) => errors.find(({ field }) => field === idOf(of))

/** What an input says to a reader of the screen: its hint and its error are read with it. */
function described(field: FieldProps) {
  const { hint } = field
  const id = idOf(field)
  const error = errorOf(field)
  const by = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return { ...(by !== '' && { 'aria-describedby': by }), ...(error && { 'aria-invalid': 'true' as const }) }
}

/** A label, its hint and its error around an input. */
const Field = ({ children, ...field }: FieldProps & { readonly children: Child }) => {
  const { label, hint } = field
  const id = idOf(field)
  const error = errorOf(field)
  return (
    <div class={error ? 'usa-form-group usa-form-group--error' : 'usa-form-group'}>
      <label class={error ? 'usa-label usa-label--error' : 'usa-label'} for={id}>
        {label}
      </label>{' '}
      {hint && (
        <span class="usa-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}{' '}
      {error && (
        <span class="usa-error-message" id={`${id}-error`}>
          {error.message}
        </span>
      )}{' '}
      {children}
    </div>
  )
}

/** One labelled line of text. */
export const TextField = (props: TextFieldProps) => {
  const { name, errors = [], autocomplete = 'off', autofocus = false } = props
  const hasFocus = autofocus === 'with-error' || (autofocus && errors.length === 0)
  return (
    <Field {...props}>
      <input
        class={errorOf(props) ? 'usa-input usa-input--error' : 'usa-input'}
        id={idOf(props)}
        name={name}
        type={props.type ?? 'text'}
        autocomplete={autocomplete}
        autocapitalize="none"
        spellcheck={false}
        maxlength={props.maxlength ?? 200}
        {...(props.value !== undefined && { value: props.value })}
        {...(props.inputmode && { inputmode: props.inputmode })}
        {...(hasFocus && { autofocus: true })}
        {...described(props)}
      />
    </Field>
  )
}

type TextAreaProps = Pick<TextFieldProps, 'name' | 'id' | 'label' | 'hint' | 'value' | 'errors'> & {
  readonly rows: number
}

/** A labelled field of several lines; its route names it among its `lines`. */
export const TextArea = (props: TextAreaProps) => {
  const { name, rows, value } = props
  return (
    <Field {...props}>
      <textarea
        class={errorOf(props) ? 'usa-textarea usa-input--error' : 'usa-textarea'}
        id={idOf(props)}
        name={name}
        rows={rows}
        autocomplete="off"
        spellcheck={false}
        {...described(props)}
      >
        {value}
      </textarea>
    </Field>
  )
}

type Choice = { readonly value: string; readonly label: Child; readonly hint?: Child }

/** Big buttons, one answer each: a press answers the question and goes on. */
export const ChoiceButtons = ({
  name,
  choices,
}: {
  readonly name: string
  readonly choices: readonly Choice[]
}) => (
  <ul class="carrel-choices">
    {choices.map(({ value, label, hint }) => (
      <li>
        <button type="submit" name={name} value={value} class="carrel-choice">
          <span class="carrel-choice__label">{label}</span>{' '}
          {hint && <span class="carrel-choice__hint">{hint}</span>}
        </button>
      </li>
    ))}
  </ul>
)

type ChoiceListProps = {
  readonly type: 'radio' | 'checkbox'
  readonly name: string
  readonly legend: string
  readonly choices: readonly Choice[]
  readonly chosen: readonly string[]
}

/** Tiles to tick, one (`radio`) or several (`checkbox`). The legend is the page's question, read aloud only. */
export const ChoiceList = ({ type, name, legend, choices, chosen }: ChoiceListProps) => (
  <fieldset class="usa-fieldset">
    <legend class="usa-sr-only">{legend}</legend>
    {choices.map(({ value, label, hint }) => {
      const id = `${name}-${value}`
      return (
        <div class={`usa-${type}`}>
          <input
            class={`usa-${type}__input usa-${type}__input--tile`}
            id={id}
            type={type}
            name={name}
            value={value}
            checked={chosen.includes(value)}
          />
          <label class={`usa-${type}__label`} for={id}>
            {label} {hint && <span class={`usa-${type}__label-description`}>{hint}</span>}
          </label>
        </div>
      )
    })}
  </fieldset>
)
