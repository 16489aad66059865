import type { Child } from 'hono/jsx'
import { z } from 'zod'
import {
  dropCookie,
  newKnownToken,
  newToken,
  ownKnownToken,
  readCookie,
  tokenHash,
  writeCookie,
} from '../../platform/http/cookies.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ButtonLink,
  type FieldError,
  Form,
  PhoneLink,
  Qr,
  StatusNote,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import { passScreen } from '../../platform/http/page-lifetime.tsx'
import { isSecure, type PatronContext, type RequestContext } from '../../platform/http/request-context.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import {
  codeAppLink,
  letterheadFor,
  limitedAttempt,
  newCodeSecret,
  parseCode,
  tooManyAttempts,
} from '../../staff/index.ts'
import { CodeForm, passphraseWords, secondStepWords } from '../../staff/pages/index.ts'
import { maxPinLength, minPinLength, pinFault } from '../pin-rules.ts'
import type { PatronServices } from '../services.ts'
import {
  addPatronCodeApp,
  changePin,
  choosePinByCode,
  patronHasCodeApp,
  rememberPatronBrowser,
  removePatronCodeApp,
  signInWithCode,
  signInWithPin,
  signOutPatron,
  verifyPatronPin,
} from '../sign-in.ts'
import { patronIdleMinutes, pinLockMinutes, pinTriesBeforeLock } from '../sign-in-store.ts'
import { blockWords } from '../words/cards.ts'
import { ownPageWords } from '../words/own.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { Advice, AdviceOfTheDay } from './record-parts.tsx'

export const ownSignInForm = z.strictObject({ card: z.string().trim().max(64), pin: z.string().max(200) })
export const ownCodeForm = z.strictObject({ code: z.string().max(40) })
export const ownSignOutForm = z.strictObject({})

type SignInPageState = {
  readonly card?: string
  readonly errors?: readonly FieldError[]
  readonly said?: string | undefined
  readonly status?: 429
}

async function signInFormPage(context: RequestContext, { card, errors = [], said, status }: SignInPageState) {
  const own = ownPageWords(context)
  const { signIn } = own
  const { phone } = await letterheadFor(context)
  return showForm(
    context,
    { title: signIn.title, errors, class: 'carrel-narrow', status, intro: <StatusNote said={said} /> },
    <>
      <Form context={context} action="/me/sign-in" class="usa-form carrel-form">
        <TextField
          name="card"
          label={signIn.card}
          hint={signIn.cardHint}
          autocomplete={remembered(context, 'username')}
          maxlength={64}
          autofocus
          {...(card !== undefined && { value: card })}
        />
        <TextField
          name="pin"
          label={signIn.pin}
          type="password"
          inputmode="numeric"
          autocomplete={remembered(context, 'current-password')}
          errors={errors}
        />
        <SubmitButton look="big">{signIn.button}</SubmitButton>
      </Form>
      {errors.length > 0 && <p>{signIn.blocked(phone)}</p>}
      <h2>{signIn.noPin}</h2>
      <p>
        {signIn.noPinSays} <TextLink href="/me/pin">{signIn.withCode}</TextLink>
      </p>
      <h2>{signIn.lostTitle}</h2>
      <p>
        <TextLink href="/me/block">{blockWords(context).title}</TextLink> {signIn.lost}
        {phone === '' ? (
          '.'
        ) : (
          <>
            : <PhoneLink number={phone} />
          </>
        )}
      </p>
      <AdviceOfTheDay context={context} />
      <p class="carrel-small">
        <TextLink href="/privacy">{own.page.privacy}</TextLink>
      </p>
      <p>
        <TextLink href="/privacy#child">{own.page.child}</TextLink>
      </p>
    </>,
  )
}

