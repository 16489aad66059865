import { z } from 'zod'
import { type Actor, seesCounter, staffActorOf, statedBases, worksCases } from '../../gate/index.ts'
import { referencePattern } from '../../platform/crypto/reference.ts'
import { newToken, tokenHash, writeCookie } from '../../platform/http/cookies.ts'
import { placeName, show, showForm } from '../../platform/http/layout.tsx'
import {
  ActionButton,
  BackLink,
  ButtonLink,
  DataTable,
  Fact,
  type FieldError,
  Form,
  LinkLine,
  PassphraseField,
  Qr,
  SubmitButton,
  TextField,
  TextLink,
  Way,
} from '../../platform/http/page-kit.tsx'
import {
  isSecure,
  type PendingSignInContext,
  type RequestContext,
  type StaffContext,
  signInSource,
} from '../../platform/http/request-context.ts'
import { policyWithOwnScript } from '../../platform/http/request-guard.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { contactsToCall } from '../emergency-contacts-store.ts'
import {
  addCodeApp,
  addNewPasskey,
  addressForPasskeys,
  askForNewPasskey,
  codeAppLink,
  dropCodeApp,
  dropPasskey,
  needsReauth,
  newCodeSecret,
  parseCode,
  passkeyHostOf,
  requiresSecondFactor,
  type SecondFactorPermit,
} from '../second-factor.ts'
import { hasCodeApp, hasSecondFactor, passkeysOf, secondFactorPolicy } from '../second-factor-store.ts'
import type { StaffServices } from '../services.ts'
import { sessionsOf } from '../session-store.ts'
import { isEasyPin, longestPin, setStaffPin } from '../shift.ts'
import { hasStaffPin, pinDigits } from '../shift-store.ts'
import {
  changePassphrase,
  signOutEverywhere as endEverywhere,
  isAcceptedPassphrase,
  remainingStep,
  tryPassphrase,
} from '../sign-in.ts'
import { limitedAttempt, tooManyAttempts, wrongAttemptErrors } from '../try-rate.ts'
import { accountWords } from '../words/account.ts'
import { peopleWords, rolesWords } from '../words/people.ts'
import { secondStepWords } from '../words/second-step.ts'
import { passphraseWords, signInWords, switchWords } from '../words/sign-in.ts'
import { EmergencyContactList } from './emergency-contacts.tsx'
import { CodeForm, NewPassphrase, PasskeyForm } from './secret-forms.tsx'
import {
  continueSignIn,
  isPageOfCase,
  newPassphraseFault,
  type ReturnPage,
  returnPages,
  submitSignOut,
} from './sign-in.tsx'

export const passphraseForm = z.strictObject({
  old: z.string().max(2000),
  passphrase: z.string().max(2000),
  repeated: z.string().max(2000),
})
export const everywhereForm = z.strictObject({})
export const keyboardForm = z.strictObject({ keys: z.enum(['on', 'off']) })

/** The single keys, each from the menus of who reads it, and the switch (WCAG 2.1.4). */
export function keyboardPage(context: StaffContext) {
  const { frame } = context
  const say = accountWords(context).keyboard
  const isOn = frame.usesKeys(context)
  const inMenus = frame.menus(context).flatMap((menu) => ('links' in menu ? menu.links : [menu]))
  const keys = [
    ...(frame.headerActions(context).search ? [['/', say.search] as const] : []),
    ['h', say.home] as const,
    ...inMenus.flatMap(({ key, text }) => (key === undefined ? [] : [[key, text] as const])),
    [`1 – ${statedBases.length}`, say.basis] as const,
    ...(context.workstation === null ? [] : [['s', say.switches] as const]),
    ['?', say.title] as const,
  ]
  return show(
    context,
    say.title,
    <>
      <h1>{say.title}</h1>
      <p class="usa-intro">{isOn ? say.areOn : say.areOff}</p>
      <DataTable head={[say.key, say.does]} rows={keys.map(([key, does]) => [<kbd>{key}</kbd>, does])} />
      <p>{say.when}</p>
      <ActionButton
        context={context}
        action="/account/keyboard"
        name="keys"
        value={isOn ? 'off' : 'on'}
        says={isOn ? say.turnOff : say.turnOn}
      />
    </>,
  )
}

