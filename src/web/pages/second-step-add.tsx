/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import type { By } from '../../accounts/act.ts'
import type { ChangePermit } from '../../accounts/change-permit.ts'
import { addCodeApp, codeAppLink, codeTyped, newCodeSecret } from '../../accounts/code-app.ts'
import { addNewPasskey, askForNewPasskey } from '../../accounts/passkey.ts'
import { stepLeft } from '../../accounts/sign-in.ts'
import { policyWithOwnScript } from '../headers.ts'
import { addressForPasskeys, passkeyHostOf } from '../passkey-host.ts'
import { proceed } from '../proceed.ts'
import { ErrorSummary, type FieldError, TextField } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Qr } from '../views/qr.tsx'
import { CodeForm, PasskeyForm } from '../views/secret-forms.tsx'
import { byOf, type HalfVisit, type StaffVisit, type Visit } from '../visit.ts'

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
  /** Where it goes on, done or no longer allowed. */
  on(): Response | Promise<Response>
}

/** The same pages in a sign-in that has to set one up, and in a session whose owner just proved who they are. */
async function whileSigningIn(visit: HalfVisit): Promise<Adding | Response> {
  const { house, half, place } = visit
  const on = () => proceed(visit, half.tokenHash)
  if ((await stepLeft(house, half, house.asksSecondStep)) !== 'set-second-step') return on()
  const permit = { accountId: half.id, tokenHash: half.tokenHash, half: true }
  return {
    ...{ visit, account: half, permit, on },
    by: { actor: half.id, role: half.role, place },
    base: '/sign-in/add',
  }
}

function whileSignedIn(visit: StaffVisit): Adding | Response {
  const { c, who } = visit
  const on = () => c.redirect('/account/second-step', 303)
  if (!who.proved) return on()
  const permit = { accountId: who.id, tokenHash: who.tokenHash, half: false }
  return { visit, account: who, permit, on, by: byOf(visit), base: '/account/add' }
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
  return show(
    visit,
    'Add a second step',
    <>
      <h1>Add a second step</h1>
      <p class="usa-intro">
        Besides your passphrase, sign-in then asks for something that only you have. A stolen passphrase alone
        opens nothing.
      </p>
      <ul class="carrel-ways">
        <li>
          <a href={`${base}/code-app`} class="carrel-way">
            <span class="carrel-way__name">A code app on my phone</span>
            <span class="carrel-way__says">
              It shows a new code every half minute, also without a connection
            </span>
          </a>
        </li>
        {passkeys && (
          <li>
            <a href={`${base}/passkey`} class="carrel-way">
              <span class="carrel-way__name">A passkey</span>
              <span class="carrel-way__says">A key to plug in, or this computer or phone itself</span>
            </a>
          </li>
        )}
      </ul>
      {!passkeys && (
        <p class="carrel-small">
          A passkey cannot be set up at this address.{' '}
          {address !== null && `On this computer it can, at ${address} (sign in there).`}
        </p>
      )}
    </>,
  )
})

const codeAppPage = ({ visit, account, base }: Adding, secret: string, errors: readonly FieldError[]) => {
  const { library } = visit.house.pack
  const link = codeAppLink({ library, signIn: account.signIn, secret })
  return show(
    visit,
    errors.length > 0 ? 'Please fix: Code app' : 'Code app',
    <>
      <h1>Set up the code app</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <ol class="usa-process-list">
        <li class="usa-process-list__item">
          <h2 class="usa-process-list__heading carrel-step">
            On your phone, open a code app, such as the one that came with it or one that your IT person
            names. Add a new entry.
          </h2>
        </li>
        <li class="usa-process-list__item">
          <h2 class="usa-process-list__heading carrel-step">
            Scan this picture, or type the letters below it.
          </h2>
          <Qr text={link} label="Picture for the code app. The letters below say the same." />
          <p class="carrel-secret">{secret.match(/.{4}/g)?.join(' ')}</p>
        </li>
        <li class="usa-process-list__item">
          <h2 class="usa-process-list__heading carrel-step">
            Type the code that the app shows now. Only then does it count.
          </h2>
          <CodeForm visit={visit} action={`${base}/code-app`} errors={errors} button="Confirm">
            <input type="hidden" name="secret" value={secret} />
          </CodeForm>
        </li>
      </ol>
      <p class="carrel-small">Show this page to nobody: whoever has the picture has your codes.</p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** A new secret, as a picture and as letters. */
export const addCodePage = both((adding) => codeAppPage(adding, newCodeSecret(), []))

/** Its first code: from now on it counts. */
export const confirmCode = bothWith(async (adding: Adding, fields: z.infer<typeof addCodeForm>) => {
  const { visit, permit, by, on } = adding
  const { secret } = fields
  const code = codeTyped(fields.code)
  const wrong = (message: string) => codeAppPage(adding, secret, [{ field: 'code', message }])
  if (code === null) return wrong('The code has six digits')
  const added = await addCodeApp(visit.house, by, { permit, secret, code })
  if (added !== 'wrong-code') return on()
  return wrong('That code is not right. If it goes on, see that the clock of your phone is right.')
})

async function passkeyPage(adding: Adding, errors: readonly FieldError[]): Promise<Response> {
  const { visit, account, permit, base, on } = adding
  const { house, c } = visit
  const at = passkeyHostOf(visit)
  if (at === null) return on()
  const { tokenHash } = permit
  const options = await askForNewPasskey(house, { library: house.pack.library, at, account, tokenHash })
  c.header('Content-Security-Policy', policyWithOwnScript)
  return show(
    visit,
    errors.length > 0 ? 'Please fix: Passkey' : 'Passkey',
    <>
      <h1>Set up a passkey</h1>
      <p class="usa-intro">
        Your browser asks where to keep it. On a computer that others use too, take a key to plug in, or your
        phone.
      </p>
      <ErrorSummary visit={visit} errors={errors} />
      <PasskeyForm
        visit={visit}
        action={`${base}/passkey`}
        does="create"
        options={options}
        button="Make a passkey"
      >
        <TextField
          name="name"
          label="A name for it"
          hint="Such as: blue key, my phone"
          maxlength={60}
          errors={errors}
        />
      </PasskeyForm>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

export const addPasskeyPage = both((adding) => passkeyPage(adding, []))

/** What the browser made. */
export const makePasskey = bothWith(async (adding: Adding, fields: z.infer<typeof addPasskeyForm>) => {
  const { visit, permit, by, on } = adding
  const { sent, name } = fields
  const at = passkeyHostOf(visit)
  if (at === null) return on()
  if (name === '') return passkeyPage(adding, [{ field: 'name', message: 'Give the passkey a name' }])
  const added = await addNewPasskey(visit.house, by, { permit, at, sent, name })
  if (added !== 'not-one') return on()
  return passkeyPage(adding, [
    { field: 'main', message: 'That did not work here: try again, or take another one' },
  ])
})
