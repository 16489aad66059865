import type { Child } from 'hono/jsx'
import { type FieldError, Form, SubmitButton, TextField } from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { minPassphraseLength } from '../passphrase.ts'
import { secondStepWords } from '../words/second-step.ts'
import { passphraseWords } from '../words/sign-in.ts'

type CodeFormProps = {
  readonly context: RequestContext
  readonly action: string
  readonly errors: readonly FieldError[]
  readonly button: string
}

/** Six digits, typed or pasted, with or without spaces. */
export const CodeForm = ({
  context,
  action,
  errors,
  button,
  children,
}: CodeFormProps & { readonly children?: Child }) => (
  <Form context={context} action={action} class="usa-form carrel-form">
    {children}
    <TextField
      name="code"
      label={secondStepWords(context).code}
      hint={secondStepWords(context).codeHint}
      inputmode="numeric"
      autocomplete="one-time-code"
      maxlength={12}
      autofocus
      errors={errors}
    />
    <SubmitButton>{button}</SubmitButton>
  </Form>
)

type NewPassphraseProps = {
  readonly context: RequestContext
  readonly errors: readonly FieldError[]
  readonly autofocus?: boolean
}

export const NewPassphrase = ({ context, errors, autofocus = false }: NewPassphraseProps) => (
  <>
    <TextField
      name="passphrase"
      label={passphraseWords(context).new}
      hint={passphraseWords(context).newHint(minPassphraseLength)}
      type="password"
      autocomplete="new-password"
      maxlength={2000}
      autofocus={autofocus}
      errors={errors}
    />
    <TextField
      name="repeated"
      label={passphraseWords(context).again}
      type="password"
      autocomplete="new-password"
      maxlength={2000}
      errors={errors}
    />
  </>
)

type PasskeyFormProps = {
  readonly context: RequestContext
  readonly action: string
  readonly does: 'create' | 'get'
  /** JSON for the browser. */
  readonly options: string
  readonly button: string
}

/** Hidden until `assets/passkey.js` runs; without a script or passkeys the page says so. */
export const PasskeyForm = ({
  context,
  action,
  does,
  options,
  button,
  children,
}: PasskeyFormProps & { readonly children?: Child }) => (
  <>
    <noscript>
      <p>{secondStepWords(context).passkey.needsScripts}</p>
    </noscript>
    <p data-unable hidden>
      {secondStepWords(context).passkey.unable}
    </p>
    <Form
      context={context}
      action={action}
      class="usa-form carrel-form"
      data-passkey={does}
      data-options={options}
      hidden
    >
      {children}
      <input type="hidden" name="sent" value="" />
      <p class="usa-error-message" role="alert" data-failed hidden>
        {secondStepWords(context).passkey.calledOff}
      </p>
      <SubmitButton>{button}</SubmitButton>
    </Form>
    <script src="/assets/passkey.js" defer></script>
  </>
)