export function submitKeyboard(context: StaffContext, { keys }: z.infer<typeof keyboardForm>) {
  writeCookie(context.c, isSecure(context.services), 'keys', keys)
  return context.c.redirect('/account/keyboard', 303)
}

type Done = keyof ReturnType<typeof accountWords>['done']

const accountAfter = (done: Done) => `/account?done=${done}`

/** Hostile: only notices of ours, whatever the address says. */
function accountNoticeOf(context: StaffContext): string | undefined {
  const { c } = context
  const { done } = accountWords(context)
  const said = c.req.query('done') ?? ''
  return Object.hasOwn(done, said) ? done[said as Done] : undefined
}

export async function ownAccountPage(context: StaffContext): Promise<Response> {
  const { services, who } = context
  const { app, clock } = services
  const account = accountWords(context)
  const formats = formatsOf(context)
  const codeApp = await hasCodeApp(app, who.id)
  const passkeys = await passkeysOf(app, who.id)
  const sessions = await sessionsOf(app, who.id, clock.now())
  const hasSecondStep = codeApp || passkeys.length > 0
  const hasPin = await hasStaffPin(app, who.id)
  const worksAtShared = who.ownRole !== 'counsel' && who.ownRole !== 'trustee'
  const pinWords = switchWords(context).own
  const done = accountNoticeOf(context)
  return show(
    context,
    account.title,
    <>
      <h1>{account.title}</h1>
      {done !== undefined && (
        <div class="usa-alert usa-alert--success usa-alert--slim carrel-note">
          <div class="usa-alert__body">
            <p class="usa-alert__text">{done}</p>
          </div>
        </div>
      )}
      <dl class="carrel-facts">
        <Fact name={account.name}>{who.name}</Fact>
        <Fact name={account.signIn}>{who.signIn}</Fact>
        <Fact name={account.role}>{roleOf(context)}</Fact>
      </dl>
      {(who.ownRole === 'counsel' || who.president) && (
        <>
          <h2>{account.phone}</h2>
          <p>{account.phoneSays}</p>
          <EmergencyContactList context={context} whom="director" contacts={await contactsToCall(services)} />
        </>
      )}
      <h2>{account.signInWith}</h2>
      <ul class="carrel-computers">
        <li class="carrel-computer">
          <div>{account.passphrase}</div>
          <ButtonLink href="/account/passphrase" look="outline">
            {account.changePassphrase}
          </ButtonLink>
        </li>
        <li class="carrel-computer">
          <div>
            {codeApp && <div class="carrel-line">{account.codeApp}</div>}
            {passkeys.map(({ name, addedOn }) => (
              <div class="carrel-line">{account.passkeySince(name, formats.day(addedOn))}</div>
            ))}
            {!hasSecondStep && account.noSecondStep}
          </div>
          <ButtonLink href="/account/second-step" look="outline">
            {hasSecondStep ? account.changeSecondStep : account.addSecondStep}
          </ButtonLink>
        </li>
        {worksAtShared && (
          <li class="carrel-computer">
            <div>{hasPin ? pinWords.set : pinWords.none}</div>
            <ButtonLink href="/account/pin" look="outline">
              {hasPin ? pinWords.change : pinWords.add}
            </ButtonLink>
          </li>
        )}
      </ul>
      {context.who.byPin && <p>{pinWords.byPin}</p>}
      <h2>{account.where}</h2>
      <ul class="carrel-computers">
        {sessions.map(({ tokenHash, place, signedInAt }) => (
          <li class="carrel-computer">
            <div>
              <strong>{placeName(context, place)}</strong>
              {tokenHash.equals(who.tokenHash) && ` ${account.here}`}
              <br />
              {account.since(formats.moment(signedInAt, context.pack.timeZone))}
            </div>
          </li>
        ))}
      </ul>
      <Form context={context} action="/account/everywhere" class="carrel-go">
        <SubmitButton look="secondary">{account.everywhere}</SubmitButton>
      </Form>
      <p class="carrel-small">{account.everywhereHint}</p>
      {who.ownRole === 'director' && who.actingUntil === null && (
        <LinkLine href="/people#acting">{peopleWords(context).acting.leave}</LinkLine>
      )}
      {seesCounter(context) && (
        <>
          <h2>{account.cardsApart}</h2>
          <p>{account.cardsApartSays}</p>
          <LinkLine href="/account/cards">{account.cardsApart}</LinkLine>
        </>
      )}
      {worksCases(context) && (
        <>
          <h2>{account.toSealed}</h2>
          <p>{account.onAccount}</p>
          <LinkLine href="/sealed">{account.toSealed}</LinkLine>
        </>
      )}
    </>,
  )
}

