/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { changePassphrase } from '../../accounts/own-passphrase.ts'
import { hasCodeApp } from '../../store/accounts-factor.ts'
import { passkeysOf } from '../../store/passkeys.ts'
import { endSessionsOf, sessionsOf } from '../../store/sessions.ts'
import { mayTry, tooManyTries } from '../try-rate.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { NewPassphrase } from '../views/secret-forms.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { dayName, momentName, placeName, roleName } from '../words.ts'
import { signOut, wrongTry } from './sign-in.tsx'
import { newPassphraseFault } from './sign-in-steps.tsx'

export const passphraseForm = z.strictObject({
  old: z.string().max(2000),
  passphrase: z.string().max(2000),
  repeated: z.string().max(2000),
})
export const everywhereForm = z.strictObject({})

/** Who one is here, what one signs in with, and where one is signed in. */
export async function accountPage(visit: StaffVisit): Promise<Response> {
  const { house, who } = visit
  const { app, pack, clock } = house
  const codeApp = await hasCodeApp(app, who.id)
  const passkeys = await passkeysOf(app, who.id)
  const sessions = await sessionsOf(app, who.id, clock.now())
  return show(
    visit,
    'My account',
    <>
      <h1>My account</h1>
      <dl class="carrel-facts">
        <div class="carrel-fact">
          <dt>Name on the screen</dt>
          <dd>{who.name}</dd>
        </div>
        <div class="carrel-fact">
          <dt>Sign-in name</dt>
          <dd>{who.signIn}</dd>
        </div>
        <div class="carrel-fact">
          <dt>Role</dt>
          <dd>
            {roleName(who.ownRole)}
            {who.president && ', president of the Board'}
            {who.actingUntil !== null && `, acting Director until ${dayName(who.actingUntil)}`}
          </dd>
        </div>
      </dl>
      <h2>What you sign in with</h2>
      <ul class="carrel-computers">
        <li class="carrel-computer">
          <div>A passphrase</div>
          <a class="usa-button usa-button--outline" href="/account/passphrase">
            Change my passphrase
          </a>
        </li>
        <li class="carrel-computer">
          <div>
            {codeApp && <span class="carrel-line">A code app</span>}
            {passkeys.map(({ name, addedOn }) => (
              <span class="carrel-line">
                A passkey: {name}, since {dayName(addedOn)}
              </span>
            ))}
            {!codeApp && passkeys.length === 0 && 'No second step'}
          </div>
          <a class="usa-button usa-button--outline" href="/account/second-step">
            {codeApp || passkeys.length > 0 ? 'Change my second step' : 'Add a second step'}
          </a>
        </li>
      </ul>
      <h2>Where you are signed in</h2>
      <ul class="carrel-computers">
        {sessions.map(({ tokenHash, place, signedInAt }) => (
          <li class="carrel-computer">
            <div>
              <strong>{placeName(pack, place)}</strong>
              {tokenHash.equals(who.tokenHash) && ' (here)'}
              <br />
              Since {momentName(signedInAt, pack.timeZone)}
            </div>
          </li>
        ))}
      </ul>
      <form method="post" action="/account/everywhere" class="carrel-go">
        <Word visit={visit} />
        <button type="submit" class="usa-button usa-button--secondary">
          Sign out everywhere
        </button>
      </form>
      <p class="carrel-small">
        Press it if you see a place where you did not sign in, and then change your passphrase. It signs you
        out here too.
      </p>
    </>,
  )
}

/** Ends every session of one's own, this one too. */
export async function signOutEverywhere(visit: StaffVisit): Promise<Response> {
  await endSessionsOf(visit.house.app, visit.who.id)
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
  return show(
    visit,
    errors.length > 0 ? 'Please fix: Change my passphrase' : 'Change my passphrase',
    <div class="carrel-question">
      <h1>Change my passphrase</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/account/passphrase" class="usa-form carrel-form">
        <Word visit={visit} />
        <TextField
          name="old"
          label="Your passphrase until now"
          type="password"
          autocomplete="current-password"
          maxlength={2000}
          autofocus
          errors={errors}
        />
        <NewPassphrase errors={errors} />
        <button type="submit" class="usa-button">
          Change it
        </button>
      </form>
      <p class="carrel-small">Wherever else you are signed in, you are signed out.</p>
      <p class="carrel-back">
        <a class="usa-link" href="/account">
          Back to my account
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
  const fault = newPassphraseFault(fields, who)
  if (fault !== null) return askPassphrase(visit, [fault])
  if (fields.old === fields.passphrase) {
    return askPassphrase(visit, [{ field: 'passphrase', message: 'That is the old one: choose another' }])
  }
  if (!mayTry(visit, who.signIn)) return askPassphrase(visit, [{ field: 'old', message: tooManyTries }], 429)
  const change = { account: who, was: fields.old, becomes: fields.passphrase, session: who.tokenHash }
  const outcome = await changePassphrase(house, byOf(visit), change)
  if (outcome === 'changed') return c.redirect('/account', 303)
  return askPassphrase(visit, [{ field: 'old', message: `This is not your passphrase. ${wrongTry}` }])
}
