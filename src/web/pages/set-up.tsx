/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { signInNameFault } from '../../accounts/people.ts'
import { addFirstDirector, followLink } from '../../accounts/set-up.ts'
import { tryPassphrase } from '../../accounts/sign-in.ts'
import { directors } from '../../store/accounts.ts'
import { isSetUpLink } from '../../store/setup.ts'
import { dropCookie, writeCookie } from '../cookies.ts'
import { isSecure } from '../open-visit.ts'
import { proceed } from '../proceed.ts'
import { newToken, tokenHash } from '../secret-token.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { NewPassphrase } from '../views/secret-forms.tsx'
import type { SetUpVisit, Visit } from '../visit.ts'
import { newPassphraseFault } from './sign-in-steps.tsx'

export const followForm = z.strictObject({ link: z.string().max(100) })
export const directorForm = z.strictObject({
  name: z.string().trim().max(60),
  signIn: z.string().trim().max(60).optional(),
  passphrase: z.string().max(2000).optional(),
  repeated: z.string().max(2000).optional(),
})

/**
 * The printed link. Why a button and no more: whoever looks at a link to see where it leads, a mail program or a
 * chat, would use it up.
 */
export async function linkPage(visit: Visit): Promise<Response> {
  const { c, house } = visit
  const link = c.req.param('link') ?? ''
  const { app, clock } = house
  const holds = (await directors(app)).length === 0 && (await isSetUpLink(app, tokenHash(link), clock.now()))
  if (!holds) return deadLink(visit)
  return show(
    visit,
    'Set up the library',
    <>
      <h1>Set up {house.pack.library}</h1>
      <p class="usa-intro">
        For the library's Director. You give your name and choose a passphrase; it takes about ten minutes.
        Have your phone at hand.
      </p>
      <form method="post" action="/set-up/link">
        <Word visit={visit} />
        <button type="submit" name="link" value={link} class="usa-button usa-button--big">
          Begin
        </button>
      </form>
      <p class="carrel-small">The link works once: go on in this browser.</p>
    </>,
  )
}

function deadLink(visit: Visit): Response | Promise<Response> {
  return show(
    visit,
    'This link does not work',
    <>
      <h1>This link does not work</h1>
      <p class="usa-intro">
        It was used, or it is too old, or the library has its Director. While there is none, a new start of
        Carrel prints a new link.
      </p>
      <a class="usa-button" href="/sign-in">
        Go to the sign-in page
      </a>
    </>,
    410,
  )
}

/** Uses the link up: from now on it is this browser that sets the library up. */
export async function follow(visit: Visit, { link }: z.infer<typeof followForm>): Promise<Response> {
  const { c, house } = visit
  const token = newToken()
  const hashes = { linkHash: tokenHash(link), browserHash: tokenHash(token) }
  if (!(await followLink(house, hashes))) return deadLink(visit)
  writeCookie(c, isSecure(house), 'set-up', token)
  return c.redirect('/set-up/library', 303)
}

/** The library as its policy pack names it. */
export function libraryPage(visit: SetUpVisit): Response | Promise<Response> {
  const { library, number, title } = visit.house.pack
  return show(
    visit,
    'Is this your library?',
    <>
      <h1>Is this your library?</h1>
      <dl class="carrel-facts">
        <div class="carrel-fact">
          <dt>Library</dt>
          <dd>{library}</dd>
        </div>
        <div class="carrel-fact">
          <dt>Policy</dt>
          <dd>
            {number}, {title}
          </dd>
        </div>
      </dl>
      <p>
        <a class="usa-button usa-button--big" href="/set-up/director">
          Yes, go on
        </a>
      </p>
      <p class="carrel-small">
        If not, close this page. Whoever looks after this computer starts Carrel with your library's policy (
        <code>carrel start --pack</code>), before anything is put in.
      </p>
    </>,
  )
}

/** The Director's name, sign-in name and passphrase, one a page; the form carries the answers so far. */
export function directorPage(visit: SetUpVisit): Response | Promise<Response> {
  return askName(visit, '', [])
}

function question(
  visit: SetUpVisit,
  heading: string,
  errors: readonly FieldError[],
  fields: Child,
): Response | Promise<Response> {
  return show(
    visit,
    errors.length > 0 ? `Please fix: ${heading}` : heading,
    <div class="carrel-question">
      <h1>{heading}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/set-up/director" class="usa-form carrel-form">
        <Word visit={visit} />
        {fields}
        <button type="submit" class="usa-button">
          Continue
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/set-up/director">
          Start these questions again
        </a>
      </p>
    </div>,
    errors.length > 0 ? 422 : 200,
  )
}

function askName(visit: SetUpVisit, name: string, errors: readonly FieldError[]) {
  return question(
    visit,
    'What is your name?',
    errors,
    <TextField
      name="name"
      label="First and last name"
      hint="As it stands on the screen"
      value={name}
      autocomplete="name"
      maxlength={60}
      autofocus
      errors={errors}
    />,
  )
}

function askSignIn(visit: SetUpVisit, { name, signIn }: Asked, errors: readonly FieldError[]) {
  return question(
    visit,
    'What do you want to sign in as?',
    errors,
    <>
      <input type="hidden" name="name" value={name} />
      <TextField
        name="signIn"
        label="Sign-in name"
        hint="Short, such as your first name"
        value={signIn}
        autocomplete="username"
        maxlength={60}
        autofocus
        errors={errors}
      />
    </>,
  )
}

function askPassphrase(visit: SetUpVisit, { name, signIn }: Asked, errors: readonly FieldError[]) {
  return question(
    visit,
    'Choose a passphrase',
    errors,
    <>
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="signIn" value={signIn} />
      <NewPassphrase errors={errors} autofocus />
    </>,
  )
}

type Asked = { readonly name: string; readonly signIn: string }

/** The next question that is not answered; the Director, once all are. */
export async function giveDirector(
  visit: SetUpVisit,
  fields: z.infer<typeof directorForm>,
): Promise<Response> {
  const { name, signIn, passphrase, repeated = '' } = fields
  if (name === '') return askName(visit, name, [{ field: 'name', message: 'Type your name' }])
  if (signIn === undefined) return askSignIn(visit, { name, signIn: '' }, [])
  const asked = { name, signIn }
  const fault = signInNameFault(signIn)
  if (fault !== null) {
    return askSignIn(visit, asked, [{ field: 'signIn', message: `The sign-in name: ${fault}` }])
  }
  if (passphrase === undefined) return askPassphrase(visit, asked, [])
  const weak = newPassphraseFault({ passphrase, repeated }, asked)
  if (weak !== null) return askPassphrase(visit, asked, [weak])
  const { c, house, settingUp } = visit
  const added = await addFirstDirector(house, { ...asked, passphrase, browserHash: settingUp })
  if (added === 'over') return deadLink(visit)
  if (added === 'taken') {
    return askSignIn(visit, asked, [
      { field: 'signIn', message: 'This sign-in name is taken: choose another' },
    ])
  }
  dropCookie(c, isSecure(house), 'set-up')
  const token = newToken()
  const tried = { signIn, passphrase, tokenHash: tokenHash(token), place: visit.place, again: false }
  if ((await tryPassphrase(house, tried)) === null) return c.redirect('/sign-in', 303)
  writeCookie(c, isSecure(house), 'step', token)
  return proceed(visit, tokenHash(token))
}