function roleOf(context: StaffContext): string {
  const { who } = context
  const name = rolesWords(context).name[who.ownRole]
  const role = who.president ? rolesWords(context).ofTheBoard(name) : name
  return who.actingUntil === null
    ? role
    : accountWords(context).actingUntil(role, formatsOf(context).day(who.actingUntil))
}

/** Ends the current session too. */
export async function submitSignOutEverywhere(context: StaffContext<StaffServices>): Promise<Response> {
  context.services.openSessions.shutOf(context.who.id)
  await endEverywhere(context.services, staffActorOf(context))
  return submitSignOut(context)
}

export function passphrasePage(context: StaffContext, errors: readonly FieldError[] = [], status?: 429) {
  const account = accountWords(context)
  const title = account.changePassphrase
  return showForm(
    context,
    { title, errors, class: 'carrel-question', status },
    <>
      <Form context={context} action="/account/passphrase" class="usa-form carrel-form">
        <PassphraseField name="old" label={account.old} autofocus errors={errors} />
        <NewPassphrase context={context} errors={errors} />
        <SubmitButton>{account.change}</SubmitButton>
      </Form>
      <p class="carrel-small">{account.signsOutElsewhere}</p>
      <BackLink href="/account">{account.back}</BackLink>
    </>,
  )
}

export async function submitPassphrase(
  context: StaffContext<StaffServices>,
  fields: z.infer<typeof passphraseForm>,
): Promise<Response> {
  const { c, services, who } = context
  const fault = await newPassphraseFault(context, fields, who)
  if (fault !== null) return passphrasePage(context, [fault])
  if (fields.old === fields.passphrase) {
    return passphrasePage(context, [{ field: 'passphrase', message: accountWords(context).sameAsOld }])
  }
  const change = {
    account: who,
    was: fields.old,
    becomes: fields.passphrase,
    session: who.tokenHash,
    from: signInSource(context),
  }
  const attempt = () => changePassphrase(services, staffActorOf(context), change)
  const outcome = await limitedAttempt(context, who.signIn, attempt, (done) => done === 'changed')
  if (outcome === tooManyAttempts) {
    return passphrasePage(context, [{ field: 'old', message: passphraseWords(context).tooMany }], 429)
  }
  if (outcome === 'changed') {
    services.openSessions.shutOf(who.id, who.tokenHash)
    return c.redirect(accountAfter('passphrase'), 303)
  }
  return passphrasePage(
    context,
    wrongAttemptErrors(context, { field: 'old', message: passphraseWords(context).notYours }),
  )
}

export const staffPinForm = z.strictObject({
  old: z.string().max(2000),
  pin: z.string().max(100),
  repeated: z.string().max(100),
})

/** For those at a desk: how they come back at a computer where they began their shift. */
export async function staffPinPage(
  context: StaffContext,
  errors: readonly FieldError[] = [],
  status?: 429,
): Promise<Response> {
  const { own } = switchWords(context)
  const least = await pinDigits(context.services.app)
  const field = {
    type: 'password',
    inputmode: 'numeric',
    autocomplete: 'off',
    maxlength: 100,
    errors,
  } as const
  return showForm(
    context,
    { title: own.title, errors, class: 'carrel-question', status },
    <>
      <p class="usa-intro">{own.says(least)}</p>
      <p>{own.watched}</p>
      <Form context={context} action="/account/pin" class="usa-form carrel-form">
        <PassphraseField name="old" label={accountWords(context).old} autofocus errors={errors} />
        <TextField {...field} name="pin" label={own.new} hint={own.hint(least, longestPin)} />
        <TextField {...field} name="repeated" label={own.again} />
        <SubmitButton>{own.save}</SubmitButton>
      </Form>
      <BackLink href="/account">{accountWords(context).back}</BackLink>
    </>,
  )
}

