/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { type FieldError, TextField } from './form.tsx'

type Options = Readonly<Record<string, string>>

type PickedProps = {
  readonly name: string
  /** Where it is not its name. */
  readonly id?: string
  readonly label: string
  readonly options: Options
  readonly picked: string
  /** What is picked where none of them is. */
  readonly none?: string
  readonly error?: string | undefined
}

/** One of many, in a list that opens. */
export const Picked = ({ name, id = name, label, options, picked, none, error }: PickedProps) => (
  <>
    <label class="usa-label" for={id}>
      {label}
    </label>
    {error && (
      <span class="usa-error-message" id={`${id}-error`}>
        {error}
      </span>
    )}
    <select class="usa-select" id={id} name={name} {...(error && { 'aria-describedby': `${id}-error` })}>
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

type TickProps = {
  readonly name: string
  readonly id?: string
  readonly label: string
  readonly ticked: string
}

/** True or not. */
export const Tick = ({ name, id = name, label, ticked }: TickProps) => (
  <div class="usa-checkbox">
    <input
      class="usa-checkbox__input"
      id={id}
      type="checkbox"
      name={name}
      value="yes"
      checked={ticked === 'yes'}
    />
    <label class="usa-checkbox__label" for={id}>
      {label}
    </label>
  </div>
)

type ChoicesProps = {
  /** One of them alone, where it is not several. */
  readonly type?: 'radio'
  readonly name: string
  readonly id?: string
  readonly legend: string
  readonly options: Options
  readonly chosen: readonly string[]
  readonly errors?: readonly FieldError[]
}

/** Several of many, or one of a few, close together. */
export const Choices = ({ type, name, id = name, legend, options, chosen, errors = [] }: ChoicesProps) => {
  const error = errors.find(({ field }) => field === id)
  return (
    <fieldset class="usa-fieldset" id={id} {...(error && { 'aria-describedby': `${id}-error` })}>
      <legend class="usa-legend">{legend}</legend>
      {error && (
        <span class="usa-error-message" id={`${id}-error`}>
          {error.message}
        </span>
      )}
      {Object.entries(options).map(([value, text]) => (
        <div class={`usa-${type ?? 'checkbox'}`}>
          <input
            class={`usa-${type ?? 'checkbox'}__input`}
            id={`${id}-${value}`}
            type={type ?? 'checkbox'}
            name={name}
            value={value}
            checked={chosen.includes(value)}
          />
          <label class={`usa-${type ?? 'checkbox'}__label`} for={`${id}-${value}`}>
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