export function ownSignInPage(context: RequestContext): Response | Promise<Response> {
  const { c, services, own } = context
  if (own !== null) return c.redirect(own.open ? '/me' : '/me/sign-in/code', 303)
  const wasIn = readCookie(c, isSecure(services), 'own') !== null
  if (wasIn) dropCookie(c, isSecure(services), 'own')
  const out = c.req.query('out') === undefined ? undefined : ownPageWords(context).signIn.out
  return signInFormPage(context, { said: wasIn ? ownPageWords(context).signIn.over(patronIdleMinutes) : out })
}

/** Same answer whatever is wrong, and for every card. */
export async function signInPatron(
  context: RequestContext<PatronServices>,
  { card, pin }: z.infer<typeof ownSignInForm>,
): Promise<Response> {
  const { c, services, browser } = context
  const wrong = (message: string): FieldError => ({ field: 'pin', message })
  const token = newToken()
  const attempt = () => signInWithPin(services, { card, pin, tokenHash: tokenHash(token), known: browser })
  const passed = await limitedAttempt(context, card, attempt, (way) => way !== null)
  if (passed === tooManyAttempts)
    return signInFormPage(context, { card, errors: [wrong(passphraseWords(context).tooMany)], status: 429 })
  if (passed === null) {
    const { signIn } = ownPageWords(context)
    const errors = [wrong(signIn.wrong), wrong(signIn.tries(pinTriesBeforeLock, pinLockMinutes))]
    return signInFormPage(context, { card, errors })
  }
  writeCookie(c, isSecure(services), 'own', token)
  dropCookie(c, isSecure(services), 'form')
  if (passed === 'code') return c.redirect('/me/sign-in/code', 303)
  return completeSignIn(context, token)
}

async function completeSignIn({ c, services }: RequestContext, token: string): Promise<Response> {
  const secure = isSecure(services)
  const known = ownKnownToken(services.ring, readCookie(c, secure, 'known')) ?? newKnownToken(services.ring)
  await rememberPatronBrowser(services, tokenHash(token), tokenHash(known))
  writeCookie(c, secure, 'known', known)
  return c.redirect('/me', 303)
}

export function ownCodePage(context: PatronContext, errors: readonly FieldError[] = [], status?: 429) {
  const own = ownPageWords(context)
  const secondStep = secondStepWords(context)
  const frame = frameWords(context)
  const { title, says, lost } = own.code
  return showForm(
    context,
    { title, errors, class: 'carrel-narrow', status },
    <>
      <p>{says}</p>
      <CodeForm context={context} action="/me/sign-in/code" errors={errors} button={secondStep.continue} />
      <p class="carrel-small">{lost}</p>
      <Form context={context} action="/me/sign-in/stop" class="carrel-back">
        <SubmitButton look="link">{frame.back}</SubmitButton>
      </Form>
    </>,
  )
}

/** Accepts the code under a new token. */
export async function submitOwnCode(context: PatronContext, fields: z.infer<typeof ownCodeForm>) {
  const { c, services, own, browser } = context
  const again = (message: string, status?: 429) => ownCodePage(context, [{ field: 'code', message }], status)
  const code = parseCode(fields.code)
  if (code === null) return again(secondStepWords(context).notSixDigits)
  const token = newToken()
  const attempt = () => signInWithCode(services, { session: own, code, to: tokenHash(token), known: browser })
  const isRight = await limitedAttempt(context, own.patronId, attempt, Boolean)
  if (isRight === tooManyAttempts) return again(passphraseWords(context).tooMany, 429)
  if (!isRight) return again(ownPageWords(context).code.wrong)
  writeCookie(c, isSecure(services), 'own', token)
  return completeSignIn(context, token)
}

/** Also ends a sign-in that awaits a code. */
export async function ownSignOut(context: PatronContext): Promise<Response> {
  await signOutPatron(context.services, context.own.tokenHash)
  return leaveSelfService(context, '/me/sign-in?out')
}

/** Clears the browser's cache, so that Back shows nothing. */
export function leaveSelfService(context: RequestContext, to: string): Response {
  forgetPatronSession(context)
  return context.c.redirect(to, 303)
}

