/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { By } from '../../accounts/act.ts'
import type { ChangePermit } from '../../accounts/change-permit.ts'
import { addCodeApp, codeAppLink, codeTyped, newCodeSecret } from '../../accounts/code-app.ts'
import { addNewPasskey, askForNewPasskey } from '../../accounts/passkey.ts'
import { stepLeft } from '../../accounts/sign-in.ts'
import { hasCodeApp } from '../../store/accounts-factor.ts'
import { policyWithOwnScript } from '../headers.ts'
import { addressForPasskeys, passkeyHostOf } from '../passkey-host.ts'
import { proceed } from '../proceed.ts'
import { ErrorSummary, type FieldError, TextField } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Qr } from '../views/qr.tsx'
import { CodeForm, PasskeyForm } from '../views/secret-forms.tsx'
import { byOf, type HalfVisit, type StaffVisit, type Visit } from '../visit.ts'
import { accountWords } from '../words/account.ts'
import { frameWords } from '../words/frame.ts'
import { secondStepWords } from '../words/second-step.ts'
import { accountAfter } from './account.tsx'

export const addCodeForm = z.strictObject({
  // Why in the form: it is on the page anyway, and nothing of it is kept before a code confirms it.
  secret: z.string().regex(/^[A-Z2-7]{32}$/),
  code: z.string().max(40),
})
export const addPasskeyForm = z.strictObject({
  sent: z.string().max(16_384),
  name: z.string().trim().max(60),
})

/** Who adds a second step, by what right, and where the pages for it are. */
type Adding = {
  readonly visit: Visit
  readonly account: { readonly id: string; readonly signIn: string; readonly name: string }
  readonly permit: ChangePermit
  readonly by: By
  readonly base: '/sign-in/add' | '/account/add'
  /** Where it goes on where it is not allowed, or no longer. */
  on(): Response | Promise<Response>
  /** Where it goes on once it is done. */
  done(): Response | Promise<Response>
}

/** The same pages in a sign-in that has to set one up, and in a session whose owner just proved who they are. */
async function whileSigningIn(visit: HalfVisit): Promise<Adding | Response> {
  const { house, half, place } = visit
  const on = () => proceed(visit, half.tokenHash)
  if ((await stepLeft(house, half, house.asksSecondStep)) !== 'set-second-step') return on()
  const permit = { accountId: half.id, tokenHash: half.tokenHash, half: true }
  return {
    ...{ visit, account: half, permit, on, done: on },
    by: { actor: half.id, role: half.role, place },
    base: '/sign-in/add',
  }
}

function whileSignedIn(visit: StaffVisit): Adding | Response {
  const { c, who } = visit
  const on = () => c.redirect('/account/second-step', 303)
  if (!who.proved) return on()
  const permit = { accountId: who.id, tokenHash: who.tokenHash, half: false }
  const done = () => c.redirect(accountAfter('step-added'), 303)
  return { visit, account: who, permit, on, done, by: byOf(visit), base: '/account/add' }
}

type Answer = (adding: Adding) => Response | Promise<Response>
type WithFields<T> = (adding: Adding, fields: T) => Response | Promise<Response>

const signingIn = (answer: Answer) => async (visit: HalfVisit) => {
  const adding = await whileSigningIn(visit)
  return adding instanceof Response ? adding : answer(adding)
}
const signedIn = (answer: Answer) => (visit: StaffVisit) => {
  const adding = whileSignedIn(visit)
  return adding instanceof Response ? adding : answer(adding)
}
const both = (answer: Answer) => ({ signingIn: signingIn(answer), signedIn: signedIn(answer) })
const bothWith = <T,>(answer: WithFields<T>) => ({
  signingIn: (visit: HalfVisit, fields: T) => signingIn((adding) => answer(adding, fields))(visit),
  signedIn: (visit: StaffVisit, fields: T) => signedIn((adding) => answer(adding, fields))(visit),
})

