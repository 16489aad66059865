/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { lacksProof } from '../../accounts/both-steps.ts'
import { dropCodeApp } from '../../accounts/code-app.ts'
import { dropPasskey } from '../../accounts/passkey.ts'
import { mustPassSecondStep } from '../../accounts/second-step-rule.ts'
import { isTheirs, tryPassphrase } from '../../accounts/sign-in.ts'
import { caseReference } from '../../disclosure/case-reference.ts'
import { hasCodeApp, hasStep, secondStepFor } from '../../store/accounts-factor.ts'
import { passkeysOf } from '../../store/passkeys.ts'
import { writeCookie } from '../cookies.ts'
import { isSecure } from '../open-visit.ts'
import { type BackPage, backPages, proceed } from '../proceed.ts'
import { newToken, tokenHash } from '../secret-token.ts'
import { tooMany, tried, wrongTry } from '../try-rate.ts'
import { AgainForm } from '../views/again-form.tsx'
import { ErrorSummary, type FieldError } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Press } from '../views/press.tsx'
import { byOf, type StaffVisit, triedFrom } from '../visit.ts'
import { accountWords } from '../words/account.ts'
import { frameWords } from '../words/frame.ts'
import { passphraseWords } from '../words/passphrase.ts'
import { secondStepWords } from '../words/second-step.ts'
import { formatsOf } from '../words/told.ts'
import { accountAfter } from './account.tsx'

export const againForm = z.strictObject({
  passphrase: z.string().max(2000),
  back: z.enum(backPages),
  /** The case that it is about, where it is. */
  about: z.string().regex(caseReference).optional(),
})
export const removeForm = z.strictObject({ which: z.string().max(2000) })

const codeApp = 'code-app'

/** What one's second step is, to change it; before that, one proves who one is. */
export function secondStepPage(visit: StaffVisit): Promise<Response> {
  return visit.who.proved ? listed(visit, []) : Promise.resolve(askAgain(visit, 'second-step'))
}

/**
 * Asks who it is before something that must not be done in a session that was left open: with the passphrase and the
 * second step again. Then it goes on at `back`.
 */
export function askAgain(
  visit: StaffVisit,
  back: BackPage,
  errors: readonly FieldError[] = [],
  status: 422 | 429 = 422,
  about = back === 'decision' ? visit.c.req.param('reference') : undefined,
): Response | Promise<Response> {
  const frame = frameWords(visit)
  const secondStep = secondStepWords(visit)
  const { title, why } = secondStep.again
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(title) : title,
    <div class="carrel-question">
      <h1>{title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <AgainForm visit={visit} back={back} about={about} errors={errors} autofocus />
      <p class="carrel-small">{why[back]}</p>
    </div>,
    errors.length > 0 ? status : 200,
  )
}

/** The same page of a part, only for somebody who signed in or showed who they are a moment ago. */
export const fresh =
  <Rest extends readonly unknown[]>(
    back: BackPage,
    answer: (visit: StaffVisit, ...rest: Rest) => Response | Promise<Response>,
  ) =>
  (visit: StaffVisit, ...rest: Rest): Response | Promise<Response> =>
    visit.who.fresh ? answer(visit, ...rest) : askAgain(visit, back)

/** The same page, only for somebody who showed both steps a moment ago, or has one alone. */
export const proven =
  <Rest extends readonly unknown[]>(
    back: BackPage,
    answer: (visit: StaffVisit, ...rest: Rest) => Response | Promise<Response>,
  ) =>
  async (visit: StaffVisit, ...rest: Rest): Promise<Response> =>
    (await lacksProof(visit.house, visit.who)) ? askAgain(visit, back) : answer(visit, ...rest)

/** Whether somebody who has a second step showed neither a moment ago: a sign-in counts as showing it. */
export const isStale = async ({ who, house }: StaffVisit): Promise<boolean> =>
  !who.fresh && (await hasStep(house.app, who.id))

