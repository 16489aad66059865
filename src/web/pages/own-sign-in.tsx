/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { codeTyped } from '../../accounts/code-app.ts'
import { rememberOwnBrowser, signOutOwn, tryOwnCode, tryPin } from '../../own/sign-in.ts'
import { ownIdleMinutes } from '../../store/own-sessions.ts'
import { pinTriesBeforeRest } from '../../store/pins.ts'
import { dropCookie, readCookie, writeCookie } from '../cookies.ts'
import { isSecure } from '../open-visit.ts'
import { passScreen } from '../screen.ts'
import { newKnownToken, newToken, ownKnownToken, tokenHash } from '../secret-token.ts'
import { tooMany, tried } from '../try-rate.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Note } from '../views/note.tsx'
import { CodeForm } from '../views/secret-forms.tsx'
import type { OwnVisit, Visit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { ownPageWords } from '../words/own.ts'
import { passphraseWords } from '../words/passphrase.ts'
import { secondStepWords } from '../words/second-step.ts'

export const ownSignInForm = z.strictObject({ card: z.string().trim().max(64), pin: z.string().max(200) })
export const ownCodeForm = z.strictObject({ code: z.string().max(40) })
export const ownSignOutForm = z.strictObject({})

type Shown = {
  readonly card?: string
  readonly errors?: readonly FieldError[]
  readonly said?: string | undefined
}

function page(visit: Visit, { card, errors = [], said }: Shown, status: 200 | 422 | 429 = 200) {
  const own = ownPageWords(visit)
  const frame = frameWords(visit)
  const { signIn } = own
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(signIn.title) : signIn.title,
    <div class="carrel-narrow">
      <h1>{signIn.title}</h1>
      <Note said={said} />
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/me/sign-in" class="usa-form carrel-form">
        <Word visit={visit} />
        <TextField
          name="card"
          label={signIn.card}
          hint={signIn.cardHint}
          autocomplete="username"
          maxlength={64}
          autofocus
          {...(card !== undefined && { value: card })}
        />
        <TextField
          name="pin"
          label={signIn.pin}
          type="password"
          inputmode="numeric"
          autocomplete="current-password"
          errors={errors}
        />
        <button type="submit" class="usa-button usa-button--big">
          {signIn.button}
        </button>
      </form>
      <h2>{signIn.noPin}</h2>
      <p>
        {signIn.noPinSays}{' '}
        <a class="usa-link" href="/me/pin">
          {signIn.withCode}
        </a>
      </p>
      <p class="carrel-small">{signIn.lost}</p>
      <p class="carrel-small">
        <a class="usa-link" href="/privacy">
          {own.page.privacy}
        </a>
      </p>
    </div>,
    status,
  )
}

/** The sign-in page of patrons; one who is signed in already goes on to their own page. */
export function ownSignInPage(visit: Visit): Response | Promise<Response> {
  const { c, house, own } = visit
  if (own !== null) return c.redirect(own.open ? '/me' : '/me/sign-in/code', 303)
  const wasIn = readCookie(c, isSecure(house), 'own') !== null
  if (wasIn) dropCookie(c, isSecure(house), 'own')
  const out = c.req.query('out') === undefined ? undefined : ownPageWords(visit).signIn.out
  return page(visit, { said: wasIn ? ownPageWords(visit).signIn.over(ownIdleMinutes) : out })
}

/** Holds card number and PIN together. Whatever is wrong, and whosever the card is, the answer is the same. */
export async function ownSignIn(
  visit: Visit,
  { card, pin }: z.infer<typeof ownSignInForm>,
): Promise<Response> {
  const { c, house, browser } = visit
  const wrong = (message: string): FieldError => ({ field: 'pin', message })
  const token = newToken()
  const attempt = () => tryPin(house, { card, pin, tokenHash: tokenHash(token), known: browser })
  const passed = await tried(visit, card, attempt, (way) => way !== null)
  if (passed === tooMany) return page(visit, { card, errors: [wrong(passphraseWords(visit).tooMany)] }, 429)
  if (passed === null) {
    const { signIn } = ownPageWords(visit)
    return page(visit, { card, errors: [wrong(signIn.wrong), wrong(signIn.tries(pinTriesBeforeRest))] }, 422)
  }
  writeCookie(c, isSecure(house), 'own', token)
  dropCookie(c, isSecure(house), 'form')
  if (passed === 'code') return c.redirect('/me/sign-in/code', 303)
  return enter(visit, token)
}

/** The browser is known to them from now on, and they are at their page. */
async function enter({ c, house }: Visit, token: string): Promise<Response> {
  const secure = isSecure(house)
  const known = ownKnownToken(house.ring, readCookie(c, secure, 'known')) ?? newKnownToken(house.ring)
  await rememberOwnBrowser(house, tokenHash(token), tokenHash(known))
  writeCookie(c, secure, 'known', known)
  return c.redirect('/me', 303)
}

/** Asks for the code of the app. */
export function ownCodePage(visit: OwnVisit): Response | Promise<Response> {
  return askCode(visit, [])
}

function askCode(visit: OwnVisit, errors: readonly FieldError[], status: 200 | 422 | 429 = 200) {
  const own = ownPageWords(visit)
  const secondStep = secondStepWords(visit)
  const frame = frameWords(visit)
  const { title, says, lost } = own.code
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(title) : title,
    <div class="carrel-narrow">
      <h1>{title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p>{says}</p>
      <CodeForm visit={visit} action="/me/sign-in/code" errors={errors} button={secondStep.continue} />
      <p class="carrel-small">{lost}</p>
      <form method="post" action="/me/sign-in/stop" class="carrel-back">
        <Word visit={visit} />
        <button type="submit" class="usa-button usa-button--unstyled">
          {frame.back}
        </button>
      </form>
    </div>,
    status,
  )
}

/** Holds the code against the app, and lets them in under a token of its own. */
export async function giveOwnCode(visit: OwnVisit, fields: z.infer<typeof ownCodeForm>): Promise<Response> {
  const { c, house, own, browser } = visit
  const again = (message: string, status: 422 | 429 = 422) =>
    askCode(visit, [{ field: 'code', message }], status)
  const code = codeTyped(fields.code)
  if (code === null) return again(secondStepWords(visit).notSixDigits)
  const token = newToken()
  const attempt = () => tryOwnCode(house, { session: own, code, to: tokenHash(token), known: browser })
  const isRight = await tried(visit, own.patronId, attempt, Boolean)
  if (isRight === tooMany) return again(passphraseWords(visit).tooMany, 429)
  if (!isRight) return again(ownPageWords(visit).code.wrong)
  writeCookie(c, isSecure(house), 'own', token)
  return enter(visit, token)
}

/** Ends the session, or the sign-in that has a code left, here and in the database. */
export async function ownSignOut(visit: OwnVisit): Promise<Response> {
  await signOutOwn(visit.house, visit.own.tokenHash)
  return leaveOwn(visit, '/me/sign-in?out')
}

/** Nothing of the pages that were shown is left in the browser, so that going back shows none of them. */
export function leaveOwn(visit: Visit, to: string): Response {
  forgetOwn(visit)
  return visit.c.redirect(to, 303)
}

/** The same, where a page is answered with. */
export function forgetOwn(visit: Visit): void {
  dropCookie(visit.c, isSecure(visit.house), 'own')
  passScreen({ ...visit, own: null })
}
