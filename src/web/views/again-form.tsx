/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { BackPage } from '../proceed.ts'
import type { StaffVisit } from '../visit.ts'
import { secondStepWords } from '../words/second-step.ts'
import { signInWords } from '../words/sign-in.ts'
import { type FieldError, TextField, Word } from './form.tsx'

type Props = {
  readonly visit: StaffVisit
  readonly back: BackPage
  /** The case that it is about, where it is. */
  readonly about?: string | undefined
  readonly errors?: readonly FieldError[]
  readonly autofocus?: boolean
}

/** Where somebody shows again who they are, with all the steps of a sign-in. */
export const AgainForm = ({ visit, back, about, errors = [], autofocus = false }: Props) => (
  <form method="post" action="/account/again" class="usa-form carrel-form">
    <Word visit={visit} />
    <input type="hidden" name="back" value={back} />
    {about !== undefined && <input type="hidden" name="about" value={about} />}
    <TextField
      name="passphrase"
      label={signInWords(visit).passphrase}
      type="password"
      autocomplete="current-password"
      maxlength={2000}
      autofocus={autofocus}
      errors={errors}
    />
    <button type="submit" class="usa-button">
      {secondStepWords(visit).continue}
    </button>
  </form>
)
