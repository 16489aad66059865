import type { Child } from 'hono/jsx'
import { z } from 'zod'
import {
  dropCookie,
  newToken,
  readCookie,
  tokenByLink,
  tokenHash,
  writeCookie,
} from '../../platform/http/cookies.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ButtonLine,
  ButtonLink,
  Fact,
  type FieldError,
  Form,
  SubmitButton,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { isSecure, type RequestContext, type SetUpContext } from '../../platform/http/request-context.ts'
import { directorIds } from '../account-store.ts'
import { signInNameFault } from '../accounts.ts'
import type { StaffServices } from '../services.ts'
import { acceptSetUpLink, addFirstDirector, isSettingUp, isSetUpLink } from '../set-up.ts'
import { tryPassphrase } from '../sign-in.ts'
import { setUpWords } from '../words/set-up.ts'
import { NewPassphrase } from './secret-forms.tsx'
import { continueSignIn, newPassphraseFault } from './sign-in.tsx'

export const followForm = z.strictObject({ link: z.string().max(100) })
export const directorForm = z.strictObject({
  name: z.string().trim().max(60),
  signIn: z.string().trim().max(60).optional(),
  passphrase: z.string().max(2000).optional(),
  repeated: z.string().max(2000).optional(),
})

/** Why a button: mail and chat programs that preview links would use the link up. */
export async function setUpLinkPage(context: RequestContext): Promise<Response> {
  const { c, services } = context
  const link = c.req.param('link') ?? ''
  const { app, ring, clock } = services
  const holds =
    (await directorIds(app)).length === 0 && (await isSetUpLink(app, ring, tokenHash(link), clock.now()))
  if (context.settingUp !== null) return c.redirect('/set-up/library', 303)
  if (!holds) return invalidLinkPage(context)
  const words = setUpWords(context).link
  return show(
    context,
    words.title,
    <>
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.says}</p>
      <Form context={context} action="/set-up/link">
        <SubmitButton name="link" value={link} look="big">
          {words.begin}
        </SubmitButton>
      </Form>
      <p class="carrel-small">{words.once}</p>
    </>,
  )
}

function invalidLinkPage(context: RequestContext): Response | Promise<Response> {
  const { deadLink } = setUpWords(context)
  return show(
    context,
    deadLink.title,
    <>
      <h1>{deadLink.title}</h1>
      <p class="usa-intro">{deadLink.says}</p>
      <ButtonLink href="/sign-in">{deadLink.toSignIn}</ButtonLink>
    </>,
    410,
  )
}

/** Uses up the link and makes this browser the one that sets the library up. */
export async function submitSetUpLink(context: RequestContext, { link }: z.infer<typeof followForm>) {
  const { c, services } = context
  const secure = isSecure(services)
  const token = tokenByLink(readCookie(c, secure, 'form') ?? newToken(), link)
  const browserHash = tokenHash(token)
  const followed = await acceptSetUpLink(services, { linkHash: tokenHash(link), browserHash })
  if (!followed && !(await isSettingUp(services.app, services.ring, browserHash, services.clock.now())))
    return invalidLinkPage(context)
  writeCookie(c, secure, 'set-up', token)
  return c.redirect('/set-up/library', 303)
}

export function libraryPage(context: SetUpContext): Response | Promise<Response> {
  const { library, number, title } = context.pack
  const words = setUpWords(context).library
  return show(
    context,
    words.title,
    <>
      <h1>{words.title}</h1>
      <dl class="carrel-facts">
        <Fact name={words.library}>{library}</Fact>
        <Fact name={words.policy} lang="en">
          {number}, {title}
        </Fact>
      </dl>
      <ButtonLine href="/set-up/director" look="big">
        {words.yes}
      </ButtonLine>
      <p class="carrel-small">
        {words.ifNot} <code>carrel start --pack {words.folder}</code>
      </p>
    </>,
  )
}

/** One question a page; the form carries the answers so far. */
export function directorPage(context: SetUpContext): Response | Promise<Response> {
  return askName(context, '', [])
}

function question(context: SetUpContext, heading: string, errors: readonly FieldError[], fields: Child) {
  const setUp = setUpWords(context)
  return showForm(
    context,
    { title: heading, errors, class: 'carrel-question' },
    <>
      <Form context={context} action="/set-up/director" class="usa-form carrel-form">
        {fields}
        <SubmitButton>{setUp.continue}</SubmitButton>
      </Form>
      <BackLink href="/set-up/director">{setUp.startAgain}</BackLink>
    </>,
  )
}

function askName(context: SetUpContext, name: string, errors: readonly FieldError[]) {
  const setUp = setUpWords(context)
  return question(
    context,
    setUp.askName,
    errors,
    <TextField
      name="name"
      label={setUp.name}
      hint={setUp.nameHint}
      value={name}
      autocomplete="name"
      maxlength={60}
      autofocus
      errors={errors}
    />,
  )
}

function askSignIn(context: SetUpContext, { name, signIn }: DirectorFields, errors: readonly FieldError[]) {
  const setUp = setUpWords(context)
  return question(
    context,
    setUp.askSignIn,
    errors,
    <>
      <input type="hidden" name="name" value={name} />
      <TextField
        name="signIn"
        label={setUp.signIn}
        hint={setUp.signInHint}
        value={signIn}
        autocomplete="username"
        maxlength={60}
        autofocus
        errors={errors}
      />
    </>,
  )
}

function askPassphrase(
  context: SetUpContext,
  { name, signIn }: DirectorFields,
  errors: readonly FieldError[],
) {
  return question(
    context,
    setUpWords(context).askPassphrase,
    errors,
    <>
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="signIn" value={signIn} />
      <NewPassphrase context={context} errors={errors} autofocus />
    </>,
  )
}

type DirectorFields = { readonly name: string; readonly signIn: string }

export async function submitDirector(
  context: SetUpContext<StaffServices>,
  fields: z.infer<typeof directorForm>,
): Promise<Response> {
  const { name, signIn, passphrase, repeated = '' } = fields
  const setUp = setUpWords(context)
  if (name === '') return askName(context, name, [{ field: 'name', message: setUp.noName }])
  if (signIn === undefined) return askSignIn(context, { name, signIn: '' }, [])
  const asked = { name, signIn }
  if (signInNameFault(signIn) !== null) {
    return askSignIn(context, asked, [{ field: 'signIn', message: setUp.signInFault }])
  }
  if (passphrase === undefined) return askPassphrase(context, asked, [])
  const weak = await newPassphraseFault(context, { passphrase, repeated }, asked)
  if (weak !== null) return askPassphrase(context, asked, [weak])
  const { c, services, settingUp } = context
  const added = await addFirstDirector(services, { ...asked, passphrase, browserHash: settingUp })
  if (added === 'over') return invalidLinkPage(context)
  if (added === 'taken') {
    return askSignIn(context, asked, [{ field: 'signIn', message: setUp.signInTaken }])
  }
  dropCookie(c, isSecure(services), 'set-up')
  const token = newToken()
  const tried = { signIn, passphrase, tokenHash: tokenHash(token), place: context.place, again: false }
  const account = await tryPassphrase(services, tried)
  if (account === null || account === 'over') return c.redirect('/sign-in', 303)
  writeCookie(c, isSecure(services), 'step', token)
  return continueSignIn(context, tokenHash(token))
}
