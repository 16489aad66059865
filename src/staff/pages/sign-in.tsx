import { z } from 'zod'
import { staffActorOf, worksCases } from '../../gate/index.ts'
import { referencePattern } from '../../platform/crypto/reference.ts'
import {
  dropCookie,
  newKnownToken,
  newToken,
  ownKnownToken,
  readCookie,
  tokenHash,
  writeCookie,
} from '../../platform/http/cookies.ts'
import { showForm } from '../../platform/http/layout.tsx'
import {
  ActionButton,
  Alert,
  ChoiceList,
  type FieldError,
  Form,
  LinkLine,
  PassphraseField,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import { passScreen } from '../../platform/http/page-lifetime.tsx'
import {
  isSecure,
  type PendingSignInContext,
  type RequestContext,
  requestTimeOf,
  type StaffContext,
  signInSource,
} from '../../platform/http/request-context.ts'
import { policyWithOwnScript } from '../../platform/http/request-guard.ts'
import { givenPassphraseDays } from '../account-store.ts'
import { maxPassphraseLength, minPassphraseLength, passphraseFault } from '../passphrase.ts'
import { askForPasskey, isRightCode, isRightPasskey, parseCode, passkeyHostOf } from '../second-factor.ts'
import { hasCodeApp, passkeysOf } from '../second-factor-store.ts'
import type { StaffServices } from '../services.ts'
import {
  endSession,
  findPendingSignIn,
  idleMinutes,
  longestHours,
  passSecondFactor,
} from '../session-store.ts'
import { isSetUpOpen } from '../set-up.ts'
import { leaveShift, longestPin, switchPerson } from '../shift.ts'
import { type OnShift, peopleOnShift, wrongPinsOfPerson } from '../shift-store.ts'
import {
  choosePassphrase,
  finishSignIn,
  isAcceptedPassphrase,
  remainingStep,
  type SignInStep,
  tryPassphrase,
} from '../sign-in.ts'
import { limitedAttempt, tooManyAttempts, wrongAttemptErrors } from '../try-rate.ts'
import { secondStepWords } from '../words/second-step.ts'
import { setUpWords } from '../words/set-up.ts'
import { passphraseWords, signInWords, switchWords } from '../words/sign-in.ts'
import { CodeForm, NewPassphrase, PasskeyForm } from './secret-forms.tsx'

export const signInForm = z.strictObject({ name: z.string().max(200), passphrase: z.string().max(2000) })
/** `keep`: someone else signs in here, and the shift of whoever was here goes on. */
export const signOutForm = z.strictObject({
  keep: z.literal('shift').optional(),
  /** Who uses the screen next, for their own page; the shift goes on. */
  next: z.literal('customer').optional(),
})

export function signInPage(context: RequestContext): Response | Promise<Response> {
  if (context.who !== null) return context.c.redirect('/', 303)
  return signInFormPage(context, [])
}

async function signInFormPage(
  context: RequestContext,
  errors: readonly FieldError[],
  name?: string,
  status?: 429,
) {
  const signIn = signInWords(context)
  const isOnShift = (await othersOnShift(context)).length > 0
  const ended = errors.length === 0 ? endedNotice(context) : undefined
  const intro = ended && (
    <div class="usa-alert usa-alert--info usa-alert--slim">
      <div class="usa-alert__body">
        <p class="usa-alert__text">{ended}</p>
      </div>
    </div>
  )
  return showForm(
    context,
    { title: signIn.title, errors, class: 'carrel-narrow', intro, status },
    <>
      <Form context={context} action="/sign-in" class="usa-form carrel-form">
        <TextField
          name="name"
          label={signIn.name}
          autocomplete="username"
          autofocus={errors.length === 0}
          {...(name !== undefined && { value: name })}
          errors={errors}
        />
        <PassphraseField label={signIn.passphrase} errors={errors} />
        <SubmitButton>{signIn.signIn}</SubmitButton>
      </Form>
      <p>
        <TextLink href="/me/sign-in">{signIn.customers}</TextLink>
      </p>
      <LinkLine href="/privacy">{signIn.privacy}</LinkLine>
      {worksCases(context) && (
        <p>
          <TextLink href="/served">{signIn.served}</TextLink>
        </p>
      )}
      {isOnShift && <LinkLine href="/switch">{switchWords(context).withPin}</LinkLine>}
      <p class="carrel-small">{signIn.forgotten}</p>
      <p class="carrel-small">{signIn.directorForgot}</p>
      <details class="carrel-small">
        <summary>{signIn.resetHow}</summary>
        <p>
          {signIn.resetType} <code>npx --no carrel account reset</code>
        </p>
      </details>
    </>,
  )
}

/** Why an earlier session or sign-in ended; shown once. */
function endedNotice(context: RequestContext): string | undefined {
  const { c, services, half, settingUp } = context
  const secure = isSecure(services)
  const had = (name: 'session' | 'step' | 'set-up') => {
    if (readCookie(c, secure, name) === null) return false
    dropCookie(c, secure, name)
    return true
  }
  const [session, step] = [had('session'), had('step')]
  const setUp = settingUp === null && had('set-up')
  if (session) return signInWords(context).signedOut(idleMinutes, longestHours)
  if (step && half === null) return signInWords(context).tookTooLong
  return setUp ? setUpWords(context).over : undefined
}

export async function submitSignIn(
  context: RequestContext<StaffServices>,
  fields: z.infer<typeof signInForm>,
): Promise<Response> {
  const { c, services } = context
  const again = (errors: readonly FieldError[], status?: 429) =>
    signInFormPage(context, errors, fields.name, status)
  const wrong = (message: string): FieldError => ({ field: 'passphrase', message })
  const { noName } = signInWords(context)
  if (fields.name.trim() === '') return again([{ field: 'name', message: noName }])
  const token = newToken()
  const attempt = () =>
    tryPassphrase(services, {
      signIn: fields.name,
      passphrase: fields.passphrase,
      tokenHash: tokenHash(token),
      place: context.place,
      from: signInSource(context),
      again: false,
    })
  const account = await limitedAttempt(context, fields.name, attempt, isAcceptedPassphrase)
  if (account === tooManyAttempts) return again([wrong(passphraseWords(context).tooMany)], 429)
  if (account === 'over') return again([wrong(signInWords(context).givenOver(givenPassphraseDays))])
  if (account === null) return again(wrongAttemptErrors(context, wrong(signInWords(context).wrongPair)))
  writeCookie(c, isSecure(services), 'step', token)
  return continueSignIn(context, tokenHash(token))
}

export async function submitSignOut(
  context: StaffContext<StaffServices>,
  { keep, next }: z.infer<typeof signOutForm> = {},
): Promise<Response> {
  const { c, services, workstation, who } = context
  const secure = isSecure(services)
  const token = readCookie(c, secure, 'session')
  if (workstation !== null && keep === undefined && next === undefined)
    await leaveShift(services, { computer: workstation.id, accountId: who.id })
  if (token !== null) {
    services.openSessions.shut(tokenHash(token))
    await endSession(services.app, tokenHash(token), services.clock.now())
  }
  dropCookie(c, secure, 'session')
  passScreen({ ...context, who: null })
  return c.redirect(next === undefined ? '/sign-in' : '/me/sign-in', 303)
}

export const switchForm = z.strictObject({ who: z.uuid().optional(), pin: z.string().max(100) })

/** Who has a shift at this computer and is not signed in. No one is named where the public stands. */
async function othersOnShift({ services, workstation, place, who }: RequestContext): Promise<OnShift[]> {
  if (workstation === null || place === 'public-area') return []
  const { app, ring, clock } = services
  const people = await peopleOnShift(app, ring, { computer: workstation.id, now: clock.now() })
  return people.filter(({ id }) => id !== who?.id)
}

/** Another person continues here with a PIN, or begins with the passphrase. Without a script, and by keyboard alone. */
export function switchPage(context: RequestContext<StaffServices>): Response | Promise<Response> {
  return context.workstation === null ? context.c.redirect('/', 303) : switchFormPage(context, [])
}

async function switchFormPage(
  context: RequestContext<StaffServices>,
  errors: readonly FieldError[],
  chosen?: string,
  status?: 429,
): Promise<Response> {
  const words = switchWords(context)
  const people = await othersOnShift(context)
  if (people.length === 0 && context.who === null) return context.c.redirect('/', 303)
  const first = people.find(({ id }) => id === chosen) ?? people[0]
  const intro = <p class="usa-intro">{people.length === 0 ? words.nobody : words.says}</p>
  return showForm(
    context,
    { title: words.title, errors, class: 'carrel-narrow', intro, status, takesFocus: false },
    <>
      {isStaff(context) && <DueBeforeSwitch context={context} />}
      {people.length > 0 && (
        <Form context={context} action="/switch" class="usa-form carrel-form">
          <ChoiceList
            type="radio"
            name="who"
            legend={words.who}
            chosen={first === undefined ? [] : [first.id]}
            choices={people.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextField
            name="pin"
            label={words.pin}
            type="password"
            inputmode="numeric"
            autocomplete="off"
            maxlength={longestPin}
            autofocus="with-error"
            errors={errors}
          />
          <SubmitButton>{words.button}</SubmitButton>
        </Form>
      )}
      <h2>{people.length === 0 ? words.howListed : words.notListed}</h2>
      <p>{words.passphraseFirst}</p>
      {context.who === null ? (
        <LinkLine href="/sign-in">{words.withPassphrase}</LinkLine>
      ) : (
        <ActionButton
          context={context}
          action="/sign-out"
          name="keep"
          value="shift"
          says={words.forColleague}
        />
      )}
      {isStaff(context) && (
        <>
          <h2 id="customer">{words.forCustomer}</h2>
          <p>{words.forCustomerSays}</p>
          <ActionButton
            context={context}
            action="/sign-out"
            name="next"
            value="customer"
            says={words.toCustomer}
          />
        </>
      )}
    </>,
  )
}

const isStaff = <S extends object>(context: RequestContext<S>): context is StaffContext<S> =>
  context.who !== null

/** A colleague's start page does not show it, so it would be forgotten. */
const DueBeforeSwitch = async ({ context }: { readonly context: StaffContext<StaffServices> }) => {
  const due = await context.services.dueBeforeSwitch(context)
  return due.map(({ says, href, go }) => (
    <Alert kind="warning">
      <p class="usa-alert__text">
        {says} {switchWords(context).yoursAlone} {href && <TextLink href={href}>{go}</TextLink>}
      </p>
    </Alert>
  ))
}

/** INVARIANT: the answer that switches drops every page that the person before had open here (decision 41). */
export async function submitSwitch(
  context: RequestContext<StaffServices>,
  { who: accountId, pin }: z.infer<typeof switchForm>,
): Promise<Response> {
  const { c, services, workstation, place, who } = context
  const words = switchWords(context)
  const again = (message: string, status?: 429) =>
    switchFormPage(context, [{ field: 'pin', message }], accountId, status)
  if (workstation === null) return c.redirect('/', 303)
  if (accountId === undefined) return c.redirect('/switch', 303)
  const secure = isSecure(services)
  const [token, old] = [newToken(), readCookie(c, secure, 'session')]
  const come = {
    ...{ computer: workstation.id, place, accountId, pin, before: who?.id },
    ...{ to: tokenHash(token), replaced: old === null ? null : tokenHash(old) },
  }
  const attempt = () => switchPerson(services, come)
  const isRight = await limitedAttempt(context, `pin ${accountId}`, attempt, Boolean)
  if (isRight === tooManyAttempts) return again(passphraseWords(context).tooMany, 429)
  if (!isRight) return again(words.wrong(wrongPinsOfPerson))
  if (old !== null) services.openSessions.shut(tokenHash(old))
  writeCookie(c, secure, 'session', token)
  dropCookie(c, secure, 'form')
  passScreen({ ...context, who: null })
  return c.redirect('/', 303)
}

export const codeForm = z.strictObject({ code: z.string().max(40) })
export const passkeyForm = z.strictObject({ sent: z.string().max(16_384) })
export const ownPassphraseForm = z.strictObject({
  passphrase: z.string().max(2000),
  repeated: z.string().max(2000),
})

export function nextStepPage(context: PendingSignInContext<StaffServices>): Promise<Response> {
  return continueSignIn(context, context.half.tokenHash)
}

/** Asks for a code, a passkey or either, as the account has. */
export async function secondFactorStepPage(
  context: PendingSignInContext<StaffServices>,
  errors: readonly FieldError[] = [],
  status?: 429,
): Promise<Response> {
  const { services, half, c } = context
  if ((await remainingStep(services, half, services.asksSecondStep)) !== 'second-step')
    return nextStepPage(context)
  const codeApp = await hasCodeApp(services.app, half.id)
  const at = passkeyHostOf(context)
  const { id: accountId, tokenHash } = half
  const options = at === null ? null : await askForPasskey(services, { at, accountId, tokenHash })
  if (options !== null) c.header('Content-Security-Policy', policyWithOwnScript)
  const [elsewhere] = options === null ? await passkeysOf(services.app, accountId) : []
  const words = secondStepWords(context)
  const { give } = words
  const title = give.title(half.name)
  return showForm(
    context,
    { title, errors, class: 'carrel-narrow', status },
    <>
      {codeApp && (
        <>
          <p>{give.typeCode}</p>
          <CodeForm context={context} action="/sign-in/code" errors={errors} button={words.continue} />
        </>
      )}
      {options !== null && (
        <>
          {codeApp && <h2>{give.orPasskey}</h2>}
          {!codeApp && <p>{give.usePasskey}</p>}
          <PasskeyForm
            context={context}
            action="/sign-in/passkey"
            does="get"
            options={options}
            button={give.useMyPasskey}
          />
        </>
      )}
      {elsewhere && (
        <p>
          {give.worksOnlyAt} <strong>{elsewhere.host}</strong>. {!codeApp && give.openOther}
        </p>
      )}
      <p class="carrel-small">
        {give.lost} <TextLink href="/sign-in">{give.somebodyElse}</TextLink>
      </p>
    </>,
  )
}

/** Counts as an attempt. */
export async function submitCode(
  context: PendingSignInContext<StaffServices>,
  fields: z.infer<typeof codeForm>,
): Promise<Response> {
  const { services, half } = context
  const code = parseCode(fields.code)
  const wrong = (message: string): FieldError => ({ field: 'code', message })
  if (code === null) return secondFactorStepPage(context, [wrong(secondStepWords(context).notSixDigits)])
  const attempt = () => isRightCode(services, half.id, code, signInSource(context))
  const isRight = await limitedAttempt(context, half.signIn, attempt, Boolean)
  if (isRight === tooManyAttempts)
    return secondFactorStepPage(context, [wrong(passphraseWords(context).tooMany)], 429)
  if (!isRight) {
    return secondFactorStepPage(
      context,
      wrongAttemptErrors(context, wrong(secondStepWords(context).give.wrongCode)),
    )
  }
  await passSecondFactor(services.app, services.ring, { accountId: half.id, tokenHash: half.tokenHash })
  return nextStepPage(context)
}

export async function submitPasskey(
  context: PendingSignInContext<StaffServices>,
  { sent }: z.infer<typeof passkeyForm>,
): Promise<Response> {
  const { services, half } = context
  const at = passkeyHostOf(context)
  const { id: accountId, tokenHash } = half
  if (at === null || !(await isRightPasskey(services, { at, accountId, tokenHash, sent }))) {
    const message = secondStepWords(context).give.wrongPasskey
    return secondFactorStepPage(context, [{ field: 'main', message }])
  }
  await passSecondFactor(services.app, services.ring, { accountId, tokenHash })
  return nextStepPage(context)
}

/** Replaces a passphrase that someone else made. */
export async function ownPassphrasePage(
  context: PendingSignInContext<StaffServices>,
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const { services, half } = context
  if ((await remainingStep(services, half, services.asksSecondStep)) !== 'own-passphrase')
    return nextStepPage(context)
  const { own } = signInWords(context)
  return showForm(
    context,
    { title: own.title, errors, class: 'carrel-narrow', intro: <p class="usa-intro">{own.why}</p> },
    <Form context={context} action="/sign-in/passphrase" class="usa-form carrel-form">
      <NewPassphrase context={context} errors={errors} autofocus />
      <SubmitButton>{own.continue}</SubmitButton>
    </Form>,
  )
}

export async function submitOwnPassphrase(
  context: PendingSignInContext<StaffServices>,
  fields: z.infer<typeof ownPassphraseForm>,
): Promise<Response> {
  const { services, half } = context
  if ((await remainingStep(services, half, services.asksSecondStep)) !== 'own-passphrase')
    return nextStepPage(context)
  const fault = await newPassphraseFault(context, fields, half)
  if (fault !== null) return ownPassphrasePage(context, [fault])
  const by = staffActorOf({ who: half, place: context.place })
  const chosen = { account: half, becomes: fields.passphrase, session: half.tokenHash }
  if ((await choosePassphrase(services, by, chosen)) === 'same') {
    const message = signInWords(context).own.same
    return ownPassphrasePage(context, [{ field: 'passphrase', message }])
  }
  return nextStepPage(context)
}

export async function newPassphraseFault(
  context: RequestContext,
  { passphrase, repeated }: { readonly passphrase: string; readonly repeated: string },
  account: { readonly signIn: string; readonly name: string },
): Promise<FieldError | null> {
  const { pack } = context
  const { fault, notTheSame } = passphraseWords(context)
  const sentences = {
    ...fault,
    'too-short': fault['too-short'](minPassphraseLength),
    'too-long': fault['too-long'](maxPassphraseLength),
  }
  const found = await passphraseFault(passphrase, { ...account, library: pack.library })
  if (found !== null) return { field: 'passphrase', message: sentences[found] }
  return passphrase === repeated ? null : { field: 'repeated', message: notTheSame }
}

/** Pages of a case that may ask for it, below its own address. */
const pagesOfCase = {
  decision: '/decision/sign',
  case: '',
  'case-check': '/check',
  'case-letter': '/letter',
  'case-search': '/search',
  'case-study': '/study',
  'case-produce': '/produce',
  'case-preserve': '/preserve',
} as const
type PageOfCase = keyof typeof pagesOfCase

export const isPageOfCase = (back: string): back is PageOfCase => Object.hasOwn(pagesOfCase, back)

/** Without the case's reference. */
const withinCase = (to: '/cases') =>
  Object.fromEntries(Object.keys(pagesOfCase).map((back) => [back, to])) as Record<PageOfCase, '/cases'>

/** Pages that may ask for reauthentication, by the name in their form. */
const addresses = {
  'second-step': '/account/second-step',
  passphrase: '/account/passphrase',
  recovery: '/set-up/recovery',
  people: '/people',
  'people-add': '/people/add',
  acting: '/acting',
  officers: '/officers',
  computers: '/computers',
  pins: '/register/pins',
  contacts: '/cases/contacts',
  second: '/cases/second',
  consulted: '/cases/consulted',
  'second-contact': '/cases/contacts/second',
  'own-contact': '/cases/contacts/own',
  asked: '/cases/asked',
  'cases-apart': '/cases/apart',
  sealed: '/sealed/set-up',
  'sealed-open': '/sealed',
  proposal: '/policy/proposal',
  facts: '/policy/facts',
  records: '/counter',
  ...withinCase('/cases'),
} as const
export type ReturnPage = keyof typeof addresses
export const returnPages = Object.keys(addresses) as [ReturnPage, ...ReturnPage[]]

type ReturnTarget = { readonly back: ReturnPage; readonly about?: string | undefined }

const backWords = ({ back, about }: ReturnTarget): string => (about === undefined ? back : `${back}:${about}`)

/** Hostile: only addresses of ours, whatever the cookie says. */
function backTo(said: string | null): string {
  const [, back = '', reference = ''] = /^([a-z-]+):(.*)$/.exec(said ?? '') ?? []
  if (isPageOfCase(back) && referencePattern.test(reference)) return `/cases/${reference}${pagesOfCase[back]}`
  return addresses[returnPages.find((each) => each === said) ?? 'second-step']
}

const pages: Record<Exclude<SignInStep, 'done'>, string> = {
  'second-step': '/sign-in/second-step',
  'own-passphrase': '/sign-in/passphrase',
  'set-second-step': '/sign-in/add',
}

/**
 * Goes to the next step of a pending sign-in, or signs in under a new token and ends the earlier ones.
 * @param back the page that asked for reauthentication in this request; a cookie keeps it for later steps
 */
export async function continueSignIn(
  context: RequestContext<StaffServices>,
  from: Buffer,
  back?: ReturnTarget,
): Promise<Response> {
  const { c, services } = context
  const secure = isSecure(services)
  const half = await findPendingSignIn(services.app, services.ring, from, requestTimeOf(services))
  if (half === null) return c.redirect('/sign-in', 303)
  const step = await remainingStep(services, half, services.asksSecondStep)
  const said = back === undefined ? readCookie(c, secure, 'back') : backWords(back)
  if (step !== 'done') {
    if (back !== undefined) writeCookie(c, secure, 'back', backWords(back))
    return c.redirect(pages[step], 303)
  }
  const token = newToken()
  const old = readCookie(c, secure, 'session')
  const known = ownKnownToken(services.ring, readCookie(c, secure, 'known')) ?? newKnownToken(services.ring)
  const tokens = {
    from,
    to: tokenHash(token),
    replaced: old === null ? null : tokenHash(old),
    browser: tokenHash(known),
    computer: context.workstation?.id ?? null,
    again: half.again,
  }
  const by = staffActorOf({ who: half, place: context.place })
  if (!(await finishSignIn(services, by, tokens))) return c.redirect('/sign-in', 303)
  if (old !== null) services.openSessions.shut(tokenHash(old))
  writeCookie(c, secure, 'known', known)
  writeCookie(c, secure, 'session', token)
  dropCookie(c, secure, 'step')
  dropCookie(c, secure, 'form')
  if (half.again) {
    dropCookie(c, secure, 'back')
    return c.redirect(backTo(said), 303)
  }
  const goesOn = half.role === 'director' && (await isSetUpOpen(services.app))
  return c.redirect(goesOn ? '/set-up' : '/', 303)
}
