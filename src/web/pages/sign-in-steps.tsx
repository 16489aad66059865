/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { codeTyped, isRightCode } from '../../accounts/code-app.ts'
import { choosePassphrase } from '../../accounts/own-passphrase.ts'
import { askForPasskey, isRightPasskey } from '../../accounts/passkey.ts'
import { longestPassphrase, passphraseFault, shortestPassphrase } from '../../accounts/passphrase.ts'
import { stepLeft } from '../../accounts/sign-in.ts'
import { hasCodeApp } from '../../store/accounts-factor.ts'
import { passkeysOf } from '../../store/passkeys.ts'
import { passSecondStep } from '../../store/sessions.ts'
import { policyWithOwnScript } from '../headers.ts'
import { passkeyHostOf } from '../passkey-host.ts'
import { proceed } from '../proceed.ts'
import { tooMany, tried, wrongTry } from '../try-rate.ts'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { CodeForm, NewPassphrase, PasskeyForm } from '../views/secret-forms.tsx'
import { type HalfVisit, triedFrom, type Visit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { passphraseWords } from '../words/passphrase.ts'
import { secondStepWords } from '../words/second-step.ts'
import { signInWords } from '../words/sign-in.ts'

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
  const { give } = secondStepWords(visit)
  const title = give.title(half.name)
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(title) : title,
    <div class="carrel-narrow">
      <h1>{title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      {codeApp && (
        <>
          <p>{give.typeCode}</p>
          <CodeForm
            visit={visit}
            action="/sign-in/code"
            errors={errors}
            button={secondStepWords(visit).continue}
          />
        </>
      )}
      {options !== null && (
        <>
          {codeApp && <h2>{give.orPasskey}</h2>}
          {!codeApp && <p>{give.usePasskey}</p>}
          <PasskeyForm
            visit={visit}
            action="/sign-in/passkey"
            does="get"
            options={options}
            button={give.useMyPasskey}
          />
        </>
      )}
      {elsewhere[0] !== undefined && (
        <p>
          {give.worksOnlyAt} <strong>{elsewhere[0]}</strong>. {!codeApp && give.openOther}
        </p>
      )}
      <p class="carrel-small">
        {give.lost}{' '}
        <a class="usa-link" href="/sign-in">
          {give.somebodyElse}
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
  const wrong = (message: string): FieldError => ({ field: 'code', message })
  if (code === null) return askSecondStep(visit, [wrong(secondStepWords(visit).notSixDigits)], 422)
  const attempt = () => isRightCode(house, half.id, code, triedFrom(visit))
  const isRight = await tried(visit, half.signIn, attempt, Boolean)
  if (isRight === tooMany) return askSecondStep(visit, [wrong(passphraseWords(visit).tooMany)], 429)
  if (!isRight) {
    return askSecondStep(visit, wrongTry(visit, wrong(secondStepWords(visit).give.wrongCode)), 422)
  }
  await passSecondStep(house.app, house.ring, { accountId: half.id, tokenHash: half.tokenHash })
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
    const message = secondStepWords(visit).give.wrongPasskey
    return askSecondStep(visit, [{ field: 'main', message }], 422)
  }
  await passSecondStep(house.app, house.ring, { accountId, tokenHash })
  return nextPage(visit)
}

/** A passphrase of one's own, in the place of one that somebody else made. */
export function ownPassphrasePage(visit: HalfVisit): Promise<Response> {
  return askOwnPassphrase(visit, [])
}

async function askOwnPassphrase(visit: HalfVisit, errors: readonly FieldError[]): Promise<Response> {
  const { house, half } = visit
  if ((await stepLeft(house, half, house.asksSecondStep)) !== 'own-passphrase') return nextPage(visit)
  const { own } = signInWords(visit)
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(own.title) : own.title,
    <div class="carrel-narrow">
      <h1>{own.title}</h1>
      <p class="usa-intro">{own.why}</p>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/sign-in/passphrase" class="usa-form carrel-form">
        <Word visit={visit} />
        <NewPassphrase visit={visit} errors={errors} autofocus />
        <button type="submit" class="usa-button">
          {own.continue}
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
  const fault = await newPassphraseFault(visit, fields, half)
  if (fault !== null) return askOwnPassphrase(visit, [fault])
  const by = { actor: half.id, role: half.role, place: visit.place }
  const chosen = { account: half, becomes: fields.passphrase, session: half.tokenHash }
  if ((await choosePassphrase(house, by, chosen)) === 'same') {
    const message = signInWords(visit).own.same
    return askOwnPassphrase(visit, [{ field: 'passphrase', message }])
  }
  return nextPage(visit)
}

/** What is wrong with a new passphrase and its repetition, by the field; null where nothing is. */
export async function newPassphraseFault(
  visit: Visit,
  { passphrase, repeated }: { readonly passphrase: string; readonly repeated: string },
  account: { readonly signIn: string; readonly name: string },
): Promise<FieldError | null> {
  const { pack } = visit
  const { fault, notTheSame } = passphraseWords(visit)
  const sentences = {
    ...fault,
    'too-short': fault['too-short'](shortestPassphrase),
    'too-long': fault['too-long'](longestPassphrase),
  }
  const found = await passphraseFault(passphrase, { ...account, library: pack.library })
  if (found !== null) return { field: 'passphrase', message: sentences[found] }
  return passphrase === repeated ? null : { field: 'repeated', message: notTheSame }
}
