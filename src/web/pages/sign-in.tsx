/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { isTheirs, tryPassphrase } from '../../accounts/sign-in.ts'
import { givenDays } from '../../store/accounts.ts'
import { endSession, idleMinutes, longestHours } from '../../store/sessions.ts'
import { dropCookie, readCookie, writeCookie } from '../cookies.ts'
import { isSecure } from '../open-visit.ts'
import { proceed } from '../proceed.ts'
import { passScreen } from '../screen.ts'
import { newToken, tokenHash } from '../secret-token.ts'
import { tooMany, tried, wrongTry } from '../try-rate.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { type StaffVisit, triedFrom, type Visit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { passphraseWords } from '../words/passphrase.ts'
import { setUpWords } from '../words/set-up.ts'
import { signInWords } from '../words/sign-in.ts'

export const signInForm = z.strictObject({ name: z.string().max(200), passphrase: z.string().max(2000) })
export const signOutForm = z.strictObject({})

type SignInProps = {
  readonly visit: Visit
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
      <form method="post" action="/sign-in" class="usa-form carrel-form">
        <Word visit={visit} />
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
      </form>
      <p class="carrel-small">{signIn.forgotten}</p>
      <p class="carrel-small">
        {signIn.directorForgot} <code>carrel account reset</code>
      </p>
    </div>
  )
}

/** The sign-in page; one who is signed in already goes to the start page. */
export function signInPage(visit: Visit): Response | Promise<Response> {
  if (visit.who !== null) return visit.c.redirect('/', 303)
  return show(visit, signInWords(visit).title, <SignIn visit={visit} over={whatIsOver(visit)} />)
}

/** What this browser had begun and cannot go on with, said once. */
function whatIsOver(visit: Visit): string | undefined {
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
export async function signIn(visit: Visit, fields: z.infer<typeof signInForm>): Promise<Response> {
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
    ...{ place: visit.place, from: triedFrom(visit), again: false },
  }
  const account = await tried(visit, fields.name, () => tryPassphrase(house, given), isTheirs)
  if (account === tooMany) return again([wrong(passphraseWords(visit).tooMany)], 429)
  if (account === 'over') return again([wrong(signInWords(visit).givenOver(givenDays))], 422)
  if (account === null) {
    return again(wrongTry(visit, wrong(signInWords(visit).wrongPair)), 422)
  }
  writeCookie(c, isSecure(house), 'step', token)
  return proceed(visit, tokenHash(token))
}

/** Ends the session here and in the database. */
export async function signOut(visit: StaffVisit): Promise<Response> {
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