/** For a response that is a page. */
export function forgetPatronSession(context: RequestContext): void {
  dropCookie(context.c, isSecure(context.services), 'own')
  passScreen({ ...context, own: null })
}

const pinText = z.string().max(200)
export const pinByCodeForm = z.strictObject({
  card: z.string().trim().max(64),
  code: z.string().trim().max(40),
  pin: pinText,
  repeated: pinText,
})
export const changePinForm = z.strictObject({ old: pinText, pin: pinText, repeated: pinText })

export function pinByCodePage(
  context: RequestContext,
  typed?: { readonly card: string; readonly code: string },
  errors: readonly FieldError[] = [],
  status?: 429,
) {
  const ownPin = ownPinWords(context)
  const own = ownPageWords(context)
  const frame = frameWords(context)
  return showForm(
    context,
    { title: ownPin.byCode, errors, class: 'carrel-narrow', status },
    <>
      <p>
        {ownPin.byCodeSays} {ownPin.chooseSays}
      </p>
      <Form context={context} action="/me/pin" class="usa-form carrel-form">
        <TextField
          name="card"
          label={own.signIn.card}
          hint={own.signIn.cardHint}
          autocomplete={remembered(context, 'username')}
          maxlength={64}
          autofocus
          {...(typed && { value: typed.card })}
        />
        <TextField
          name="code"
          label={ownPin.code}
          hint={ownPin.codeHint}
          autocomplete="one-time-code"
          maxlength={40}
          errors={errors}
          {...(typed && { value: typed.code })}
        />
        <NewPin context={context} errors={errors} />
        <SubmitButton look="big">{ownPin.button}</SubmitButton>
      </Form>
      <BackLink href="/me/sign-in">{frame.back}</BackLink>
    </>,
  )
}

export async function savePinByCode(
  context: RequestContext<PatronServices>,
  { card, code, pin, repeated }: z.infer<typeof pinByCodeForm>,
): Promise<Response> {
  const { services } = context
  const ownPin = ownPinWords(context)
  const passphrase = passphraseWords(context)
  const again = (error: FieldError, status?: 429) => pinByCodePage(context, { card, code }, [error], status)
  const error = newPinError(context, { pin, repeated })
  if (error !== null) return again(error)
  const attempt = () => choosePinByCode(services, { card, code, pin })
  const chosen = await limitedAttempt(context, card, attempt, (done) => done !== 'unknown')
  if (chosen === tooManyAttempts) return again({ field: 'code', message: passphrase.tooMany }, 429)
  if (chosen === 'own-number') return again({ field: 'pin', message: ownPin.fault['own-number'] })
  if (chosen === 'unknown') return again({ field: 'code', message: ownPin.wrongCode })
  return show(
    context,
    ownPin.set,
    <div class="carrel-narrow">
      <h1>{ownPin.set}</h1>
      <p class="usa-intro">{ownPin.nowSignIn}</p>
      <ButtonLink href="/me/sign-in" look="big">
        {ownPin.signIn}
      </ButtonLink>
      <Advice context={context} />
    </div>,
  )
}

export function changePinPage(context: PatronContext, errors: readonly FieldError[] = [], status?: 429) {
  const ownPin = ownPinWords(context)
  const own = ownPageWords(context)
  return showForm(
    context,
    { title: ownPin.change, errors, class: 'carrel-narrow', status },
    <>
      <Form context={context} action="/me/change-pin" class="usa-form carrel-form">
        <PinField context={context} name="old" label={ownPin.old} autofocus errors={errors} />
        <NewPin context={context} errors={errors} />
        <SubmitButton>{ownPin.button}</SubmitButton>
      </Form>
      <BackLink href="/me">{own.back}</BackLink>
    </>,
  )
}