export async function submitStaffPin(
  context: StaffContext<StaffServices>,
  { old, pin, repeated }: z.infer<typeof staffPinForm>,
): Promise<Response> {
  const { c, services, who } = context
  const { own } = switchWords(context)
  const least = await pinDigits(services.app)
  const isDigits = /^\d+$/.test(pin) && pin.length >= least && pin.length <= longestPin
  const fault = (field: string, message: string) => staffPinPage(context, [{ field, message }])
  if (!isDigits) return fault('pin', own.notDigits(least, longestPin))
  if (isEasyPin(pin)) return fault('pin', own.easy)
  if (pin !== repeated) return fault('repeated', own.notTheSame)
  const set = { account: who, passphrase: old, pin, from: signInSource(context) }
  const attempt = () => setStaffPin(services, staffActorOf(context), set)
  const outcome = await limitedAttempt(context, who.signIn, attempt, (done) => done === 'set')
  if (outcome === 'set') return c.redirect(accountAfter('pin'), 303)
  const wrong = { field: 'old', message: passphraseWords(context).notYours }
  return outcome === tooManyAttempts
    ? staffPinPage(context, [{ ...wrong, message: passphraseWords(context).tooMany }], 429)
    : staffPinPage(context, wrongAttemptErrors(context, wrong))
}

export const reauthForm = z.strictObject({
  passphrase: z.string().max(2000),
  back: z.enum(returnPages),
  /** The case to return to. */
  about: z.string().regex(referencePattern).optional(),
})
export const removeSecondFactorForm = z.strictObject({ which: z.string().max(2000) })

const codeApp = 'code-app'

/** Reauthentication comes first. */
export function secondFactorPage(context: StaffContext): Promise<Response> {
  return context.who.proved
    ? secondFactorList(context, [])
    : Promise.resolve(reauthPage(context, 'second-step'))
}

/** Asks for passphrase and second factor again before a sensitive page, then returns to `back`. @param about a case */
export function reauthPage(
  context: StaffContext,
  back: ReturnPage,
  errors: readonly FieldError[] = [],
  about = isPageOfCase(back) ? context.c.req.param('reference') : undefined,
  status?: 429,
): Response | Promise<Response> {
  const secondStep = secondStepWords(context)
  const { title, why } = secondStep.again
  return showForm(
    context,
    { title, errors, class: 'carrel-question', status },
    <>
      <ReauthForm context={context} back={back} about={about} errors={errors} autofocus />
      <p class="carrel-small">{why[back]}</p>
    </>,
  )
}

type Page<S extends object, Rest extends readonly unknown[]> = (
  context: StaffContext<S>,
  ...rest: Rest
) => Response | Promise<Response>

/** Shows a page only if `isProven`, and else asks for reauthentication. */
const guard =
  (isProven: (context: StaffContext) => boolean | Promise<boolean>) =>
  <S extends object, Rest extends readonly unknown[]>(back: ReturnPage, answer: Page<S, Rest>) =>
  async (context: StaffContext<S>, ...rest: Rest): Promise<Response> =>
    (await isProven(context)) ? answer(context, ...rest) : reauthPage(context, back)

/** Not for someone who came by PIN, which others may have watched, until they give their passphrase. */
export const notByPin = guard(({ who }) => !who.byPin)

/** Only soon after a sign-in or reauthentication. */
export const fresh = guard(({ who }) => who.fresh)

/** Only soon after a reauthentication with both steps, or without a second factor. */
export const requireReauth = guard(async ({ services, who }) => !(await needsReauth(services, who)))

/** A recent sign-in also counts. False for someone without a second factor. */
export const needsRecentReauth = async ({ who, services }: StaffContext): Promise<boolean> =>
  !who.fresh && (await hasSecondFactor(services.app, who.id))

/** Only soon after a sign-in or reauthentication, or without a second factor. */
export const requireRecentReauth = guard(async (context) => !(await needsRecentReauth(context)))

