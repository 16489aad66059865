/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { longestPin, pinFault, shortestPin } from '../../own/easy-pin.ts'
import type { Visit } from '../visit.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { type FieldError, TextField } from './form.tsx'

type PinFieldProps = {
  readonly visit: Visit
  readonly name: 'pin' | 'repeated' | 'old'
  readonly label: string
  readonly hint?: string
  readonly autofocus?: boolean
  readonly errors?: readonly FieldError[]
}

/** One masked line of digits. */
export const PinField = ({ name, ...rest }: PinFieldProps) => (
  <TextField
    {...rest}
    name={name}
    type="password"
    inputmode="numeric"
    autocomplete={name === 'old' ? 'current-password' : 'new-password'}
    maxlength={40}
  />
)

type NewPinProps = {
  readonly visit: Visit
  readonly errors: readonly FieldError[]
  readonly autofocus?: boolean
}

/** A PIN and the same again. */
export const NewPin = ({ visit, errors, autofocus = false }: NewPinProps) => {
  const ownPin = ownPinWords(visit)
  return (
    <>
      <PinField
        visit={visit}
        name="pin"
        label={ownPin.pin}
        hint={ownPin.hint(shortestPin, longestPin)}
        autofocus={autofocus}
        errors={errors}
      />
      <PinField visit={visit} name="repeated" label={ownPin.again} errors={errors} />
    </>
  )
}

/** What is wrong with a PIN and its repetition; null where nothing is. What stands in the record is found out later. */
export function newPinError(visit: Visit, typed: { pin: string; repeated: string }): FieldError | null {
  const { fault, notTheSame } = ownPinWords(visit)
  const found = pinFault(typed.pin)
  if (found !== null) {
    const says = fault[found]
    const limit = found === 'too-short' ? shortestPin : longestPin
    return { field: 'pin', message: typeof says === 'string' ? says : says(limit) }
  }
  return typed.pin === typed.repeated ? null : { field: 'repeated', message: notTheSame }
}
