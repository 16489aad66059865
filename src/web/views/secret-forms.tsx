/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { shortestPassphrase } from '../../accounts/passphrase.ts'
import type { Visit } from '../visit.ts'
import { type FieldError, TextField, Word } from './form.tsx'

type CodeFormProps = {
  readonly visit: Visit
  readonly action: string
  readonly errors: readonly FieldError[]
  readonly button: string
}

/** Six digits from an app on a phone; typed or pasted, spaced or not. `children`: what goes with them. */
export const CodeForm = ({
  visit,
  action,
  errors,
  button,
  children,
}: CodeFormProps & { readonly children?: Child }) => (
  <form method="post" action={action} class="usa-form carrel-form">
    <Word visit={visit} />
    {children}
    <TextField
      name="code"
      label="Code"
      hint="Six digits"
      inputmode="numeric"
      autocomplete="one-time-code"
      maxlength={12}
      autofocus
      errors={errors}
    />
    <button type="submit" class="usa-button">
      {button}
    </button>
  </form>
)

type NewPassphraseProps = { readonly errors: readonly FieldError[]; readonly autofocus?: boolean }

/** A passphrase and the same again. */
export const NewPassphrase = ({ errors, autofocus = false }: NewPassphraseProps) => (
  <>
    <TextField
      name="passphrase"
      label="New passphrase"
      hint={`At least ${shortestPassphrase} characters. A few words that do not go together are best.`}
      type="password"
      autocomplete="new-password"
      maxlength={2000}
      autofocus={autofocus}
      errors={errors}
    />
    <TextField
      name="repeated"
      label="The same again"
      type="password"
      autocomplete="new-password"
      maxlength={2000}
      errors={errors}
    />
  </>
)

type PasskeyFormProps = {
  readonly visit: Visit
  readonly action: string
  readonly does: 'create' | 'get'
  /** What the browser needs, JSON. */
  readonly options: string
  readonly button: string
}

/**
 * Asks for a passkey. It cannot be done without a script (`assets/passkey.js`), so the form stays hidden until that
 * runs, and says so where it cannot.
 */
export const PasskeyForm = ({
  visit,
  action,
  does,
  options,
  button,
  children,
}: PasskeyFormProps & { readonly children?: Child }) => (
  <>
    <noscript>
      <p>A passkey needs scripts, which are off in this browser.</p>
    </noscript>
    <form
      method="post"
      action={action}
      class="usa-form carrel-form"
      data-passkey={does}
      data-options={options}
      hidden
    >
      <Word visit={visit} />
      {children}
      <input type="hidden" name="sent" value="" />
      <p class="usa-error-message" role="alert" data-failed hidden>
        That did not work, or it was called off. Try again.
      </p>
      <button type="submit" class="usa-button">
        {button}
      </button>
    </form>
    <script src="/assets/passkey.js" defer></script>
  </>
)