/** The new session may change credentials once. */
export async function submitReauth(
  context: StaffContext<StaffServices>,
  { passphrase, back, about }: z.infer<typeof reauthForm>,
): Promise<Response> {
  const { c, services, who, place } = context
  const wrong = (message: string): FieldError => ({ field: 'passphrase', message })
  const token = newToken()
  const from = signInSource(context)
  const given = { signIn: who.signIn, passphrase, tokenHash: tokenHash(token), place, from, again: true }
  const attempt = () => tryPassphrase(services, given)
  const account = await limitedAttempt(context, who.signIn, attempt, isAcceptedPassphrase)
  const { tooMany, notYours } = passphraseWords(context)
  if (account === tooManyAttempts) return reauthPage(context, back, [wrong(tooMany)], about, 429)
  if (!isAcceptedPassphrase(account))
    return reauthPage(context, back, wrongAttemptErrors(context, wrong(notYours)), about)
  writeCookie(c, isSecure(services), 'step', token)
  return continueSignIn(context, tokenHash(token), { back, about })
}

async function secondFactorList(context: StaffContext, errors: readonly FieldError[]): Promise<Response> {
  const { app } = context.services
  const { who } = context
  const account = accountWords(context)
  const secondStep = secondStepWords(context)
  const formats = formatsOf(context)
  const { mine } = secondStep
  const hasApp = await hasCodeApp(app, who.id)
  const passkeys = await passkeysOf(app, who.id)
  const kinds = [
    ...(hasApp ? [{ which: codeApp, name: account.codeApp, says: '' }] : []),
    ...passkeys.map(({ credentialId, name, addedOn }) => ({
      which: credentialId.toString('base64url'),
      name: account.passkey(name),
      says: mine.since(formats.day(addedOn)),
    })),
  ]
  return showForm(
    context,
    { title: mine.title, errors },
    <>
      {kinds.length === 0 && <p class="usa-intro">{mine.none}</p>}
      <ul class="carrel-computers">
        {kinds.map(({ which, name, says }) => (
          <li class="carrel-computer">
            <div>
              <strong>{name}</strong> {says !== '' && <span class="carrel-line">{says}</span>}
            </div>
            <ActionButton
              context={context}
              action="/account/remove"
              name="which"
              value={which}
              says={mine.remove}
              called={mine.removeThis(name)}
            />
          </li>
        ))}
      </ul>
      <p class="carrel-go">
        <ButtonLink href="/account/add">{hasApp ? mine.addOrReplace : mine.add}</ButtonLink>
      </p>
      <p class="carrel-small">{mine.oneEachTime}</p>
      <BackLink href="/account">{account.back}</BackLink>
    </>,
  )
}

/** Someone who must have a second factor keeps their last one. */
export async function submitRemoveSecondFactor(
  context: StaffContext<StaffServices>,
  { which }: z.infer<typeof removeSecondFactorForm>,
): Promise<Response> {
  const { c, services, who } = context
  const permit = { accountId: who.id, tokenHash: who.tokenHash, half: false }
  const whom = services.asksSecondStep ? await secondFactorPolicy(services.app) : 'nobody'
  const must = requiresSecondFactor({ ...who, role: who.ownRole }, whom)
  const outcome =
    which === codeApp
      ? await dropCodeApp(services, staffActorOf(context), { permit, must })
      : await dropPasskey(services, staffActorOf(context), {
          permit,
          must,
          credentialId: Buffer.from(which, 'base64url'),
        })
  if (outcome === 'needed') {
    return secondFactorList(context, [{ field: 'main', message: secondStepWords(context).mine.needed }])
  }
  return c.redirect(outcome === 'removed' ? accountAfter('step-removed') : '/account/second-step', 303)
}

export const addCodeForm = z.strictObject({
  // Why in the form: the page shows it anyway, and it is stored only once a code confirms it.
  secret: z.string().regex(/^[A-Z2-7]{32}$/),
  code: z.string().max(40),
})
export const addPasskeyForm = z.strictObject({
  sent: z.string().max(16_384),
  name: z.string().trim().max(60),
})

