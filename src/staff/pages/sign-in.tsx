/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { dropCookie, newToken, readCookie, tokenHash, writeCookie } from '../../platform/http/cookies.ts'
import { show } from '../../platform/http/layout.tsx'
import { ErrorSummary, type FieldError, Form, TextField } from '../../platform/http/page-kit.tsx'
import { passScreen } from '../../platform/http/page-lifetime.tsx'
import {
  isSecure,
  type PendingSignInContext,
  type RequestContext,
  type StaffContext,
  signInSource,
} from '../../platform/http/request-context.ts'
import { policyWithOwnScript } from '../../platform/http/request-guard.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { givenPassphraseDays } from '../account-store.ts'
import { maxPassphraseLength, minPassphraseLength, passphraseFault } from '../passphrase.ts'
import { askForPasskey, isRightCode, isRightPasskey, parseCode, passkeyHostOf } from '../second-factor.ts'
import { hasCodeApp, passkeysOf } from '../second-factor-store.ts'
import type { StaffServices } from '../services.ts'
import { endSession, idleMinutes, longestHours, passSecondFactor } from '../session-store.ts'
import { choosePassphrase, isAcceptedPassphrase, remainingStep, tryPassphrase } from '../sign-in.ts'
import { limitedAttempt, tooManyAttempts, wrongAttemptErrors } from '../try-rate.ts'
import { passphraseWords } from '../words/passphrase.ts'
import { secondStepWords } from '../words/second-step.ts'
import { setUpWords } from '../words/set-up.ts'
import { signInWords } from '../words/sign-in.ts'
import { CodeForm, NewPassphrase, PasskeyForm } from './secret-forms.tsx'
import { continueSignIn } from './sign-in-flow.ts'

export const signInForm = z.strictObject({ name: z.string().max(200), passphrase: z.string().max(2000) })
export const signOutForm = z.strictObject({})

type SignInProps = {
  readonly visit: RequestContext
  readonly name?: string
  readonly errors?: readonly FieldError[]
  /** Why somebody is here again who was signed in, or nearly. */
  readonly over?: string | undefined
}

const SignIn = ({ visit, name, errors = [], over }: SignInProps) => {
  const signIn = signInWords(visit)
  return (
    <div class="carrel-narrow">
      <h1>{signIn.title}</h1>
      {over && errors.length === 0 && (
        <div class="usa-alert usa-alert--info usa-alert--slim">
          <div class="usa-alert__body">
            <p class="usa-alert__text">{over}</p>
          </div>
        </div>
      )}
      <ErrorSummary visit={visit} errors={errors} />
      <Form visit={visit} action="/sign-in" class="usa-form carrel-form">
        <TextField
          name="name"
          label={signIn.name}
          autocomplete="username"
          autofocus={errors.length === 0}
          {...(name !== undefined && { value: name })}
        />
        <TextField
          name="passphrase"
          label={signIn.passphrase}
          type="password"
          autocomplete="current-password"
          maxlength={2000}
          errors={errors}
        />
        <button type="submit" class="usa-button">
          {signIn.signIn}
        </button>
      </Form>
      <p class="carrel-small">{signIn.forgotten}</p>
      <p class="carrel-small">
        {signIn.directorForgot} <code>carrel account reset</code>
      </p>
    </div>
  )
}

/** The sign-in page; one who is signed in already goes to the start page. */
export function signInPage(visit: RequestContext): Response | Promise<Response> {
  if (visit.who !== null) return visit.c.redirect('/', 303)
  return show(visit, signInWords(visit).title, <SignIn visit={visit} over={endedNotice(visit)} />)
}

