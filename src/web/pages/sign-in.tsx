/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { chargeTry, clearTries, restMinutes, triesBeforeRest } from '../../store/accounts.ts'
import { beginSession, endSession } from '../../store/sessions.ts'
import { dropCookie, readCookie, writeCookie } from '../cookies.ts'
import { isSecure } from '../open-visit.ts'
import { isPassphrase } from '../passphrase.ts'
import { newToken, tokenHash } from '../secret-token.ts'
import { mayTry } from '../try-rate.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import type { StaffVisit, Visit } from '../visit.ts'

export const signInForm = z.strictObject({ name: z.string().max(200), passphrase: z.string().max(2000) })
export const signOutForm = z.strictObject({})

/** Why: a known name costs one durable write more than an unknown one; a refusal takes longer than both. */
const leastMs = 300

type SignInProps = {
  readonly visit: Visit
  readonly name?: string
  readonly errors?: readonly FieldError[]
  readonly over?: boolean
}

const SignIn = ({ visit, name, errors = [], over }: SignInProps) => (
  <div class="carrel-narrow">
    <h1>Staff sign-in</h1>
    {over && errors.length === 0 && (
      <div class="usa-alert usa-alert--info usa-alert--slim">
        <div class="usa-alert__body">
          <p class="usa-alert__text">You were signed out because this computer was not used for a while.</p>
        </div>
      </div>
    )}
    <ErrorSummary errors={errors} />
    <form method="post" action="/sign-in" class="usa-form carrel-form">
      <Word visit={visit} />
      <TextField
        name="name"
        label="Sign-in name"
        autocomplete="username"
        autofocus={errors.length === 0}
        {...(name !== undefined && { value: name })}
      />
      <TextField
        name="passphrase"
        label="Passphrase"
        type="password"
        autocomplete="current-password"
        maxlength={2000}
      />
      <button type="submit" class="usa-button">
        Sign in
      </button>
    </form>
    <p class="carrel-small">
      Forgot your passphrase? Ask the Director. Where Carrel runs, <code>carrel account reset</code> and your
      sign-in name give you a new one.
    </p>
  </div>
)

/** The sign-in page; one who is signed in already goes to the start page. */
export function signInPage(visit: Visit): Response | Promise<Response> {
  if (visit.who !== null) return visit.c.redirect('/', 303)
  const over = readCookie(visit.c, isSecure(visit.house), 'session') !== null
  if (over) dropCookie(visit.c, isSecure(visit.house), 'session')
  return show(visit, 'Staff sign-in', <SignIn visit={visit} over={over} />)
}

/** Signs in with a new token; the old one, and the token of the form, are worth nothing from then on. */
export async function signIn(visit: Visit, fields: z.infer<typeof signInForm>): Promise<Response> {
  const { c, house } = visit
  const secure = isSecure(house)
  const now = house.clock.now()
  const again = (message: string, status: 422 | 429) =>
    show(
      visit,
      'Staff sign-in',
      <SignIn visit={visit} name={fields.name} errors={[{ field: 'passphrase', message }]} />,
      status,
    )
  if (!mayTry(visit, fields.name))
    return again('Too many tries from here. Wait a minute, then try again.', 429)
  const leastTime = sleep(leastMs)
  const account = await chargeTry(house.app, fields.name, now)
  const right = await isPassphrase(account?.passphrase ?? null, fields.passphrase)
  const token = newToken()
  const session = { tokenHash: tokenHash(token), now }
  const begun =
    right &&
    account !== null &&
    (await beginSession(house.app, { ...session, accountId: account.id, passphrase: account.passphrase }))
  if (!begun) {
    await leastTime
    return again(
      `That name and passphrase do not go together. After ${triesBeforeRest} wrong tries, a sign-in rests for ${restMinutes} minutes.`,
      422,
    )
  }
  await clearTries(house.app, account.id)
  const old = readCookie(c, secure, 'session')
  if (old !== null) await endSession(house.app, tokenHash(old), now)
  writeCookie(c, secure, 'session', token)
  dropCookie(c, secure, 'form')
  return c.redirect('/', 303)
}

/** Ends the session here and in the database. */
export async function signOut({ c, house }: StaffVisit): Promise<Response> {
  const secure = isSecure(house)
  const token = readCookie(c, secure, 'session')
  if (token !== null) await endSession(house.app, tokenHash(token), house.clock.now())
  dropCookie(c, secure, 'session')
  // Why: what the browser still holds in memory of the pages it showed goes too.
  c.header('Clear-Site-Data', '"cache"')
  return c.redirect('/sign-in', 303)
}