type AddingSecondFactor = {
  readonly context: RequestContext
  readonly account: { readonly id: string; readonly signIn: string; readonly name: string }
  readonly permit: SecondFactorPermit
  readonly by: Actor
  readonly base: '/sign-in/add' | '/account/add'
  /** Where to go if the permit does not hold. */
  on(): Response | Promise<Response>
  /** Where to go afterward. */
  done(): Response | Promise<Response>
}

/** The same pages serve a sign-in that must add a second factor and a session that just reauthenticated. */
async function whileSigningIn(
  context: PendingSignInContext<StaffServices>,
): Promise<AddingSecondFactor | Response> {
  const { services, half, place } = context
  const on = () => continueSignIn(context, half.tokenHash)
  if ((await remainingStep(services, half, services.asksSecondStep)) !== 'set-second-step') return on()
  const permit = { accountId: half.id, tokenHash: half.tokenHash, half: true }
  return {
    context,
    account: half,
    permit,
    on,
    done: on,
    by: staffActorOf({ who: half, place }),
    base: '/sign-in/add',
  }
}

function whileSignedIn(context: StaffContext): AddingSecondFactor | Response {
  const { c, who } = context
  const on = () => c.redirect('/account/second-step', 303)
  if (!who.proved) return on()
  const permit = { accountId: who.id, tokenHash: who.tokenHash, half: false }
  const done = () => c.redirect(accountAfter('step-added'), 303)
  return { context, account: who, permit, on, done, by: staffActorOf(context), base: '/account/add' }
}

type Answer = (adding: AddingSecondFactor) => Response | Promise<Response>
type WithFields<T> = (adding: AddingSecondFactor, fields: T) => Response | Promise<Response>

const signingIn = (answer: Answer) => async (context: PendingSignInContext<StaffServices>) => {
  const adding = await whileSigningIn(context)
  return adding instanceof Response ? adding : answer(adding)
}
const signedIn = (answer: Answer) => (context: StaffContext) => {
  const adding = whileSignedIn(context)
  return adding instanceof Response ? adding : answer(adding)
}
const both = (answer: Answer) => ({ signingIn: signingIn(answer), signedIn: signedIn(answer) })
const bothWith = <T,>(answer: WithFields<T>) => ({
  signingIn: (context: PendingSignInContext<StaffServices>, fields: T) =>
    signingIn((adding) => answer(adding, fields))(context),
  signedIn: (context: StaffContext, fields: T) => signedIn((adding) => answer(adding, fields))(context),
})

export const addSecondFactorPage = both(({ context, base }) => {
  const passkeys = passkeyHostOf(context) !== null
  const address = addressForPasskeys(context)
  const account = accountWords(context)
  const secondStep = secondStepWords(context)
  const { add, give } = secondStep
  return show(
    context,
    add.title,
    <>
      <h1>{add.title}</h1>
      <p class="usa-intro">{add.why}</p>
      <ul class="carrel-ways">
        <Way href={`${base}/code-app`} name={add.codeApp} says={add.codeAppSays} />
        {passkeys && <Way href={`${base}/passkey`} name={add.passkey} says={add.passkeySays} />}
      </ul>
      {!passkeys && (
        <p class="carrel-small">
          {add.noPasskeyHere} {address !== null && add.passkeyThere(address)}
        </p>
      )}
      <p class="carrel-back">
        {base === '/account/add' ? (
          <TextLink href="/account">{account.back}</TextLink>
        ) : (
          <TextLink href="/sign-in">{give.somebodyElse}</TextLink>
        )}
      </p>
    </>,
  )
})