/** The same page, only for somebody who signed in or showed who they are a moment ago, or has no second step. */
export const unlessStale =
  <Rest extends readonly unknown[]>(
    back: BackPage,
    answer: (visit: StaffVisit, ...rest: Rest) => Response | Promise<Response>,
  ) =>
  async (visit: StaffVisit, ...rest: Rest): Promise<Response> =>
    (await isStale(visit)) ? askAgain(visit, back) : answer(visit, ...rest)

/** Signs in anew, with all its steps: the session after it may change what one signs in with, once. */
export async function giveAgain(
  visit: StaffVisit,
  { passphrase, back, about }: z.infer<typeof againForm>,
): Promise<Response> {
  const { c, house, who, place } = visit
  const wrong = (message: string): FieldError => ({ field: 'passphrase', message })
  const token = newToken()
  const from = triedFrom(visit)
  const given = { signIn: who.signIn, passphrase, tokenHash: tokenHash(token), place, from, again: true }
  const account = await tried(visit, who.signIn, () => tryPassphrase(house, given), isTheirs)
  if (account === tooMany) return askAgain(visit, back, [wrong(passphraseWords(visit).tooMany)], 429, about)
  if (account === null || account === 'over') {
    return askAgain(visit, back, wrongTry(visit, wrong(passphraseWords(visit).notYours)), 422, about)
  }
  writeCookie(c, isSecure(house), 'step', token)
  return proceed(visit, tokenHash(token), { back, about })
}

async function listed(visit: StaffVisit, errors: readonly FieldError[]): Promise<Response> {
  const { app } = visit.house
  const { who } = visit
  const account = accountWords(visit)
  const frame = frameWords(visit)
  const secondStep = secondStepWords(visit)
  const told = formatsOf(visit)
  const { mine } = secondStep
  const hasApp = await hasCodeApp(app, who.id)
  const passkeys = await passkeysOf(app, who.id)
  const kinds = [
    ...(hasApp ? [{ which: codeApp, name: account.codeApp, says: '' }] : []),
    ...passkeys.map(({ credentialId, name, addedOn }) => ({
      which: credentialId.toString('base64url'),
      name: account.passkey(name),
      says: mine.since(told.day(addedOn)),
    })),
  ]
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(mine.title) : mine.title,
    <>
      <h1>{mine.title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      {kinds.length === 0 && <p class="usa-intro">{mine.none}</p>}
      <ul class="carrel-computers">
        {kinds.map(({ which, name, says }) => (
          <li class="carrel-computer">
            <div>
              <strong>{name}</strong> {says !== '' && <span class="carrel-line">{says}</span>}
            </div>
            <Press
              visit={visit}
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
        <a class="usa-button" href="/account/add">
          {hasApp ? mine.addOrReplace : mine.add}
        </a>
      </p>
      <p class="carrel-small">{mine.oneEachTime}</p>
      <p class="carrel-back">
        <a class="usa-link" href="/account">
          {account.back}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Removes one of them; the last stays with whoever must have one. */
export async function removeSecondStep(
  visit: StaffVisit,
  { which }: z.infer<typeof removeForm>,
): Promise<Response> {
  const { c, house, who } = visit
  const permit = { accountId: who.id, tokenHash: who.tokenHash, half: false }
  const whom = house.asksSecondStep ? await secondStepFor(house.app) : 'nobody'
  const must = mustPassSecondStep({ ...who, role: who.ownRole }, whom)
  const outcome =
    which === codeApp
      ? await dropCodeApp(house, byOf(visit), { permit, must })
      : await dropPasskey(house, byOf(visit), { permit, must, credentialId: Buffer.from(which, 'base64url') })
  if (outcome === 'needed') {
    return listed(visit, [{ field: 'main', message: secondStepWords(visit).mine.needed }])
  }
  return c.redirect(outcome === 'removed' ? accountAfter('step-removed') : '/account/second-step', 303)
}