export async function saveNewPin(
  context: PatronContext<PatronServices>,
  { old, pin, repeated }: z.infer<typeof changePinForm>,
): Promise<Response> {
  const { c, services, own, browser } = context
  const ownPin = ownPinWords(context)
  const passphrase = passphraseWords(context)
  const error = newPinError(context, { pin, repeated })
  if (error !== null) return changePinPage(context, [error])
  const given = { patronId: own.patronId, was: old, becomes: pin, session: own.tokenHash, browser }
  const changed = await limitedAttempt(
    context,
    own.patronId,
    () => changePin(services, given),
    (done) => done !== 'wrong',
  )
  if (changed === tooManyAttempts)
    return changePinPage(context, [{ field: 'old', message: passphrase.tooMany }], 429)
  if (changed === 'wrong') return changePinPage(context, [{ field: 'old', message: ownPin.wrongOld }])
  if (changed === 'own-number') {
    return changePinPage(context, [{ field: 'pin', message: ownPin.fault['own-number'] }])
  }
  return c.redirect('/me?done=pin', 303)
}

export const addOwnCodeForm = z.strictObject({
  secret: z.string().regex(/^[A-Z2-7]{32}$/),
  code: z.string().max(40),
  old: z.string().max(200),
})
export const removeOwnCodeForm = z.strictObject({ old: z.string().max(200) })

export async function ownSecondStepPage(context: PatronContext): Promise<Response> {
  return (await patronHasCodeApp(context.services, context.own.patronId))
    ? turnOffPage(context, [])
    : turnOnPage(context, newCodeSecret(), [])
}

function turnOnPage(context: PatronContext, secret: string, errors: readonly FieldError[]) {
  const own = ownPageWords(context)
  const secondStep = secondStepWords(context)
  const { codeApp } = secondStep
  const { library } = context.services.pack
  const link = codeAppLink({ library, signIn: ownPageWords(context).signIn.card, secret })
  return showForm(
    context,
    { title: own.secondStepTitle, errors },
    <>
      <p class="usa-intro">{own.second.says}</p>
      <p>{own.second.open}</p>
      <p>{codeApp.scan}</p>
      <Qr text={link} label={codeApp.picture} />
      <p class="carrel-secret">{secret.match(/.{4}/g)?.join(' ')}</p>
      <p>{codeApp.confirm}</p>
      <CodeForm context={context} action="/me/second-step" errors={errors} button={codeApp.confirmButton}>
        <input type="hidden" name="secret" value={secret} />
        <PinField context={context} name="old" label={ownPinWords(context).old} errors={errors} />
      </CodeForm>
      <p class="carrel-small">{codeApp.toNobody}</p>
      <BackLink href="/me">{own.back}</BackLink>
    </>,
  )
}

function turnOffPage(context: PatronContext, errors: readonly FieldError[]) {
  const own = ownPageWords(context)
  const ownPin = ownPinWords(context)
  return showForm(
    context,
    { title: own.secondStepTitle, errors, class: 'carrel-narrow' },
    <>
      <p class="usa-intro">{own.second.has}</p>
      <p>{own.second.removeSays}</p>
      <Form context={context} action="/me/second-step/remove" class="usa-form carrel-form">
        <PinField context={context} name="old" label={ownPin.old} errors={errors} />
        <SubmitButton>{own.second.remove}</SubmitButton>
      </Form>
      <BackLink href="/me">{own.back}</BackLink>
    </>,
  )
}

/** Takes the PIN and a first code. */
export async function confirmOwnCode(
  context: PatronContext,
  { secret, code: typed, old }: z.infer<typeof addOwnCodeForm>,
): Promise<Response> {
  const { c, services, own } = context
  const { notSixDigits, codeApp } = secondStepWords(context)
  const wrong = (message: string) => turnOnPage(context, secret, [{ field: 'code', message }])
  // Why: a page left open must not replace the existing app.
  if (await patronHasCodeApp(services, own.patronId)) return c.redirect('/me/second-step', 303)
  const code = parseCode(typed)
  if (code === null) return wrong(notSixDigits)
  const faults = await pinErrors(context, old)
  if (faults.length > 0) return turnOnPage(context, secret, faults)
  const added = await addPatronCodeApp(services, { patronId: own.patronId, secret, code })
  return added ? c.redirect('/me?done=step-added', 303) : wrong(codeApp.wrong)
}