async function codeAppPage(
  { context, account, base }: AddingSecondFactor,
  secret: string,
  errors: readonly FieldError[],
): Promise<Response> {
  const { app, pack } = context.services
  const { library } = pack
  const link = codeAppLink({ library, signIn: account.signIn, secret })
  const { codeApp } = secondStepWords(context)
  return showForm(
    context,
    { title: codeApp.title, errors },
    <>
      <ol class="usa-process-list">
        <li class="usa-process-list__item">
          <h2 class="usa-process-list__heading carrel-step">{codeApp.open}</h2>
        </li>
        <li class="usa-process-list__item">
          <h2 class="usa-process-list__heading carrel-step">{codeApp.scan}</h2>
          <Qr text={link} label={codeApp.picture} />
          <p class="carrel-secret">{secret.match(/.{4}/g)?.join(' ')}</p>
        </li>
        <li class="usa-process-list__item">
          <h2 class="usa-process-list__heading carrel-step">{codeApp.confirm}</h2>
          <CodeForm
            context={context}
            action={`${base}/code-app`}
            errors={errors}
            button={codeApp.confirmButton}
          >
            <input type="hidden" name="secret" value={secret} />
          </CodeForm>
        </li>
      </ol>
      <p class="carrel-small">
        {codeApp.toNobody} {(await hasCodeApp(app, account.id)) && codeApp.replaces}
      </p>
      <OtherKind context={context} base={base} />
    </>,
  )
}

/** Lets someone without a phone at hand choose another kind. */
const OtherKind = ({ context, base }: Pick<AddingSecondFactor, 'context' | 'base'>) => (
  <BackLink href={base}>{secondStepWords(context).add.otherKind}</BackLink>
)

export const addCodePage = both((adding) => codeAppPage(adding, newCodeSecret(), []))

/** The first code turns the code app on. */
export const submitCodeApp = bothWith(
  async (adding: AddingSecondFactor, fields: z.infer<typeof addCodeForm>) => {
    const { context, permit, by, on, done } = adding
    const { notSixDigits, codeApp } = secondStepWords(context)
    const { secret } = fields
    const code = parseCode(fields.code)
    const wrong = (message: string) => codeAppPage(adding, secret, [{ field: 'code', message }])
    if (code === null) return wrong(notSixDigits)
    const added = await addCodeApp(context.services, by, { permit, secret, code })
    if (added === 'wrong-code') return wrong(codeApp.wrong)
    return added === 'added' ? done() : on()
  },
)

async function passkeyPage(adding: AddingSecondFactor, errors: readonly FieldError[]): Promise<Response> {
  const { context, account, permit, base, on } = adding
  const { services, c } = context
  const at = passkeyHostOf(context)
  if (at === null) return on()
  const { tokenHash } = permit
  const options = await askForNewPasskey(services, { library: services.pack.library, at, account, tokenHash })
  c.header('Content-Security-Policy', policyWithOwnScript)
  const { passkey } = secondStepWords(context)
  return showForm(
    context,
    { title: passkey.title, errors, intro: <p class="usa-intro">{passkey.where}</p> },
    <>
      <PasskeyForm
        context={context}
        action={`${base}/passkey`}
        does="create"
        options={options}
        button={passkey.make}
      >
        <TextField name="name" label={passkey.name} hint={passkey.nameHint} maxlength={60} errors={errors} />
      </PasskeyForm>
      <OtherKind context={context} base={base} />
    </>,
  )
}

export const addPasskeyPage = both((adding) => passkeyPage(adding, []))

export const submitNewPasskey = bothWith(
  async (adding: AddingSecondFactor, { sent, name }: z.infer<typeof addPasskeyForm>) => {
    const { context, permit, by, on, done } = adding
    const { passkey } = secondStepWords(context)
    const at = passkeyHostOf(context)
    if (at === null) return on()
    if (name === '') return passkeyPage(adding, [{ field: 'name', message: passkey.noName }])
    const added = await addNewPasskey(context.services, by, { permit, at, sent, name })
    if (added === 'not-one') return passkeyPage(adding, [{ field: 'main', message: passkey.wrong }])
    return added === 'added' ? done() : on()
  },
)

type Props = {
  readonly context: StaffContext
  readonly back: ReturnPage
  readonly about?: string | undefined
  readonly errors?: readonly FieldError[]
  readonly autofocus?: boolean
}

export const ReauthForm = ({ context, back, about, errors = [], autofocus = false }: Props) => (
  <Form context={context} action="/account/again" class="usa-form carrel-form">
    <input type="hidden" name="back" value={back} />
    {about !== undefined && <input type="hidden" name="about" value={about} />}
    <PassphraseField label={signInWords(context).passphrase} autofocus={autofocus} errors={errors} />
    <SubmitButton>{secondStepWords(context).continue}</SubmitButton>
  </Form>
)
