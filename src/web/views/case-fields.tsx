/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { type FieldError, TextField } from './form.tsx'

type Options = Readonly<Record<string, string>>

type PickedProps = {
  readonly name: string
  readonly label: string
  readonly options: Options
  readonly picked: string
  /** What is picked where none of them is. */
  readonly none?: string
}

/** One of many, in a list that opens. */
export const Picked = ({ name, label, options, picked, none }: PickedProps) => (
  <>
    <label class="usa-label" for={name}>
      {label}
    </label>
    <select class="usa-select" id={name} name={name}>
      {none !== undefined && (
        <option value="" selected={picked === ''}>
          {none}
        </option>
      )}
      {Object.entries(options).map(([value, text]) => (
        <option value={value} selected={value === picked}>
          {text}
        </option>
      ))}
    </select>
  </>
)

type TickProps = { readonly name: string; readonly label: string; readonly ticked: string }

/** True or not. */
export const Tick = ({ name, label, ticked }: TickProps) => (
  <div class="usa-checkbox">
    <input
      class="usa-checkbox__input"
      id={name}
      type="checkbox"
      name={name}
      value="yes"
      checked={ticked === 'yes'}
    />
    <label class="usa-checkbox__label" for={name}>
      {label}
    </label>
  </div>
)

type ChoicesProps = {
  /** One of them alone, where it is not several. */
  readonly type?: 'radio'
  readonly name: string
  readonly legend: string
  readonly options: Options
  readonly chosen: readonly string[]
  readonly errors?: readonly FieldError[]
}

/** Several of many, or one of a few, close together. */
export const Choices = ({ type, name, legend, options, chosen, errors = [] }: ChoicesProps) => {
  const error = errors.find(({ field }) => field === name)
  return (
    <fieldset class="usa-fieldset" id={name} {...(error && { 'aria-describedby': `${name}-error` })}>
      <legend class="usa-legend">{legend}</legend>
      {error && (
        <span class="usa-error-message" id={`${name}-error`}>
          {error.message}
        </span>
      )}
      {Object.entries(options).map(([value, text]) => (
        <div class={`usa-${type ?? 'checkbox'}`}>
          <input
            class={`usa-${type ?? 'checkbox'}__input`}
            id={`${name}-${value}`}
            type={type ?? 'checkbox'}
            name={name}
            value={value}
            checked={chosen.includes(value)}
          />
          <label class={`usa-${type ?? 'checkbox'}__label`} for={`${name}-${value}`}>
            {text}
          </label>
        </div>
      ))}
    </fieldset>
  )
}

type DayFieldProps = {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly errors: readonly FieldError[]
}

/** A day of the calendar. */
export const DayField = ({ name, label, value, errors }: DayFieldProps) => (
  <TextField name={name} label={label} type="date" value={value} maxlength={10} errors={errors} />
)