export async function removeOwnCode(context: PatronContext, { old }: z.infer<typeof removeOwnCodeForm>) {
  const errors = await pinErrors(context, old)
  if (errors.length > 0) return turnOffPage(context, errors)
  await removePatronCodeApp(context.services, context.own.patronId)
  return context.c.redirect('/me?done=step-removed', 303)
}

/** Empty if the PIN is right. Counts as an attempt, unless nothing was typed. */
export async function pinErrors(context: PatronContext, old: string): Promise<readonly FieldError[]> {
  const { services, own, browser } = context
  const { patronId } = own
  if (old === '') return [{ field: 'old', message: ownPinWords(context).noOld }]
  const attempt = () => verifyPatronPin(services, { patronId, pin: old, known: browser })
  const isTheirs = await limitedAttempt(context, patronId, attempt, Boolean)
  if (isTheirs === tooManyAttempts) return [{ field: 'old', message: passphraseWords(context).tooMany }]
  return isTheirs ? [] : [{ field: 'old', message: ownPinWords(context).wrongOld }]
}

type PinQuestion = {
  readonly title: string
  readonly action: '/me/phone-code' | '/me/history' | '/me/plain/end'
  readonly children?: Child
}

/** Asks for the PIN before an act that a page left open must not allow. */
export function askPinPage(
  context: PatronContext,
  { title, action, children }: PinQuestion,
  errors: readonly FieldError[] = [],
): Response | Promise<Response> {
  const own = ownPageWords(context)
  const ownPin = ownPinWords(context)
  return showForm(
    context,
    { title, errors, class: 'carrel-narrow' },
    <>
      <p>{ownPin.sure}</p>
      <Form context={context} action={action} class="usa-form carrel-form">
        {children}
        <PinField context={context} name="old" label={ownPin.old} autofocus errors={errors} />
        <SubmitButton>{ownPin.goOn}</SubmitButton>
      </Form>
      <BackLink href="/me">{own.back}</BackLink>
    </>,
  )
}

type PinFieldProps = {
  readonly context: RequestContext
  readonly name: 'pin' | 'repeated' | 'old'
  readonly label: string
  readonly hint?: string
  readonly autofocus?: boolean
  readonly errors?: readonly FieldError[]
}

/** A browser that the whole library uses is not asked to keep a card number or a PIN; one at home is its owner's. */
const remembered = ({ workstation }: RequestContext, what: string): string =>
  workstation === null ? what : 'off'

export const PinField = ({ context, name, ...rest }: PinFieldProps) => (
  <TextField
    {...rest}
    name={name}
    type="password"
    inputmode="numeric"
    autocomplete={remembered(context, name === 'old' ? 'current-password' : 'new-password')}
    maxlength={40}
  />
)

type NewPinProps = {
  readonly context: RequestContext
  readonly errors: readonly FieldError[]
  readonly autofocus?: boolean
}

export const NewPin = ({ context, errors, autofocus = false }: NewPinProps) => {
  const ownPin = ownPinWords(context)
  return (
    <>
      <PinField
        context={context}
        name="pin"
        label={ownPin.pin}
        hint={ownPin.hint(minPinLength, maxPinLength)}
        autofocus={autofocus}
        errors={errors}
      />
      <PinField context={context} name="repeated" label={ownPin.again} errors={errors} />
    </>
  )
}

/** Null if fine; the gate later compares it with the record. */
export function newPinError(
  context: RequestContext,
  typed: { pin: string; repeated: string },
): FieldError | null {
  const { fault, notTheSame } = ownPinWords(context)
  const found = pinFault(typed.pin)
  if (found !== null) {
    const says = fault[found]
    const limit = found === 'too-short' ? minPinLength : maxPinLength
    return { field: 'pin', message: typeof says === 'string' ? says : says(limit) }
  }
  return typed.pin === typed.repeated ? null : { field: 'repeated', message: notTheSame }
}