/** What this browser had begun and cannot go on with, said once. */
function endedNotice(visit: RequestContext): string | undefined {
  const { c, house, half, settingUp } = visit
  const secure = isSecure(house)
  const had = (name: 'session' | 'step' | 'set-up') => {
    if (readCookie(c, secure, name) === null) return false
    dropCookie(c, secure, name)
    return true
  }
  const [session, step] = [had('session'), had('step')]
  const setUp = settingUp === null && had('set-up')
  if (session) return signInWords(visit).signedOut(idleMinutes, longestHours)
  if (step && half === null) return signInWords(visit).tookTooLong
  return setUp ? setUpWords(visit).over : undefined
}

/** Holds name and passphrase together; where they go together, goes on to whatever is left to do. */
export async function submitSignIn(
  visit: RequestContext<StaffServices>,
  fields: z.infer<typeof signInForm>,
): Promise<Response> {
  const { c, house } = visit
  const again = (errors: readonly FieldError[], status: 422 | 429) =>
    show(
      visit,
      frameWords(visit).fixTitle(signInWords(visit).title),
      <SignIn visit={visit} name={fields.name} errors={errors} />,
      status,
    )
  const wrong = (message: string): FieldError => ({ field: 'passphrase', message })
  const token = newToken()
  const given = {
    ...{ signIn: fields.name, passphrase: fields.passphrase, tokenHash: tokenHash(token) },
    ...{ place: visit.place, from: signInSource(visit), again: false },
  }
  const account = await limitedAttempt(
    visit,
    fields.name,
    () => tryPassphrase(house, given),
    isAcceptedPassphrase,
  )
  if (account === tooManyAttempts) return again([wrong(passphraseWords(visit).tooMany)], 429)
  if (account === 'over') return again([wrong(signInWords(visit).givenOver(givenPassphraseDays))], 422)
  if (account === null) {
    return again(wrongAttemptErrors(visit, wrong(signInWords(visit).wrongPair)), 422)
  }
  writeCookie(c, isSecure(house), 'step', token)
  return continueSignIn(visit, tokenHash(token))
}

/** Ends the session here and in the database. */
export async function submitSignOut(visit: StaffContext<StaffServices>): Promise<Response> {
  const { c, house } = visit
  const secure = isSecure(house)
  const token = readCookie(c, secure, 'session')
  if (token !== null) {
    house.openSessions.shut(tokenHash(token))
    await endSession(house.app, tokenHash(token), house.clock.now())
  }
  dropCookie(c, secure, 'session')
  passScreen({ ...visit, who: null })
  return c.redirect('/sign-in', 303)
}

export const codeForm = z.strictObject({ code: z.string().max(40) })
export const passkeyForm = z.strictObject({ sent: z.string().max(16_384) })
export const ownPassphraseForm = z.strictObject({
  passphrase: z.string().max(2000),
  repeated: z.string().max(2000),
})

/** To the step that is next; in, where none is left. */
export function nextStepPage(visit: PendingSignInContext<StaffServices>): Promise<Response> {
  return continueSignIn(visit, visit.half.tokenHash)
}

/** Asks for the code of the app, the passkey, or either: whatever this account has. */
export function secondFactorStepPage(visit: PendingSignInContext<StaffServices>): Promise<Response> {
  return secondFactorStepView(visit, [])
}

