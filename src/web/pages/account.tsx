/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { changePassphrase } from '../../accounts/own-passphrase.ts'
import { signOutEverywhere as endEverywhere } from '../../accounts/sign-in.ts'
import { hasCodeApp } from '../../store/accounts-factor.ts'
import { passkeysOf } from '../../store/passkeys.ts'
import { sessionsOf } from '../../store/sessions.ts'
import { tooMany, tried, wrongTry } from '../try-rate.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { placeName, show, worksCases } from '../views/layout.tsx'
import { NewPassphrase } from '../views/secret-forms.tsx'
import { byOf, type StaffVisit, triedFrom } from '../visit.ts'
import { accountWords } from '../words/account.ts'
import { frameWords } from '../words/frame.ts'
import { passphraseWords } from '../words/passphrase.ts'
import { rolesWords } from '../words/roles.ts'
import { sealedWords } from '../words/sealed.ts'
import { formatsOf } from '../words/told.ts'
import { signOut } from './sign-in.tsx'
import { newPassphraseFault } from './sign-in-steps.tsx'

export const passphraseForm = z.strictObject({
  old: z.string().max(2000),
  passphrase: z.string().max(2000),
  repeated: z.string().max(2000),
})
export const everywhereForm = z.strictObject({})

type Done = keyof ReturnType<typeof accountWords>['done']

/** Where a change of what one signs in with leads, once it is made. */
export const accountAfter = (done: Done) => `/account?done=${done}`

/** Hostile: whatever the address says, it is one of ours. */
function doneOn(visit: StaffVisit): string | undefined {
  const { c } = visit
  const { done } = accountWords(visit)
  const said = c.req.query('done') ?? ''
  return Object.hasOwn(done, said) ? done[said as Done] : undefined
}

/** Who one is here, what one signs in with, and where one is signed in. */
export async function accountPage(visit: StaffVisit): Promise<Response> {
  const { house, who } = visit
  const { app, clock } = house
  const account = accountWords(visit)
  const sealed = sealedWords(visit)
  const told = formatsOf(visit)
  const codeApp = await hasCodeApp(app, who.id)
  const passkeys = await passkeysOf(app, who.id)
  const sessions = await sessionsOf(app, who.id, clock.now())
  const hasSecondStep = codeApp || passkeys.length > 0
  const done = doneOn(visit)
  return show(
    visit,
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
        <div class="carrel-fact">
          <dt>{account.name}</dt>
          <dd>{who.name}</dd>
        </div>
        <div class="carrel-fact">
          <dt>{account.signIn}</dt>
          <dd>{who.signIn}</dd>
        </div>
        <div class="carrel-fact">
          <dt>{account.role}</dt>
          <dd>{roleOf(visit)}</dd>
        </div>
      </dl>
      <h2>{account.signInWith}</h2>
      <ul class="carrel-computers">
        <li class="carrel-computer">
          <div>{account.passphrase}</div>
          <a class="usa-button usa-button--outline" href="/account/passphrase">
            {account.changePassphrase}
          </a>
        </li>
        <li class="carrel-computer">
          <div>
            {codeApp && <div class="carrel-line">{account.codeApp}</div>}
            {passkeys.map(({ name, addedOn }) => (
              <div class="carrel-line">{account.passkeySince(name, told.day(addedOn))}</div>
            ))}
            {!hasSecondStep && account.noSecondStep}
          </div>
          <a class="usa-button usa-button--outline" href="/account/second-step">
            {hasSecondStep ? account.changeSecondStep : account.addSecondStep}
          </a>
        </li>
      </ul>
      <h2>{account.where}</h2>
      <ul class="carrel-computers">
        {sessions.map(({ tokenHash, place, signedInAt }) => (
          <li class="carrel-computer">
            <div>
              <strong>{placeName(visit, place)}</strong>
              {tokenHash.equals(who.tokenHash) && ` ${account.here}`}
              <br />
              {account.since(told.moment(signedInAt, visit.pack.timeZone))}
            </div>
          </li>
        ))}
      </ul>
      <form method="post" action="/account/everywhere" class="carrel-go">
        <Word visit={visit} />
        <button type="submit" class="usa-button usa-button--secondary">
          {account.everywhere}
        </button>
      </form>
      <p class="carrel-small">{account.everywhereHint}</p>
      {worksCases(visit) && (
        <>
          <h2>{sealed.title}</h2>
          <p>{sealed.onAccount}</p>
          <p>
            <a class="usa-link" href="/sealed">
              {sealed.toSealed}
            </a>
          </p>
        </>
      )}
    </>,
  )
}

function roleOf(visit: StaffVisit): string {
  const { who } = visit
  const name = rolesWords(visit).name[who.ownRole]
  const role = who.president ? rolesWords(visit).ofTheBoard(name) : name
  return who.actingUntil === null
    ? role
    : accountWords(visit).actingUntil(role, formatsOf(visit).day(who.actingUntil))
}

/** Ends every session of one's own, this one too. */
export async function signOutEverywhere(visit: StaffVisit): Promise<Response> {
  visit.house.openSessions.shutOf(visit.who.id)
  await endEverywhere(visit.house, byOf(visit))
  return signOut(visit)
}

/** The old passphrase, and a new one twice. */
export function passphrasePage(visit: StaffVisit): Response | Promise<Response> {
  return askPassphrase(visit, [])
}

function askPassphrase(
  visit: StaffVisit,
  errors: readonly FieldError[],
  status: 422 | 429 = 422,
): Response | Promise<Response> {
  const account = accountWords(visit)
  const frame = frameWords(visit)
  const title = account.changePassphrase
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(title) : title,
    <div class="carrel-question">
      <h1>{title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/account/passphrase" class="usa-form carrel-form">
        <Word visit={visit} />
        <TextField
          name="old"
          label={account.old}
          type="password"
          autocomplete="current-password"
          maxlength={2000}
          autofocus
          errors={errors}
        />
        <NewPassphrase visit={visit} errors={errors} />
        <button type="submit" class="usa-button">
          {account.change}
        </button>
      </form>
      <p class="carrel-small">{account.signsOutElsewhere}</p>
      <p class="carrel-back">
        <a class="usa-link" href="/account">
          {account.back}
        </a>
      </p>
    </div>,
    errors.length > 0 ? status : 200,
  )
}

export async function givePassphrase(
  visit: StaffVisit,
  fields: z.infer<typeof passphraseForm>,
): Promise<Response> {
  const { c, house, who } = visit
  const fault = await newPassphraseFault(visit, fields, who)
  if (fault !== null) return askPassphrase(visit, [fault])
  if (fields.old === fields.passphrase) {
    return askPassphrase(visit, [{ field: 'passphrase', message: accountWords(visit).sameAsOld }])
  }
  const change = {
    account: who,
    was: fields.old,
    becomes: fields.passphrase,
    session: who.tokenHash,
    from: triedFrom(visit),
  }
  const attempt = () => changePassphrase(house, byOf(visit), change)
  const outcome = await tried(visit, who.signIn, attempt, (done) => done === 'changed')
  if (outcome === tooMany) {
    return askPassphrase(visit, [{ field: 'old', message: passphraseWords(visit).tooMany }], 429)
  }
  if (outcome === 'changed') {
    house.openSessions.shutOf(who.id, who.tokenHash)
    return c.redirect(accountAfter('passphrase'), 303)
  }
  return askPassphrase(visit, wrongTry(visit, { field: 'old', message: passphraseWords(visit).notYours }))
}
