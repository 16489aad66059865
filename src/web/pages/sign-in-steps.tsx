/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { codeTyped, isRightCode } from '../../accounts/code-app.ts'
import { choosePassphrase } from '../../accounts/own-passphrase.ts'
import { askForPasskey, isRightPasskey } from '../../accounts/passkey.ts'
import { passphraseFault } from '../../accounts/passphrase.ts'
import { stepLeft } from '../../accounts/sign-in.ts'
import { hasCodeApp } from '../../store/accounts-factor.ts'
import { passkeysOf } from '../../store/passkeys.ts'
import { passSecondStep } from '../../store/sessions.ts'
import { policyWithOwnScript } from '../headers.ts'
import { passkeyHostOf } from '../passkey-host.ts'
import { proceed } from '../proceed.ts'
import { mayTry, tooManyTries } from '../try-rate.ts'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { CodeForm, NewPassphrase, PasskeyForm } from '../views/secret-forms.tsx'
import type { HalfVisit } from '../visit.ts'
import { wrongTry } from './sign-in.tsx'

export const codeForm = z.strictObject({ code: z.string().max(40) })
export const passkeyForm = z.strictObject({ sent: z.string().max(16_384) })
export const ownPassphraseForm = z.strictObject({
  passphrase: z.string().max(2000),
  repeated: z.string().max(2000),
})

/** To the step that is next; in, where none is left. */
export function nextPage(visit: HalfVisit): Promise<Response> {
  return proceed(visit, visit.half.tokenHash)
}

/** Asks for the code of the app, the passkey, or either: whatever this account has. */
export function secondStepPage(visit: HalfVisit): Promise<Response> {
  return askSecondStep(visit, [])
}

async function askSecondStep(
  visit: HalfVisit,
  errors: readonly FieldError[],
  status: 200 | 422 | 429 = 200,
): Promise<Response> {
  const { house, half, c } = visit
  if ((await stepLeft(house, half, house.asksSecondStep)) !== 'second-step') return nextPage(visit)
  const codeApp = await hasCodeApp(house.app, half.id)
  const at = passkeyHostOf(visit)
  const { id: accountId, tokenHash } = half
  const options = at === null ? null : await askForPasskey(house, { at, accountId, tokenHash })
  if (options !== null) c.header('Content-Security-Policy', policyWithOwnScript)
  const elsewhere = options === null ? (await passkeysOf(house.app, accountId)).map(({ host }) => host) : []
  return show(
    visit,
    errors.length > 0 ? 'Please fix: Second step' : 'Second step',
    <div class="carrel-narrow">
      <h1>Show that it is you, {half.name}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      {codeApp && (
        <>
          <p>Type the code that the app on your phone shows now.</p>
          <CodeForm visit={visit} action="/sign-in/code" errors={errors} button="Continue" />
        </>
      )}
      {options !== null && (
        <>
          {codeApp && <h2>Or use your passkey</h2>}
          {!codeApp && <p>Use your passkey: the key, phone or computer that you set up for it.</p>}
          <PasskeyForm
            visit={visit}
            action="/sign-in/passkey"
            does="get"
            options={options}
            button="Use my passkey"
          />
        </>
      )}
      {elsewhere[0] !== undefined && (
        <p>
          {codeApp ? 'Your' : 'You have no code app, and your'} passkey works only at the address{' '}
          <strong>{elsewhere[0]}</strong>. {!codeApp && 'Open that, or ask the Director for a reset.'}
        </p>
      )}
      <p class="carrel-small">
        Lost it? Ask the Director for a reset.{' '}
        <a class="usa-link" href="/sign-in">
          Sign in as somebody else
        </a>
      </p>
    </div>,
    status,
  )
}

/** The code of the app: one of the sign-in's tries. */
export async function giveCode(visit: HalfVisit, fields: z.infer<typeof codeForm>): Promise<Response> {
  const { house, half } = visit
  const code = codeTyped(fields.code)
  const wrong = (message: string, status: 422 | 429 = 422) =>
    askSecondStep(visit, [{ field: 'code', message }], status)
  if (code === null) return wrong('The code has six digits')
  if (!mayTry(visit, half.signIn)) return wrong(tooManyTries, 429)
  if (!(await isRightCode(house, half.id, code))) {
    return wrong(`That code is not right, or was used before: wait for the next one. ${wrongTry}`)
  }
  await passSecondStep(house.app, { accountId: half.id, tokenHash: half.tokenHash })
  return nextPage(visit)
}

/** What a passkey signed. */
export async function givePasskey(
  visit: HalfVisit,
  { sent }: z.infer<typeof passkeyForm>,
): Promise<Response> {
  const { house, half } = visit
  const at = passkeyHostOf(visit)
  const { id: accountId, tokenHash } = half
  if (at === null || !(await isRightPasskey(house, { at, accountId, tokenHash, sent }))) {
    const message = 'That passkey did not work here: try again, or ask the Director for a reset'
    return askSecondStep(visit, [{ field: 'main', message }], 422)
  }
  await passSecondStep(house.app, { accountId, tokenHash })
  return nextPage(visit)
}

/** A passphrase of one's own, in the place of one that somebody else made. */
export function ownPassphrasePage(visit: HalfVisit): Promise<Response> {
  return askOwnPassphrase(visit, [])
}

async function askOwnPassphrase(visit: HalfVisit, errors: readonly FieldError[]): Promise<Response> {
  const { house, half } = visit
  if ((await stepLeft(house, half, house.asksSecondStep)) !== 'own-passphrase') return nextPage(visit)
  return show(
    visit,
    errors.length > 0 ? 'Please fix: Your passphrase' : 'Your passphrase',
    <div class="carrel-narrow">
      <h1>Choose your own passphrase</h1>
      <p class="usa-intro">
        Somebody else made the one you just used. From now on only you know yours, and nobody can look it up.
      </p>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/sign-in/passphrase" class="usa-form carrel-form">
        <Word visit={visit} />
        <NewPassphrase errors={errors} autofocus />
        <button type="submit" class="usa-button">
          Continue
        </button>
      </form>
    </div>,
    errors.length > 0 ? 422 : 200,
  )
}

export async function chooseOwnPassphrase(
  visit: HalfVisit,
  fields: z.infer<typeof ownPassphraseForm>,
): Promise<Response> {
  const { house, half } = visit
  if ((await stepLeft(house, half, house.asksSecondStep)) !== 'own-passphrase') return nextPage(visit)
  const fault = newPassphraseFault(fields, half)
  if (fault !== null) return askOwnPassphrase(visit, [fault])
  const by = { actor: half.id, role: half.role, place: visit.place }
  const chosen = { account: half, becomes: fields.passphrase, session: half.tokenHash }
  if ((await choosePassphrase(house, by, chosen)) === 'same') {
    const message = 'That is the passphrase that you were given: choose another'
    return askOwnPassphrase(visit, [{ field: 'passphrase', message }])
  }
  return nextPage(visit)
}

/** What is wrong with a new passphrase and its repetition, by the field; null where nothing is. */
export function newPassphraseFault(
  { passphrase, repeated }: { readonly passphrase: string; readonly repeated: string },
  account: { readonly signIn: string; readonly name: string },
): FieldError | null {
  const fault = passphraseFault(passphrase, account)
  if (fault !== null) return { field: 'passphrase', message: fault }
  return passphrase === repeated
    ? null
    : { field: 'repeated', message: 'The two are not the same: type it again' }
}