async function secondFactorStepView(
  visit: PendingSignInContext<StaffServices>,
  errors: readonly FieldError[],
  status: 200 | 422 | 429 = 200,
): Promise<Response> {
  const { house, half, c } = visit
  if ((await remainingStep(house, half, house.asksSecondStep)) !== 'second-step') return nextStepPage(visit)
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
export async function submitCode(
  visit: PendingSignInContext<StaffServices>,
  fields: z.infer<typeof codeForm>,
): Promise<Response> {
  const { house, half } = visit
  const code = parseCode(fields.code)
  const wrong = (message: string): FieldError => ({ field: 'code', message })
  if (code === null) return secondFactorStepView(visit, [wrong(secondStepWords(visit).notSixDigits)], 422)
  const attempt = () => isRightCode(house, half.id, code, signInSource(visit))
  const isRight = await limitedAttempt(visit, half.signIn, attempt, Boolean)
  if (isRight === tooManyAttempts)
    return secondFactorStepView(visit, [wrong(passphraseWords(visit).tooMany)], 429)
  if (!isRight) {
    return secondFactorStepView(
      visit,
      wrongAttemptErrors(visit, wrong(secondStepWords(visit).give.wrongCode)),
      422,
    )
  }
  await passSecondFactor(house.app, house.ring, { accountId: half.id, tokenHash: half.tokenHash })
  return nextStepPage(visit)
}

/** What a passkey signed. */
export async function submitPasskey(
  visit: PendingSignInContext<StaffServices>,
  { sent }: z.infer<typeof passkeyForm>,
): Promise<Response> {
  const { house, half } = visit
  const at = passkeyHostOf(visit)
  const { id: accountId, tokenHash } = half
  if (at === null || !(await isRightPasskey(house, { at, accountId, tokenHash, sent }))) {
    const message = secondStepWords(visit).give.wrongPasskey
    return secondFactorStepView(visit, [{ field: 'main', message }], 422)
  }
  await passSecondFactor(house.app, house.ring, { accountId, tokenHash })
  return nextStepPage(visit)
}

/** A passphrase of one's own, in the place of one that somebody else made. */
export function ownPassphrasePage(visit: PendingSignInContext<StaffServices>): Promise<Response> {
  return ownPassphraseView(visit, [])
}

async function ownPassphraseView(
  visit: PendingSignInContext<StaffServices>,
  errors: readonly FieldError[],
): Promise<Response> {
  const { house, half } = visit
  if ((await remainingStep(house, half, house.asksSecondStep)) !== 'own-passphrase')
    return nextStepPage(visit)
  const { own } = signInWords(visit)
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(own.title) : own.title,
    <div class="carrel-narrow">
      <h1>{own.title}</h1>
      <p class="usa-intro">{own.why}</p>
      <ErrorSummary visit={visit} errors={errors} />
      <Form visit={visit} action="/sign-in/passphrase" class="usa-form carrel-form">
        <NewPassphrase visit={visit} errors={errors} autofocus />
        <button type="submit" class="usa-button">
          {own.continue}
        </button>
      </Form>
    </div>,
    errors.length > 0 ? 422 : 200,
  )
}

export async function submitOwnPassphrase(
  visit: PendingSignInContext<StaffServices>,
  fields: z.infer<typeof ownPassphraseForm>,
): Promise<Response> {
  const { house, half } = visit
  if ((await remainingStep(house, half, house.asksSecondStep)) !== 'own-passphrase')
    return nextStepPage(visit)
  const fault = await newPassphraseFault(visit, fields, half)
  if (fault !== null) return ownPassphraseView(visit, [fault])
  const by = { actor: half.id, role: half.role, place: visit.place }
  const chosen = { account: half, becomes: fields.passphrase, session: half.tokenHash }
  if ((await choosePassphrase(house, by, chosen)) === 'same') {
    const message = signInWords(visit).own.same
    return ownPassphraseView(visit, [{ field: 'passphrase', message }])
  }
  return nextStepPage(visit)
}

/** What is wrong with a new passphrase and its repetition, by the field; null where nothing is. */
export async function newPassphraseFault(
  visit: RequestContext,
  { passphrase, repeated }: { readonly passphrase: string; readonly repeated: string },
  account: { readonly signIn: string; readonly name: string },
): Promise<FieldError | null> {
  const { pack } = visit
  const { fault, notTheSame } = passphraseWords(visit)
  const sentences = {
    ...fault,
    'too-short': fault['too-short'](minPassphraseLength),
    'too-long': fault['too-long'](maxPassphraseLength),
  }
  const found = await passphraseFault(passphrase, { ...account, library: pack.library })
  if (found !== null) return { field: 'passphrase', message: sentences[found] }
  return passphrase === repeated ? null : { field: 'repeated', message: notTheSame }
}