/** Which kind of second step. */
export const addPage = both(({ visit, base }) => {
  const passkeys = passkeyHostOf(visit) !== null
  const address = addressForPasskeys(visit)
  const account = accountWords(visit)
  const secondStep = secondStepWords(visit)
  const { add, give } = secondStep
  return show(
    visit,
    add.title,
    <>
      <h1>{add.title}</h1>
      <p class="usa-intro">{add.why}</p>
      <ul class="carrel-ways">
        <li>
          <a href={`${base}/code-app`} class="carrel-way">
            <span class="carrel-way__name">{add.codeApp}</span>{' '}
            <span class="carrel-way__says">{add.codeAppSays}</span>
          </a>
        </li>
        {passkeys && (
          <li>
            <a href={`${base}/passkey`} class="carrel-way">
              <span class="carrel-way__name">{add.passkey}</span>{' '}
              <span class="carrel-way__says">{add.passkeySays}</span>
            </a>
          </li>
        )}
      </ul>
      {!passkeys && (
        <p class="carrel-small">
          {add.noPasskeyHere} {address !== null && add.passkeyThere(address)}
        </p>
      )}
      <p class="carrel-back">
        {base === '/account/add' ? (
          <a class="usa-link" href="/account">
            {account.back}
          </a>
        ) : (
          <a class="usa-link" href="/sign-in">
            {give.somebodyElse}
          </a>
        )}
      </p>
    </>,
  )
})

async function codeAppPage(
  { visit, account, base }: Adding,
  secret: string,
  errors: readonly FieldError[],
): Promise<Response> {
  const { app, pack } = visit.house
  const { library } = pack
  const link = codeAppLink({ library, signIn: account.signIn, secret })
  const { codeApp } = secondStepWords(visit)
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(codeApp.title) : codeApp.title,
    <>
      <h1>{codeApp.title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
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
          <CodeForm visit={visit} action={`${base}/code-app`} errors={errors} button={codeApp.confirmButton}>
            <input type="hidden" name="secret" value={secret} />
          </CodeForm>
        </li>
      </ol>
      <p class="carrel-small">
        {codeApp.toNobody} {(await hasCodeApp(app, account.id)) && codeApp.replaces}
      </p>
      <OtherKind visit={visit} base={base} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Back to where the kind is chosen: whoever has no phone at hand need not begin anew. */
const OtherKind = ({ visit, base }: Pick<Adding, 'visit' | 'base'>) => (
  <p class="carrel-back">
    <a class="usa-link" href={base}>
      {secondStepWords(visit).add.otherKind}
    </a>
  </p>
)

/** A new secret, as a picture and as letters. */
export const addCodePage = both((adding) => codeAppPage(adding, newCodeSecret(), []))

/** Its first code: from now on it counts. */
export const confirmCode = bothWith(async (adding: Adding, fields: z.infer<typeof addCodeForm>) => {
  const { visit, permit, by, on, done } = adding
  const { notSixDigits, codeApp } = secondStepWords(visit)
  const { secret } = fields
  const code = codeTyped(fields.code)
  const wrong = (message: string) => codeAppPage(adding, secret, [{ field: 'code', message }])
  if (code === null) return wrong(notSixDigits)
  const added = await addCodeApp(visit.house, by, { permit, secret, code })
  if (added === 'wrong-code') return wrong(codeApp.wrong)
  return added === 'added' ? done() : on()
})

async function passkeyPage(adding: Adding, errors: readonly FieldError[]): Promise<Response> {
  const { visit, account, permit, base, on } = adding
  const { house, c } = visit
  const at = passkeyHostOf(visit)
  if (at === null) return on()
  const { tokenHash } = permit
  const options = await askForNewPasskey(house, { library: house.pack.library, at, account, tokenHash })
  c.header('Content-Security-Policy', policyWithOwnScript)
  const { passkey } = secondStepWords(visit)
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(passkey.title) : passkey.title,
    <>
      <h1>{passkey.title}</h1>
      <p class="usa-intro">{passkey.where}</p>
      <ErrorSummary visit={visit} errors={errors} />
      <PasskeyForm
        visit={visit}
        action={`${base}/passkey`}
        does="create"
        options={options}
        button={passkey.make}
      >
        <TextField name="name" label={passkey.name} hint={passkey.nameHint} maxlength={60} errors={errors} />
      </PasskeyForm>
      <OtherKind visit={visit} base={base} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

export const addPasskeyPage = both((adding) => passkeyPage(adding, []))

/** What the browser made. */
export const makePasskey = bothWith(async (adding: Adding, fields: z.infer<typeof addPasskeyForm>) => {
  const { visit, permit, by, on, done } = adding
  const { passkey } = secondStepWords(visit)
  const { sent, name } = fields
  const at = passkeyHostOf(visit)
  if (at === null) return on()
  if (name === '') return passkeyPage(adding, [{ field: 'name', message: passkey.noName }])
  const added = await addNewPasskey(visit.house, by, { permit, at, sent, name })
  if (added === 'not-one') return passkeyPage(adding, [{ field: 'main', message: passkey.wrong }])
  return added === 'added' ? done() : on()
})
